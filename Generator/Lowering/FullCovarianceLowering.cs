using System.Collections.Generic;
using System.Collections.Immutable;
using VaeGen.Generator.Distributions;

namespace VaeGen.Generator.Lowering;

/// <summary>A posterior in the tensor program.</summary>
/// <param name="Parameters">What the caller of the encoder reads: mean, then log-variance; of a deterministic one the latent.</param>
/// <param name="Latent">The sampled latent.</param>
/// <param name="Kl">KL(q ‖ p) of each example; null for a deterministic posterior.</param>
internal sealed record LoweredPosterior(ImmutableArray<Tensor> Parameters, Tensor Latent, SumTensor? Kl)
{
    /// <summary>The Cholesky factor of a full covariance, the logarithm of its diagonal and what lies below; otherwise empty.</summary>
    public ImmutableArray<Tensor> Factor { get; init; } = [];
}

/// <summary>Lowers a normal posterior with a full covariance.</summary>
internal static class FullCovarianceLowering
{
    /// <summary>Heads, sample and KL.</summary>
    /// <param name="encoder">The encoder, whose heads give μ and the factor.</param>
    /// <param name="encoded">Its last hidden layer.</param>
    /// <param name="latent">The elements of z.</param>
    /// <param name="epsilon">The noise.</param>
    public static LoweredPosterior Lower(NetworkLowering encoder, Tensor encoded, Axis latent, Tensor epsilon)
    {
        int order = latent.Size!.Value;
        ImmutableArray<Axis> axes = [encoded.Rows!, latent];
        Tensor mean = Head(encoder, encoded, latent, FullNormalPosterior.Mean);
        Tensor logDiagonal = Head(encoder, encoded, latent, FullNormalPosterior.LogDiagonal);
        Tensor offDiagonal = Head(encoder, encoded, new Axis("offDiagonal", order * (order - 1) / 2), FullNormalPosterior.OffDiagonal);
        Dictionary<string, Tensor> values = new()
        {
            [FullNormalPosterior.Mean.Symbol.Name] = mean,
            [FullNormalPosterior.LogDiagonal.Symbol.Name] = logDiagonal,
            [FullNormalPosterior.OffDiagonalNoise.Name] =
            new TriangularProductTensor(FullNormalPosterior.OffDiagonalNoise.Name, latent, offDiagonal, epsilon),
            [FullNormalPosterior.OffDiagonalSquares.Name] =
            new TriangularSquaresTensor(FullNormalPosterior.OffDiagonalSquares.Name, latent, offDiagonal),
            [DistributionFamily.Epsilon.Name] = epsilon,
        };
        Tensor logVariance = PointwiseBuilder.Create("logVariance", axes, FullNormalPosterior.LogVariance, values);
        Tensor z = PointwiseBuilder.Create("z", axes, FullNormalPosterior.Sample, values);
        SumTensor kl = new("kl", PointwiseBuilder.Create("klTerm", axes, FullNormalPosterior.KlToStandardNormal, values), latent);
        return new LoweredPosterior([mean, logVariance], z, kl) { Factor = [logDiagonal, offDiagonal] };
    }

    private static Tensor Head(NetworkLowering encoder, Tensor encoded, Axis axis, Parameter parameter) =>
        encoder.Head(encoded, axis, "", parameter);
}
