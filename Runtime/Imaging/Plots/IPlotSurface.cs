using System.Collections.Generic;

namespace VaeGen;

/// <summary>
/// What a plot is drawn on. A plot says once what is on its page; a surface makes text (<see cref="SvgSurface"/>) or pixels
/// (<see cref="RasterSurface"/>) of it.
/// </summary>
internal interface IPlotSurface
{
    /// <summary>A thin straight line, such as one of the grid.</summary>
    void Line(PlotInk ink, PlotPoint from, PlotPoint to);

    /// <summary>Lines from point to point. Between one run and the next there is a gap.</summary>
    void Path(PlotInk ink, PlotStroke stroke, IReadOnlyList<IReadOnlyList<PlotPoint>> runs);

    /// <summary>A full circle.</summary>
    void Dot(PlotInk ink, PlotPoint center, double radius);

    /// <summary>Many small dots, which let through a little of what is below them; not of each other.</summary>
    void Cloud(PlotInk ink, IReadOnlyList<PlotPoint> points);

    /// <summary>One line of text of the usual size.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where its baseline begins, has its middle or ends.</param>
    /// <param name="anchor">Which of these.</param>
    /// <param name="isTurned">Whether it is read from below to above.</param>
    void Text(string text, PlotPoint at, TextAnchor anchor = TextAnchor.Start, bool isTurned = false);

    /// <summary>One line of the title.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where its baseline begins.</param>
    /// <param name="size">The height of the letters, from the top of the highest to the bottom of the lowest, about.</param>
    void Title(string text, PlotPoint at, double size);
}

/// <summary>A place on the page: pixels of an ordinary screen from its left and from its top.</summary>
internal readonly record struct PlotPoint(double X, double Y);

/// <summary>How a line looks.</summary>
internal enum PlotStroke
{
    /// <summary>One pixel wide: axes.</summary>
    Thin,

    /// <summary>Two pixels wide.</summary>
    Line,

    /// <summary>Two pixels wide, in dashes.</summary>
    Dash,
}

/// <summary>Which part of a text its place is that of.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
