using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using static VaeGen.Runtime.V2.KernelChecks;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Convolutions of volumes as matrix products, position by position and one tile at a time, into a tile buffer of the worker. Nothing is
/// copied: the products walk the volume's own panels, tap after tap.
/// </summary>
/// <remarks>
/// <para>Every element is one chain, as in <see cref="Product"/>: it begins with +0 (or with the slot's value, in the methods that add) and
/// takes in the terms in ascending order by a fused multiply-add each. Taps that fall outside the input are left out.</para>
/// <para>W is <see cref="Panel.Width{T}"/>. The weights have a row for each tap and input channel: row t · P + c for channel c at tap t,
/// with P the channels rounded up to whole panels. Strips are as in <see cref="Product"/>; none may lie in two positions, as in the tiles
/// of
/// <see cref="Worker.Share{T}(int, int, int)"/>.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Convolution
{
    /// <summary>C[r, (o, c)] = Σ A[r, (i, k)] B[(t, k), c] over the taps t of output position o, which read its input positions i, and over
    /// the channels k.</summary>
    /// <remarks>The gradient by the input is the same product of C's gradient, with the map's <see cref="ConvolutionMap.Reversed"/> and the
    /// transposed weights.</remarks>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="left">A, a volume over the map's inputs, with room for whole tiles.</param>
    /// <param name="map">Which positions meet.</param>
    /// <param name="right">B [taps · P, channels of C].</param>
    /// <param name="tile">The tile of C: its panel is o · (panels of B) + a panel of B.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of C.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The matrices don't hold that tile or don't fit the map, or there is no such
    /// slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> Multiply<TVector, T>(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Rows<TVector, T>(worker, left, map, right, tile, slot, continues: false);
    }

    /// <summary>C[r, (o, c)] += Σ A[r, (i, k)] B[(t, k), c]: continues the chains that are in the slot. Otherwise
    /// <see cref="Multiply"/>.</summary>
    /// <inheritdoc cref="Multiply"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> MultiplyAdd<TVector, T>(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Rows<TVector, T>(worker, left, map, right, tile, slot, continues: true);
    }

    /// <summary>
    /// C[(t, k), c] = Σ A[r, (i, k)] B[r, (o, c)] over the positions i and o that meet at tap t (o ascending), and over the rows r: the
    /// gradient by the weights.
    /// </summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="left">A, a volume over the map's inputs.</param>
    /// <param name="map">Which positions meet.</param>
    /// <param name="right">B, a volume over the map's outputs.</param>
    /// <param name="rows">Rows of A and B to sum over; 0 gives zeros.</param>
    /// <param name="tile">The tile of C [taps · P, channels of B]: its first row, a multiple of W, is t · P + a channel of A.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of C.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The matrices don't hold that tile or that many rows or don't fit the map, or there is
    /// no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> MultiplyTransposed<TVector, T>(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, int rows, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Columns<TVector, T>(worker, left, map, right, rows, tile, slot, continues: false);
    }

    /// <summary>C[(t, k), c] += Σ A[r, (i, k)] B[r, (o, c)]: continues the chains that are in the slot. Otherwise
    /// <see cref="MultiplyTransposed"/>.</summary>
    /// <inheritdoc cref="MultiplyTransposed"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> MultiplyTransposedAdd<TVector, T>(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, int rows, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Columns<TVector, T>(worker, left, map, right, rows, tile, slot, continues: true);
    }

    /// <summary>s[c] = Σ A[r, (p, c)] over the positions p, ascending, and the rows r, for one panel of channels c: the gradient by a
    /// bias.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="matrix">A, a volume.</param>
    /// <param name="rows">Rows to sum over; 0 gives zeros.</param>
    /// <param name="channelPanel">The panel of channels.</param>
    /// <param name="slot">The tile buffer whose first W elements are set.</param>
    /// <returns>W elements of s.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The volume has no such panel or not that many rows, or there is no such
    /// slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> SumRows<TVector, T>(Worker worker, PanelMatrix<T> matrix, int rows, int channelPanel, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        worker.Slot<T>(slot)[..Panel.Width<T>()].Clear();
        return SumRowsAdd<TVector, T>(worker, matrix, rows, channelPanel, slot);
    }

    /// <summary>s[c] += Σ A[r, (p, c)]: continues the sums that are in the slot. Otherwise <see cref="SumRows"/>.</summary>
    /// <inheritdoc cref="SumRows"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> SumRowsAdd<TVector, T>(Worker worker, PanelMatrix<T> matrix, int rows, int channelPanel, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        if ((uint)channelPanel >= (uint)matrix.ChannelPanels)
            throw new ArgumentOutOfRangeException(nameof(channelPanel), channelPanel, "The volume has no such panel.");
        for (int position = 0; position < matrix.Positions; position++)
            Product.SumRowsAdd<TVector, T>(worker, matrix, rows, position * matrix.ChannelPanels + channelPanel, slot);
        return worker.Slot<T>(slot)[..Panel.Width<T>()];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Rows<TVector, T>(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, Tile tile, int slot, bool continues)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        Span<T> strip = worker.Strip<T>(slot);
        StripShape shape = new(tile, right.PanelStride, Strip.TileStride<T>(tile.Rows), Panel.Width<T>(), continues);
        if (tile.Place == 0)
        {
            int rowsOfTap = left.ChannelPanels * Panel.Width<T>();
            (int output, int rightPanel) = CheckTile(tile, right, map.Outputs);
            CheckFit(left, map.Inputs);
            if (tile.FirstRow < 0 || tile.FirstRow > left.RowCapacity - Panel.Width<T>())
                ThrowTile(tile);
            if ((long)map.Taps * rowsOfTap - rowsOfTap + left.Channels > right.RowCapacity)
                throw new ArgumentOutOfRangeException(nameof(right), "The weights have not a row for each tap and channel.");
            Terms terms = new(
                left.Channels, Panel.Width<T>(), left.PanelStride, Panel.Width<T>(),
                map.ForOutput(output), left.ChannelPanels * left.PanelStride, rowsOfTap * Panel.Width<T>());
            StripKernel.Multiply<TVector, T, AlongRows<T>>(
                shape, ref left.Element(0, tile.FirstRow), terms, ref right.Element(rightPanel, 0), continues ? strip : worker.Zeros<T>(),
                strip);
        }

        return strip.Slice(tile.Place * shape.ResultStride, tile.Rows * Panel.Width<T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Columns<TVector, T>(
        Worker worker, PanelMatrix<T> left, ConvolutionMap map, PanelMatrix<T> right, int rows, Tile tile, int slot, bool continues)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        Span<T> strip = worker.Strip<T>(slot);
        StripShape shape = new(tile, right.PanelStride, Strip.TileStride<T>(tile.Rows), Panel.Width<T>(), continues);
        if (tile.Place == 0)
        {
            CheckFit(left, map.Inputs);
            CheckFit(right, map.Outputs);
            CheckRows(rows, left);
            CheckRows(rows, right);
            uint rowPanel = (uint)tile.FirstRow / (uint)Panel.Width<T>();
            (uint tap, uint leftPanel) = Math.DivRem(rowPanel, (uint)left.ChannelPanels);
            if (tap >= (uint)map.Taps || rowPanel * (uint)Panel.Width<T>() != (uint)tile.FirstRow
                || (uint)(tile.Rows - 1) >= (uint)Panel.Width<T>()
                || (uint)tile.Panel > (uint)(right.ChannelPanels - tile.StripPanels))
            {
                ThrowTile(tile);
            }

            worker.Wanted.FetchNow<T>();
            Terms terms = new(
                rows, Math.Max(rows, 1), 0, Panel.Width<T>(),
                map.ForTap((int)tap), left.ChannelPanels * left.PanelStride, right.ChannelPanels * right.PanelStride);
            StripKernel.Multiply<TVector, T, AlongColumns<T>>(
                shape, ref left.Element((int)leftPanel, 0), terms, ref right.Element(tile.Panel, 0), continues ? strip : worker.Zeros<T>(),
                strip);
        }

        return strip.Slice(tile.Place * shape.ResultStride, tile.Rows * Panel.Width<T>());
    }

    private static (int Position, int Panel) CheckTile<T>(Tile tile, PanelMatrix<T> right, int positions)
        where T : unmanaged
    {
        int panels = Math.Max(right.Panels, 1);
        (int position, int panel) = Math.DivRem(tile.Panel, panels);
        if ((uint)position >= (uint)positions || panel < 0 || panel + tile.StripPanels > right.Panels
            || (uint)(tile.Rows - 1) >= (uint)Panel.Width<T>())
        {
            ThrowTile(tile);
        }

        return (position, panel);
    }

    private static void CheckFit<T>(PanelMatrix<T> volume, int positions)
        where T : unmanaged
    {
        if (volume.Storage is null || volume.Positions != positions)
        {
            throw new ArgumentOutOfRangeException(
                nameof(volume), $"The volume has {volume.Positions} positions; {positions} were expected.");
        }
    }
}
