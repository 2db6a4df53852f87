using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using static VaeGen.Runtime.V2.KernelChecks;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Matrix products, one tile of the result at a time, into a tile buffer of the worker: what is done with the tile is the caller's
/// business.
/// </summary>
/// <remarks>
/// <para>Every element is one chain that begins with +0 (or with the slot's value, in the methods that add) and takes in the terms in
/// ascending order by a fused multiply-add each. Nothing splits it: threads, tiles and vector widths don't change a bit.</para>
/// <para>W is <see cref="Panel.Width{T}"/>. The methods return the tile's Rows · W elements, row after row, in the slot. Lanes past the
/// last column of the right factor are sums of its padding: zero, unless the left factor has an infinity or a NaN.</para>
/// <para>Where the left factor keeps account of its non-zero elements (the examples, rectified layers of an encoder), its zeros have no
/// term: they add nothing, not even beside an infinity or a NaN in the right factor. Elsewhere 0 · ∞ is a NaN.</para>
/// <para>The first tile of a strip computes the strip, and the others find theirs in the slot: between them nothing else may be written
/// there, which holds in a loop over a <see cref="TileShare"/> whose products have slots of their own.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Product
{
    /// <summary>C[r, c] = Σ A[r, k] B[k, c] over the columns k of A, for the tile's rows r of A and panel c of B.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="left">A [rows, K], with room for whole tiles; K counts a volume's padding
    /// (<see cref="PanelMatrix{T}.StoredColumns"/>).</param>
    /// <param name="right">B [K, columns].</param>
    /// <param name="tile">The tile of C.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of C.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The matrices don't hold that tile, or there is no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> Multiply<TVector, T>(Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Rows<TVector, T>(worker, left, right, tile, slot, continues: false);
    }

    /// <summary>C[r, c] += Σ A[r, k] B[k, c]: continues the chains that are in the slot. Otherwise <see cref="Multiply"/>.</summary>
    /// <inheritdoc cref="Multiply"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> MultiplyAdd<TVector, T>(Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Rows<TVector, T>(worker, left, right, tile, slot, continues: true);
    }

    /// <summary>C[k, c] = Σ A[r, k] B[r, c] over the rows r: the product with the transpose of A, for the tile's columns k of A and panel c
    /// of B.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="left">A [rows, K].</param>
    /// <param name="right">B [rows, columns].</param>
    /// <param name="rows">Rows of A and B to sum over; 0 gives zeros.</param>
    /// <param name="tile">The tile of C: its first row, a multiple of W, is a column of A.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of C.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The matrices don't hold that tile or that many rows, or there is no such
    /// slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> MultiplyTransposed<TVector, T>(
        Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, int rows, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Columns<TVector, T>(worker, left, right, rows, tile, slot, continues: false);
    }

    /// <summary>C[k, c] += Σ A[r, k] B[r, c]: continues the chains that are in the slot. Otherwise
    /// <see cref="MultiplyTransposed"/>.</summary>
    /// <inheritdoc cref="MultiplyTransposed"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> MultiplyTransposedAdd<TVector, T>(
        Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, int rows, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Columns<TVector, T>(worker, left, right, rows, tile, slot, continues: true);
    }

    /// <summary>s[c] = Σ A[r, c] over the rows r, ascending, for one panel c of A.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="matrix">A [rows, columns].</param>
    /// <param name="rows">Rows to sum over; 0 gives zeros.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="slot">The tile buffer whose first W elements are set.</param>
    /// <returns>W elements of s.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The matrix has no such panel or not that many rows, or there is no such
    /// slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> SumRows<TVector, T>(Worker worker, PanelMatrix<T> matrix, int rows, int panel, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        Span<T> sums = worker.Slot<T>(slot)[..Panel.Width<T>()];
        sums.Clear();
        return Accumulate<TVector, T>(matrix, rows, panel, sums);
    }

    /// <summary>s[c] += Σ A[r, c]: continues the sums that are in the slot. Otherwise <see cref="SumRows"/>.</summary>
    /// <inheritdoc cref="SumRows"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> SumRowsAdd<TVector, T>(Worker worker, PanelMatrix<T> matrix, int rows, int panel, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Accumulate<TVector, T>(matrix, rows, panel, worker.Slot<T>(slot)[..Panel.Width<T>()]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Rows<TVector, T>(Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, Tile tile, int slot, bool continues)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        Span<T> strip = worker.Strip<T>(slot);
        int tileStride = Strip.TileStride<T>(tile.Rows);
        if (tile.Place == 0)
        {
            CheckTile<T>(tile, right.Panels);
            if (tile.FirstRow < 0 || tile.FirstRow > left.RowCapacity - Panel.Width<T>())
                ThrowTile(tile);
            CheckRows(left.StoredColumns, right);
            StripShape shape = new(tile, right.PanelStride, tileStride, right.ValidLanes(tile.Panel + tile.StripPanels - 1), continues);
            ReadOnlySpan<T> start = continues ? strip : worker.Zeros<T>();
            ref T b = ref right.Element(tile.Panel, 0);
            if (left.NonZeros is { AreListed: true } nonZeros && tile.FirstRow % Panel.Width<T>() == 0)
            {
                NonZeroStripKernel.Multiply<TVector, T>(shape, nonZeros.Rows, tile.FirstRow, ref b, default, start, strip);
            }
            else
            {
                Terms terms = new(left.StoredColumns, Panel.Width<T>(), left.PanelStride, Panel.Width<T>());
                ref T first = ref left.Element(0, tile.FirstRow);
                if (left.NonZeros is null)
                    StripKernel.Multiply<TVector, T, AlongRows<T>>(shape, ref first, terms, ref b, start, strip);
                else
                    NonZeroTerms.Multiply<TVector, T, AlongRows<T>>(worker, shape, ref first, terms, ref b, start, strip);
            }
        }

        return strip.Slice(tile.Place * tileStride, tile.Rows * Panel.Width<T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Columns<TVector, T>(
        Worker worker, PanelMatrix<T> left, PanelMatrix<T> right, int rows, Tile tile, int slot, bool continues)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        Span<T> strip = worker.Strip<T>(slot);
        int tileStride = Strip.TileStride<T>(tile.Rows);
        if (tile.Place == 0)
        {
            CheckTile<T>(tile, right.Panels);
            uint leftPanel = (uint)tile.FirstRow / (uint)Panel.Width<T>();
            if (leftPanel >= (uint)left.Panels || leftPanel * (uint)Panel.Width<T>() != (uint)tile.FirstRow)
                ThrowTile(tile);
            CheckRows(rows, left);
            CheckRows(rows, right);
            StripShape shape = new(tile, right.PanelStride, tileStride, right.ValidLanes(tile.Panel + tile.StripPanels - 1), continues);
            ReadOnlySpan<T> start = continues ? strip : worker.Zeros<T>();
            ref T b = ref right.Element(tile.Panel, 0);
            if (left.NonZeros is { AreListed: true } nonZeros)
            {
                ReadOnlySpan<nint> wanted = worker.Wanted.Take<T>(int.MaxValue);
                NonZeroStripKernel.Multiply<TVector, T>(shape, nonZeros.Columns, tile.FirstRow, ref b, wanted, start, strip);
            }
            else
            {
                Terms terms = new Terms(rows, Math.Max(rows, 1), 0, Panel.Width<T>())
                    .Fetching<T>(worker.Wanted.Take<T>(Panel.Count<T>(rows)));
                ref T first = ref left.Element((int)leftPanel, 0);
                if (left.NonZeros is null)
                    StripKernel.Multiply<TVector, T, AlongColumns<T>>(shape, ref first, terms, ref b, start, strip);
                else
                    NonZeroTerms.Multiply<TVector, T, AlongColumns<T>>(worker, shape, ref first, terms, ref b, start, strip);
            }
        }

        return strip.Slice(tile.Place * tileStride, tile.Rows * Panel.Width<T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Accumulate<TVector, T>(PanelMatrix<T> matrix, int rows, int panel, Span<T> sums)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        if ((uint)panel >= (uint)matrix.Panels)
            throw new ArgumentOutOfRangeException(nameof(panel), panel, "The matrix has no such panel.");
        CheckRows(rows, matrix);
        ref T elements = ref matrix.Element(panel, 0);
        for (int lane = 0; lane < sums.Length; lane += TVector.Count)
        {
            TVector sum = TVector.Load(sums, lane);
            for (int row = 0; row < rows; row++)
                sum += TVector.LoadUnsafe(ref Unsafe.Add(ref elements, row * Panel.Width<T>() + lane));
            sum.Store(sums, lane);
        }

        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckTile<T>(Tile tile, int panels)
        where T : unmanaged
    {
        if ((uint)tile.Panel > (uint)(panels - tile.StripPanels) || (uint)(tile.Rows - 1) >= (uint)Panel.Width<T>())
            ThrowTile(tile);
    }
}
