using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Moves examples between the flat layout of x, whose columns are channels · positions in the order of files, and volumes, one tile of the
/// destination at a time. Each is the gradient of the other.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Volume
{
    /// <summary>volume[r, (p, c)] = flat[r, c · positions + p] for one tile of the volume; its lanes of padding are set to zero.</summary>
    /// <param name="flat">A matrix of as many columns as the volume has elements.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="tile">The tile of the volume that is set.</param>
    /// <returns>The tile's Rows · W elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sizes differ, or one of the matrices does not hold that tile.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> FromFlat<T>(PanelMatrix<T> flat, PanelMatrix<T> volume, Tile tile)
        where T : unmanaged
    {
        CheckSizes(flat, volume);
        Span<T> into = volume.Tile(tile);
        into.Clear();
        (int position, int channelPanel) = Math.DivRem(tile.Panel, volume.ChannelPanels);
        for (int lane = 0; lane < volume.ValidLanes(tile.Panel); lane++)
            CopyColumn(flat, (channelPanel * Panel.Width<T>() + lane) * volume.Positions + position, into, lane, tile);
        return into;
    }

    /// <summary>flat[r, c · positions + p] = volume[r, (p, c)] for one tile of the flat matrix; its lanes of padding are set to
    /// zero.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="flat">A matrix of as many columns as the volume has elements.</param>
    /// <param name="tile">The tile of the flat matrix that is set.</param>
    /// <returns>The tile's Rows · W elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sizes differ, or one of the matrices does not hold that tile.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> ToFlat<T>(PanelMatrix<T> volume, PanelMatrix<T> flat, Tile tile)
        where T : unmanaged
    {
        CheckSizes(flat, volume);
        return ToFlat(volume, tile, flat.Tile(tile));
    }

    /// <summary>The same into a tile buffer of the worker.</summary>
    /// <param name="worker">Whose buffer to use.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="tile">The tile of the flat matrix.</param>
    /// <param name="slot">The tile buffer that is set.</param>
    /// <returns>Rows · W elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The volume does not hold that tile, or there is no such slot.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Span<T> ToFlat<T>(Worker worker, PanelMatrix<T> volume, Tile tile, int slot = 0)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)tile.Panel, (uint)Panel.Count<T>(volume.Columns), nameof(tile));
        return ToFlat(volume, tile, worker.Slot<T>(slot)[..(tile.Rows * Panel.Width<T>())]);
    }

    private static Span<T> ToFlat<T>(PanelMatrix<T> volume, Tile tile, Span<T> into)
        where T : unmanaged
    {
        into.Clear();
        int first = tile.Panel * Panel.Width<T>();
        int valid = Math.Min(volume.Columns - first, Panel.Width<T>());
        for (int lane = 0; lane < valid; lane++)
            CopyColumn(volume, first + lane, into, lane, tile);
        return into;
    }

    // One column, in the order of files, of the tile's rows, into one lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyColumn<T>(PanelMatrix<T> source, int column, Span<T> into, int lane, Tile tile)
        where T : unmanaged
    {
        (int channel, int position) = Math.DivRem(column, source.Positions);
        (int channelPanel, int sourceLane) = Math.DivRem(channel, Panel.Width<T>());
        ReadOnlySpan<T> from = source.Tile(new Tile(position * source.ChannelPanels + channelPanel, tile.FirstRow, tile.Rows));
        for (int i = 0; i < from.Length && i < into.Length; i += Panel.Width<T>())
            into[i + lane] = from[i + sourceLane];
    }

    private static void CheckSizes<T>(PanelMatrix<T> flat, PanelMatrix<T> volume)
        where T : unmanaged
    {
        if (flat.Positions != 1 || flat.Columns != volume.Columns)
        {
            throw new ArgumentOutOfRangeException(
                nameof(flat), $"A flat matrix of {volume.Columns} columns was expected, not one of {flat.Columns}.");
        }
    }
}
