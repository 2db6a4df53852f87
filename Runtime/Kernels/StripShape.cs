namespace VaeGen.Runtime.V2;

/// <summary>The sizes of a strip of the result, and the elements between its panels.</summary>
internal readonly struct StripShape
{
    public StripShape(Tile tile, int rightStride, int resultStride, int lanes, bool continues)
    {
        Rows = tile.Rows;
        Panels = tile.StripPanels;
        Lanes = lanes;
        RightStride = rightStride;
        ResultStride = resultStride;
        StartStride = continues ? resultStride : 0;
    }

    private StripShape(StripShape strip, int panels, int startStride)
    {
        this = strip;
        Panels = panels;
        StartStride = startStride;
    }

    /// <summary>Rows that are wanted, 1 … W.</summary>
    public int Rows { get; }

    /// <summary>Panels of the strip.</summary>
    public int Panels { get; }

    /// <summary>Lanes of the last panel that are wanted, 1 … W: the others are padding, and become zero where a kernel leaves them
    /// out.</summary>
    public int Lanes { get; }

    /// <summary>Elements from one panel of the right factor to the next.</summary>
    public int RightStride { get; }

    /// <summary>Elements from one tile of the result to the next.</summary>
    public int ResultStride { get; }

    /// <summary>Elements from the start of one tile's sums to that of the next: 0 where all start from the same zeros.</summary>
    public int StartStride { get; }

    /// <summary>The first so many panels of the strip.</summary>
    public StripShape First(int panels) => new(this, panels, StartStride);

    /// <summary>The strip once its tiles hold sums to go on from.</summary>
    public StripShape Continued() => new(this, Panels, ResultStride);
}
