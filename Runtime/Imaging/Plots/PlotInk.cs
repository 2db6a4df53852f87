namespace VaeGen;

/// <summary>A colour of a plot: how it looks on a light page and on a dark one, each as <c>#rrggbb</c>.</summary>
/// <param name="Name">What the styles of an SVG picture call it; null for a colour that is the same on both.</param>
/// <param name="Light">On a light page.</param>
/// <param name="Dark">On a dark page.</param>
internal sealed record PlotInk(string? Name, string Light, string Dark)
{
    /// <summary>The page itself.</summary>
    internal static PlotInk Page { get; } = new("page", "#ffffff", "#14181d");

    /// <summary>The lines of the axes.</summary>
    internal static PlotInk Axis { get; } = new("axis", "#5b6470", "#98a2ae");

    /// <summary>All text.</summary>
    internal static PlotInk Word { get; } = new("word", "#1f2630", "#e4e8ed");

    /// <summary>A colour that can be seen on both pages.</summary>
    internal static PlotInk Same(string colour) => new(null, colour, colour);
}
