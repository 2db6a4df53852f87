using System.Collections.Generic;
using System.Collections.Immutable;

namespace VaeGen.Generator.Lowering;

/// <summary>A variational autoencoder as a tensor program: its parameters and the values that its tasks compute.</summary>
internal sealed record VariationalProgram
{
    /// <summary>All stored tensors, in the order of the files.</summary>
    public required ImmutableArray<ParameterTensor> Parameters { get; init; }

    /// <summary>The examples.</summary>
    public required Tensor Input { get; init; }

    /// <summary>The weight of each example in the loss.</summary>
    public required Tensor ExampleWeight { get; init; }

    /// <summary>The noise of the reparameterization.</summary>
    public required Tensor Noise { get; init; }

    /// <summary>The parameters of the posterior: mean, then log-variance.</summary>
    public required ImmutableArray<Tensor> Posterior { get; init; }

    /// <summary>The sampled latent.</summary>
    public required Tensor Latent { get; init; }

    /// <summary>−log p(x|z) of each example.</summary>
    public required SumTensor Reconstruction { get; init; }

    /// <summary>KL(q ‖ p) of each example.</summary>
    public required SumTensor Kl { get; init; }

    /// <summary>Σ (x − mean)² of each example, where the likelihood's variance follows it; otherwise null.</summary>
    public required SumTensor? SquaredError { get; init; }

    /// <summary>What training minimizes: the weighted sum over the examples of reconstruction + KL.</summary>
    public required Tensor Loss { get; init; }

    /// <summary>The likelihood's mean for latents that the caller gives.</summary>
    public required Tensor DecodedMean { get; init; }

    /// <summary>The gradient of the loss by each trained parameter.</summary>
    public ImmutableDictionary<ParameterTensor, Tensor> Gradients { get; init; } = ImmutableDictionary<ParameterTensor, Tensor>.Empty;
}
