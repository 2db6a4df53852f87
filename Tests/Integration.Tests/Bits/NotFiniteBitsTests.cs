using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using VaeGen.Integration.Process;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>
/// Weights and gradients that are NaN or infinite: an element that is zero adds nothing beside them, so that no result depends on whether
/// a batch is listed, that is on its size, its density, threads or vectors.
/// </summary>
public sealed class NotFiniteBitsTests
{
    private const int Features = 37;

    // Zero in all examples, and what its weights are set to.
    private const int Unlit = 7;

    // Zero in most examples: those that have it, and no others, have a loss and gradients that are not finite.
    private const int SeldomLit = 3;

    public static TheoryData<float> Values => [float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    public static MatrixTheoryData<VectorWidth, int> WidthsAndThreads => new(Enum.GetValues<VectorWidth>(), [1, 2, 3]);

    [Theory]
    [MemberData(nameof(Values))]
    public void WeightsOfAnElementThatIsZeroDoNotCount(float value)
    {
        DataSet data = Data(examples: 61);
        SmallSingle model = new(seed: 3);
        EvaluateOptions options = new() { Seed = 4, Samples = 2, BatchSize = 16, Threads = 1 };
        ElboScores expected = model.Score(data, options);
        float[] codes = model.Encode(Rows(61)).Mean;
        float[] reconstructions = model.Reconstruct(Rows(61));
        SetWeights(model, Unlit, value);

        foreach (int batchSize in new[] { 1, 8, 16, 61 })
        {
            foreach (int threads in new[] { 1, 2 })
            {
                EvaluateOptions other = options with { BatchSize = batchSize, Threads = threads, TakesThreadsExactly = true };
                ElboScores actual = model.Score(data, other);
                BitAssert.Equal(expected.Reconstruction, actual.Reconstruction, "reconstruction");
                BitAssert.Equal(expected.Kl, actual.Kl, "kl");
                BitAssert.Equal([expected.Mean.Nelbo], [model.Evaluate(data, other).Nelbo], "mean");
            }
        }

        Assert.Equal(codes, model.Encode(Rows(61)).Mean);
        Assert.Equal(codes[..5], model.Encode(Rows(1)).Mean);
        Assert.Equal(reconstructions, model.Reconstruct(Rows(61)));
        Assert.Equal(reconstructions[..Features], model.Reconstruct(Rows(1)));
    }

    [Theory]
    [MemberData(nameof(WidthsAndThreads))]
    public void TrainingSpreadsThemInOneWay(VectorWidth width, int threads)
    {
        List<double[]> expected = Scalar(new SmallSingle(seed: 3));
        Assert.Contains(expected[0], double.IsNaN);
        Assert.Contains(expected[0], double.IsFinite);
        foreach (bool lists in new[] { true, false })
        {
            BitAssert.Equal(expected, Trace(new SmallSingle(seed: 3), width, threads, lists), "single");
            BitAssert.Equal(Scalar(new SmallDouble(seed: 3)), Trace(new SmallDouble(seed: 3), width, threads, lists), "double");
            BitAssert.Equal(Scalar(new RectifiedSingle(seed: 3)), Trace(new RectifiedSingle(seed: 3), width, threads, lists), "rectified");
        }
    }

    private static List<double[]> Scalar<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Trace(model, VectorWidth.Scalar, threads: 1, listsZeros: false);

    private static List<double[]> Trace<T>(IVariationalModel<T> model, VectorWidth width, int threads, bool listsZeros)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SetWeights(model, SeldomLit, T.PositiveInfinity);
        // Which NaN a NaN is may differ.
        return [.. TrainingTrace.Of(model, width, threads, listsZeros: listsZeros, batchSizes: [40, 1, 17, 7])
            .Select(values => Array.ConvertAll(values, value => double.IsNaN(value) ? double.NaN : value))];
    }

    private static void SetWeights<T>(IVariationalModel<T> model, int input, T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PanelMatrix<T> weights = model.ModelState.Parameters.Matrix("encoder.0.weight");
        for (int column = 0; column < weights.Columns; column++)
            weights[input, column] = column % 2 == 0 ? value : -value;
    }

    private static DataSet Data(int examples) => DataSet.From(Rows(examples), new DataShape(Features));

    // Single examples of all densities, so that some batches are listed and others not.
    private static float[] Rows(int examples)
    {
        Random random = new(9);
        float[] values = new float[examples * Features];
        for (int i = 0; i < values.Length; i++)
            values[i] = i % Features != Unlit && random.NextDouble() < i / Features % 4 / 4.0 ? random.NextSingle() : 0;
        return values;
    }
}
