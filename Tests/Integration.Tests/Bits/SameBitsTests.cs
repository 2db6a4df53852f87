using System;
using System.Collections.Generic;
using System.Numerics;
using VaeGen.Integration.Process;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>Threads, vector widths, sinks and capacities change no bit of a result. The scalar code on one thread is what everything else
/// is compared with.</summary>
public sealed class SameBitsTests
{
    private static readonly Lazy<List<double[]>> Single =
        new(() => TrainingTrace.Of(new SmallSingle(seed: 3), VectorWidth.Scalar, threads: 1));

    private static readonly Lazy<List<double[]>> Double =
        new(() => TrainingTrace.Of(new SmallDouble(seed: 3), VectorWidth.Scalar, threads: 1));

    private static readonly Lazy<List<double[]>> SingleRectified =
        new(() => Rectified(new RectifiedSingle(seed: 3), VectorWidth.Scalar, threads: 1, listsZeros: false));

    private static readonly Lazy<List<double[]>> DoubleRectified =
        new(() => Rectified(new RectifiedDouble(seed: 3), VectorWidth.Scalar, threads: 1, listsZeros: false));

    public static MatrixTheoryData<VectorWidth, int> WidthsAndThreads => new(Enum.GetValues<VectorWidth>(), [1, 2, 3]);

    [Theory]
    [MemberData(nameof(WidthsAndThreads))]
    public void TrainingLeavesTheSameWeightsMomentsAndLosses(VectorWidth width, int threads)
    {
        BitAssert.Equal(Single.Value, TrainingTrace.Of(new SmallSingle(seed: 3), width, threads), "single");
        BitAssert.Equal(Double.Value, TrainingTrace.Of(new SmallDouble(seed: 3), width, threads), "double");
    }

    [Theory]
    [InlineData(VectorWidth.Bits128, 3)]
    [InlineData(VectorWidth.Bits512, 1)]
    public void TheGradientBufferAndAdamAreTheFusedStep(VectorWidth width, int threads)
    {
        BitAssert.Equal(Single.Value, TrainingTrace.Of(new SmallSingle(seed: 3), width, threads, GradientSink.Buffer), "single");
        BitAssert.Equal(Double.Value, TrainingTrace.Of(new SmallDouble(seed: 3), width, threads, GradientSink.Buffer), "double");
    }

    [Theory]
    [MemberData(nameof(WidthsAndThreads))]
    public void WalkingOverAllElementsIsWalkingOverTheNonZeroOnes(VectorWidth width, int threads)
    {
        BitAssert.Equal(Single.Value, TrainingTrace.Of(new SmallSingle(seed: 3), width, threads, listsZeros: false), "single");
        BitAssert.Equal(Double.Value, TrainingTrace.Of(new SmallDouble(seed: 3), width, threads, listsZeros: false), "double");
    }

    [Theory]
    [MemberData(nameof(WidthsAndThreads))]
    public void SoItIsInHiddenLayersThatAreRectified(VectorWidth width, int threads)
    {
        Assert.Equal(
            2, TrainingTrace.NonZerosOf(new ModelProbe<float>(new RectifiedSingle(seed: 3), width, threads, capacity: 1).Network).Count);
        foreach (bool lists in new[] { true, false })
        {
            BitAssert.Equal(SingleRectified.Value, Rectified(new RectifiedSingle(seed: 3), width, threads, lists), "single");
            BitAssert.Equal(DoubleRectified.Value, Rectified(new RectifiedDouble(seed: 3), width, threads, lists), "double");
        }
    }

    [Theory]
    [MemberData(nameof(WidthsAndThreads))]
    public void EncodingDecodingAndEvaluatingGiveTheSameNumbers(VectorWidth width, int threads)
    {
        foreach (int rows in new[] { 1, 2, 7, 16, 17, 40 })
        {
            BitAssert.Equal(
                Inferred(new SmallSingle(seed: 3), VectorWidth.Scalar, 1, rows),
                Inferred(new SmallSingle(seed: 3), width, threads, rows), $"single, {rows} rows");
            BitAssert.Equal(
                Inferred(new SmallDouble(seed: 3), VectorWidth.Scalar, 1, rows),
                Inferred(new SmallDouble(seed: 3), width, threads, rows), $"double, {rows} rows");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(32)]
    public void WhatAnEarlierBatchLeftInTheBuffersDoesNotCount(int rows)
    {
        SmallSingle model = new(seed: 3);
        Random random = new(1);
        double[] x = TrainingTrace.Values(random, rows * 37);
        double[] epsilon = TrainingTrace.Values(random, rows * 5);
        ModelProbe<float> exact = new(model, VectorWidth.Bits256, threads: 1, capacity: rows);
        ModelProbe<float> large = new(model, VectorWidth.Bits256, threads: 2, capacity: 128);
        large.LossAndGradient(TrainingTrace.Values(random, 128 * 37), TrainingTrace.Values(random, 128 * 5));
        BitAssert.Equal(exact.LossAndGradient(x, epsilon).Gradient, large.LossAndGradient(x, epsilon).Gradient, "gradient");
        BitAssert.Equal(TrainingTrace.Losses(exact.Network), TrainingTrace.Losses(large.Network), "losses");
    }

    // Noise is keyed by the example's index in the data set.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(40, 3)]
    [InlineData(1000, 2)]
    public void ScoresDependNeitherOnTheBatchSizeNorOnThreads(int batchSize, int threads)
    {
        DataSet data = ShortTraining.Data();
        SmallDouble model = new(seed: 3);
        ElboScores expected = model.Score(data, new EvaluateOptions { Seed = 4, Samples = 3, BatchSize = 16, Threads = 1 });
        EvaluateOptions options = new() { Seed = 4, Samples = 3, BatchSize = batchSize, Threads = threads, TakesThreadsExactly = true };
        ElboScores actual = model.Score(data, options);
        BitAssert.Equal(expected.Reconstruction, actual.Reconstruction, "reconstruction");
        BitAssert.Equal(expected.Kl, actual.Kl, "kl");
        Elbo mean = model.Evaluate(data, options);
        BitAssert.Equal([expected.Mean.Nelbo], [mean.Nelbo], "mean");
    }

    private static List<double[]> Rectified<T>(IVariationalModel<T> model, VectorWidth width, int threads, bool listsZeros)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TrainingTrace.Of(model, width, threads, listsZeros: listsZeros, batchSizes: [40, 1, 129, 16, 7, 64]);

    private static List<double[]> Inferred<T>(IVariationalModel<T> model, VectorWidth width, int threads, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(rows);
        ModelProbe<T> probe = new(model, width, threads, capacity: 40);
        VariationalNetwork<T> network = probe.Network;
        probe.Loss(TrainingTrace.Values(random, rows * network.Input.Columns), TrainingTrace.Values(random, rows * network.Latent.Columns));
        double[] losses = TrainingTrace.Losses(network);
        network.Run(NetworkTask.Encode, threads);
        network.Run(NetworkTask.Decode, threads);
        return
        [
            losses, Values(network.PosteriorMean, rows), Values(network.PosteriorLogVariance, rows), Values(network.LikelihoodMean, rows),
        ];
    }

    private static double[] Values<T>(PanelMatrix<T> matrix, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] values = new double[rows * matrix.Columns];
        for (int i = 0; i < values.Length; i++)
            values[i] = double.CreateChecked(matrix[i / matrix.Columns, i % matrix.Columns]);
        return values;
    }
}
