using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V1;

/// <summary>
/// One number an example, summed over the elements of a row: each tile leaves its partial sum, and the partials are added in the order of the panels.
/// So the result depends neither on the threads nor on the vector width.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExampleSums<T>(int columns, int capacity)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] partials = new T[Panel.Count<T>(columns) * capacity];

    /// <summary>Takes one tile's terms: rows of one panel's width, of which the columns past the last do not count.</summary>
    public void Set<TVector>(Tile tile, ReadOnlySpan<T> terms)
        where TVector : struct, IVector<TVector, T>
    {
        RowSums.Sum<TVector, T>(terms, tile, columns, partials.AsSpan(tile.Panel * capacity + tile.FirstRow, tile.Rows));
    }

    /// <summary>The sum over all elements of the example in that row.</summary>
    public double Total(int row)
    {
        double total = 0;
        for (int i = row; i < partials.Length; i += capacity)
            total += double.CreateChecked(partials[i]);
        return total;
    }
}
