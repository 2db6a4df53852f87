using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The non-zero elements of a matrix as one list for each row of a product, in ascending order: the values, and where the rows of the other
/// factor begin that they are multiplied with.
/// </summary>
/// <remarks>
/// The lists of a tile follow one another without gaps. Each is cut into blocks by the rows of the other factor that it names, so that a
/// kernel can take one block of all lists of a tile, and then the next, while those rows are in the first-level cache.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed class NonZeroLists<T>
    where T : unmanaged
{
    /// <summary>Rows of the other factor that a block may name: 8 KiB a panel.</summary>
    private const int RowsOfBlock = 128;

    // Elements are written eight at a time, of which some may be too many: the next eight go over them, and those of the last list of a
    // tile go here.
    private const int Slack = 8;

    private readonly int[] offsets;
    private readonly T[] values;
    private readonly int[] lengths;
    // Where each list's blocks begin, and behind them where its last one ends.
    private readonly int[] bounds;
    // Where each list ends while columns are being listed.
    private readonly int[] ends;
    private readonly int tileStride;

    /// <summary>Empty lists.</summary>
    /// <param name="lists">Lists; room is made for whole tiles.</param>
    /// <param name="length">The most elements of a list: the rows of the other factor.</param>
    public NonZeroLists(int lists, int length)
    {
        int tiles = Panel.Count<T>(lists);
        tileStride = checked(Panel.Width<T>() * length + Slack);
        Blocks = (length + RowsOfBlock - 1) / RowsOfBlock;
        offsets = new int[checked(tiles * tileStride)];
        values = new T[offsets.Length];
        lengths = new int[tiles * Panel.Width<T>()];
        ends = new int[lengths.Length];
        bounds = new int[checked(lengths.Length * BoundStride)];
    }

    /// <summary>Blocks of a list.</summary>
    public int Blocks { get; }

    /// <summary>From one list's bounds to the next one's.</summary>
    public int BoundStride => Blocks + 1;

    /// <summary>What each element is multiplied with: elements from the beginning of a panel to the row. Bounds count from here.</summary>
    public ref int Offsets => ref MemoryMarshal.GetArrayDataReference(offsets);

    /// <summary>The elements. Bounds count from here.</summary>
    public ref T Values => ref MemoryMarshal.GetArrayDataReference(values);

    /// <summary>Where a block of a list begins; the next number is where it ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref int Bounds(int list, int block) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bounds), list * BoundStride + block);

    /// <summary>The offsets of a list.</summary>
    public ReadOnlySpan<int> OffsetsOf(int list) => offsets.AsSpan(Bounds(list, 0)..Bounds(list, Blocks));

    /// <summary>The values of a list.</summary>
    public ReadOnlySpan<T> ValuesOf(int list) => values.AsSpan(Bounds(list, 0)..Bounds(list, Blocks));

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

    /// <summary>Makes the lists of a tile's rows.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="firstRow">The tile's first row, a multiple of W.</param>
    /// <param name="rows">Its rows, up to W; the other lists become empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfRows(PanelMatrix<T> matrix, int firstRow, int rows)
    {
        int end = Origin(firstRow);
        int panelsOfBlock = RowsOfBlock / Panel.Width<T>();
        for (int row = firstRow; row < firstRow + Panel.Width<T>(); row++)
        {
            ref int bound = ref Bounds(row, 0);
            bound = end;
            for (int block = 0; block < Blocks; block++)
            {
                int last = row < firstRow + rows ? Math.Min((block + 1) * panelsOfBlock, matrix.Panels) : 0;
                for (int panel = block * panelsOfBlock; panel < last; panel++)
                    end = Append(ref matrix.Element(panel, row), panel * Panel.Width<T>() * Panel.Width<T>(), end);
                bound = ref Unsafe.Add(ref bound, 1);
                bound = end;
            }
        }
    }

    /// <summary>Makes the lists of the columns that some blocks of a matrix's row lists name, out of these.</summary>
    /// <param name="ofRows">A list for each row.</param>
    /// <param name="firstBlock">The first of these blocks.</param>
    /// <param name="lastBlock">The first that is not among them.</param>
    /// <param name="rows">The matrix's rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfColumns(NonZeroLists<T> ofRows, int firstBlock, int lastBlock, int rows)
    {
        int first = firstBlock * RowsOfBlock;
        int last = Math.Min(lastBlock * RowsOfBlock, lengths.Length);
        lengths.AsSpan(first, last - first).Clear();
        CountColumns(ofRows, firstBlock, lastBlock, rows);
        for (int column = first, next = 0; column < last; column++)
        {
            if (column % Panel.Width<T>() == 0)
                next = Origin(column);
            (ends[column], next) = (next, next + lengths[column]);
            Bounds(column, 0) = ends[column];
        }

        for (int block = 0; block < Blocks; block++)
        {
            AppendColumns(ofRows, firstBlock, lastBlock, block * RowsOfBlock, Math.Min((block + 1) * RowsOfBlock, rows));
            for (int column = first; column < last; column++)
                Bounds(column, block + 1) = ends[column];
        }
    }

    private int Origin(int firstList) => firstList / Panel.Width<T>() * tileStride;

    // Appends what is not zero among a row's W elements in a panel; returns where the list then ends.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Append(ref T row, int firstOffset, int end)
    {
        if (typeof(T) == typeof(float) && Avx2.IsSupported)
        {
            end = AppendEight(ref Unsafe.As<T, float>(ref row), firstOffset, end);
            return AppendEight(ref Unsafe.As<T, float>(ref Unsafe.Add(ref row, 8)), firstOffset + 8 * Panel.Width<T>(), end);
        }

        for (ulong mask = NonZeroMask.Of(ref row); mask != 0; mask &= mask - 1, end++)
        {
            int lane = BitOperations.TrailingZeroCount(mask);
            offsets[end] = firstOffset + lane * Panel.Width<T>();
            values[end] = Unsafe.Add(ref row, lane);
        }

        return end;
    }

    // What is not zero goes to the front, and the eight lanes are stored whole: no branch depends on which these are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AppendEight(ref float eight, int firstOffset, int end)
    {
        Vector256<float> lanes = Vector256.LoadUnsafe(ref eight);
        uint mask = ~Vector256.Equals(lanes, Vector256<float>.Zero).ExtractMostSignificantBits() & 0xFF;
        Vector256<int> order = FrontLanes.Of(mask);
        Avx2.PermuteVar8x32(lanes, order).StoreUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref Values, end)));
        (order * Panel.Width<T>() + Vector256.Create(firstOffset)).StoreUnsafe(ref Unsafe.Add(ref Offsets, end));
        return end + BitOperations.PopCount(mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountColumns(NonZeroLists<T> ofRows, int firstBlock, int lastBlock, int rows)
    {
        ref int length = ref MemoryMarshal.GetArrayDataReference(lengths);
        for (int row = 0; row < rows; row++)
        {
            ref int from = ref Unsafe.Add(ref ofRows.Offsets, ofRows.Bounds(row, firstBlock));
            for (int left = ofRows.Bounds(row, lastBlock) - ofRows.Bounds(row, firstBlock); left > 0; left--)
            {
                Unsafe.Add(ref length, (uint)from / (uint)Panel.Width<T>())++;
                from = ref Unsafe.Add(ref from, 1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AppendColumns(NonZeroLists<T> ofRows, int firstBlock, int lastBlock, int firstRow, int lastRow)
    {
        ref int end = ref MemoryMarshal.GetArrayDataReference(ends);
        ref int offset = ref Offsets;
        ref T value = ref Values;
        for (int row = firstRow; row < lastRow; row++)
        {
            ref int from = ref Unsafe.Add(ref ofRows.Offsets, ofRows.Bounds(row, firstBlock));
            ref T element = ref Unsafe.Add(ref ofRows.Values, ofRows.Bounds(row, firstBlock));
            int rowOffset = row * Panel.Width<T>();
            for (int left = ofRows.Bounds(row, lastBlock) - ofRows.Bounds(row, firstBlock); left > 0; left--)
            {
                ref int at = ref Unsafe.Add(ref end, (uint)from / (uint)Panel.Width<T>());
                Unsafe.Add(ref offset, at) = rowOffset;
                Unsafe.Add(ref value, at) = element;
                at++;
                from = ref Unsafe.Add(ref from, 1);
                element = ref Unsafe.Add(ref element, 1);
            }
        }
    }
}
