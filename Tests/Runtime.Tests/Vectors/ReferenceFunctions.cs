using System;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>
/// The elementary functions in double-double arithmetic, from series and Newton steps that share nothing with the functions under test.
/// </summary>
internal static class ReferenceFunctions
{
    public static DoubleDouble Exp(DoubleDouble x)
    {
        int n = (int)Math.Round(x.High / Math.Log(2));
        return (1 + SmallExpm1(x - n * DoubleDouble.LnTwo)).Scale(n);
    }

    public static DoubleDouble Expm1(DoubleDouble x) => Math.Abs(x.High) < 0.35 ? SmallExpm1(x) : Exp(x) - 1;

    /// <summary>eˣ − 1 − x: Taylor's series below 1.</summary>
    public static DoubleDouble ExpRemainder(DoubleDouble x)
    {
        if (Math.Abs(x.High) >= 1)
            return Expm1(x) - x;
        DoubleDouble sum = 0;
        DoubleDouble term = x;
        for (int k = 2; k < 30; k++)
        {
            term = term * x / k;
            sum += term;
        }

        return sum;
    }

    /// <summary>Taylor's series of x / 256, then (1 + m)² − 1 = 2 m + m² eight times.</summary>
    private static DoubleDouble SmallExpm1(DoubleDouble x)
    {
        DoubleDouble r = x.Scale(-8);
        DoubleDouble sum = r;
        DoubleDouble term = r;
        for (int k = 2; k < 14; k++)
        {
            term = term * r / k;
            sum += term;
        }

        for (int i = 0; i < 8; i++)
            sum = sum + sum + sum * sum;
        return sum;
    }

    public static DoubleDouble Log(double x)
    {
        int e = Math.ILogB(x);
        double m = Math.ScaleB(x, -e);
        if (m > 1.4)
        {
            m /= 2;
            e++;
        }

        return Log1p(m - 1) + e * DoubleDouble.LnTwo;
    }

    /// <summary>One Newton step on exp from the double value.</summary>
    public static DoubleDouble Log1p(double x)
    {
        if (x > 0.5 || x < -0.4)
            return LogOfSum(x);
        double u = 1 + x;
        double start = u == 1 ? x : Math.Log(u) * (x / (u - 1));
        DoubleDouble m = Expm1(start);
        return start + (x - m) / (1 + m);
    }

    /// <summary>Of a sum of two doubles: the logarithm of the larger part, and the smaller's share of it.</summary>
    public static DoubleDouble Log(DoubleDouble x)
    {
        double share = x.Low / x.High;
        return Log(x.High) + share - share * share / 2;
    }

    /// <summary>log((eˣ − 1)/x); near zero from the series of the quotient.</summary>
    public static DoubleDouble LogExpm1Ratio(double x)
    {
        if (Math.Abs(x) < 1e-3)
        {
            return (DoubleDouble)x / 2 + (DoubleDouble)x * x / 24 - (DoubleDouble)x * x * x * x / 2880
                + (DoubleDouble)Math.Pow(x, 6) / 181440 - Math.Pow(x, 8) / 9676800;
        }

        return x > 600 ? x - Log(x) : x < -600 ? -Log(-x) : Log(Expm1(x) / x);
    }

    /// <summary>1 + 1/(eˣ − 1) − 1/x; near zero from its series.</summary>
    public static DoubleDouble LogExpm1RatioSlope(double x)
    {
        if (Math.Abs(x) < 1e-3)
        {
            return 0.5 + (DoubleDouble)x / 12 - (DoubleDouble)x * x * x / 720 + (DoubleDouble)Math.Pow(x, 5) / 30240
                - Math.Pow(x, 7) / 1209600;
        }

        DoubleDouble inverse = (DoubleDouble)1 / x;
        return x > 600 ? 1 - inverse : x < -600 ? -inverse : 1 + 1 / Expm1(x) - inverse;
    }

    private static DoubleDouble LogOfSum(double x)
    {
        DoubleDouble sum = (DoubleDouble)1 + x;
        double start = Math.Log(sum.High);
        int half = (int)Math.Round(start / Math.Log(2));
        DoubleDouble quotient = sum.Scale(-half) * Exp(-(start - half * DoubleDouble.LnTwo)) - 1;
        return start + (quotient - quotient * quotient / 2);
    }

    public static DoubleDouble Tanh(double x)
    {
        if (Math.Abs(x) > 40)
            return Math.Sign(x);
        DoubleDouble m = Expm1(2 * x);
        return m / (m + 2);
    }

    /// <summary>2/√π exp(−x²) Σ 2ᵏ x²ᵏ⁺¹ / (2k + 1)!!, whose terms have one sign.</summary>
    public static DoubleDouble Erf(double x)
    {
        if (Math.Abs(x) > 6.5)
            return Math.Sign(x);
        return SmallErf(x);
    }

    private static DoubleDouble SmallErf(DoubleDouble x)
    {
        DoubleDouble square = x * x;
        DoubleDouble term = x;
        DoubleDouble sum = x;
        for (int k = 1; Math.Abs(term.High) > 1e-34 * Math.Abs(sum.High); k++)
        {
            term = term * square * 2 / (2 * k + 1);
            sum += term;
        }

        return sum * Exp(-square) * 2 / DoubleDouble.Sqrt(DoubleDouble.Pi);
    }

    /// <summary>
    /// The correction that Φ⁻¹(p) = <paramref name="z"/> + correction needs: one Newton step, exact to second order. Both for p ≤ ½, z ≤ 0.
    /// </summary>
    public static double InverseNormalCorrection(double p, double z)
    {
        // Densities below 2⁻⁸⁰⁰ would be denormal: density, tail and p are scaled alike.
        int scale = p < 1e-200 ? 700 : 0;
        DoubleDouble distance = Math.Abs(z);
        DoubleDouble density = Exp(-(distance * distance / 2) + scale * DoubleDouble.LnTwo) / DoubleDouble.Sqrt(2 * DoubleDouble.Pi);
        DoubleDouble tail = distance.High < 3
            ? ((1 - SmallErf(distance / DoubleDouble.Sqrt(2))) / 2).Scale(scale)
            : density / MillsFraction(distance);
        return -((tail - Math.ScaleB(p, scale)) / density).High;
    }

    /// <summary>z + 1/(z + 2/(z + 3/(z + …))): density over tail (Laplace).</summary>
    private static DoubleDouble MillsFraction(DoubleDouble z)
    {
        DoubleDouble fraction = z;
        for (int k = 400; k > 0; k--)
            fraction = z + k / fraction;
        return fraction;
    }
}
