using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static VaeGen.Runtime.V2.KernelChecks;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Convolutions between an image and a volume. An image is a flat matrix of few channels, such as x or the likelihood's parameters, with
/// neighbouring pixels in a panel: as a volume it would be padding almost all over.
/// </summary>
/// <remarks>
/// <para>The weights W have a row for each image channel and tap, c · taps + t, and a column for each channel of the volume. The same three
/// products serve a first layer, from the image to the volume, and a head, the other way:</para>
/// <para>a first layer is <see cref="Multiply"/>, and its gradient by the weights <see cref="MultiplyTransposed"/>; a head is
/// <see cref="Scatter"/> with the transposed weights, its gradient by the volume <see cref="Multiply"/> of the image's gradient, and that
/// by the weights <see cref="MultiplyTransposed"/> of the image's gradient and the volume. <see cref="SumRows"/> is the gradient by a
/// head's bias; that by a first layer's is <see cref="Convolution.SumRows"/>.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ImageConvolution
{
    /// <summary>C[r, (p, k)] = Σ A[r, i] W[(c, t), k] over the columns i of image A that position p meets at channel c and tap t, (c, t)
    /// ascending.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="image">A, with room for whole tiles.</param>
    /// <param name="map">Which columns meet.</param>
    /// <param name="weights">W [channels · taps, channels of C].</param>
    /// <param name="tile">The tile of volume C: its panel is p · (panels of W) + a panel of W.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of C.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The matrices don't hold that tile or don't fit the map, or there is no such
    /// slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> Multiply<TVector, T>(
        Worker worker, PanelMatrix<T> image, ImageMap<T> map, PanelMatrix<T> weights, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Positions<TVector, T>(worker, image, map, weights, tile, slot, continues: false);
    }

    /// <summary>C[r, (p, k)] += Σ A[r, i] W[(c, t), k]: continues the chains that are in the slot. Otherwise
    /// <see cref="Multiply"/>.</summary>
    /// <inheritdoc cref="Multiply"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> MultiplyAdd<TVector, T>(
        Worker worker, PanelMatrix<T> image, ImageMap<T> map, PanelMatrix<T> weights, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        return Positions<TVector, T>(worker, image, map, weights, tile, slot, continues: true);
    }

    /// <summary>
    /// C[(c, t), k] = Σ A[r, i] B[r, (p, k)] over the positions p, ascending, and the rows r: the gradient by the weights. A tap outside
    /// the image counts as a zero.
    /// </summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="image">A.</param>
    /// <param name="map">Which columns meet.</param>
    /// <param name="volume">B.</param>
    /// <param name="rows">Rows of A and B to sum over; 0 gives zeros.</param>
    /// <param name="tile">The tile of C [channels · taps, channels of B]: its first row is a multiple of W.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of C.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The matrices don't hold that tile or that many rows or don't fit the map, or there is
    /// no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> MultiplyTransposed<TVector, T>(
        Worker worker, PanelMatrix<T> image, ImageMap<T> map, PanelMatrix<T> volume, int rows, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        Span<T> strip = worker.Strip<T>(slot);
        int tileStride = Strip.TileStride<T>(tile.Rows);
        if (tile.Place == 0)
        {
            CheckImage(image, map);
            CheckVolume(volume, map);
            CheckRows(rows, image);
            CheckRows(rows, volume);
            if (tile.FirstRow < 0 || tile.FirstRow % Panel.Width<T>() != 0 || (uint)(tile.Rows - 1) >= (uint)Panel.Width<T>()
                || tile.FirstRow >= map.Rows
                || (uint)tile.Panel > (uint)(volume.ChannelPanels - tile.StripPanels))
            {
                ThrowTile(tile);
            }

            worker.Wanted.FetchNow<T>();
            strip[..(tile.StripPanels * tileStride)].Clear();
            StripShape shape = new(tile, volume.PanelStride, tileStride, Panel.Width<T>(), continues: true);
            for (int position = 0; position < map.Positions; position++)
            {
                AddPosition<TVector, T>(
                    worker, image, map.At(position), volume, position * volume.ChannelPanels + tile.Panel, rows, tile.FirstRow, shape,
                    strip);
            }
        }

        return strip.Slice(tile.Place * tileStride, tile.Rows * Panel.Width<T>());
    }

    /// <summary>
    /// C[r, i] = s[c] + Σ Σ A[r, (p, k)] V[k, (c, t)] for all columns i of some rows of image C: over the channels k (one chain from +0),
    /// then over the positions p, ascending, that meet i, at channel c and tap t.
    /// </summary>
    /// <param name="worker">Whose buffers to use; its slot 0 is overwritten.</param>
    /// <param name="volume">A, with room for whole tiles.</param>
    /// <param name="map">Which columns meet: from the image to the volume.</param>
    /// <param name="transposedWeights">V [channels of A, channels · taps].</param>
    /// <param name="bias">s, one row of a value for each image channel.</param>
    /// <param name="image">C, whose rows are set; its padding stays as it is.</param>
    /// <param name="tile">The rows: a tile of <see cref="Worker.Share{T}(int, int)"/> with one panel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The matrices don't hold those rows or don't fit the map.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Scatter<TVector, T>(
        Worker worker, PanelMatrix<T> volume, ImageMap<T> map, PanelMatrix<T> transposedWeights, PanelMatrix<T> bias, PanelMatrix<T> image,
        Tile tile)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        CheckImage(image, map);
        CheckVolume(volume, map);
        CheckRows(volume.Channels, transposedWeights);
        if (transposedWeights.Columns != map.Rows || bias.Columns != map.Channels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(transposedWeights), $"Weights with {map.Rows} columns and {map.Channels} biases were expected.");
        }

        if (tile.Panel != 0 || (uint)(tile.Rows - 1) >= (uint)Panel.Width<T>() || tile.FirstRow < 0
            || tile.FirstRow > volume.RowCapacity - Panel.Width<T>()
            || tile.FirstRow + tile.Rows > image.RowCapacity)
        {
            ThrowTile(tile);
        }

        FillRows(image, bias, map.Pixels, tile);
        Span<T> strip = worker.Strip<T>(0);
        for (int position = 0; position < map.Positions; position++)
        {
            // From one position to the next the volume's rows are far apart.
            for (int next =
                (position + 1) * volume.ChannelPanels; next < Math.Min((position + 2) * volume.ChannelPanels, volume.Panels); next++)
            {
                CacheLines.Prefetch<T>(volume.Tile(new Tile(next, tile.FirstRow, tile.Rows)));
            }

            int panels = transposedWeights.Panels;
            for (int panel = 0, wide; panel < panels; panel += wide)
            {
                wide = Math.Min(Strip.PanelsFor(tile.Rows), panels - panel);
                Tile part = new(panel, tile.FirstRow, tile.Rows, place: 0, wide);
                StripShape shape =
                    new(part, transposedWeights.PanelStride, Strip.TileStride<T>(tile.Rows), Panel.Width<T>(), continues: false);
                Terms terms = new(volume.Channels, Panel.Width<T>(), volume.PanelStride, Panel.Width<T>());
                StripKernel.Multiply<TVector, T, AlongRows<T>>(
                    shape, ref volume.Element(position * volume.ChannelPanels, tile.FirstRow), terms,
                    ref transposedWeights.Element(panel, 0), worker.Zeros<T>(), strip);
                foreach (Contact run in map.At(position))
                {
                    int place = run.Right / Panel.Width<T>() - panel;
                    if ((uint)place < (uint)wide)
                    {
                        Patches.Add(
                            strip[(place * shape.ResultStride + run.Right % Panel.Width<T>())..],
                            image.Tile(new Tile(run.Left, tile.FirstRow, tile.Rows)), run);
                    }
                }
            }
        }
    }

    /// <summary>s[c] = Σ A[r, i] over the columns i of channel c, ascending, of the sums over the rows r: the gradient by a head's
    /// bias.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="image">A.</param>
    /// <param name="channels">Channels of A, of which its columns are a multiple.</param>
    /// <param name="rows">Rows to sum over; 0 gives zeros.</param>
    /// <param name="panel">The panel of channels.</param>
    /// <param name="slot">The tile buffer whose first W elements are set; the next W are used too.</param>
    /// <returns>W elements of s.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The image has no such panel of channels or not that many rows, or there is no such
    /// slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> SumRows<TVector, T>(Worker worker, PanelMatrix<T> image, int channels, int rows, int panel, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(image.Columns % channels, 0, nameof(channels));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)panel, (uint)Panel.Count<T>(channels), nameof(panel));
        int width = Panel.Width<T>();
        int pixels = image.Columns / channels;
        Span<T> sums = stackalloc T[width];
        sums.Clear();
        int first = panel * width * pixels;
        int last = Math.Min(first + width * pixels, image.Columns);
        for (int column = first; column < last;)
        {
            Span<T> lanes = Product.SumRows<TVector, T>(worker, image, rows, column / width, slot);
            do
            {
                ref T sum = ref sums[column / pixels - panel * width];
                sum = Patches.Sum(sum, lanes[column % width]);
                column++;
            }
            while (column < last && column % width != 0);
        }

        Span<T> result = worker.Slot<T>(slot)[..width];
        sums.CopyTo(result);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<T> Positions<TVector, T>(
        Worker worker, PanelMatrix<T> image, ImageMap<T> map, PanelMatrix<T> weights, Tile tile, int slot, bool continues)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        Span<T> strip = worker.Strip<T>(slot);
        StripShape shape = new(tile, weights.PanelStride, Strip.TileStride<T>(tile.Rows), Panel.Width<T>(), continues);
        if (tile.Place == 0)
        {
            CheckImage(image, map);
            (int position, int panel) = Math.DivRem(tile.Panel, Math.Max(weights.Panels, 1));
            if ((uint)position >= (uint)map.Positions || panel < 0 || panel + tile.StripPanels > weights.Panels
                || (uint)(tile.Rows - 1) >= (uint)Panel.Width<T>()
                || tile.FirstRow < 0 || tile.FirstRow > image.RowCapacity - Panel.Width<T>())
            {
                ThrowTile(tile);
            }

            CheckRows(map.Rows, weights);
            Terms terms = new(count: 1, Panel.Width<T>(), 0, Panel.Width<T>(), map.At(position), image.PanelStride, Panel.Width<T>());
            StripKernel.Multiply<TVector, T, AlongRows<T>>(
                shape, ref image.Element(0, tile.FirstRow), terms, ref weights.Element(panel, 0), continues ? strip : worker.Zeros<T>(),
                strip);
        }

        return strip.Slice(tile.Place * shape.ResultStride, tile.Rows * Panel.Width<T>());
    }

    // The patches at one position, a panel of them, times the volume there: rows in portions that the worker's buffer holds.
    private static void AddPosition<TVector, T>(
        Worker worker, PanelMatrix<T> image, ReadOnlySpan<Contact> runs, PanelMatrix<T> volume, int volumePanel, int rows,
        int firstPatchRow, StripShape shape, Span<T> strip)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        Span<T> patches = worker.Patches<T>();
        for (int first = 0; first < rows; first += Worker.PatchRows)
        {
            int count = Math.Min(Worker.PatchRows, rows - first);
            patches[..(count * Panel.Width<T>())].Clear();
            foreach (Contact run in runs)
            {
                if (run.Right / Panel.Width<T>() == firstPatchRow / Panel.Width<T>())
                    Patches.Copy(image.Tile(new Tile(run.Left, first, count)), patches[(run.Right % Panel.Width<T>())..], run);
            }

            Terms terms = new(count, count, 0, Panel.Width<T>());
            StripKernel.Multiply<TVector, T, AlongColumns<T>>(
                shape, ref MemoryMarshal.GetReference(patches), terms, ref volume.Element(volumePanel, first), strip, strip);
        }
    }

    // Sets the columns of each channel to its bias.
    private static void FillRows<T>(PanelMatrix<T> image, PanelMatrix<T> bias, int pixels, Tile rows)
        where T : unmanaged
    {
        int width = Panel.Width<T>();
        for (int panel = 0; panel < image.Panels; panel++)
        {
            Span<T> elements = image.Tile(new Tile(panel, rows.FirstRow, rows.Rows));
            int first = panel * width;
            int last = Math.Min(first + width, image.Columns) - 1;
            if (last - first == width - 1 && first / pixels == last / pixels)
            {
                elements.Fill(bias[0, first / pixels]);
                continue;
            }

            for (int column = first; column <= last; column++)
            {
                T value = bias[0, column / pixels];
                for (int i = column - first; i < elements.Length; i += width)
                    elements[i] = value;
            }
        }
    }

    private static void CheckImage<T>(PanelMatrix<T> image, ImageMap<T> map)
        where T : unmanaged
    {
        if (image.Storage is null || image.Positions != 1 || image.Columns != map.Channels * map.Pixels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(image), $"A flat matrix of {map.Channels} times {map.Pixels} columns was expected.");
        }
    }

    private static void CheckVolume<T>(PanelMatrix<T> volume, ImageMap<T> map)
        where T : unmanaged
    {
        if (volume.Storage is null || volume.Positions != map.Positions)
        {
            throw new ArgumentOutOfRangeException(
                nameof(volume), $"The volume has {volume.Positions} positions; {map.Positions} were expected.");
        }
    }
}
