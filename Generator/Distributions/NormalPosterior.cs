using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>The approximate posterior q(z given x) = N(μ, σ²), a diagonal Gaussian with network outputs μ and log σ².</summary>
internal sealed class NormalPosterior : DistributionFamily
{
    public static readonly Symbol Location = Gaussian.Location;

    public static readonly Symbol LogVariance = Gaussian.LogVariance;

    public override string Name => "Normal";

    // Below exp(−30) nothing tells z from μ in single precision, above exp(10) a latent costs eleven thousand nats.
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("mean", Location, "μ"), new("log_variance", LogVariance, "log σ²") { Range = (-30, 10) }];

    public override Expression LogDensity => Gaussian.PerElementVariance.LogDensity;

    public override Support Support => Support.Real;

    public override Expression Mean => Location;

    /// <summary>The reparameterization z = μ + σ ε, through which the gradient reaches μ and log σ².</summary>
    public override Expression Sample { get; } = Location + (Named("sigma", Exp(OneHalf * LogVariance)) * Epsilon);

    /// <summary>KL(q ‖ N(0, 1)) = ½ (σ² − 1 − log σ² + μ²), in nats. The three terms of σ are one function, which is never below 0; added
    /// up they would be where σ is near 1.</summary>
    public Expression KlToStandardNormal { get; } = OneHalf * (ExpRemainder(LogVariance) + Square(Location));

    public override string Citation => "Kingma and Welling 2014, section 2.4 and appendix B";

    public override MathSection Documentation => MathSection.Reparameterization;

    public MathSection KlDocumentation => MathSection.Kl;
}
