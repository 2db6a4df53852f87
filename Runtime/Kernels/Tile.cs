using System.ComponentModel;

namespace VaeGen.Runtime.V1;

/// <summary>One unit of work: up to W rows of one panel of a matrix. Contiguous in memory.</summary>
/// <remarks>A plain triple of numbers: whoever uses it on a matrix checks it against that matrix.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Tile
{
    /// <summary>The tile of <paramref name="rows"/> rows from <paramref name="firstRow"/> on in panel <paramref name="panel"/>.</summary>
    public Tile(int panel, int firstRow, int rows)
    {
        Panel = panel;
        FirstRow = firstRow;
        Rows = rows;
    }

    /// <summary>The panel: columns Panel · W … Panel · W + W − 1.</summary>
    public int Panel { get; }

    /// <summary>The first row.</summary>
    public int FirstRow { get; }

    /// <summary>Valid rows, 1 … W.</summary>
    public int Rows { get; }
}
