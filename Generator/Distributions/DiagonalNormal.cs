using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>N(μ, σ²), a diagonal Gaussian with network outputs μ and log σ²: the approximate posterior q(z given x), and the prior of a
/// latent below another one.</summary>
internal sealed class DiagonalNormal : DistributionFamily
{
    public static readonly PosteriorWord Word = new(
        Generator.Distribution.Normal, "Normal", spec => spec.HasFullCovariance ? new FullNormal() : new DiagonalNormal())
    {
        TakesCovariance = true,
    };

    public static readonly Symbol Location = Gaussian.Location;
    public static readonly Symbol LogVariance = Gaussian.LogVariance;

    public override string Name => "Normal";

    // Below exp(−30) nothing tells z from μ in single precision, above exp(10) a latent costs eleven thousand nats.
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("mean", Location, "μ"), new("log_variance", LogVariance, "log σ²") { Range = (-30, 10) }];

    public override Expression LogDensity => Gaussian.PerElementVariance.LogDensity;

    public override Expression LogDensityOfDraw { get; } = -OneHalf * (Square(Epsilon) + LogVariance + LogTwoPi);

    public override Support Support => Support.Real;

    public override Expression Mean => Location;

    /// <summary>The reparameterization z = μ + σ ε, through which the gradient reaches μ and log σ².</summary>
    public override Expression Sample { get; } = Location + (Named("sigma", Exp(OneHalf * LogVariance)) * Epsilon);

    public override string Citation => "Kingma and Welling 2014, section 2.4 and appendix B";

    public override MathSection Documentation => MathSection.Reparameterization;
}

/// <summary>KL(N(μ, σ²) ‖ N(0, 1)) = ½ (σ² − 1 − log σ² + μ²). The three terms of σ are one function, which is never below 0; added up they
/// would be where σ is near 1.</summary>
internal sealed class NormalToStandardNormal : ClosedKl<DiagonalNormal, StandardNormal>
{
    public override Expression Term { get; } =
        OneHalf * (ExpRemainder(DiagonalNormal.LogVariance) + Square(DiagonalNormal.Location));

    public override MathSection Documentation => MathSection.Kl;
}

/// <summary>KL(N(μ, σ²) ‖ N(m, s²)) = ½ (σ²/s² − 1 − log σ²/s² + (μ − m)²/s²).</summary>
internal sealed class NormalToNormal : ClosedKl<DiagonalNormal, DiagonalNormal>
{
    private static readonly Expression PriorLogVariance = OfPrior(DiagonalNormal.LogVariance);

    public override Expression Term { get; } = OneHalf
        * (ExpRemainder(Named("logVarianceRatio", DiagonalNormal.LogVariance - PriorLogVariance))
            + Square((DiagonalNormal.Location - OfPrior(DiagonalNormal.Location)) * Exp(-OneHalf * PriorLogVariance)));

    public override MathSection Documentation => MathSection.Kl;
}
