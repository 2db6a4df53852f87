using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// One of the 256 levels 0, 1/255, …, 1 of a byte: a logistic variable of mean μ and scale s, rounded to the nearest level, the tails
/// beyond 0 and 1 given to these two.
/// </summary>
/// <remarks>
/// With a and b the edges of the level's cell in units of s, the probability sigmoid(a) − sigmoid(b) is the product sigmoid(a) sigmoid(−b)
/// (1 − exp(b − a)), whose logarithm is accurate wherever the level lies: no branch for far cells is needed.
/// </remarks>
internal sealed class DiscretizedLogistic : DistributionFamily
{
    public static readonly LikelihoodWord Word =
        new(Generator.Distribution.DiscretizedLogistic, "DiscretizedLogistic", _ => new DiscretizedLogistic());

    public static readonly Symbol Location = Gaussian.Location;

    public static readonly Symbol LogScale = Laplace.LogScale;

    /// <summary>Half the distance of two levels.</summary>
    private static readonly NamedConstant HalfStep = new("halfStep", "1/510", new Rational(1, 510));

    private static readonly Expression InverseScale = Named("inverseScale", Exp(-LogScale));

    private static readonly Expression Residual = Named("residual", Value - Location);

    private static readonly Expression Upper = Named("upperEdge", (Residual + HalfStep) * InverseScale);

    private static readonly Expression Lower = Named("lowerEdge", (Residual - HalfStep) * InverseScale);

    private static readonly Expression Spread = Named("scale", Exp(LogScale));

    public override string Name => "DiscretizedLogistic";

    // exp(−10) is a hundredth of a level, exp(3) twenty times all of them.
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("mean", Location, "m"), new("log_scale", LogScale, "log s") { Range = (-10, 3) }];

    public override (string Method, IReadOnlyList<Symbol> Parameters)? DrawRoutine { get; } =
        ("LevelDraws.DiscretizedLogistic", [Location, LogScale]);

    public override Expression LogDensity { get; } = LogProbability();

    public override string Summary => "log(1 − exp(−1/(255 s))) − softplus((m − x − 1/510)/s) − softplus((x − m − 1/510)/s)";

    public override Support Support => Support.ByteLevels;

    /// <summary>The mean of the logistic variable with its tails moved to 0 and 1: that of the levels to within half a level.</summary>
    public override Expression Mean { get; } = Spread * (Softplus(Location * InverseScale) - Softplus((Location - 1) * InverseScale));

    public override bool IsMeanApproximate => true;

    public override string Remark => "x = 0, 1/255, …, 1: bytes; x = 0 has the second term alone, x = 1 "
        + "the third: the tails";

    public override string Citation => "Salimans, Karpathy, Chen and Kingma 2017, section 2.1";

    public override MathSection Documentation { get; } = MathSection.OfLikelihoods("Discretized logistic");

    private static Expression LogProbability()
    {
        Condition isAboveLowest = GreaterThan(Value, HalfStep, "isAboveLowest");
        Condition isBelowHighest = LessThan(Value, 1 - HalfStep, "isBelowHighest");
        Expression width = Named("logWidth", Log(-Expm1(-(2 * HalfStep * InverseScale))));
        return Named("logInside", Select(isAboveLowest, Select(isBelowHighest, width, 0), 0))
            - Named("upperTail", Select(isBelowHighest, Softplus(-Upper), 0))
            - Named("lowerTail", Select(isAboveLowest, Softplus(Lower), 0));
    }
}
