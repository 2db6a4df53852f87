using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V1;

/// <summary>
/// The tiles of a matrix that are one worker's: a contiguous piece of the list of all tiles, panel after panel and within a panel from the top
/// down, so that neighbouring tiles of a worker read the same panel of weights. Worker t of T has the tiles [t · n / T, (t + 1) · n / T).
/// </summary>
/// <remarks>A struct that is its own enumerator: <c>foreach</c> allocates nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct TileShare
{
    private readonly int rows;
    private readonly int tileRows;
    private readonly int end;
    private int next;
    private int panel;
    private int row;

    internal TileShare(int rows, int panels, int tileRows, int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(panels);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileRows, 1);
        this.rows = rows;
        this.tileRows = tileRows;
        int tilesOfPanel = (int)(((long)rows + tileRows - 1) / tileRows);
        long tiles = checked(tilesOfPanel * panels);
        next = (int)(tiles * index / count);
        end = (int)(tiles * (index + 1) / count);
        // One tile before the first: MoveNext steps.
        panel = tilesOfPanel == 0 ? 0 : next / tilesOfPanel;
        row = (tilesOfPanel == 0 ? 0 : next % tilesOfPanel * tileRows) - tileRows;
    }

    /// <summary>The tile the enumeration stands at.</summary>
    public readonly Tile Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(panel, row, Math.Min(tileRows, rows - row));
    }

    /// <summary>This share from its first tile on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TileShare GetEnumerator() => this;

    /// <summary>Steps to the next tile; false behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (next >= end)
            return false;
        next++;
        row += tileRows;
        if (row >= rows)
        {
            row = 0;
            panel++;
        }

        return true;
    }
}
