using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V1;

/// <summary>
/// The non-zero elements of a matrix as one list for each row of a product: the value, and where the other factor's row begins, in ascending order.
/// </summary>
/// <remarks>
/// The W lists of a tile are ordered by falling length, and cut into groups of eight. A group's lists are interleaved, element by element, and those that are shorter
/// than the first are padded with zeros as far as a kernel reads, since a term 0 · b changes no sum of finite numbers.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class NonZeroLists<T>
    where T : unmanaged
{
    /// <summary>Lists of a group.</summary>
    public const int GroupSize = 8;

    private readonly int[] offsets;
    private readonly T[] values;
    private readonly int[] lengths;
    private readonly int[] order;
    private readonly int groupStride;

    /// <summary>Empty lists.</summary>
    /// <param name="lists">Lists; room is made for whole tiles.</param>
    /// <param name="length">The most elements of a list.</param>
    public NonZeroLists(int lists, int length)
    {
        int rounded = Panel.Count<T>(lists) * Panel.Width<T>();
        groupStride = checked(length * GroupSize);
        offsets = new int[checked(rounded * length)];
        values = new T[offsets.Length];
        lengths = new int[rounded];
        order = new int[rounded];
    }

    /// <summary>The most elements that a list can have: the rows of the other factor.</summary>
    public int MostElements => groupStride / GroupSize;

    /// <summary>Which row each place of a tile's groups belongs to: numbers from 0 to W − 1, by falling length of their lists.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Order(int firstList) => order.AsSpan(firstList, Panel.Width<T>());

    /// <summary>The elements of a list without padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Length(int list) => lengths[list];

    /// <summary>The first list's first offset into a panel of the other factor; the next list's follows, and behind the group's eight the next offsets.</summary>
    /// <param name="place">The list's place in the order, a multiple of the group's size or a part of it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref int Offsets(int place) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(offsets), Origin(place));

    /// <summary>The values, like <see cref="Offsets"/>.</summary>
    /// <param name="place">The list's place in the order.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Values(int place) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), Origin(place));

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
        ref T elements = ref matrix.Element(0, row);
        for (int panel = 0; panel < matrix.Panels; panel++)
        {
            length += BitOperations.PopCount(NonZeroMask.Of(ref elements));
            elements = ref Unsafe.Add(ref elements, matrix.PanelStride);
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
        Arrange(firstRow, ends);
        ref int end = ref MemoryMarshal.GetReference(ends);
        ref int offset = ref MemoryMarshal.GetArrayDataReference(offsets);
        ref T value = ref MemoryMarshal.GetArrayDataReference(values);
        uint width = (uint)Panel.Width<T>();
        for (int panel = 0; panel < matrix.Panels; panel++)
        {
            int firstOffset = panel * Panel.Width<T>() * Panel.Width<T>();
            for (int row = 0; row < rows; row += RowsOfMask)
            {
                ref T elements = ref matrix.Element(panel, firstRow + row);
                for (ulong mask = Mask(ref elements, rows - row); mask != 0; mask &= mask - 1)
                {
                    uint bit = (uint)BitOperations.TrailingZeroCount(mask);
                    (uint maskRow, uint lane) = (bit / width, bit % width);
                    ref int at = ref Unsafe.Add(ref end, (uint)row + maskRow);
                    Unsafe.Add(ref offset, at) = firstOffset + (int)(lane * width);
                    Unsafe.Add(ref value, at) = Unsafe.Add(ref elements, bit);
                    at += GroupSize;
                }
            }
        }

        Pad(firstRow, ends);
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
        Arrange(firstColumn, ends);
        ref int end = ref MemoryMarshal.GetReference(ends);
        ref int offset = ref MemoryMarshal.GetArrayDataReference(offsets);
        ref T value = ref MemoryMarshal.GetArrayDataReference(values);
        uint width = (uint)Panel.Width<T>();
        for (int row = 0; row < rows; row += RowsOfMask)
        {
            ref T elements = ref matrix.Element(panel, row);
            for (ulong mask = Mask(ref elements, rows - row); mask != 0; mask &= mask - 1)
            {
                uint bit = (uint)BitOperations.TrailingZeroCount(mask);
                (uint maskRow, uint lane) = (bit / width, bit % width);
                ref int at = ref Unsafe.Add(ref end, lane);
                Unsafe.Add(ref offset, at) = (int)(((uint)row + maskRow) * width);
                Unsafe.Add(ref value, at) = Unsafe.Add(ref elements, bit);
                at += GroupSize;
            }
        }

        Pad(firstColumn, ends);
    }

    // The rows of a panel that a mask of 64 bits tells about.
    private static int RowsOfMask
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 64 / Panel.Width<T>();
    }

    // Which elements of up to so many rows of a panel are not zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(ref T elements, int rows)
    {
        ulong mask = 0;
        for (int row = 0; row < Math.Min(rows, RowsOfMask); row++)
            mask |= NonZeroMask.Of(ref Unsafe.Add(ref elements, row * Panel.Width<T>())) << (row * Panel.Width<T>());
        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Origin(int place) => place / GroupSize * groupStride + place % GroupSize;

    // The mask of a zero is −1 as an integer: the sum over the rows is minus the number of zeros.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountColumns(ref T elements, int firstColumn, int rows)
    {
        Vector512<T> zeros = Vector512<T>.Zero;
        for (int row = 0; row < rows; row++)
        {
            Vector512<T> isZero = Vector512.Equals(Vector512.LoadUnsafe(ref elements, (nuint)(row * Panel.Width<T>())), Vector512<T>.Zero);
            zeros = Unsafe.SizeOf<T>() == sizeof(int)
                ? (zeros.AsInt32() + isZero.AsInt32()).As<int, T>()
                : (zeros.AsInt64() + isZero.AsInt64()).As<long, T>();
        }

        Span<int> counts = lengths.AsSpan(firstColumn, Panel.Width<T>());
        for (int lane = 0; lane < counts.Length; lane++)
            counts[lane] = rows + (Unsafe.SizeOf<T>() == sizeof(int) ? zeros.AsInt32()[lane] : (int)zeros.AsInt64()[lane]);
    }

    // Orders the lists of a tile by falling length and says where each of them begins.
    private void Arrange(int firstList, Span<int> origins)
    {
        ReadOnlySpan<int> counts = lengths.AsSpan(firstList, Panel.Width<T>());
        Span<int> places = order.AsSpan(firstList, counts.Length);
        for (int i = 0; i < places.Length; i++)
        {
            int at = i;
            for (; at > 0 && counts[places[at - 1]] < counts[i]; at--)
                places[at] = places[at - 1];
            places[at] = i;
        }

        for (int place = 0; place < places.Length; place++)
            origins[places[place]] = Origin(firstList + place);
    }

    // Kernels read all lists of a group as far as the longest goes.
    private void Pad(int firstList, ReadOnlySpan<int> ends)
    {
        ReadOnlySpan<int> places = order.AsSpan(firstList, ends.Length);
        for (int place = 0; place < places.Length; place++)
        {
            int missing = lengths[firstList + places[place / GroupSize * GroupSize]] - lengths[firstList + places[place]];
            for (int at = ends[places[place]]; missing > 0; missing--, at += GroupSize)
            {
                offsets[at] = 0;
                values[at] = default;
            }
        }
    }
}
