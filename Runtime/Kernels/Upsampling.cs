using System;
using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>Repeats each position in both directions, one tile at a time: the nearest neighbour.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Upsampling
{
    /// <summary>y[r, (o, c)] = x[r, (i, c)], where i is the input position that became o: the tile of x itself.</summary>
    /// <param name="input">x, a volume over the map's inputs.</param>
    /// <param name="map">Made by <see cref="ConvolutionMap.Upsampling"/>.</param>
    /// <param name="tile">The tile of y.</param>
    /// <returns>Rows · W elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The volume does not fit the map or the tile.</exception>
    public static ReadOnlySpan<T> Nearest<T>(PanelMatrix<T> input, ConvolutionMap map, Tile tile)
        where T : unmanaged
    {
        ReadOnlySpan<Contact> source = Pooling.Window(input, map, tile, out int channelPanel);
        return Pooling.TileOf(input, source[0].Left, channelPanel, tile);
    }

    /// <summary>dx[r, (i, c)] = Σ dy[r, (o, c)] over the output positions that i became, ascending.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="outputGradient">dy, a volume over the map's outputs.</param>
    /// <param name="map">Made by <see cref="ConvolutionMap.Upsampling"/>, as in the forward pass.</param>
    /// <param name="tile">The tile of dx.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements of dx.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The volume does not fit the map or the tile, or there is no such slot.</exception>
    public static Span<T> Gradient<TVector, T>(Worker worker, PanelMatrix<T> outputGradient, ConvolutionMap map, Tile tile, int slot = 0)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged => Pooling.Sum<TVector, T>(worker, outputGradient, map.Reversed, tile, slot);
}
