using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The tiles of a matrix that are one worker's: a contiguous piece of the list of all tiles. The list goes strip after strip
/// (<see cref="Tile"/>), from the top down and then to the right, so that neighbouring strips of a worker read the same panels of weights.
/// Worker t of T has the strips that begin in
/// [t · n / T, (t + 1) · n / T) of n tiles. In a volume the list goes position after position, and no strip lies in two of them.
/// </summary>
/// <remarks>A struct that is its own enumerator: <c>foreach</c> allocates nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct TileShare
{
    private readonly int rows;
    private readonly int panels;
    private readonly int panelsOfPosition;
    private readonly int tileRows;
    private readonly int widest;
    private long left;
    private int panel;
    private int row;
    private int place;
    private int stripPanels;
    private Tile current;

    internal TileShare(int rows, int panels, int panelsOfPosition, int tileRows, int widest, int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(panels);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileRows, 1);
        if (panels == 0)
            return;
        ArgumentOutOfRangeException.ThrowIfLessThan(panelsOfPosition, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(panels % panelsOfPosition, 0, nameof(panelsOfPosition));
        this.rows = rows;
        this.panels = panels;
        this.panelsOfPosition = panelsOfPosition;
        this.tileRows = tileRows;
        this.widest = widest;
        long tilesOfPanel = ((long)rows + tileRows - 1) / tileRows;
        Boundaries boundaries = new(tilesOfPanel, panelsOfPosition, widest);
        long tiles = tilesOfPanel * panels;
        long first = boundaries.From(tiles * index / count);
        left = boundaries.From(tiles * (index + 1) / count) - first;
        if (left == 0)
            return;
        (panel, long tileOfPanel, stripPanels) = boundaries.StripAt(first);
        row = (int)(tileOfPanel * tileRows);
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
        if (panel < panels)
            stripPanels = Math.Min(widest, panelsOfPosition - panel % panelsOfPosition);
    }

    /// <summary>Where strips begin in the list of tiles. The last strips of a position are narrower where its panels are no multiple of a
    /// strip's.</summary>
    private readonly struct Boundaries(long tilesOfPanel, int panelsOfPosition, int whole)
    {
        private readonly int rest = panelsOfPosition % whole;

        private long TilesOfPosition => tilesOfPanel * panelsOfPosition;

        private long WholeTiles => tilesOfPanel * (panelsOfPosition - rest);

        /// <summary>The first boundary at or behind a place in the list.</summary>
        public long From(long tile)
        {
            if (TilesOfPosition == 0)
                return 0;
            (long position, tile) = Math.DivRem(tile, TilesOfPosition);
            long inPosition = tile <= WholeTiles
                ? (tile + whole - 1) / whole * whole
                : WholeTiles + (tile - WholeTiles + rest - 1) / rest * rest;
            return position * TilesOfPosition + inPosition;
        }

        /// <summary>The strip that begins at a boundary: its first panel, its tile from the top, its panels.</summary>
        public (int Panel, long TileOfPanel, int StripPanels) StripAt(long tile)
        {
            (long position, tile) = Math.DivRem(tile, TilesOfPosition);
            bool isWhole = tile < WholeTiles;
            int stripPanels = isWhole ? whole : rest;
            long strip = (isWhole ? tile : tile - WholeTiles) / stripPanels;
            int panel = isWhole ? (int)(strip / tilesOfPanel) * whole : panelsOfPosition - rest;
            return ((int)position * panelsOfPosition + panel, strip % tilesOfPanel, stripPanels);
        }
    }
}
