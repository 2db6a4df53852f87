using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>
/// One number an example, summed over the elements of a row: each tile leaves its partial sum, and the partials are added in the order of
/// the panels. So the result depends neither on the threads nor on the vector width.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExampleSums<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int capacity;
    private readonly int channels;
    private readonly int channelPanels;
    private readonly T[] partials;

    /// <summary>Sums over the columns of a matrix.</summary>
    /// <param name="columns">Columns.</param>
    /// <param name="capacity">The most rows.</param>
    public ExampleSums(int columns, int capacity)
        : this(columns, positions: 1, capacity)
    {
    }

    /// <summary>Sums over all elements of a volume.</summary>
    /// <param name="channels">Channels of a position.</param>
    /// <param name="positions">Positions.</param>
    /// <param name="capacity">The most rows.</param>
    public ExampleSums(int channels, int positions, int capacity)
    {
        this.channels = channels;
        this.capacity = Panel.Count<T>(capacity) * Panel.Width<T>();
        channelPanels = Panel.Count<T>(channels);
        partials = new T[checked(channelPanels * positions * this.capacity)];
        Totals = new T[this.capacity];
    }

    /// <summary>Numbers of examples that are no sums over elements.</summary>
    /// <param name="numbers">One an example, in whole tiles.</param>
    public ExampleSums(T[] numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        capacity = numbers.Length;
        channels = 1;
        channelPanels = 1;
        partials = numbers;
        Totals = numbers;
    }

    /// <summary>The sums over all elements, as <see cref="AddUp"/> leaves them: one an example, in whole tiles.</summary>
    public T[] Totals { get; }

    /// <summary>Takes one tile's terms: rows of one panel's width, of which the lanes past the last channel do not count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tile does not lie in the matrix, or there are too few terms.</exception>
    public void Set<TVector>(Tile tile, ReadOnlySpan<T> terms)
        where TVector : struct, IVector<TVector, T>
    {
        Span<T> sums = partials.AsSpan(tile.Panel * capacity + tile.FirstRow, tile.Rows);
        int valid = Math.Min(channels - tile.Panel % channelPanels * Panel.Width<T>(), Panel.Width<T>());
        RowSums.SumValid<TVector, T>(terms, tile, valid, sums);
    }

    /// <summary>Adds the partial sums of a tile's rows, in the order of the panels, in the precision of the model.</summary>
    /// <param name="tile">The tile: its panel does not count.</param>
    /// <returns>The part of <see cref="Totals"/> from the tile's first row on, W numbers.</returns>
    public ReadOnlySpan<T> AddUp<TVector>(Tile tile)
        where TVector : struct, IVector<TVector, T>
    {
        Span<T> totals = Totals.AsSpan(tile.FirstRow, Panel.Width<T>());
        for (int row = 0; row < totals.Length; row += TVector.Count)
        {
            TVector total = TVector.Zero;
            for (int first = tile.FirstRow + row; first < partials.Length; first += capacity)
                total += TVector.Load(partials, first);
            total.Store(totals, row);
        }

        return totals;
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
