using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V1;

/// <summary>The non-zero elements of a matrix as one list for each row of a product, in ascending order.</summary>
/// <remarks>
/// The lists of a tile follow one another without gaps. Each is cut into blocks by the rows of the other factor that it names, so that a kernel can take one block of
/// all lists of a tile, and then the next, while those rows are in the first-level cache.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class NonZeroLists<T>
    where T : unmanaged
{
    /// <summary>Rows of the other factor that a block may name: 8 KiB a panel.</summary>
    private const int RowsOfBlock = 128;

    private readonly NonZero<T>[] elements;
    private readonly int[] lengths;
    // Where each list's blocks begin, and behind them where its last one ends.
    private readonly int[] bounds;
    private readonly int mostElements;

    /// <summary>Empty lists.</summary>
    /// <param name="lists">Lists; room is made for whole tiles.</param>
    /// <param name="length">The most elements of a list: the rows of the other factor.</param>
    public NonZeroLists(int lists, int length)
    {
        int rounded = Panel.Count<T>(lists) * Panel.Width<T>();
        mostElements = length;
        Blocks = (length + RowsOfBlock - 1) / RowsOfBlock;
        elements = new NonZero<T>[checked(rounded * length)];
        lengths = new int[rounded];
        bounds = new int[checked(rounded * BoundStride)];
    }

    /// <summary>Blocks of a list.</summary>
    public int Blocks { get; }

    /// <summary>From one list's bounds to the next one's.</summary>
    public int BoundStride => Blocks + 1;

    /// <summary>What bounds count from.</summary>
    public ref NonZero<T> Elements => ref MemoryMarshal.GetArrayDataReference(elements);

    /// <summary>Where a block of a list begins; the next number is where it ends.</summary>
    public ref int Bounds(int list, int block) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bounds), list * BoundStride + block);

    /// <summary>A list.</summary>
    public ReadOnlySpan<NonZero<T>> this[int list] => elements.AsSpan(Bounds(list, 0), lengths[list]);

    /// <summary>The elements of the first lists together.</summary>
    public long Count(int lists)
    {
        long sum = 0;
        foreach (int length in lengths.AsSpan(0, lists))
            sum += length;
        return sum;
    }

    /// <summary>Counts the elements of one row's list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CountRow(PanelMatrix<T> matrix, int row)
    {
        int length = 0;
        ref T first = ref matrix.Element(0, row);
        for (int panel = 0; panel < matrix.Panels; panel++)
        {
            length += BitOperations.PopCount(NonZeroMask.Of(ref first));
            first = ref Unsafe.Add(ref first, matrix.PanelStride);
        }

        lengths[row] = length;
    }

    /// <summary>Makes the lists of a tile's rows, which are counted.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="firstRow">The tile's first row, a multiple of W.</param>
    /// <param name="rows">Its rows, up to W; the other lists become empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfRows(PanelMatrix<T> matrix, int firstRow, int rows)
    {
        lengths.AsSpan(firstRow + rows, Panel.Width<T>() - rows).Clear();
        Span<int> ends = stackalloc int[Panel.Width<T>()];
        Begin(firstRow, ends);
        int panelsOfBlock = RowsOfBlock / Panel.Width<T>();
        for (int block = 0; block < Blocks; block++)
        {
            int last = Math.Min((block + 1) * panelsOfBlock, matrix.Panels);
            for (int panel = block * panelsOfBlock; panel < last; panel++)
                AppendRows(ref matrix.Element(panel, firstRow), panel * Panel.Width<T>() * Panel.Width<T>(), rows, ends);
            End(firstRow, block, ends);
        }
    }

    /// <summary>Makes the lists of a panel's columns.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="rows">The matrix's rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfColumns(PanelMatrix<T> matrix, int panel, int rows)
    {
        int firstColumn = panel * Panel.Width<T>();
        CountColumns(ref matrix.Element(panel, 0), firstColumn, rows);
        Span<int> ends = stackalloc int[Panel.Width<T>()];
        Begin(firstColumn, ends);
        for (int block = 0; block < Blocks; block++)
        {
            AppendColumns(ref matrix.Element(panel, 0), block * RowsOfBlock, Math.Min((block + 1) * RowsOfBlock, rows), ends);
            End(firstColumn, block, ends);
        }
    }

    // The rows of a panel that a mask of 64 bits tells about.
    private static int RowsOfMask
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 64 / Panel.Width<T>();
    }

    // Which elements of up to so many rows of a panel are not zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(ref T first, int rows)
    {
        ulong mask = 0;
        for (int row = 0; row < Math.Min(rows, RowsOfMask); row++)
            mask |= NonZeroMask.Of(ref Unsafe.Add(ref first, row * Panel.Width<T>())) << (row * Panel.Width<T>());
        return mask;
    }

    // Appends a panel's elements of each row to that row's list.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendRows(ref T first, int firstOffset, int rows, Span<int> ends)
    {
        ref int end = ref MemoryMarshal.GetReference(ends);
        ref NonZero<T> list = ref Elements;
        uint width = (uint)Panel.Width<T>();
        for (int row = 0; row < rows; row += RowsOfMask)
        {
            ref T masked = ref Unsafe.Add(ref first, row * Panel.Width<T>());
            for (ulong mask = Mask(ref masked, rows - row); mask != 0; mask &= mask - 1)
            {
                uint bit = (uint)BitOperations.TrailingZeroCount(mask);
                (uint maskRow, uint lane) = (bit / width, bit % width);
                Unsafe.Add(ref list, Unsafe.Add(ref end, (uint)row + maskRow)++) = new(firstOffset + (int)(lane * width), Unsafe.Add(ref masked, bit));
            }
        }
    }

    // Appends some rows' elements of each of a panel's columns to that column's list.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendColumns(ref T first, int firstRow, int lastRow, Span<int> ends)
    {
        ref int end = ref MemoryMarshal.GetReference(ends);
        ref NonZero<T> list = ref Elements;
        uint width = (uint)Panel.Width<T>();
        for (int row = firstRow; row < lastRow; row += RowsOfMask)
        {
            ref T masked = ref Unsafe.Add(ref first, row * Panel.Width<T>());
            for (ulong mask = Mask(ref masked, lastRow - row); mask != 0; mask &= mask - 1)
            {
                uint bit = (uint)BitOperations.TrailingZeroCount(mask);
                (uint maskRow, uint lane) = (bit / width, bit % width);
                Unsafe.Add(ref list, Unsafe.Add(ref end, lane)++) = new((int)(((uint)row + maskRow) * width), Unsafe.Add(ref masked, bit));
            }
        }
    }

    // The mask of a zero is −1 as an integer: the sum over the rows is minus the number of zeros.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountColumns(ref T first, int firstColumn, int rows)
    {
        Vector512<T> zeros = Vector512<T>.Zero;
        for (int row = 0; row < rows; row++)
        {
            Vector512<T> isZero = Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)(row * Panel.Width<T>())), Vector512<T>.Zero);
            zeros = Unsafe.SizeOf<T>() == sizeof(int)
                ? (zeros.AsInt32() + isZero.AsInt32()).As<int, T>()
                : (zeros.AsInt64() + isZero.AsInt64()).As<long, T>();
        }

        Span<int> counts = lengths.AsSpan(firstColumn, Panel.Width<T>());
        for (int lane = 0; lane < counts.Length; lane++)
            counts[lane] = rows + (Unsafe.SizeOf<T>() == sizeof(int) ? zeros.AsInt32()[lane] : (int)zeros.AsInt64()[lane]);
    }

    // The lists of a tile begin one behind the other.
    private void Begin(int firstList, Span<int> ends)
    {
        int next = firstList * mostElements;
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = next;
            Bounds(firstList + i, 0) = next;
            next += lengths[firstList + i];
        }
    }

    private void End(int firstList, int block, ReadOnlySpan<int> ends)
    {
        for (int i = 0; i < ends.Length; i++)
            Bounds(firstList + i, block + 1) = ends[i];
    }
}

/// <summary>An element that is not zero.</summary>
/// <param name="Offset">Where the row of the other factor that it is multiplied with begins in a panel.</param>
/// <param name="Value">The element.</param>
internal readonly record struct NonZero<T>(int Offset, T Value)
    where T : unmanaged;
