using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>All numbers that some training steps leave, step by step, to be compared bit for bit.</summary>
internal static class TrainingTrace
{
    /// <summary>A batch of every size from 1 to 40, then sizes around whole tiles.</summary>
    public static readonly IReadOnlyList<int> BatchSizes = [.. Sizes()];

    private const int Capacity = 129;

    /// <summary>The accounts of all matrices of a network whose products may walk non-zero elements alone: those of x and of rectified
    /// layers.</summary>
    public static IReadOnlyList<NonZeros<T>> NonZerosOf<T>(VariationalNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. network.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(PanelMatrix<T>))
            .Select(field => ((PanelMatrix<T>)field.GetValue(network)!).NonZeros)
            .OfType<NonZeros<T>>()];

    /// <summary>Trains a new model on batches of all sizes, in an order that follows a large batch with a small one.</summary>
    /// <param name="model">A new model of a fixed seed.</param>
    /// <param name="width">Vectors.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="sink">Where gradients go.</param>
    /// <param name="options">Optimizer and clipping; null for the defaults.</param>
    /// <param name="listsZeros">Whether products with a sparse batch may walk its non-zero elements alone, and those with hidden layers
    /// do.</param>
    /// <param name="batchSizes">Other sizes than <see cref="BatchSizes"/>.</param>
    /// <returns>For each step the parameters, both moments and the losses of each example.</returns>
    public static List<double[]> Of<T>(
        IVariationalModel<T> model, VectorWidth width, int threads, GradientSink sink = GradientSink.Optimizer, FitOptions? options = null,
        bool listsZeros = true,
        IReadOnlyList<int>? batchSizes = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelProbe<T> probe = new(model, width, threads, Capacity) { Options = options ?? new FitOptions() };
        NonZeros<T> nonZeros =
            probe.Network.Input.NonZeros ?? throw new InvalidOperationException("The network keeps no account of the non-zero elements.");
        foreach (NonZeros<T> hidden in NonZerosOf(probe.Network))
            hidden.MostDensity = listsZeros ? 1 : -1;
        nonZeros.MostDensity = listsZeros ? 0.4 : -1;
        Random random = new(17);
        List<double[]> trace = [];
        foreach (int rows in batchSizes ?? BatchSizes)
        {
            bool isSparse = trace.Count / 4 % 2 == 0;
            int features = model.Description.Features;
            double[] x = isSparse ? SparseValues(random, rows * features) : Values(random, rows * features);
            double[][] noises = [.. probe.NoiseSizes.Select(size => Values(random, rows * size))];
            probe.FurtherNoise = noises[1..];
            probe.OptimizerStep(x, noises[0], sink);
            if (nonZeros.AreListed != (isSparse && listsZeros))
                throw new InvalidOperationException($"A batch of {rows} examples was {(nonZeros.AreListed ? "listed" : "not listed")}.");
            trace.Add(probe.GetParameters());
            trace.Add(probe.GetFirstMoments());
            trace.Add(probe.GetSecondMoments());
            trace.Add(Losses(probe.Network));
        }

        return trace;
    }

    /// <summary>The losses of each example, as the last run left them.</summary>
    public static double[] Losses<T>(VariationalNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<double> losses = [];
        for (int row = 0; row < network.Batch.Rows; row++)
        {
            losses.Add(network.Reconstruction.Total(row));
            if (network.Kl is { } kl)
                losses.Add(kl.Total(row));
            if (network.SquaredError is { } squaredError)
                losses.Add(squaredError.Total(row));
        }

        return [.. losses];
    }

    /// <summary>Numbers between 0 and 1.</summary>
    public static double[] Values(Random random, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = random.NextDouble();
        return values;
    }

    /// <summary>Numbers between 0 and 1 of which about one in six is not zero, at most three in ten.</summary>
    private static double[] SparseValues(Random random, int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < 3 * count / 10; i++)
            values[random.Next(count)] = random.Next(2) == 0 ? 0 : random.NextDouble();
        return values;
    }

    private static IEnumerable<int> Sizes()
    {
        for (int size = 1; size <= 20; size++)
        {
            yield return 41 - size;
            yield return size;
        }

        foreach (int size in new[] { 129, 63, 128, 65, 127, 64, 3 })
            yield return size;
    }
}
