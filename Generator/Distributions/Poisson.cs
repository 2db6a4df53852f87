using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>A count 0, 1, 2, … whose mean is its variance, given by the logarithm of its rate.</summary>
internal sealed class Poisson : DistributionFamily
{
    public static readonly Symbol LogRate = new("logRate");

    public override string Name => "Poisson";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("log_rate", LogRate, "log λ")];

    public override Expression LogDensity { get; } = LogProbability();

    public override string Summary => "x·log λ − exp(log λ) − log x!";

    public override Support Support => Support.Counts;

    public override Expression Mean { get; } = Exp(LogRate);

    public override string Remark => "x = 0, 1, 2, …";

    public override string Citation => "Johnson, Kemp and Kotz 2005, section 4.1";

    public override MathSection Documentation => MathSection.Poisson;

    // x log λ − λ − log x! is a difference of numbers as large as x log x. With t = log λ − log x it is −x (exp(t) − 1 − t) less what is
    // left of log x!: terms of one sign, each no larger than the result.
    private static Expression LogProbability()
    {
        Expression excess = Named("excess", LogRate - LogFactorial.LogCount);
        return -Select(
            LogFactorial.IsPositive, Named("lossOfPositive", (Value * ExpRemainder(excess)) + LogFactorial.Rest), Exp(excess));
    }
}
