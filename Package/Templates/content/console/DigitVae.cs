using VaeGen;

/// <summary>
/// The whole model. 784 pixels are encoded, through 400 hidden units, into mean and variance of 20 latents, and decoded back to the
/// probability of a 1 for each pixel. Loss, gradient and training step are written by the generator while the project builds.
/// </summary>
/// <remarks>
/// For data of your own change the sizes and one word: Gaussian for real values, Poisson or NegativeBinomial for counts, Categorical for
/// classes. `Input = Standardize` in [Encoder] takes columns in units of their own.
/// </remarks>
[Encoder(784, 400, 20)]
[Decoder(20, 400, 784)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
public partial class DigitVae;
