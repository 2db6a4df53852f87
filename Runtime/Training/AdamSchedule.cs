using System;
using System.Numerics;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>The scalars of Adam's step t, which correct the moments for their start at zero.</summary>
internal static class AdamSchedule
{
    /// <summary>The scalars of a step, computed in double precision and rounded once.</summary>
    /// <param name="options">α, β₁, β₂, ε.</param>
    /// <param name="step">t, from 1.</param>
    public static AdamScalars<T> At<T>(FitOptions options, int step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
            Rate: T.CreateTruncating(options.LearningRate / (1 - Power(options.Beta1, step))),
            RootCorrection: T.CreateTruncating(1 / Math.Sqrt(1 - Power(options.Beta2, step))),
            Beta1: T.CreateTruncating(options.Beta1),
            OneMinusBeta1: T.CreateTruncating(1 - options.Beta1),
            Beta2: T.CreateTruncating(options.Beta2),
            OneMinusBeta2: T.CreateTruncating(1 - options.Beta2),
            Stabilizer: T.CreateTruncating(options.Epsilon));

    // By squaring: unlike a system's own pow, the same bits on every machine.
    private static double Power(double value, int exponent)
    {
        double power = 1;
        for (double square = value; exponent > 0; exponent >>= 1, square *= square)
        {
            if ((exponent & 1) != 0)
                power *= square;
        }

        return power;
    }
}
