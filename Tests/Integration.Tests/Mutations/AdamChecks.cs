using System;
using System.Linq;
using VaeGen.Integration.Tests.Bits;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V1;
using Xunit;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>Checks of the update.</summary>
internal static class AdamChecks
{
    /// <summary>The weights follow Kingma and Ba 2015, algorithm 1, written out for a vector of all parameters.</summary>
    public static void Adam(Mutant mutant)
    {
        (ModelProbe<double> probe, Point point) = NamedChecks.At(mutant);
        double[] weights = probe.GetParameters();
        double[] m = new double[weights.Length];
        double[] v = new double[weights.Length];
        for (int t = 1; t <= 4; t++)
        {
            double[] gradient = probe.LossAndGradient(point.X, point.Epsilon).Gradient;
            for (int i = 0; i < weights.Length; i++)
            {
                m[i] = (0.9 * m[i]) + (0.1 * gradient[i]);
                v[i] = (0.999 * v[i]) + (0.001 * gradient[i] * gradient[i]);
                weights[i] -= 1e-3 * (m[i] / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
            }

            probe.OptimizerStep(point.X, point.Epsilon, GradientSink.Optimizer);
            NamedChecks.Equal(weights, probe.GetParameters());
        }
    }

    /// <summary>A moment that decays ends at zero, not among the denormal numbers.</summary>
    public static void TinyMoments(Mutant mutant)
    {
        (ModelProbe<double> probe, Point point) = NamedChecks.At(mutant);
        TrainingState<double> training = probe.Network.Training!;
        probe.OptimizerStep(point.X, point.Epsilon, GradientSink.Optimizer);
        // 0.9 and 0.999 of it are denormal.
        double nearlyTiny = 2.2250738585072014e-308;
        training.FirstMoments.AsSpan().Fill(nearlyTiny);
        training.SecondMoments.AsSpan().Fill(nearlyTiny);
        probe.Network.Batch.Weights.AsSpan().Clear();
        probe.Network.Run(NetworkTask.Train, threads: 1);
        Assert.DoesNotContain(probe.GetFirstMoments(), double.IsSubnormal);
        Assert.DoesNotContain(probe.GetSecondMoments(), double.IsSubnormal);
    }

    /// <summary>The gradient buffer and Adam on it are the fused step; so every gradient of a fused step belongs to the weights at its beginning.</summary>
    public static void Sinks(Mutant mutant) => BitAssert.Equal(AfterSteps(mutant, GradientSink.Optimizer), AfterSteps(mutant, GradientSink.Buffer), "weights");

    private static double[] AfterSteps(Mutant mutant, GradientSink sink)
    {
        (ModelProbe<double> probe, Point point) = NamedChecks.At(mutant);
        for (int step = 0; step < 3; step++)
            probe.OptimizerStep(point.X, point.Epsilon, sink);
        return [.. probe.GetParameters(), .. probe.GetFirstMoments(), .. probe.GetSecondMoments()];
    }
}
