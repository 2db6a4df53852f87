using System;
using System.Collections.Generic;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Integration.Tests.Extensions;

/// <summary>The logistic distribution of location m and scale s: as a posterior with network outputs m and log s, as a prior with none.
/// Neither has a closed KL to any other family, so log q − log p at the draw takes its place.</summary>
/// <param name="isPrior">Whether it is the standard one, m = 0 and s = 1.</param>
internal sealed class Logistic(bool isPrior) : DistributionFamily
{
    private static readonly Symbol Location = new("location");
    private static readonly Symbol LogScale = new("logScale");

    private static readonly NamedConstant LogVarianceOfStandard =
        new("logVarianceOfStandard", "log(π²/3)", "1.190847486575229017852");

    public override string Name => "Logistic";

    public override IReadOnlyList<Parameter> Parameters { get; } =
        isPrior ? [] : [new("location", Location, "m"), new("log_scale", LogScale, "log s") { Range = (-15, 5) }];

    public override IReadOnlyList<(string Name, Symbol Symbol, Expression Value)> FurtherParameters { get; } = isPrior ? [] :
    [
        ("log_variance", new("logVariance"), (2 * LogScale) + LogVarianceOfStandard),
    ];

    public override Expression LogDensity { get; } = isPrior
        ? -Value - (2 * Softplus(-Value))
        : OfStandard((Value - Location) * Exp(-LogScale)) - LogScale;

    // (z − m)/s is log u − log(1 − u), so that the density is u (1 − u)/s.
    public override Expression LogDensityOfDraw { get; } = Log(Uniform) + Log1p(-Uniform) - LogScale;

    public override Generator.Support Support => Generator.Support.Real;

    public override Expression Mean => isPrior ? Constant.Zero : Location;

    public override Expression Sample { get; } =
        (isPrior ? Constant.Zero : Location) + ((isPrior ? Constant.One : Exp(LogScale)) * (Log(Uniform) - Log1p(-Uniform)));

    public override string Citation => "Johnson, Kotz and Balakrishnan 1995, chapter 23";

    public override MathSection Documentation => MathSection.Elbo;

    private static Expression OfStandard(Expression value)
    {
        Expression named = Named("standardized", value);
        return -named - (2 * Softplus(-named));
    }
}
