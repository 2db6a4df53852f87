using System.Collections.Generic;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Integration.Tests.Extensions;

/// <summary>Student's t with five degrees of freedom, the location and the logarithm of the scale computed by the network for each
/// element.</summary>
internal sealed class StudentT : DistributionFamily
{
    private const int DegreesOfFreedom = 5;

    private static readonly Symbol Location = new("location");

    private static readonly Symbol LogScale = new("logScale");

    // log Γ(5/2) − log Γ(3) + ½ log 5π: of the density at its mode, for a scale of one.
    private static readonly NamedConstant LogNormalizer = new("logNormalizer", "log Z", "0.9686195890547241245873558905141485318315");

    public override string Name => "Student's t";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("location", Location, "m"), new("log_scale", LogScale, "log s")];

    public override Expression LogDensity { get; } =
        -LogNormalizer - LogScale
        - (new Constant(new Rational(DegreesOfFreedom + 1, 2)) * Log1p(Square((Value - Location) * Exp(-LogScale)) / DegreesOfFreedom));

    public override Generator.Support Support => Generator.Support.Real;

    public override Expression Mean => Location;

    // z = N / √(χ²₅ / 5) needs several uniform numbers; a draw by inversion is not closed.
    public override string Citation => "Student 1908";

    public override MathSection Documentation => MathSection.Elbo;
}
