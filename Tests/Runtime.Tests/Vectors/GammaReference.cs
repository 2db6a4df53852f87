using System;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>
/// log Γ and ψ in double-double arithmetic: the recurrence up to 40 and the asymptotic series there, whose fifteen terms leave less than
/// 1e-31.
/// </summary>
internal static class GammaReference
{
    private const double Start = 40;

    private static readonly DoubleDouble LogTwoPi = ReferenceFunctions.Log(2 * DoubleDouble.Pi);

    /// <summary>B₂, B₄, … as numerator and denominator.</summary>
    private static readonly (double Numerator, double Denominator)[] BernoulliNumbers =
    [
        (1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510), (43867, 798), (-174611, 330), (854513, 138),
        (-236364091, 2730),
        (8553103, 6), (-23749461029, 870), (8615841276005, 14322),
    ];

    public static DoubleDouble LogGamma(DoubleDouble x)
    {
        DoubleDouble logarithms = 0;
        for (; x.High < Start; x += 1)
            logarithms += ReferenceFunctions.Log(x);
        DoubleDouble sum = (x - 0.5) * ReferenceFunctions.Log(x) - x + LogTwoPi / 2;
        DoubleDouble power = 1 / x;
        for (int k = 1; k <= BernoulliNumbers.Length; k++)
        {
            sum += Bernoulli(k) / (2 * k * (2 * k - 1)) * power;
            power = power / x / x;
        }

        return sum - logarithms;
    }

    public static DoubleDouble Digamma(DoubleDouble x)
    {
        DoubleDouble inverses = 0;
        for (; x.High < Start; x += 1)
            inverses += 1 / x;
        DoubleDouble sum = ReferenceFunctions.Log(x) - 1 / (2 * x);
        DoubleDouble power = 1 / x / x;
        for (int k = 1; k <= BernoulliNumbers.Length; k++)
        {
            sum -= Bernoulli(k) / (2 * k) * power;
            power = power / x / x;
        }

        return sum - inverses;
    }

    /// <summary>log Γ(x) − (x − ½) log x + x − ½ log 2π: the recurrence's steps are summed, each without what would cancel.</summary>
    public static DoubleDouble StirlingError(DoubleDouble x)
    {
        DoubleDouble sum = 0;
        for (; x.High < Start; x += 1)
            sum += (x + 0.5) * ReferenceFunctions.Log((x + 1) / x) - 1;
        DoubleDouble power = 1 / x;
        for (int k = 1; k <= BernoulliNumbers.Length; k++)
        {
            sum += Bernoulli(k) / (2 * k * (2 * k - 1)) * power;
            power = power / x / x;
        }

        return sum;
    }

    /// <summary>ψ(x) − log x + 1/2x.</summary>
    public static DoubleDouble StirlingErrorSlope(DoubleDouble x)
    {
        DoubleDouble sum = 0;
        for (; x.High < Start; x += 1)
            sum += ReferenceFunctions.Log((x + 1) / x) - (1 / x + 1 / (x + 1)) / 2;
        DoubleDouble power = 1 / x / x;
        for (int k = 1; k <= BernoulliNumbers.Length; k++)
        {
            sum -= Bernoulli(k) / (2 * k) * power;
            power = power / x / x;
        }

        return sum;
    }

    private static DoubleDouble Bernoulli(int k) => (DoubleDouble)BernoulliNumbers[k - 1].Numerator / BernoulliNumbers[k - 1].Denominator;
}
