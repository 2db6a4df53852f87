using System;
using System.Collections.Generic;

namespace VaeGen;

/// <summary>
/// A plot as the pixels of a PNG picture: on a light page, with two pixels of the file for one of an ordinary screen, so that it is sharp
/// on others too. Everything is made of strokes with round ends, letters as well. Nothing but sums, products, quotients and square roots
/// is computed of them, so the same strokes are the same pixels on every machine.
/// </summary>
internal sealed class RasterSurface : IPlotSurface
{
    internal const int Scale = 2;

    private const double TextSize = 14;
    private const double ThinRadius = 0.5;
    private const double LineRadius = 1;
    private const double CloudRadius = 1.8;
    private const double CloudOpacity = 0.75;

    // Of the size of the letters: half the width of their strokes.
    private const double TextRadius = 0.045;
    private const double TitleRadius = 0.057;

    private readonly int width;
    private readonly int height;
    private readonly byte[] pixels;
    private readonly Coverage shape;

    internal RasterSurface(int width, int height)
    {
        this.width = width * Scale;
        this.height = height * Scale;
        pixels = new byte[this.width * this.height * 3];
        shape = new Coverage(this.width, this.height);
        byte[] page = Bytes(PlotInk.Page);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = page[i % page.Length];
    }

    public void Line(PlotInk ink, PlotPoint from, PlotPoint to)
    {
        Add(from, to, ThinRadius);
        Paint(ink);
    }

    public void Path(PlotInk ink, PlotStroke stroke, IReadOnlyList<IReadOnlyList<PlotPoint>> runs)
    {
        double radius = stroke == PlotStroke.Thin ? ThinRadius : LineRadius;
        foreach (IReadOnlyList<PlotPoint> run in runs)
        {
            foreach ((PlotPoint from, PlotPoint to) in stroke == PlotStroke.Dash ? Dashes.Of(run, radius) : Pieces(run))
                Add(from, to, radius);
        }

        Paint(ink);
    }

    public void Dot(PlotInk ink, PlotPoint center, double radius)
    {
        Add(center, center, radius);
        Paint(ink);
    }

    public void Cloud(PlotInk ink, IReadOnlyList<PlotPoint> points)
    {
        foreach (PlotPoint point in points)
            Add(point, point, CloudRadius);
        Paint(ink, CloudOpacity);
    }

    public void Text(string text, PlotPoint at, TextAnchor anchor, bool isTurned)
    {
        double before = StrokeFont.Width(text, TextSize) * anchor switch { TextAnchor.Middle => 0.5, TextAnchor.End => 1, _ => 0 };
        PlotPoint start = isTurned ? at with { Y = at.Y + before } : at with { X = at.X - before };
        Write(text, start, TextSize, TextRadius * TextSize, isTurned);
    }

    public void Title(string text, PlotPoint at, double size) => Write(text, at, size, TitleRadius * size, isTurned: false);

    internal byte[] ToPng() => PngWriter.Encode(pixels, height, width, channels: 3);

    private static IEnumerable<(PlotPoint From, PlotPoint To)> Pieces(IReadOnlyList<PlotPoint> run)
    {
        for (int i = 1; i < run.Count; i++)
            yield return (run[i - 1], run[i]);
    }

    private static byte[] Bytes(PlotInk ink) => Convert.FromHexString(ink.Light.AsSpan(1));

    private void Write(string text, PlotPoint start, double size, double radius, bool isTurned)
    {
        foreach ((PlotPoint from, PlotPoint to) in StrokeFont.Strokes(text, size))
            Add(Place(from), Place(to), radius);
        Paint(PlotInk.Word);

        PlotPoint Place(PlotPoint point) =>
            isTurned ? new(start.X + point.Y, start.Y - point.X) : new(start.X + point.X, start.Y + point.Y);
    }

    private void Add(PlotPoint from, PlotPoint to, double radius) => shape.Add(Enlarge(from), Enlarge(to), radius * Scale);

    private static PlotPoint Enlarge(PlotPoint point) => new(point.X * Scale, point.Y * Scale);

    private void Paint(PlotInk ink, double opacity = 1) => shape.Paint(pixels, Bytes(ink), opacity);
}
