using System;

namespace VaeGen.Generator.Tests.Symbolics;

/// <summary>Numerical derivatives: the central difference of eighth order, whose error is far below that of the functions'
/// rounding.</summary>
internal static class Differences
{
    private static readonly double[] Weights = [4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280];

    public static double Of(Func<double, double> function, double x, double step)
    {
        double sum = 0;
        for (int i = 0; i < Weights.Length; i++)
        {
            double offset = (i + 1) * step;
            sum += Weights[i] * (function(x + offset) - function(x - offset));
        }

        return sum / step;
    }
}
