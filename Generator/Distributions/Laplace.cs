using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>A real number with density exp(−|x − μ|/b) / 2b. The scale is b = exp(log s) + σ₀/√2, whose standard deviation √2 b never falls
/// below σ₀.</summary>
internal sealed class Laplace : DistributionFamily
{
    public static readonly LikelihoodWord Word = new(Generator.Distribution.Laplace, "Laplace", _ => new Laplace())
    {
        Options = LikelihoodOption.MinSigma,
    };

    // The name of a mean that the network computes is the same in every family.
    public static readonly Symbol Location = Gaussian.Location;

    public static readonly Symbol LogScale = new("logScale");

    private static readonly Expression Spread =
        Named("scale", Named("networkScale", Exp(LogScale)) + Named("leastScale", Sqrt(OneHalf * Gaussian.MinVariance)));

    // A part of its own, so that no slope has the square of the scale, which overflows.
    private static readonly Expression WeightedError =
        Named("weightedError", Named("absoluteError", Abs(Named("residual", Value - Location))) / Spread);

    public override string Name => "Laplace";

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [
            new("mean", Location, "m"),
            new("log_scale", LogScale, "log s") { Range = (-16, 64) },
        ];

    public override IReadOnlyList<Symbol> SharedParameters { get; } = [Gaussian.MinVariance];

    public override Expression LogDensity { get; } = -WeightedError - Log(2 * Spread);

    public override Support Support => Support.Real;

    public override Expression Mean => Location;

    // The inverse of the distribution function: −b sign(u − ½) log(1 − 2 |u − ½|).
    public override Expression Sample { get; } = Location
        - (Spread * Select(LessThan(Uniform, OneHalf), -1, 1) * Log1p(-(2 * Abs(Uniform - OneHalf))));

    public override string Remark => "x real; the scale is exp(log s) + σ₀/√2, σ₀ = MinSigma";

    public override string Citation => "Kotz, Kozubowski and Podgórski 2001, section 2.1";

    public override MathSection Documentation { get; } = MathSection.OfLikelihoods("Laplace");
}
