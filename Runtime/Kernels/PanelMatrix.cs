using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>
/// A matrix in panels: element (r, c) lies at offset + (c / W) · panelStride + r · W + c % W with W = <see cref="Panel.Width{T}"/>. Columns
/// past the last one are padding and hold zero.
/// </summary>
/// <remarks>
/// <para>A volume has <see cref="Positions"/> such matrices of <see cref="Channels"/> columns one after the other, each with a padding of
/// its own. Its columns are counted in the order of files and images: channels, then positions, so that column c · Positions + p is channel
/// c at position p.</para>
/// <para>
/// A view: it owns nothing and knows no number of rows, only how many fit. The constructor checks that all its panels lie in the storage;
/// the kernels rely on that and check no more than panel and row indices.
/// </para>
/// </remarks>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PanelMatrix<T>
    where T : unmanaged
{
    /// <summary>A view of storage.</summary>
    /// <param name="storage">The array; see <see cref="AlignedMemory"/>.</param>
    /// <param name="offset">Element (0, 0); the kernels are fastest where it lies on a 64-byte boundary.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <param name="panelStride">Elements from one panel to the next, a multiple of W: room for panelStride / W rows; see
    /// <see cref="Panel.Stride{T}"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="storage"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the panels don't fit into the storage.</exception>
    public PanelMatrix(T[] storage, int offset, int columns, int panelStride)
        : this(storage, offset, columns, positions: 1, panelStride)
    {
    }

    /// <summary>A view of storage as a volume.</summary>
    /// <param name="storage">The array; see <see cref="AlignedMemory"/>.</param>
    /// <param name="offset">Row 0, channel 0 of position 0.</param>
    /// <param name="channels">Channels of a position, at least 1.</param>
    /// <param name="positions">Positions, at least 1.</param>
    /// <param name="panelStride">Elements from one panel to the next, a multiple of W.</param>
    /// <exception cref="ArgumentNullException"><paramref name="storage"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the panels don't fit into the storage.</exception>
    public PanelMatrix(T[] storage, int offset, int channels, int positions, int panelStride)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(positions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(panelStride, Panel.Width<T>());
        ArgumentOutOfRangeException.ThrowIfNotEqual(panelStride % Panel.Width<T>(), 0, nameof(panelStride));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            offset + Math.BigMul(positions, Panel.Count<T>(channels)) * (Int128)panelStride, storage.Length, nameof(storage));
        Storage = storage;
        Offset = offset;
        Channels = channels;
        Positions = positions;
        PanelStride = panelStride;
    }

    /// <summary>A view whose products may walk the non-zero elements alone.</summary>
    internal PanelMatrix(PanelMatrix<T> matrix, NonZeros<T> nonZeros)
    {
        this = matrix;
        NonZeros = nonZeros;
    }

    /// <summary>The array that holds the elements.</summary>
    public T[] Storage { get; }

    /// <summary>Index of element (0, 0) in <see cref="Storage"/>.</summary>
    public int Offset { get; }

    /// <summary>Columns of one position, without the padding.</summary>
    public int Channels { get; }

    /// <summary>Positions of a volume; 1 for any other matrix.</summary>
    public int Positions { get; }

    /// <summary>Columns without the padding: <see cref="Channels"/> · <see cref="Positions"/>.</summary>
    public int Columns => Channels * Positions;

    /// <summary>Columns with the padding that lies between them: the rows of weights over this matrix. No more than <see cref="Columns"/>
    /// at one position.</summary>
    public int StoredColumns => Positions == 1 ? Channels : Panels * Panel.Width<T>();

    /// <summary>Elements from one panel to the next.</summary>
    public int PanelStride { get; }

    /// <summary>Panels of one position: <see cref="Channels"/> / W, rounded up.</summary>
    public int ChannelPanels => Panel.Count<T>(Channels);

    /// <summary>All panels: position after position those of its channels.</summary>
    public int Panels => Positions * Panel.Count<T>(Channels);

    /// <summary>Rows for which there is room.</summary>
    public int RowCapacity => (int)((uint)PanelStride / (uint)Panel.Width<T>());

    /// <summary>One element; slow: for tests, loading and saving.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public T this[int row, int column]
    {
        get => Storage[IndexOf(row, column)];
        set => Storage[IndexOf(row, column)] = value;
    }

    /// <summary>The tile's Rows · W elements, row after row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tile does not lie in this matrix.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Tile(Tile tile)
    {
        if ((uint)tile.Panel >= (uint)Panels || tile.FirstRow < 0 || tile.Rows < 0 || tile.FirstRow + (long)tile.Rows > RowCapacity)
            ThrowOutside(tile);
        return MemoryMarshal.CreateSpan(ref Element(tile.Panel, tile.FirstRow), tile.Rows * Panel.Width<T>());
    }

    /// <summary>The W elements of one row in one panel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or panel.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Row(int row, int panel) => Tile(new Tile(panel, row, 1));

    /// <summary>Spreads one row's columns over the panels.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">As many values as there are columns.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public void SetRow(int row, ReadOnlySpan<T> values)
    {
        if (values.Length != Columns)
            throw new ArgumentException($"A row has {Columns} columns, not {values.Length}.", nameof(values));
        if (Positions > 1)
        {
            for (int column = 0; column < values.Length; column++)
                Storage[IndexOf(row, column)] = values[column];
            return;
        }

        // Checks the row; the panels are as many as there are columns.
        Row(row, 0);
        ReadOnlySpan<Vector512<byte>> whole = MemoryMarshal.Cast<T, Vector512<byte>>(values);
        ref T element = ref Element(0, row);
        foreach (ref readonly Vector512<byte> vector in whole)
        {
            Unsafe.As<T, Vector512<byte>>(ref element) = vector;
            element = ref Unsafe.Add(ref element, PanelStride);
        }

        ReadOnlySpan<T> rest = values[(whole.Length * Panel.Width<T>())..];
        if (!rest.IsEmpty)
            rest.CopyTo(Row(row, whole.Length));
    }

    /// <summary>Collects one row's columns from the panels; the inverse of <see cref="SetRow"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">Receives as many values as there are columns.</param>
    /// <exception cref="ArgumentException">There is room for more or fewer values than columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public void GetRow(int row, Span<T> values)
    {
        if (values.Length != Columns)
            throw new ArgumentException($"A row has {Columns} columns, not {values.Length}.", nameof(values));
        if (Positions > 1)
        {
            for (int column = 0; column < values.Length; column++)
                values[column] = Storage[IndexOf(row, column)];
            return;
        }

        for (int panel = 0, column = 0; column < values.Length; panel++, column += Panel.Width<T>())
        {
            Span<T> part = values[column..Math.Min(column + Panel.Width<T>(), values.Length)];
            Row(row, panel)[..part.Length].CopyTo(part);
        }
    }

    /// <summary>The index in <see cref="Storage"/> of the tile's first element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tile does not lie in this matrix.</exception>
    public int OffsetOf(Tile tile)
    {
        if ((uint)tile.Panel >= (uint)Panels || tile.FirstRow < 0 || tile.Rows < 0 || tile.FirstRow + (long)tile.Rows > RowCapacity)
            ThrowOutside(tile);
        return Offset + tile.Panel * PanelStride + tile.FirstRow * Panel.Width<T>();
    }

    /// <summary>Zeroes the tile's lanes past <see cref="Channels"/>: acts in the last panel of a position alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tile does not lie in this matrix.</exception>
    public void ClearPadding(Tile tile)
    {
        Span<T> elements = Tile(tile);
        int valid = ValidLanes(tile.Panel);
        if (valid == Panel.Width<T>())
            return;
        for (int row = 0; row < elements.Length; row += Panel.Width<T>())
            elements[(row + valid)..(row + Panel.Width<T>())].Clear();
    }

    /// <summary>Lanes of this panel that are columns and not padding, 1 … W.</summary>
    public int ValidLanes(int panel)
    {
        int channelPanel = Positions == 1 ? panel : panel % ChannelPanels;
        return Math.Min(Channels - channelPanel * Panel.Width<T>(), Panel.Width<T>());
    }

    /// <summary>What is not zero, where somebody keeps account of it.</summary>
    internal NonZeros<T>? NonZeros { get; }

    /// <summary>The first element of a row in a panel, unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T Element(int panel, int row) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Storage), Offset + panel * PanelStride + row * Panel.Width<T>());

    private static void ThrowOutside(Tile tile) =>
        throw new ArgumentOutOfRangeException(
            nameof(tile), $"{tile.Rows} rows from row {tile.FirstRow} on in panel {tile.Panel} do not lie in the matrix.");

    private int IndexOf(int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCapacity);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
        (int channel, int position) = Math.DivRem(column, Positions);
        (int channelPanel, int lane) = Math.DivRem(channel, Panel.Width<T>());
        return Offset + (position * ChannelPanels + channelPanel) * PanelStride + row * Panel.Width<T>() + lane;
    }
}
