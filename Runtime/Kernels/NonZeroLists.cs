using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V1;

/// <summary>
/// The non-zero elements of a matrix as one list for each row of a product: where the other factor's row begins, and the value, in ascending order. W lists make a
/// tile; within it they are ordered by length, and groups of neighbours in that order are padded with zeros to one length, so that a kernel takes a group at a time.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class NonZeroLists<T>
    where T : unmanaged
{
    /// <summary>Lists of a group.</summary>
    public const int GroupSize = 4;

    private readonly int[] offsets;
    private readonly T[] values;
    private readonly int[] lengths;
    private readonly int[] order;

    /// <param name="lists">Lists; room is made for whole tiles.</param>
    /// <param name="length">The most elements of a list.</param>
    public NonZeroLists(int lists, int length)
    {
        int rounded = Panel.Count<T>(lists) * Panel.Width<T>();
        Stride = length;
        offsets = new int[checked(rounded * length)];
        values = new T[offsets.Length];
        lengths = new int[rounded];
        order = new int[rounded];
    }

    /// <summary>Elements from one list to the next.</summary>
    public int Stride { get; }

    /// <summary>The lists of this tile by falling length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Order(int firstList) => order.AsSpan(firstList, Panel.Width<T>());

    /// <summary>The elements of a list without padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Length(int list) => lengths[list];

    /// <summary>The first element's offset into a panel of the other factor, unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref int Offsets(int list) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(offsets), list * Stride);

    /// <summary>The first element's value, unchecked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Values(int list) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), list * Stride);

    /// <summary>Makes the lists of a tile's rows.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="firstRow">The tile's first row, a multiple of W.</param>
    /// <param name="rows">Its rows, up to W; the other lists become empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfRows(PanelMatrix<T> matrix, int firstRow, int rows)
    {
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            ref int offset = ref Offsets(row);
            ref T value = ref Values(row);
            int length = 0;
            for (int panel = 0; panel < matrix.Panels; panel++)
            {
                ref T elements = ref matrix.Element(panel, row);
                for (uint mask = NonZeroMask.Of(ref elements); mask != 0; mask &= mask - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(mask);
                    Unsafe.Add(ref offset, length) = (panel * Panel.Width<T>() + lane) * Panel.Width<T>();
                    Unsafe.Add(ref value, length) = Unsafe.Add(ref elements, lane);
                    length++;
                }
            }

            lengths[row] = length;
        }

        Group(firstRow, rows);
    }

    /// <summary>Makes the lists of a panel's columns.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="rows">The matrix's rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfColumns(PanelMatrix<T> matrix, int panel, int rows)
    {
        int firstColumn = panel * Panel.Width<T>();
        ref int offset = ref Offsets(firstColumn);
        ref T value = ref Values(firstColumn);
        Span<int> lengths = this.lengths.AsSpan(firstColumn, Panel.Width<T>());
        lengths.Clear();
        ref int length = ref MemoryMarshal.GetReference(lengths);
        ref T elements = ref matrix.Element(panel, 0);
        for (int row = 0; row < rows; row++)
        {
            for (uint mask = NonZeroMask.Of(ref elements); mask != 0; mask &= mask - 1)
            {
                int lane = BitOperations.TrailingZeroCount(mask);
                ref int count = ref Unsafe.Add(ref length, lane);
                int at = lane * Stride + count;
                count++;
                Unsafe.Add(ref offset, at) = row * Panel.Width<T>();
                Unsafe.Add(ref value, at) = Unsafe.Add(ref elements, lane);
            }

            elements = ref Unsafe.Add(ref elements, Panel.Width<T>());
        }

        Group(firstColumn, Panel.Width<T>());
    }

    // Orders the lists of a tile by falling length and pads each group. A term 0 · b changes no sum, for finite b.
    private void Group(int firstList, int lists)
    {
        lengths.AsSpan(firstList + lists, Panel.Width<T>() - lists).Clear();
        Span<int> order = this.order.AsSpan(firstList, Panel.Width<T>());
        for (int i = 0; i < order.Length; i++)
        {
            int list = firstList + i;
            int at = i;
            for (; at > 0 && lengths[order[at - 1]] < lengths[list]; at--)
                order[at] = order[at - 1];
            order[at] = list;
        }

        for (int group = 0; group < order.Length; group += GroupSize)
        {
            int longest = lengths[order[group]];
            for (int i = group + 1; i < group + GroupSize; i++)
            {
                int from = order[i] * Stride + lengths[order[i]];
                int count = longest - lengths[order[i]];
                offsets.AsSpan(from, count).Clear();
                values.AsSpan(from, count).Clear();
            }
        }
    }
}
