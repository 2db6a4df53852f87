using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Distributions;

namespace VaeGen.Generator.Lowering;

/// <summary>A variational autoencoder as a tensor program: its parameters and the values that its tasks compute.</summary>
/// <param name="Parameters">All stored tensors, in the order of the files.</param>
/// <param name="Input">The examples.</param>
/// <param name="Condition">The class of each example, a one among zeros; null for a model without a condition.</param>
/// <param name="ExampleWeight">The weight of each example in the loss.</param>
/// <param name="Noise">The noise of the reparameterization.</param>
/// <param name="Training">The values of a training step.</param>
/// <param name="Evaluation">The values of an evaluation: the same, but for layers that are something else in training.</param>
/// <param name="StateUpdates">What running statistics become in a training step.</param>
/// <param name="Loss">What training minimizes: the weighted sum over the examples of reconstruction + KL.</param>
/// <param name="DecodedMean">The likelihood's mean for latents that the caller gives.</param>
/// <param name="Likelihood">The family of p(x|z).</param>
internal sealed record VariationalProgram(
    ImmutableArray<ParameterTensor> Parameters,
    Tensor Input,
    Tensor? Condition,
    Tensor ExampleWeight,
    Tensor Noise,
    ForwardValues Training,
    ForwardValues Evaluation,
    ImmutableArray<StateUpdate> StateUpdates,
    Tensor Loss,
    Tensor DecodedMean,
    DistributionFamily Likelihood)
{
    /// <summary>What a draw from the likelihood needs beside or in place of its mean, for latents that the caller gives.</summary>
    public ImmutableArray<Tensor> DrawParameters { get; init; } = [];

    /// <summary>What rates are in proportion to; null for nothing.</summary>
    public ExposureLowering? Exposure { get; init; }

    /// <summary>The gradient of the loss by each trained parameter.</summary>
    public ImmutableDictionary<ParameterTensor, Tensor> Gradients { get; init; } = ImmutableDictionary<ParameterTensor, Tensor>.Empty;

    /// <summary>The program with the gradient of its loss by each trained parameter.</summary>
    /// <exception cref="System.NotSupportedException">An operation on the way has no gradient rule, or the loss does not depend on a
    /// parameter that is trained.</exception>
    public VariationalProgram WithGradients()
    {
        ParameterTensor[] trained = [.. Parameters.Where(parameter => parameter.IsTrained)];
        IReadOnlyDictionary<Tensor, Tensor> gradients = Differentiation.Gradients.Of(Loss, trained);
        return this with { Gradients = trained.ToImmutableDictionary(parameter => parameter, parameter => gradients[parameter]) };
    }
}

/// <summary>The values that a pass from x to the terms of the bound computes.</summary>
/// <param name="Posterior">The parameters of the posterior: mean, then log-variance; of a deterministic one the latent.</param>
/// <param name="Latent">The sampled latent.</param>
/// <param name="Reconstruction">−log p(x|z) of each example.</param>
/// <param name="Kl">KL(q ‖ p) of each example; null for a deterministic posterior.</param>
/// <param name="SquaredError">Σ (x − mean)² of each example, where the likelihood's variance follows it; otherwise null.</param>
/// <param name="ElementSquaredErrors">(x − mean)² of each element, where the likelihood's variance of an element follows it; otherwise
/// null.</param>
internal sealed record ForwardValues(
    ImmutableArray<Tensor> Posterior, Tensor Latent, Tensor Reconstruction, Tensor? Kl, SumTensor? SquaredError,
    Tensor? ElementSquaredErrors)
{
    /// <summary>The Cholesky factor of a full covariance, the logarithm of its diagonal and what lies below; otherwise empty.</summary>
    public ImmutableArray<Tensor> Factor { get; init; } = [];

    /// <summary>All that the caller reads. Where there is a factor, log-variances are for those who ask for the posterior alone.</summary>
    public ImmutableArray<Tensor> Results =>
        [.. Factor.IsEmpty ? Posterior : [Posterior[0], .. Factor], Reconstruction,
            .. new[] { Kl, SquaredError, ElementSquaredErrors }.OfType<Tensor>()];
}
