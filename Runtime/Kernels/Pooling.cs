using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>One value for each window of each channel, one tile at a time; and the gradients.</summary>
/// <remarks>
/// The windows are the contacts of a <see cref="ConvolutionMap"/>. Positions outside the input are never the greatest, and count as zeros
/// in a mean. Lanes of padding stay zero.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pooling
{
    /// <summary>y[r, (o, c)] = the greatest x[r, (i, c)] of the window of o; a NaN is greater than any number, as in PyTorch.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="input">x, a volume over the map's inputs.</param>
    /// <param name="map">The windows.</param>
    /// <param name="tile">The tile of y.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of y.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The volume does not fit the map or the tile, or there is no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> Max<TVector, T>(Worker worker, PanelMatrix<T> input, ConvolutionMap map, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        ReadOnlySpan<Contact> window = Window(input, map, tile, out int channelPanel);
        Span<T> greatest = worker.Slot<T>(slot)[..(tile.Rows * Panel.Width<T>())];
        if (window.IsEmpty)
            greatest.Clear();
        for (int k = 0; k < window.Length; k++)
        {
            ReadOnlySpan<T> values = TileOf(input, window[k].Left, channelPanel, tile);
            if (k == 0)
            {
                values.CopyTo(greatest);
                continue;
            }

            for (int i = 0; i < greatest.Length; i += TVector.Count)
            {
                TVector value = TVector.Load(values, i);
                TVector best = TVector.Load(greatest, i);
                TVector.Select(IsGreater<TVector, T>(value, best), value, best).Store(greatest, i);
            }
        }

        return greatest;
    }

    /// <summary>The same, and which tap of the window has it: of equal values the first.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="input">x, a volume over the map's inputs.</param>
    /// <param name="map">The windows.</param>
    /// <param name="taps">A volume like y, whose tile is set to the number of the tap.</param>
    /// <param name="tile">The tile of y.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of y.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A volume does not fit the map or the tile, or there is no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> Max<TVector, T>(
        Worker worker, PanelMatrix<T> input, ConvolutionMap map, PanelMatrix<T> taps, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        ReadOnlySpan<Contact> window = Window(input, map, tile, out int channelPanel);
        Span<T> greatest = worker.Slot<T>(slot)[..(tile.Rows * Panel.Width<T>())];
        Span<T> tapOf = taps.Tile(tile);
        if (window.IsEmpty)
        {
            greatest.Clear();
            tapOf.Clear();
        }

        for (int k = 0; k < window.Length; k++)
        {
            ReadOnlySpan<T> values = TileOf(input, window[k].Left, channelPanel, tile);
            T number = Number<T>(window[k].Right);
            if (k == 0)
            {
                values.CopyTo(greatest);
                tapOf.Fill(number);
                continue;
            }

            TVector tap = TVector.Broadcast(number);
            for (int i = 0; i < greatest.Length; i += TVector.Count)
            {
                TVector value = TVector.Load(values, i);
                TVector best = TVector.Load(greatest, i);
                TVector isGreater = IsGreater<TVector, T>(value, best);
                TVector.Select(isGreater, value, best).Store(greatest, i);
                TVector.Select(isGreater, tap, TVector.Load(tapOf, i)).Store(tapOf, i);
            }
        }

        return greatest;
    }

    /// <summary>dx[r, (i, c)] = Σ dy[r, (o, c)] over the windows o whose greatest value was that at i, taps ascending.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="outputGradient">dy, a volume over the map's outputs.</param>
    /// <param name="map">The windows, as in the forward pass.</param>
    /// <param name="taps">The taps that the forward pass left.</param>
    /// <param name="tile">The tile of dx.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of dx.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A volume does not fit the map or the tile, or there is no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> MaxGradient<TVector, T>(
        Worker worker, PanelMatrix<T> outputGradient, ConvolutionMap map, PanelMatrix<T> taps, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        ReadOnlySpan<Contact> windows = Window(outputGradient, map.Reversed, tile, out int channelPanel);
        Span<T> sums = worker.Slot<T>(slot)[..(tile.Rows * Panel.Width<T>())];
        sums.Clear();
        foreach (Contact contact in windows)
        {
            ReadOnlySpan<T> values = TileOf(outputGradient, contact.Left, channelPanel, tile);
            ReadOnlySpan<T> tapOf = TileOf(taps, contact.Left, channelPanel, tile);
            TVector tap = TVector.Broadcast(Number<T>(contact.Right));
            for (int i = 0; i < sums.Length; i += TVector.Count)
            {
                TVector part = TVector.Select(TVector.Equal(TVector.Load(tapOf, i), tap), TVector.Load(values, i), TVector.Zero);
                (TVector.Load(sums, i) + part).Store(sums, i);
            }
        }

        return sums;
    }

    /// <summary>y[r, (o, c)] = Σ x[r, (i, c)] over the window of o, taps ascending, divided by the taps of a whole window.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="input">x, a volume over the map's inputs.</param>
    /// <param name="map">The windows.</param>
    /// <param name="tile">The tile of y.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of y.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The volume does not fit the map or the tile, or there is no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> Average<TVector, T>(Worker worker, PanelMatrix<T> input, ConvolutionMap map, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        Span<T> sums = Sum<TVector, T>(worker, input, map, tile, slot);
        TVector taps = TVector.Broadcast(Number<T>(map.Taps));
        for (int i = 0; i < sums.Length; i += TVector.Count)
            (TVector.Load(sums, i) / taps).Store(sums, i);
        return sums;
    }

    /// <summary>dx[r, (i, c)] = Σ dy[r, (o, c)] over the windows o that i is in, taps ascending, divided by the taps of a whole
    /// window.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="outputGradient">dy, a volume over the map's outputs.</param>
    /// <param name="map">The windows, as in the forward pass.</param>
    /// <param name="tile">The tile of dx.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of dx.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The volume does not fit the map or the tile, or there is no such slot.</exception>
    public static Span<T> AverageGradient<TVector, T>(
        Worker worker, PanelMatrix<T> outputGradient, ConvolutionMap map, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged => Average<TVector, T>(worker, outputGradient, map.Reversed, tile, slot);

    /// <summary>Σ x[r, (i, c)] over the positions that one position meets, taps ascending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static Span<T> Sum<TVector, T>(Worker worker, PanelMatrix<T> input, ConvolutionMap map, Tile tile, int slot)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        ReadOnlySpan<Contact> window = Window(input, map, tile, out int channelPanel);
        Span<T> sums = worker.Slot<T>(slot)[..(tile.Rows * Panel.Width<T>())];
        sums.Clear();
        foreach (Contact contact in window)
        {
            ReadOnlySpan<T> values = TileOf(input, contact.Left, channelPanel, tile);
            for (int i = 0; i < sums.Length; i += TVector.Count)
                (TVector.Load(sums, i) + TVector.Load(values, i)).Store(sums, i);
        }

        return sums;
    }

    /// <summary>What the tile's position meets, and the tile's panel of channels.</summary>
    internal static ReadOnlySpan<Contact> Window<T>(PanelMatrix<T> input, ConvolutionMap map, Tile tile, out int channelPanel)
        where T : unmanaged
    {
        if (input.Positions != map.Inputs)
        {
            throw new ArgumentOutOfRangeException(
                nameof(input), $"The volume has {input.Positions} positions; {map.Inputs} were expected.");
        }

        (int output, channelPanel) = Math.DivRem(tile.Panel, input.ChannelPanels);
        if (tile.Panel < 0 || output >= map.Outputs || (uint)(tile.Rows - 1) >= (uint)Panel.Width<T>())
            throw new ArgumentOutOfRangeException(nameof(tile), $"{tile.Rows} rows in panel {tile.Panel} are no tile of the result.");
        return map.ForOutput(output);
    }

    /// <summary>The rows of a tile at another position.</summary>
    internal static ReadOnlySpan<T> TileOf<T>(PanelMatrix<T> volume, int position, int channelPanel, Tile tile)
        where T : unmanaged => volume.Tile(new Tile(position * volume.ChannelPanels + channelPanel, tile.FirstRow, tile.Rows));

    private static TVector IsGreater<TVector, T>(TVector value, TVector best)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged => TVector.GreaterThan(value, best) | ~TVector.Equal(value, value);

    private static T Number<T>(int number)
        where T : unmanaged => typeof(T) == typeof(float) ? (T)(object)(float)number : (T)(object)(double)number;
}
