using System;
using System.Linq;
using VaeGen.Integration.Process;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Training;

/// <summary>The emitted updates on given gradients, against PyTorch 1.13 (Tests/PyTorch/optimizers.py) and against loops that follow the
/// papers.</summary>
public sealed class OptimizerTests
{
    // Gradient t of value i, with the first four values of the first weight matrix set to start.
    private static readonly double[] Start = [0.5, -1.0, 0.25, 2.0];

    public static TheoryData<FitOptions, double[]> PyTorch => new()
    {
        { new FitOptions(), [0.4831514364675193, -0.961349690386956, 0.2807603474837919, 2.021355686226433] },
        {
            new FitOptions { Optimizer = new AdamW { WeightDecay = 0.3 } },
            [0.45487107036417485, -0.9044897674783734, 0.2647882232535868, 1.903455196035788]
        },
        { new FitOptions { Optimizer = new RmsProp() }, [0.43793894370210057, -0.8414492071090415, 0.351785080652962, 2.0715572073533743] },
        {
            new FitOptions { Optimizer = new RmsProp { Centred = true } },
            [0.43689161714355873, -0.8402019851383935, 0.3531198765125141, 2.0728143438601054]
        },
        { new FitOptions { Optimizer = new RmsProp(), ClipNorm = 0.5 },
            [0.4309784941717585, -0.8554673121441824, 0.3588501465012977, 2.079562167312874] },
        { new FitOptions { Optimizer = new RmsProp(), ClipValue = 0.25 },
            [0.43437174708363085, -0.836670445351656, 0.3475854194303577, 2.0715572073533743] },
    };

    [Theory]
    [MemberData(nameof(PyTorch), DisableDiscoveryEnumeration = true)]
    public void TenStepsAreThoseOfPyTorch(FitOptions options, double[] expected)
    {
        ModelProbe<double> probe = Probe(options);
        double[] parameters = probe.GetParameters();
        Start.CopyTo(parameters, 0);
        probe.SetParameters(parameters);
        for (int step = 1; step <= 10; step++)
        {
            double[] gradient = new double[probe.Count];
            for (int i = 0; i < Start.Length; i++)
                gradient[i] = Math.Sin((3 * step) + i) / (i + 1);
            probe.OptimizerStepOn(gradient);
        }

        double[] actual = probe.GetParameters();
        for (int i = 0; i < Start.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-13);
    }

    public static TheoryData<Optimizer> Optimizers =>
        [new Adam { Beta1 = 0.7 }, new AdamW { WeightDecay = 3 }, new RmsProp { Decay = 0.8 }, new RmsProp { Centred = true }];

    [Theory]
    [MemberData(nameof(Optimizers), DisableDiscoveryEnumeration = true)]
    public void AllParametersFollowTheReference(Optimizer optimizer)
    {
        ModelProbe<double> probe = Probe(new FitOptions { Optimizer = optimizer });
        ReferenceOptimizer reference = new(optimizer, probe.GetParameters(), ReferenceOptimizer.Weights(probe.Network.Parameters));
        // No gradient reaches a running state.
        bool[] isTrained =
            [.. probe.Network.Parameters.All.SelectMany(
                parameter => Enumerable.Repeat(parameter.Shape.Role != ParameterRole.State, parameter.Count))];
        for (int step = 1; step <= 50; step++)
        {
            double[] gradient = [.. isTrained.Select((trained, i) => trained ? Math.Sin((3 * step) + i) / (1 + (i % 11)) : 0)];
            reference.Step(gradient, learningRate: 0.02);
            probe.OptimizerStepOn(gradient);
        }

        double[] actual = probe.GetParameters();
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(reference.Parameters[i], actual[i], 1e-11);
    }

    private static ModelProbe<double> Probe(FitOptions options) =>
        new(new SmallDouble(seed: 3), VectorWidth.Bits256, threads: 1, capacity: 1) { Options = options with { LearningRate = 0.02 } };
}
