using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>Writes the transpose of a matrix, tile by tile, while the tile is in the cache: the input gradient of a layer reads the
/// transposed weights.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Transposition
{
    /// <summary>destination[c, r] = source[r, c] for the tile's rows r and the columns c of its panel.</summary>
    /// <remarks>
    /// <para>The rows of weights over several taps are the taps' channels, those of one tap after those of another, each set of them in
    /// whole panels; so are the rows of the copy, in which each tap is transposed by itself. How many taps there are follows from the
    /// panels of the copy, which hold the channels of one.</para>
    /// <para>A tile becomes one tile. Its rows past the tile's Rows become padding of the destination, and are written as zeros, whatever
    /// the source holds there; where the source has room for no whole tile they are not read.</para>
    /// </remarks>
    /// <param name="source">A [rows, columns], or [taps · rows, columns].</param>
    /// <param name="destination">Aᵀ [columns, rows], or [taps · columns, rows].</param>
    /// <param name="tile">A tile of A; its first row is a multiple of W.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the matrices does not hold that tile.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Write<T>(PanelMatrix<T> source, PanelMatrix<T> destination, Tile tile)
        where T : unmanaged
    {
        int width = Panel.Width<T>();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tile.Rows, nameof(tile));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tile.Rows, width, nameof(tile));
        ArgumentOutOfRangeException.ThrowIfNotEqual(tile.FirstRow % width, 0, nameof(tile));
        Span<T> from = source.Tile(tile);
        Span<T> into = destination.Tile(TileOf(source, destination, tile));
        if (from.Length == width * width && into.Length == width * width && TransposeWhole(ref from[0], ref into[0]))
            return;
        Transpose<T>(from, into);
    }

    /// <summary>The tile of the transpose that a tile becomes.</summary>
    internal static Tile TileOf<T>(PanelMatrix<T> source, PanelMatrix<T> destination, Tile tile)
        where T : unmanaged
    {
        (int tap, int panel) = Math.DivRem(tile.FirstRow / Panel.Width<T>(), Math.Max(destination.Panels, 1));
        return new(panel, (tap * source.Panels + tile.Panel) * Panel.Width<T>(), source.ValidLanes(tile.Panel));
    }

    /// <summary>The scalar twin: any number of rows on both sides; what the source lacks is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Transpose<T>(ReadOnlySpan<T> from, Span<T> into)
        where T : unmanaged
    {
        int width = Panel.Width<T>();
        into.Clear();
        for (int row = 0; row * width < from.Length; row++)
        {
            for (int column = 0; column * width < into.Length; column++)
                into[column * width + row] = from[row * width + column];
        }
    }

    /// <summary>A whole tile in register blocks; false where the machine has no vectors for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TransposeWhole<T>(ref T from, ref T into)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated)
        {
            WholeTile(ref Unsafe.As<T, float>(ref from), ref Unsafe.As<T, float>(ref into));
            return true;
        }

        if (typeof(T) == typeof(double) && Vector128.IsHardwareAccelerated)
        {
            WholeTile(ref Unsafe.As<T, double>(ref from), ref Unsafe.As<T, double>(ref into));
            return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WholeTile(ref float from, ref float into)
    {
        int block = Vector256.IsHardwareAccelerated ? 8 : 4;
        for (int row = 0; row < 16; row += block)
        {
            for (int column = 0; column < 16; column += block)
            {
                ref float source = ref Unsafe.Add(ref from, row * 16 + column);
                ref float target = ref Unsafe.Add(ref into, column * 16 + row);
                if (Vector256.IsHardwareAccelerated)
                    RegisterBlock.Transpose8(ref source, ref target);
                else
                    RegisterBlock.Transpose4(ref source, ref target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WholeTile(ref double from, ref double into)
    {
        int block = Vector256.IsHardwareAccelerated ? 4 : 2;
        for (int row = 0; row < 8; row += block)
        {
            for (int column = 0; column < 8; column += block)
            {
                ref double source = ref Unsafe.Add(ref from, row * 8 + column);
                ref double target = ref Unsafe.Add(ref into, column * 8 + row);
                if (Vector256.IsHardwareAccelerated)
                    RegisterBlock.Transpose4(ref source, ref target);
                else
                    RegisterBlock.Transpose2(ref source, ref target);
            }
        }
    }
}
