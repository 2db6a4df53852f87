using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>One unit of work: up to W rows of one panel of a matrix. Contiguous in memory.</summary>
/// <remarks>
/// <para>A plain handful of numbers: whoever uses it on a matrix checks it against that matrix.</para>
/// <para>Tiles of a <see cref="TileShare"/> come in strips: neighbours of one row of tiles, one after the other. A product computes the
/// whole strip when it is asked for its first tile, because that is faster than one tile after another, and leaves the others beside it in
/// the slot until they are asked for.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Tile
{
    /// <summary>The tile of <paramref name="rows"/> rows from <paramref name="firstRow"/> on in panel <paramref name="panel"/>, a strip by
    /// itself.</summary>
    public Tile(int panel, int firstRow, int rows)
        : this(panel, firstRow, rows, place: 0, stripPanels: 1)
    {
    }

    internal Tile(int panel, int firstRow, int rows, int place, int stripPanels)
    {
        Panel = panel;
        FirstRow = firstRow;
        Rows = rows;
        Place = place;
        StripPanels = stripPanels;
    }

    /// <summary>The panel: columns Panel · W … Panel · W + W − 1.</summary>
    public int Panel { get; }

    /// <summary>The first row.</summary>
    public int FirstRow { get; }

    /// <summary>Valid rows, 1 … W.</summary>
    public int Rows { get; }

    /// <summary>Which tile of its strip it is, from 0.</summary>
    internal int Place { get; }

    /// <summary>Tiles of its strip.</summary>
    internal int StripPanels { get; }
}
