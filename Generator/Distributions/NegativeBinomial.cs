using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// A count 0, 1, 2, … with total count r and log-odds l of a success: its mean is r exp(l), its variance the mean times 1 + exp(l). It is a
/// Poisson whose rate is drawn from a gamma distribution of shape r; the larger r, the nearer it is to a Poisson.
/// </summary>
internal sealed class NegativeBinomial : DistributionFamily
{
    public static readonly LikelihoodWord Word =
        new(Generator.Distribution.NegativeBinomial, "NegativeBinomial", _ => new NegativeBinomial())
        {
            Options = LikelihoodOption.Exposure,
        };

    public static readonly Symbol LogTotalCount = new("logTotalCount");

    public static readonly Symbol Logits = Bernoulli.Logits;

    private static readonly Expression TotalCount = Named("totalCount", Exp(LogTotalCount));

    public override string Name => "NegativeBinomial";

    // Beyond r = exp(20) nothing tells the distribution from a Poisson, below exp(−20) nothing from a zero.
    // Log-odds beyond 90 are certain in any format.
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("log_total_count", LogTotalCount, "log r") { Range = (-20, 20) },
        new("logits", Logits, "l") { Range = (-90, 90), TakesExposure = true },
    ];

    public override (string Method, IReadOnlyList<Symbol> Parameters)? DrawRoutine { get; } =
        ("CountDraws.NegativeBinomial", [LogTotalCount, Logits]);

    public override Expression LogDensity { get; } = LogProbability();

    public override string Summary => "log Γ(r + x) − log Γ(r) − log x! − x softplus(−l) − r softplus(l)";

    public override Support Support => Support.Counts;

    public override Expression Mean { get; } = Exp(LogTotalCount + Logits);

    public override string Remark => "x = 0, 1, 2, …; the variance is the mean times 1 + exp(l)";

    public override string Citation => "Johnson, Kemp and Kotz 2005, section 5.1";

    public override MathSection Documentation { get; } = MathSection.OfLikelihoods("Negative binomial");

    // The logarithms of Γ and the two products are as large as x log x and cancel where x is near its mean. In the terms of Stirling's
    // formula all that is large of them is the deviance, which is computed without a difference.
    private static Expression LogProbability()
    {
        Expression trials = Named("trials", TotalCount + Value);
        Expression errorOfTrials = Named("errorOfTrials", StirlingError(trials));
        Expression errorOfTotalCount = Named("errorOfTotalCount", StirlingError(TotalCount));
        Expression growth = Named("halfLogGrowth", OneHalf * Named("logGrowth", Log1p(Named("growth", Value / TotalCount))));
        Expression misfit = Named("misfit", BinomialDeviance(Value, TotalCount, Softplus(-Logits), Softplus(Logits)));
        return errorOfTrials - errorOfTotalCount - growth - LogFactorial.Rest - misfit;
    }
}
