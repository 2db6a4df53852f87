using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// A number from 0 to 1 with density proportional to exp(x l): a Bernoulli's formula, normalized over the interval. log((eˡ − 1)/l), the
/// normalizer, is a function of its own, because near l = 0 (λ = ½ in the paper) eˡ − 1 and l lose what is left of their quotient.
/// </summary>
internal sealed class ContinuousBernoulli : DistributionFamily
{
    public static readonly LikelihoodWord Word =
        new(Generator.Distribution.ContinuousBernoulli, "ContinuousBernoulli", _ => new ContinuousBernoulli());

    public static readonly Symbol Logits = Bernoulli.Logits;

    // Below it the density is uniform to within its own slope.
    private static readonly NamedConstant LeastLogits = new("leastLogits", "10⁻⁶", "0.000001");

    public override string Name => "ContinuousBernoulli";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("logits", Logits, "l")];

    public override Expression LogDensity { get; } = (Value * Logits) - LogExpm1Ratio(Logits);

    public override Support Support => Support.UnitInterval;

    public override Expression Mean { get; } = LogExpm1RatioSlope(Logits);

    // The inverse of F(x) = (exp(x l) − 1) / (exp(l) − 1), for −|l|, where nothing overflows; a draw for l is one minus a draw for −l.
    public override Expression Sample { get; } = Select(
        GreaterThan(Abs(Logits), LeastLogits),
        Select(LessThan(Logits, 0), Inverse(Uniform), 1 - Inverse(Uniform)),
        Uniform);

    public override string Remark => "x in [0, 1], a density in which gray values are what they are";

    public override string Citation => "Loaiza-Ganem and Cunningham 2019, equations 7 and 8, in the log-odds l";

    public override MathSection Documentation { get; } = MathSection.OfLikelihoods("Continuous Bernoulli");

    private static Expression Inverse(Expression uniform) => -(Log1p(uniform * Expm1(-Abs(Logits))) / Abs(Logits));
}
