using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// A triangular matrix for each example: what lies below the diagonal of L, row after row, is one row of a matrix of n (n − 1)/2 columns,
/// so that element (i, j) with j &lt; i is column i (i − 1)/2 + j. One tile at a time.
/// </summary>
/// <remarks>
/// Every sum is one ascending chain of fused multiply-adds over j, in scalars: rows of L begin anywhere in a panel, and the products around
/// it have a hidden layer's size times the work. So there is nothing that a vector width could change.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Triangular
{
    /// <summary>y[r, i] = Σ L[r, (i, j)] v[r, j] over j &lt; i, ascending: the product with a vector of the part below the
    /// diagonal.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="below">L below its diagonal [rows, n (n − 1)/2].</param>
    /// <param name="vector">v [rows, n].</param>
    /// <param name="tile">The tile of y [rows, n].</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of y; lanes of padding are zero.</returns>
    /// <exception cref="ArgumentException">The numbers of columns do not belong together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tile does not lie in the matrices, or there is no such slot.</exception>
    public static Span<T> Multiply<T>(Worker worker, PanelMatrix<T> below, PanelMatrix<T> vector, Tile tile, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireTriangle(below.Columns, vector.Columns);
        return SumRows(below, vector, vector.Columns, tile, worker.Slot<T>(slot));
    }

    /// <summary>y[r, i] = Σ L[r, (i, j)]² over j &lt; i, ascending.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="below">L below its diagonal [rows, n (n − 1)/2].</param>
    /// <param name="tile">The tile of y [rows, n].</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of y; lanes of padding are zero.</returns>
    /// <exception cref="ArgumentException">So many columns make no triangle.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tile does not lie in the matrices, or there is no such slot.</exception>
    public static Span<T> SumSquares<T>(Worker worker, PanelMatrix<T> below, Tile tile, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int order = RowOf(below.Columns);
        RequireTriangle(below.Columns, order);
        return SumRows(below, null, order, tile, worker.Slot<T>(slot));
    }

    /// <summary>dL[r, (i, j)] = dy[r, i] v[r, j]: the gradient by L of <see cref="Multiply"/>.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="outputGradient">dy [rows, n].</param>
    /// <param name="vector">v [rows, n].</param>
    /// <param name="tile">The tile of dL [rows, n (n − 1)/2].</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of dL; lanes of padding are zero.</returns>
    /// <exception cref="ArgumentException">The numbers of columns do not belong together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tile does not lie in the matrices, or there is no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> Outer<T>(Worker worker, PanelMatrix<T> outputGradient, PanelMatrix<T> vector, Tile tile, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (outputGradient.Columns != vector.Columns)
            throw new ArgumentException($"{outputGradient.Columns} gradients are not of {vector.Columns} elements.", nameof(vector));
        int width = Panel.Width<T>();
        Span<T> result = worker.Slot<T>(slot)[..(tile.Rows * width)];
        int first = tile.Panel * width;
        int valid = Math.Min(FirstOf(vector.Columns) - first, width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(valid, nameof(tile));
        for (int row = 0; row < tile.Rows; row++)
        {
            Span<T> lanes = result.Slice(row * width, width);
            int i = RowOf(first);
            int j = first - FirstOf(i);
            for (int lane = 0; lane < valid; lane++)
            {
                lanes[lane] =
                    outputGradient.Row(tile.FirstRow + row, i / width)[i % width] * vector.Row(tile.FirstRow + row, j / width)[j % width];
                if (++j == i)
                {
                    i++;
                    j = 0;
                }
            }

            lanes[valid..].Clear();
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Span<T> SumRows<T>(PanelMatrix<T> below, PanelMatrix<T>? vector, int order, Tile tile, Span<T> slot)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Panel.Width<T>();
        Span<T> result = slot[..(tile.Rows * width)];
        int first = tile.Panel * width;
        int valid = Math.Min(order - first, width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(valid, nameof(tile));
        for (int row = 0; row < tile.Rows; row++)
        {
            Span<T> lanes = result.Slice(row * width, width);
            for (int lane = 0; lane < valid; lane++)
                lanes[lane] = SumRow(below, vector, tile.FirstRow + row, first + lane);
            lanes[valid..].Clear();
        }

        return result;
    }

    // One row of L, in pieces that lie in one panel of either factor; without a vector the squares.
    private static T SumRow<T>(PanelMatrix<T> below, PanelMatrix<T>? vector, int row, int i)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Panel.Width<T>();
        T sum = T.Zero;
        int column = FirstOf(i);
        for (int j = 0; j < i;)
        {
            int length = Math.Min(i - j, width - Math.Max(column % width, j % width));
            ReadOnlySpan<T> left = below.Row(row, column / width).Slice(column % width, length);
            ReadOnlySpan<T> right = vector is { } other ? other.Row(row, j / width).Slice(j % width, length) : left;
            for (int k = 0; k < left.Length; k++)
                sum = T.FusedMultiplyAdd(left[k], right[k], sum);
            j += length;
            column += length;
        }

        return sum;
    }

    // The column of element (i, 0).
    private static int FirstOf(int i) => (int)((long)i * (i - 1) / 2);

    // The row of L that a column lies in: the greatest i with i (i − 1)/2 ≤ column.
    private static int RowOf(int column)
    {
        int i = (int)((1 + Math.Sqrt(1 + (8.0 * column))) / 2);
        if (FirstOf(i) > column)
            return i - 1;
        return FirstOf(i + 1) <= column ? i + 1 : i;
    }

    private static void RequireTriangle(int columns, int order)
    {
        if (columns != FirstOf(order))
            throw new ArgumentException($"{columns} columns are not what lies below the diagonal of {order} × {order}.", nameof(columns));
    }
}
