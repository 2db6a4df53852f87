using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Sums over the columns of a tile, one for each row: a fixed tree that halves the row (lane i + lane i + W/2, then i + W/4, …), whatever
/// the vector, so that the bits are the same at every width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowSums
{
    /// <summary>destination[r] = Σ values[r, c] over the valid columns c of the tile's panel.</summary>
    /// <param name="values">The tile's rows, W elements each.</param>
    /// <param name="tile">The tile: its panel tells which columns these are.</param>
    /// <param name="columns">Columns of the whole matrix; lanes past them count as zero, whatever they hold.</param>
    /// <param name="destination">One element for each row of the tile; set.</param>
    /// <exception cref="ArgumentOutOfRangeException">A span is too short for the tile's rows, or the panel has no valid column.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sum<TVector, T>(ReadOnlySpan<T> values, Tile tile, int columns, Span<T> destination)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        int valid = Math.Min(columns - tile.Panel * Panel.Width<T>(), Panel.Width<T>());
        ArgumentOutOfRangeException.ThrowIfNegative(tile.Panel, nameof(tile));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(valid, nameof(columns));
        SumValid<TVector, T>(values, tile, valid, destination);
    }

    /// <summary>destination[r] = Σ values[r, lane] over the first <paramref name="valid"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SumValid<TVector, T>(ReadOnlySpan<T> values, Tile tile, int valid, Span<T> destination)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        values = values[..(tile.Rows * Panel.Width<T>())];
        destination = destination[..tile.Rows];
        if (TVector.Count == 1)
            SumLanes<TVector, T>(values, valid, destination);
        else
            SumVectors(values, valid, destination);
    }

    /// <summary>The scalar twin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumLanes<TScalar, T>(ReadOnlySpan<T> values, int valid, Span<T> destination)
        where TScalar : struct, IVector<TScalar, T>
        where T : unmanaged
    {
        Span<T> lanes = stackalloc T[Panel.Width<T>()];
        for (int row = 0; row < destination.Length; row++)
        {
            lanes.Clear();
            values.Slice(row * lanes.Length, valid).CopyTo(lanes);
            for (int half = lanes.Length / 2; half > 0; half /= 2)
            {
                for (int lane = 0; lane < half; lane++)
                    (TScalar.Load(lanes, lane) + TScalar.Load(lanes, lane + half)).Store(lanes, lane);
            }

            destination[row] = lanes[0];
        }
    }

    /// <summary>A row is four vectors of 128 bits; two halvings add whole vectors, the others lanes of one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumVectors<T>(ReadOnlySpan<T> values, int valid, Span<T> destination)
        where T : unmanaged
    {
        Vector128<T> mask0 = ValidBytes<T>(valid, 0);
        Vector128<T> mask1 = ValidBytes<T>(valid, 16);
        Vector128<T> mask2 = ValidBytes<T>(valid, 32);
        Vector128<T> mask3 = ValidBytes<T>(valid, 48);
        int quarter = Vector128<T>.Count;
        for (int row = 0; row < destination.Length; row++)
        {
            ReadOnlySpan<T> lanes = values.Slice(row * Panel.Width<T>(), Panel.Width<T>());
            Vector128<T> even = (Vector128.Create(lanes) & mask0) + (Vector128.Create(lanes[(2 * quarter)..]) & mask2);
            Vector128<T> odd = (Vector128.Create(lanes[quarter..]) & mask1) + (Vector128.Create(lanes[(3 * quarter)..]) & mask3);
            Vector128<T> sum = even + odd;
            sum += Vector128.Shuffle(sum.AsUInt64(), Vector128.Create(1UL, 0UL)).As<ulong, T>();
            if (quarter == 4)
                sum += Vector128.Shuffle(sum.AsUInt32(), Vector128.Create(1U, 0U, 3U, 2U)).As<uint, T>();
            destination[row] = sum.ToScalar();
        }
    }

    /// <summary>The mask of the 16 bytes from <paramref name="first"/> on of a row: set where they belong to a valid lane.</summary>
    private static Vector128<T> ValidBytes<T>(int valid, int first)
        where T : unmanaged =>
        Vector128.LessThan(
            Vector128<byte>.Indices + Vector128.Create((byte)first),
            Vector128.Create((byte)(valid * Unsafe.SizeOf<T>()))).As<byte, T>();
}
