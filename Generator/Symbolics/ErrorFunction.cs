using System;

namespace VaeGen.Generator.Symbolics;

/// <summary>The error function, to a few units in the last place of a double.</summary>
internal static class ErrorFunction
{
    private const double SeriesLimit = 2.5;
    private const int FractionDepth = 80;

    // Abramowitz and Stegun 7.1.6, a series of positive terms, near zero; the continued fraction 7.1.14 of erfc beyond.
    public static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x))
            return x;

        double value = magnitude < SeriesLimit ? Series(magnitude) : magnitude > 6 ? 1 : 1 - Complement(magnitude);
        return x < 0 ? -value : value;
    }

    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-18; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double Complement(double x)
    {
        double fraction = 0;
        for (int n = FractionDepth; n >= 1; n--)
            fraction = n / 2.0 / (x + fraction);

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }
}
