using System;
using System.Linq;
using VaeGen.Integration.Tests.Bits;
using VaeGen.Integration.Tests.Models;
using VaeGen.Integration.Tests.Training;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>Checks of the update.</summary>
internal static class OptimizerChecks
{
    /// <summary>The weights follow Kingma and Ba 2015, algorithm 1, written out for a vector of all parameters.</summary>
    public static void Adam(Mutant mutant) => Follows(mutant, new Adam());

    /// <summary>The weights follow Loshchilov and Hutter 2019, algorithm 2; biases do not decay.</summary>
    public static void AdamW(Mutant mutant) => Follows(mutant, new AdamW { WeightDecay = 20 });

    /// <summary>The weights follow PyTorch's RMSprop.</summary>
    public static void RmsProp(Mutant mutant) => Follows(mutant, new RmsProp());

    /// <summary>The weights follow PyTorch's centred RMSprop.</summary>
    public static void CentredRmsProp(Mutant mutant) => Follows(mutant, new RmsProp { Centred = true });

    /// <summary>A gradient that never changes has no variance; rounding must not take the root of less than nothing.</summary>
    public static void NoVariance(Mutant mutant)
    {
        (ModelProbe<double> probe, _) = NamedChecks.At(mutant);
        probe.Options = new FitOptions { Optimizer = new RmsProp { Centred = true, Decay = 0.5 } };
        double[] gradient = [.. Enumerable.Range(1, probe.Count).Select(i => 1.0 / i)];
        for (int t = 1; t <= 100; t++)
            probe.OptimizerStepOn(gradient);
        Assert.All(probe.GetParameters(), weight => Assert.True(double.IsFinite(weight)));
    }

    /// <summary>A moment that decays ends at zero, not among the denormal numbers, by any rule.</summary>
    public static void TinyMoments(Mutant mutant)
    {
        foreach (Optimizer optimizer in (Optimizer[])[new Adam(), new AdamW(), new RmsProp(), new RmsProp { Centred = true }])
        {
            (ModelProbe<double> probe, Point point) = NamedChecks.At(mutant);
            probe.Options = new FitOptions { Optimizer = optimizer };
            TrainingState<double> training = probe.Network.Training!;
            probe.OptimizerStep(point.X, point.Epsilon, GradientSink.Optimizer);
            // 0.9, 0.99 and 0.999 of it are denormal. Plain RMSprop keeps no m.
            double nearlyTiny = 2.2250738585072014e-308;
            training.FirstMoments.AsSpan().Fill(optimizer is RmsProp { Centred: false } ? 0 : nearlyTiny);
            training.SecondMoments.AsSpan().Fill(nearlyTiny);
            probe.Network.Batch.Weights.AsSpan().Clear();
            probe.Network.Run(NetworkTask.Train, threads: 1);
            Assert.DoesNotContain(probe.GetFirstMoments(), double.IsSubnormal);
            Assert.DoesNotContain(probe.GetSecondMoments(), double.IsSubnormal);
        }
    }

    /// <summary>The gradient buffer and the optimizer on it are the fused step; so every gradient of a fused step belongs to the weights at
    /// its beginning.</summary>
    public static void Sinks(Mutant mutant)
    {
        foreach (Optimizer optimizer in (Optimizer[])[new Adam(), new AdamW(), new RmsProp(), new RmsProp { Centred = true }])
        {
            BitAssert.Equal(
                AfterSteps(mutant, optimizer, GradientSink.Optimizer), AfterSteps(mutant, optimizer, GradientSink.Buffer), "weights");
        }
    }

    private static void Follows(Mutant mutant, Optimizer optimizer)
    {
        (ModelProbe<double> probe, Point point) = NamedChecks.At(mutant);
        probe.Options = new FitOptions { Optimizer = optimizer };
        ReferenceOptimizer reference = new(optimizer, probe.GetParameters(), ReferenceOptimizer.Weights(probe.Network.Parameters));
        for (int t = 1; t <= 4; t++)
        {
            reference.Step(probe.LossAndGradient(point.X, point.Epsilon).Gradient, learningRate: 1e-3);
            probe.OptimizerStep(point.X, point.Epsilon, GradientSink.Optimizer);
            NamedChecks.Equal(reference.Parameters, probe.GetParameters());
        }
    }

    private static double[] AfterSteps(Mutant mutant, Optimizer optimizer, GradientSink sink)
    {
        (ModelProbe<double> probe, Point point) = NamedChecks.At(mutant);
        probe.Options = new FitOptions { Optimizer = optimizer };
        for (int step = 0; step < 3; step++)
            probe.OptimizerStep(point.X, point.Epsilon, sink);
        return [.. probe.GetParameters(), .. probe.GetFirstMoments(), .. probe.GetSecondMoments()];
    }
}
