using System;
using VaeGen.Runtime.V1;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>The scalars of an Adam step correct the moments for their start at zero.</summary>
public sealed class AdamScheduleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(123_456)]
    public void TheScalarsAreThoseOfTheFormula(int step)
    {
        FitOptions options = new() { LearningRate = 0.02, Beta1 = 0.8, Beta2 = 0.99, Epsilon = 1e-6 };
        AdamScalars<double> scalars = AdamSchedule.At<double>(options, step);
        Assert.Equal(1, scalars.Rate / (0.02 / (1 - Math.Pow(0.8, step))), 1e-13);
        Assert.Equal(1, scalars.RootCorrection * Math.Sqrt(1 - Math.Pow(0.99, step)), 1e-13);
        Assert.Equal((0.8, 0.99, 1e-6), (scalars.Beta1, scalars.Beta2, scalars.Stabilizer));
        Assert.Equal((1 - 0.8, 1 - 0.99), (scalars.OneMinusBeta1, scalars.OneMinusBeta2));
    }

    [Fact]
    public void OneMinusBetaIsRoundedOnce() =>
        Assert.Equal((float)(1 - 0.999), AdamSchedule.At<float>(new FitOptions(), 1).OneMinusBeta2);

    [Fact]
    public void TheFirstStepMovesEachWeightByTheLearningRate()
    {
        // m = (1 − β₁) g and v = (1 − β₂) g²: corrected, the step is α g / (|g| + ε).
        LinearModel model = new(seed: 3);
        ModelProbe<double> probe = new(model, VectorWidth.Scalar, threads: 1, capacity: 1) { Options = new FitOptions { LearningRate = 0.01 } };
        double[] before = probe.GetParameters();
        double[] gradient = probe.LossAndGradient([1, 0, 0, 1, 1, 0], [0.3, -1.2]).Gradient;
        probe.AdamStep([1, 0, 0, 1, 1, 0], [0.3, -1.2], GradientSink.Adam);
        double[] after = probe.GetParameters();
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(-0.01 * gradient[i] / (Math.Abs(gradient[i]) + 1e-8), after[i] - before[i], 1e-12);
    }
}
