using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

public static partial class Inference
{
    /// <summary>
    /// Draws z ~ p(z) = N(0, I), then takes the mean of p(x|z) or draws x: [count × features], row-major. A pure function of weights and
    /// seed; sample i depends on the seed and i alone, not on how many are drawn.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="pixels">The means of p(x|z), or x drawn from it.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or <paramref name="pixels"/> none of its
    /// values.</exception>
    public static T[] Sample<T>(IVariationalModel<T> model, int count, ulong seed = 0, Pixels pixels = Pixels.Mean)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = RoomFor(model, count);
        Sample<T>(model, x, seed, pixels);
        return x;
    }

    /// <summary>Draws one sample of each label's class from a conditional model: [count × features], row-major.</summary>
    /// <param name="model">The model.</param>
    /// <param name="labels">The class of each sample [count].</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="pixels">The means of p(x|z), or x drawn from it.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">A label is no class of the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pixels"/> is none of its values.</exception>
    public static T[] Sample<T>(IVariationalModel<T> model, ReadOnlySpan<int> labels, ulong seed = 0, Pixels pixels = Pixels.Mean)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = RoomFor(model, labels.Length);
        Sample<T>(model, x, seed, pixels, labels);
        return x;
    }

    /// <summary>Draws as many samples as there is room for. Allocates nothing once as many callers have been there before.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Receives the samples [count × features], row-major.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="pixels">The means of p(x|z), or x drawn from it.</param>
    /// <param name="labels">The class of each sample [count] where the model is conditional; otherwise none.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">The length is no multiple of the model's features, or a label is no class of the
    /// model.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pixels"/> is none of its values.</exception>
    public static void Sample<T>(
        IVariationalModel<T> model, Span<T> x, ulong seed = 0, Pixels pixels = Pixels.Mean, ReadOnlySpan<int> labels = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (pixels is not (Pixels.Mean or Pixels.Drawn))
            throw new ArgumentOutOfRangeException(nameof(pixels), pixels, "Mean or Drawn was expected.");
        int features = model.Description.Features;
        int count = CountOf(x.Length, features, nameof(x), "features");
        ClassLabels.Check(model.Description, labels, count);
        if (model.Description.IsDeterministic)
        {
            throw new InvalidOperationException($"{model.Description.Name} is deterministic and has no prior to sample from; fit a "
                + "mixture to its codes (Inference.FitCodes).");
        }

        for (int first = 0; first < count; first += MostRows)
        {
            int rows = Math.Min(MostRows, count - first);
            VariationalNetwork<T> network = model.ModelState.Rent(rows);
            DrawOf(network, NetworkTask.DrawPrior, RandomStream.PriorSample, rows, seed, first);
            ClassLabels.Write(ClassLabels.Rows(labels, first, rows), network);
            Span<T> decoded = x.Slice(first * features, rows * features);
            DecodeInto(network, rows, decoded);
            if (pixels == Pixels.Drawn)
                DrawInto(network, rows, seed, first, decoded);
            model.ModelState.Return(network);
        }
    }

    // An exposure is not drawn.
    private static void DrawInto<T>(VariationalNetwork<T> network, int rows, ulong seed, int first, Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DrawOf(network, NetworkTask.DrawObserved, RandomStream.DrawnPixels, rows, seed, first);
        network.ReadObserved(PortRole.Draw, x);
        network.WriteExposures(x);
    }

    // Row i is sample first + i, whose draws depend on the seed and its number alone.
    private static void DrawOf<T>(VariationalNetwork<T> network, NetworkTask task, RandomStream stream, int rows, ulong seed, int first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Batch<T> batch = network.Batch;
        (batch.Rows, batch.NoiseSource, batch.Seed, batch.Step) = (rows, NoiseSource.Drawn, seed, 0);
        batch.StreamAndSample = stream.WithSample(0);
        for (int row = 0; row < rows; row++)
            batch.Examples[row] = first + row;
        network.Run(task, threads: 1);
    }

    private static T[] RoomFor<T>(IVariationalModel<T> model, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / model.Description.Features);
        return new T[count * model.Description.Features];
    }
}
