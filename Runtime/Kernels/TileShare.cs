using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V1;

/// <summary>
/// The tiles of a matrix that are one worker's: a contiguous piece of the list of all tiles. The list goes strip after strip (<see cref="Tile"/>), from the top
/// down and then to the right, so that neighbouring strips of a worker read the same panels of weights. Worker t of T has the strips that begin in
/// [t · n / T, (t + 1) · n / T) of n tiles.
/// </summary>
/// <remarks>A struct that is its own enumerator: <c>foreach</c> allocates nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct TileShare
{
    private readonly int rows;
    private readonly int panels;
    private readonly int tileRows;
    private long left;
    private int panel;
    private int row;
    private int place;
    private int stripPanels;
    private Tile current;

    internal TileShare(int rows, int panels, int tileRows, int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(panels);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileRows, 1);
        this.rows = rows;
        this.panels = panels;
        this.tileRows = tileRows;
        long tilesOfPanel = ((long)rows + tileRows - 1) / tileRows;
        long tiles = tilesOfPanel * panels;
        // The last strips are narrower where the panels are no multiple of a strip's.
        int whole = Strip.PanelsFor(rows);
        int rest = panels % whole;
        long wholeTiles = tilesOfPanel * (panels - rest);
        long first = StripBoundary(tiles * index / count, wholeTiles, whole, rest);
        left = StripBoundary(tiles * (index + 1) / count, wholeTiles, whole, rest) - first;
        if (left == 0)
            return;
        bool isWhole = first < wholeTiles;
        stripPanels = isWhole ? whole : rest;
        long strip = (isWhole ? first : first - wholeTiles) / stripPanels;
        panel = isWhole ? (int)(strip / tilesOfPanel) * whole : panels - rest;
        row = (int)(strip % tilesOfPanel * tileRows);
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
        current = new Tile(panel + place, row, Math.Min(rows - row, tileRows), place, stripPanels);
        if (++place == stripPanels)
            NextStrip();
        return true;
    }

    // The first boundary between strips at or behind a place in the list.
    private static long StripBoundary(long tile, long wholeTiles, int whole, int rest)
    {
        if (tile <= wholeTiles)
            return (tile + whole - 1) / whole * whole;
        return wholeTiles + (tile - wholeTiles + rest - 1) / rest * rest;
    }

    private void NextStrip()
    {
        place = 0;
        if (rows - row > tileRows)
        {
            row += tileRows;
            return;
        }

        row = 0;
        panel += stripPanels;
        stripPanels = Math.Min(stripPanels, panels - panel);
    }
}
