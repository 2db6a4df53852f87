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
    private long left;
    private int panel;
    private int row;
    private Tile current;

    internal TileShare(int rows, int panels, int tileRows, int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(panels);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileRows, 1);
        this.rows = rows;
        this.tileRows = tileRows;
        long tilesOfPanel = ((long)rows + tileRows - 1) / tileRows;
        long tiles = tilesOfPanel * panels;
        long first = tiles * index / count;
        left = tiles * (index + 1) / count - first;
        if (left == 0)
            return;
        panel = (int)(first / tilesOfPanel);
        row = (int)(first % tilesOfPanel * tileRows);
    }

    /// <summary>The tile the enumeration stands at.</summary>
    public readonly Tile Current => current;

    /// <summary>This share from its first tile on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TileShare GetEnumerator() => this;

    /// <summary>Steps to the next tile; false behind the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (left == 0)
            return false;
        left--;
        int below = rows - row;
        if (below > tileRows)
        {
            current = new Tile(panel, row, tileRows);
            row += tileRows;
        }
        else
        {
            current = new Tile(panel, row, below);
            row = 0;
            panel++;
        }

        return true;
    }
}
