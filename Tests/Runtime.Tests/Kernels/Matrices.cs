using System;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

/// <summary>Matrices for the tests of the kernels: the same values as a plain array, the oracle's, and in panels.</summary>
internal static class Matrices
{
    /// <summary>Values of mixed sign and size, with zeros of both signs among them.</summary>
    public static T[,] Random<T>(int rows, int columns, int seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Random random = new(seed);
        T[,] values = new T[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                T value = T.CreateTruncating(random.NextDouble() * 2 - 1);
                values[row, column] = random.Next(8) switch
                {
                    0 => T.Zero,
                    1 => T.NegativeZero,
                    2 => value * T.CreateTruncating(1e-6),
                    3 => value * T.CreateTruncating(1e6),
                    _ => value,
                };
            }
        }

        return values;
    }

    /// <summary>A matrix in panels with zero padding; rows past the last hold NaN, which shows wherever one of them is read and
    /// used.</summary>
    public static PanelMatrix<T> InPanels<T>(T[,] values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PanelMatrix<T> matrix = Empty<T>(values.GetLength(0), values.GetLength(1));
        for (int row = 0; row < matrix.RowCapacity; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
                matrix[row, column] = row < values.GetLength(0) ? values[row, column] : T.NaN;
        }

        return matrix;
    }

    /// <summary>A matrix of zeros with room for these rows.</summary>
    public static PanelMatrix<T> Empty<T>(int rows, int columns)
        where T : unmanaged
    {
        int stride = Panel.Stride<T>(rows);
        T[] storage = AlignedMemory.Allocate<T>(stride * Panel.Count<T>(columns), out int offset);
        return new PanelMatrix<T>(storage, offset, columns, stride);
    }

    /// <summary>start + A B in three loops: the definition of every product here.</summary>
    public static T[,] Multiply<T>(T[,] left, T[,] right, T[,]? start = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[,] result = new T[left.GetLength(0), right.GetLength(1)];
        for (int row = 0; row < result.GetLength(0); row++)
        {
            for (int column = 0; column < result.GetLength(1); column++)
            {
                T sum = start is null ? T.Zero : start[row, column];
                for (int k = 0; k < right.GetLength(0); k++)
                    sum = T.FusedMultiplyAdd(left[row, k], right[k, column], sum);
                result[row, column] = sum;
            }
        }

        return result;
    }

    /// <summary>start + A B over the terms whose element of A is not zero.</summary>
    public static T[,] MultiplyNonZeros<T>(T[,] left, T[,] right, T[,]? start = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[,] result = new T[left.GetLength(0), right.GetLength(1)];
        for (int row = 0; row < result.GetLength(0); row++)
        {
            for (int column = 0; column < result.GetLength(1); column++)
            {
                T sum = start is null ? T.Zero : start[row, column];
                for (int k = 0; k < right.GetLength(0); k++)
                    sum = T.IsZero(left[row, k]) ? sum : T.FusedMultiplyAdd(left[row, k], right[k, column], sum);
                result[row, column] = sum;
            }
        }

        return result;
    }

    /// <summary>Aᵀ.</summary>
    public static T[,] Transpose<T>(T[,] values)
    {
        T[,] result = new T[values.GetLength(1), values.GetLength(0)];
        for (int row = 0; row < result.GetLength(0); row++)
        {
            for (int column = 0; column < result.GetLength(1); column++)
                result[row, column] = values[column, row];
        }

        return result;
    }

    /// <summary>The rows are equal bit for bit (any NaN is a NaN), and the padding is zero.</summary>
    public static void AssertEqual<T>(T[,] expected, PanelMatrix<T> actual, string what)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int row = 0; row < expected.GetLength(0); row++)
        {
            for (int panel = 0; panel < actual.Panels; panel++)
                AssertEqual(expected, actual.Row(row, panel), new Tile(panel, row, 1), what);
        }
    }

    /// <summary>The tile is that of the expected matrix bit for bit (any NaN is a NaN), and its padding is zero.</summary>
    public static void AssertEqual<T>(T[,] expected, ReadOnlySpan<T> actual, Tile tile, string what)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = Panel.Width<T>();
        Assert.Equal(tile.Rows * width, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            int row = tile.FirstRow + i / width;
            int column = tile.Panel * width + i % width;
            T wanted = column < expected.GetLength(1) ? expected[row, column] : T.Zero;
            if (!SameBits(wanted, actual[i]))
                Assert.Fail($"{what}: element ({row}, {column}) is {actual[i]}, not {wanted}.");
        }
    }

    /// <summary>Equal with equal signs of zeros, or both NaN.</summary>
    public static bool SameBits<T>(T first, T second)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        first.Equals(second) && (T.IsNaN(first) || T.IsNegative(first) == T.IsNegative(second));
}
