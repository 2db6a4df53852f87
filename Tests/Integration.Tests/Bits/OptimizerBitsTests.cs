using System.Collections.Generic;
using VaeGen.Integration.Process;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>No optimizer's bits depend on threads, vector widths or sinks, nor do those of clipped gradients; and what should be Adam is
/// Adam.</summary>
public sealed class OptimizerBitsTests
{
    private static readonly Dictionary<string, FitOptions> Trainings = new()
    {
        ["AdamW"] = new FitOptions { Optimizer = new AdamW { WeightDecay = 0.5 } },
        ["RMSprop"] = new FitOptions { Optimizer = new RmsProp() },
        ["centred RMSprop"] = new FitOptions { Optimizer = new RmsProp { Centred = true } },
        ["clipped"] = new FitOptions { ClipNorm = 0.5, ClipValue = 0.1 },
    };

    public static TheoryData<string> Names => [.. Trainings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ScalarsOnOneThreadAreTheOracle(string name)
    {
        FitOptions options = Trainings[name];
        GradientSink sink = name == "clipped" ? GradientSink.Buffer : GradientSink.Optimizer;
        List<double[]> single = TrainingTrace.Of(new SmallSingle(seed: 3), VectorWidth.Scalar, threads: 1, sink, options);
        List<double[]> twice = TrainingTrace.Of(new SmallDouble(seed: 3), VectorWidth.Scalar, threads: 1, sink, options);
        foreach ((VectorWidth width, int threads) in ((VectorWidth, int)[])[(VectorWidth.Bits128, 2), (VectorWidth.Bits256, 3),
            (VectorWidth.Bits512, 1)])
        {
            BitAssert.Equal(single, TrainingTrace.Of(new SmallSingle(seed: 3), width, threads, sink, options), $"single, {width}");
            BitAssert.Equal(
                single, TrainingTrace.Of(
                    new SmallSingle(seed: 3), width, threads, GradientSink.Buffer, options), $"single, {width}, buffer");
            BitAssert.Equal(twice, TrainingTrace.Of(new SmallDouble(seed: 3), width, threads, sink, options), $"double, {width}");
            BitAssert.Equal(
                twice, TrainingTrace.Of(
                    new SmallDouble(seed: 3), width, threads, GradientSink.Buffer, options), $"double, {width}, buffer");
        }
    }

    [Fact]
    public void AdamWWithoutDecayIsAdam()
    {
        List<double[]> adam = TrainingTrace.Of(new SmallSingle(seed: 3), VectorWidth.Bits256, threads: 1);
        BitAssert.Equal(adam, Trace(new FitOptions { Optimizer = new AdamW { WeightDecay = 0 } }), "AdamW");
        BitAssert.Equal(
            adam, TrainingTrace.Of(
                new SmallSingle(seed: 3), VectorWidth.Bits256, threads: 1, GradientSink.Buffer, new FitOptions { ClipNorm = 1e9 }),
                "clipped");

        static List<double[]> Trace(FitOptions options) =>
            TrainingTrace.Of(new SmallSingle(seed: 3), VectorWidth.Bits256, threads: 1, options: options);
    }
}
