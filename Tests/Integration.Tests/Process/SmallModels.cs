namespace VaeGen.Integration.Process;

/// <summary>Every elementary function that single precision needs in a step: exp, log1p, erf.</summary>
[Encoder(37, 21, 5, Activation = Gelu)]
[Decoder(5, 19, 37, Activation = Elu)]
[Prior(Normal)]
[Likelihood(Bernoulli)]
internal sealed partial class SmallSingle;

/// <summary>The same in double precision with the other likelihood.</summary>
[Model(Precision = Precision.Double)]
[Encoder(37, 21, 5, Activation = Softplus)]
[Decoder(5, 19, 37, Activation = Tanh)]
[Prior(Normal)]
[Likelihood(Gaussian)]
internal sealed partial class SmallDouble;

/// <summary>A sample with a triangular matrix of each example.</summary>
[Encoder(37, 21, 5)]
[Decoder(5, 19, 37)]
[Prior(Normal)]
[Posterior(Normal, Covariance = Full)]
[Likelihood(Bernoulli)]
internal sealed partial class SmallCorrelated;
