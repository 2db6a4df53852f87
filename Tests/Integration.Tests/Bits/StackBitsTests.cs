using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using VaeGen.Integration.Tests.RandomModels;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>Threads, vector widths and sinks change no bit of what stacks of all kinds of layers compute.</summary>
public sealed class StackBitsTests
{
    private const int FirstSeed = 1001;
    private const int Models = 12;
    private const int Capacity = 40;

    private static readonly int[] BatchSizes = [3, 17, 1, 33, 16];

    // Even seeds compute in single precision.
    private static readonly RandomModel[] Declarations =
        [.. Enumerable.Range(FirstSeed, Models).Select(seed => RandomModel.Draw(seed, isDouble: seed % 2 == 1))];

    private static readonly Lazy<Assembly> Compiled = new(() => ModelCompilation.Of(CompiledModels.SourceOf(Declarations)).Load());

    public static TheoryData<int> Seeds => [.. Enumerable.Range(FirstSeed, Models)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void TrainingAndEvaluationGiveTheSameBits(int seed)
    {
        RandomModel declaration = Declarations[seed - FirstSeed];
        if (seed % 2 == 1)
            Compare<double>(declaration);
        else
            Compare<float>(declaration);
    }

    private static void Compare<T>(RandomModel declaration)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<double[]> expected = Trace<T>(declaration, VectorWidth.Scalar, threads: 1, GradientSink.Optimizer);
        foreach ((VectorWidth width, int threads, GradientSink sink) in new[]
        {
            (VectorWidth.Scalar, 3, GradientSink.Buffer),
            (VectorWidth.Bits128, 2, GradientSink.Optimizer),
            (VectorWidth.Bits256, 1, GradientSink.Buffer),
            (VectorWidth.Bits256, 3, GradientSink.Optimizer),
            (VectorWidth.Bits512, 1, GradientSink.Optimizer),
            (VectorWidth.Bits512, 2, GradientSink.Buffer),
        })
        {
            BitAssert.Equal(
                expected, Trace<T>(declaration, width, threads, sink), $"{width}, {threads} threads, {sink}\n{declaration.Source}");
        }
    }

    private static List<double[]> Trace<T>(RandomModel declaration, VectorWidth width, int threads, GradientSink sink)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelProbe<T> probe = new(CompiledModels.Create<T>(Compiled.Value, declaration.Name, seed: 3), width, threads, Capacity);
        Random random = new(declaration.Seed);
        List<double[]> trace = [];
        foreach (int rows in BatchSizes)
        {
            double[] x = [.. Enumerable.Range(0, rows * declaration.Features).Select(_ => declaration.DrawValue(random))];
            double[] epsilon = [.. Enumerable.Range(0, rows * declaration.Latent).Select(_ => Point.Normal(random))];
            probe.OptimizerStep(x, epsilon, sink);
            trace.Add(probe.GetParameters());
            trace.Add(probe.GetFirstMoments());
            trace.Add(probe.GetSecondMoments());
            trace.Add(TrainingTrace.Losses(probe.Network));
            probe.Loss(x, epsilon);
            trace.Add(TrainingTrace.Losses(probe.Network));
        }

        return trace;
    }
}
