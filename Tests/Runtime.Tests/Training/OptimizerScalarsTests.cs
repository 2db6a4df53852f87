using System;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>The scalars of a step are those of the rules; Adam's correct the moments for their start at zero.</summary>
public sealed class OptimizerScalarsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(123_456)]
    public void AdamsAreThoseOfTheFormula(int step)
    {
        VariationalNetwork<double> network = Set(new Adam { Beta1 = 0.8, Beta2 = 0.99, Epsilon = 1e-6 }, 0.02, step);
        Assert.Equal(UpdateRule.Adam, network.Rule);
        AdamScalars<double> scalars = network.Adam;
        Assert.Equal(1, scalars.Rate / (0.02 / (1 - Math.Pow(0.8, step))), 1e-13);
        Assert.Equal(1, scalars.RootCorrection * Math.Sqrt(1 - Math.Pow(0.99, step)), 1e-13);
        Assert.Equal((0.8, 0.99, 1e-6), (scalars.Beta1, scalars.Beta2, scalars.Stabilizer));
        Assert.Equal((1 - 0.8, 1 - 0.99), (scalars.OneMinusBeta1, scalars.OneMinusBeta2));
        Assert.Equal(1, scalars.Retention);
    }

    [Fact]
    public void AdamWsAreAdamsAndWhatItLeavesOfAWeight()
    {
        AdamScalars<double> adam = Set(new Adam(), 0.02, 5).Adam;
        VariationalNetwork<double> network = Set(new AdamW { WeightDecay = 0.1 }, 0.02, 5);
        Assert.Equal(UpdateRule.AdamW, network.Rule);
        Assert.Equal(adam with { Retention = 1 - 0.02 * 0.1 }, network.Adam);
    }

    [Theory]
    [InlineData(false, UpdateRule.RmsProp)]
    [InlineData(true, UpdateRule.CentredRmsProp)]
    public void RmsPropsAreItsConstants(bool isCentred, UpdateRule expected)
    {
        VariationalNetwork<double> network = Set(new RmsProp { Decay = 0.9, Epsilon = 1e-5, Centred = isCentred }, 0.02, 5);
        Assert.Equal(expected, network.Rule);
        Assert.Equal(new RmsPropScalars<double>(0.02, 0.9, 1 - 0.9, 1e-5), network.RmsProp);
    }

    [Fact]
    public void OneMinusBetaIsRoundedOnce() =>
        Assert.Equal((float)(1 - 0.999), OptimizerScalars.OfAdam<float>(1e-3, 0.9, 0.999, 1e-8, weightDecay: 0, step: 1).OneMinusBeta2);

    [Fact]
    public void TheFirstStepOfAdamMovesEachWeightByTheLearningRate()
    {
        // m = (1 − β₁) g and v = (1 − β₂) g²: corrected, the step is α g / (|g| + ε).
        LinearModel model = new(seed: 3);
        ModelProbe<double> probe =
            new(model, VectorWidth.Scalar, threads: 1, capacity: 1) { Options = new FitOptions { LearningRate = 0.01 } };
        double[] before = probe.GetParameters();
        double[] gradient = probe.LossAndGradient([1, 0, 0, 1, 1, 0], [0.3, -1.2]).Gradient;
        probe.OptimizerStep([1, 0, 0, 1, 1, 0], [0.3, -1.2], GradientSink.Optimizer);
        double[] after = probe.GetParameters();
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(-0.01 * gradient[i] / (Math.Abs(gradient[i]) + 1e-8), after[i] - before[i], 1e-12);
    }

    private static VariationalNetwork<double> Set(Optimizer optimizer, double rate, int step)
    {
        VariationalNetwork<double> network = new LinearModel().ModelState.TrainingNetwork(1);
        OptimizerScalars.Set(network, optimizer, rate, step);
        return network;
    }
}
