using System;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>The stand-in for emitted code is itself right: what else is tested with it means something.</summary>
public sealed class LinearModelTests
{
    [Theory]
    [InlineData(Distribution.Bernoulli)]
    [InlineData(Distribution.Gaussian)]
    public void TheGradientIsTheOneOfFiniteDifferences(Distribution likelihood)
    {
        LinearModel model = new(seed: 3, likelihood);
        ModelProbe<double> probe = new(model, VectorWidth.Scalar, threads: 1, capacity: 3);
        double[] x = [1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1];
        double[] epsilon = [0.3, -1.2, 0.8, 0.1, -0.5, 1.7];
        double[] weights = [0.2, 0.5, 1.5];
        double[] parameters = probe.GetParameters();
        LossAndGradient exact = probe.LossAndGradient(x, epsilon, weights);
        int trained = likelihood == Distribution.Gaussian ? parameters.Length - 1 : parameters.Length;
        for (int i = 0; i < trained; i++)
        {
            const double Step = 1e-5;
            double above = LossAt(i, parameters[i] + Step);
            double below = LossAt(i, parameters[i] - Step);
            Assert.Equal((above - below) / (2 * Step), exact.Gradient[i], 1e-7);
        }

        double LossAt(int index, double value)
        {
            double[] moved = [.. parameters];
            moved[index] = value;
            probe.SetParameters(moved);
            (double reconstruction, double kl) = probe.Loss(x, epsilon, weights);
            return reconstruction + kl;
        }
    }

    [Fact]
    public void AnAdamStepByTheGradientBufferHasTheSameBits()
    {
        double[] x = [1, 0, 0, 1, 1, 0];
        double[] epsilon = [0.3, -1.2];
        double[][] weights = new double[2][];
        foreach (GradientSink sink in Enum.GetValues<GradientSink>())
        {
            ModelProbe<double> probe = new(new LinearModel(seed: 3), VectorWidth.Scalar, threads: 1, capacity: 1);
            for (int step = 0; step < 3; step++)
                probe.OptimizerStep(x, epsilon, sink);
            weights[(int)sink] = [.. probe.GetParameters(), .. probe.GetFirstMoments(), .. probe.GetSecondMoments()];
        }

        Assert.Equal(weights[0], weights[1]);
    }
}
