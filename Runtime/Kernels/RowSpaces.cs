using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Rows of examples and rows of their draws or classes: row e · count + k of the finer ones is row k of example e. Sums are in the order of
/// the rows, so that they depend neither on threads nor on vectors.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowSpaces
{
    /// <summary>A tile of finer rows, each a copy of the row of its example.</summary>
    /// <param name="worker">The worker whose slot receives it.</param>
    /// <param name="source">One row an example.</param>
    /// <param name="count">Rows of each example.</param>
    /// <param name="tile">The tile of finer rows.</param>
    /// <param name="slot">The slot.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static ReadOnlySpan<T> Spread<T>(Worker worker, PanelMatrix<T> source, int count, Tile tile, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Panel.Width<T>();
        Span<T> values = worker.Slot<T>(slot)[..(tile.Rows * width)];
        for (int row = 0; row < tile.Rows; row++)
            source.Row((tile.FirstRow + row) / count, tile.Panel)[..width].CopyTo(values[(row * width)..]);
        return values;
    }

    /// <summary>A tile of examples, each the sum of its finer rows.</summary>
    /// <param name="worker">The worker whose slot receives it.</param>
    /// <param name="source">The finer rows.</param>
    /// <param name="count">Rows of each example.</param>
    /// <param name="tile">The tile of examples.</param>
    /// <param name="slot">The slot.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static ReadOnlySpan<T> Sum<T>(Worker worker, PanelMatrix<T> source, int count, Tile tile, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Panel.Width<T>();
        Span<T> sums = worker.Slot<T>(slot)[..(tile.Rows * width)];
        sums.Clear();
        for (int row = 0; row < tile.Rows; row++)
        {
            Span<T> sum = sums.Slice(row * width, width);
            for (int k = 0; k < count; k++)
            {
                ReadOnlySpan<T> values = source.Row(((tile.FirstRow + row) * count) + k, tile.Panel);
                for (int i = 0; i < sum.Length; i++)
                    sum[i] += values[i];
            }
        }

        return sums;
    }

    /// <summary>One number for each finer row of a tile: that of its example.</summary>
    /// <param name="source">One number an example.</param>
    /// <param name="count">Rows of each example.</param>
    /// <param name="numbers">Receives one number a finer row.</param>
    /// <param name="tile">The tile of finer rows.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static void Spread<T>(T[] source, int count, T[] numbers, Tile tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = tile.FirstRow; row < tile.FirstRow + tile.Rows; row++)
            numbers[row] = source[row / count];
    }

    /// <summary>The sum over the rows of each example of a tile.</summary>
    /// <param name="source">One number a finer row.</param>
    /// <param name="count">Rows of each example.</param>
    /// <param name="numbers">Receives one number an example.</param>
    /// <param name="tile">The tile of examples.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static void Sum<T>(T[] source, int count, T[] numbers, Tile tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = tile.FirstRow; row < tile.FirstRow + tile.Rows; row++)
        {
            T sum = T.Zero;
            foreach (T value in source.AsSpan(row * count, count))
                sum += value;
            numbers[row] = sum;
        }
    }

    /// <summary>log Σ exp over the rows of each example of a tile, with the greatest taken out, so that nothing overflows; summed in double
    /// precision.</summary>
    /// <param name="source">One number a finer row.</param>
    /// <param name="count">Rows of each example.</param>
    /// <param name="numbers">Receives one number an example.</param>
    /// <param name="tile">The tile of examples.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static void LogSumExp<T>(T[] source, int count, T[] numbers, Tile tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = tile.FirstRow; row < tile.FirstRow + tile.Rows; row++)
            numbers[row] = LogSumExp<T>(source.AsSpan(row * count, count));
    }

    private static T LogSumExp<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T greatest = values[0];
        foreach (T value in values)
            greatest = T.Max(greatest, value);
        if (!T.IsFinite(greatest))
            return greatest;
        double sum = 0;
        foreach (T value in values)
            sum += ScalarFunctions.Exp(double.CreateTruncating(value) - double.CreateTruncating(greatest));
        return T.CreateTruncating(double.CreateTruncating(greatest) + ScalarFunctions.Log(sum));
    }
}
