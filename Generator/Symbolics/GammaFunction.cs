using System;

namespace VaeGen.Generator.Symbolics;

/// <summary>log Γ and its derivative, to a few units in the last place of a double; the arguments are positive.</summary>
internal static class GammaFunction
{
    // From here on the asymptotic series (Abramowitz and Stegun 6.1.40 and 6.3.18) are exact to a double with the terms given.
    private const double Start = 15;

    private static readonly double[] LogCoefficients =
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156];

    private static readonly double[] DigammaCoefficients =
        [-1.0 / 12, 1.0 / 120, -1.0 / 252, 1.0 / 240, -1.0 / 132, 691.0 / 32760, -1.0 / 12];

    /// <summary>log Γ(x).</summary>
    public static double Log(double x)
    {
        if (x is 1 or 2)
            return 0;

        double product = 1;
        for (; x < Start; x++)
            product *= x;

        return ((x - 0.5) * (Math.Log(x) - 1)) + (0.5 * (Math.Log(2 * Math.PI) - 1)) + (Series(LogCoefficients, x) / x) - Math.Log(product);
    }

    /// <summary>ψ(x).</summary>
    public static double Digamma(double x)
    {
        double inverses = 0;
        for (; x < Start; x++)
            inverses += 1 / x;

        return Math.Log(x) - (0.5 / x) + (Series(DigammaCoefficients, x) / (x * x)) - inverses;
    }

    /// <summary>log Γ(x) − (x − ½) log x + x − ½ log 2π: what Stirling's formula lacks.</summary>
    public static double StirlingError(double x) => x < Start
        ? Log(x) - ((x - 0.5) * (Math.Log(x) - 1)) - (0.5 * (Math.Log(2 * Math.PI) - 1))
        : Series(LogCoefficients, x) / x;

    /// <summary>ψ(x) − log x + 1/2x, the derivative of <see cref="StirlingError"/>.</summary>
    public static double StirlingErrorSlope(double x) => x < Start
        ? Digamma(x) - Math.Log(x) + (0.5 / x)
        : Series(DigammaCoefficients, x) / (x * x);

    private static double Series(double[] coefficients, double x)
    {
        double square = x * x;
        double sum = 0;
        for (int k = coefficients.Length - 1; k >= 0; k--)
            sum = coefficients[k] + (sum / square);

        return sum;
    }
}
