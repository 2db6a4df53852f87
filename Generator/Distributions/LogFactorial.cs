using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// log x! of a count in the terms of Stirling's formula, log x! = (x log x − x) + <see cref="Rest"/>: densities of counts cancel the first
/// against terms of their own before either is computed.
/// </summary>
internal static class LogFactorial
{
    private static readonly Condition IsPositive = GreaterThan(DistributionFamily.Value, 0, "isPositive");

    // 1 in place of 0, whose logarithm is no number: both branches of a choice are computed.
    private static readonly Expression Count = Named("count", Select(IsPositive, DistributionFamily.Value, 1));

    /// <summary>½ log 2πx + δ(x), and 0 for x = 0.</summary>
    public static readonly Expression Rest = Named(
        "logFactorialRest", Select(IsPositive, (OneHalf * (LogTwoPi + Log(Count))) + StirlingError(Count), 0));
}
