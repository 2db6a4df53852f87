using System.Collections.Immutable;
using VaeGen.Generator.Distributions;

namespace VaeGen.Generator.Lowering;

/// <summary>A variational autoencoder as a tensor program: its parameters and the values that its tasks compute.</summary>
/// <param name="Parameters">All stored tensors, in the order of the files.</param>
/// <param name="Input">The examples.</param>
/// <param name="Condition">The class of each example, a one among zeros; null for a model without a condition.</param>
/// <param name="ExampleWeight">The weight of each example in the loss.</param>
/// <param name="Noise">The noise of the reparameterization.</param>
/// <param name="Posterior">The parameters of the posterior: mean, then log-variance.</param>
/// <param name="Latent">The sampled latent.</param>
/// <param name="Reconstruction">−log p(x|z) of each example.</param>
/// <param name="Kl">KL(q ‖ p) of each example.</param>
/// <param name="SquaredError">Σ (x − mean)² of each example, where the likelihood's variance follows it; otherwise null.</param>
/// <param name="Loss">What training minimizes: the weighted sum over the examples of reconstruction + KL.</param>
/// <param name="DecodedMean">The likelihood's mean for latents that the caller gives.</param>
/// <param name="Likelihood">The family of p(x|z).</param>
internal sealed record VariationalProgram(
    ImmutableArray<ParameterTensor> Parameters,
    Tensor Input,
    Tensor? Condition,
    Tensor ExampleWeight,
    Tensor Noise,
    ImmutableArray<Tensor> Posterior,
    Tensor Latent,
    SumTensor Reconstruction,
    SumTensor Kl,
    SumTensor? SquaredError,
    Tensor Loss,
    Tensor DecodedMean,
    DistributionFamily Likelihood)
{
    /// <summary>The gradient of the loss by each trained parameter.</summary>
    public ImmutableDictionary<ParameterTensor, Tensor> Gradients { get; init; } = ImmutableDictionary<ParameterTensor, Tensor>.Empty;
}
