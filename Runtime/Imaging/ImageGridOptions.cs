namespace VaeGen;

/// <summary>How a grid of images looks.</summary>
public sealed record ImageGridOptions
{
    /// <summary>Width of the lines between and around images, in pixels of the file; 2 where nothing is said.</summary>
    public int Gap { get; init; } = 2;

    /// <summary>Side of the square a pixel of an image becomes, in pixels of the file; 2 where nothing is said.</summary>
    public int Scale { get; init; } = 2;

    /// <summary>Brightness of lines and empty places, 0 … 255; a dark gray where nothing is said.</summary>
    public byte Background { get; init; } = 72;
}
