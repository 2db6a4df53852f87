using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VaeGen;

/// <summary>The form of a character: straight strokes, from the baseline upwards.</summary>
/// <param name="Width">From its left edge to its right one.</param>
/// <param name="Strokes">The strokes.</param>
internal sealed record StrokeGlyph(double Width, IReadOnlyList<(PlotPoint From, PlotPoint To)> Strokes)
{
    // A quarter of an ellipse, as straight strokes.
    private const int PiecesOfTurn = 8;

    /// <summary>Reads the path of a pen.</summary>
    /// <param name="width">The width of the form.</param>
    /// <param name="path">
    /// Steps with a blank between: <c>Mx y</c> sets the pen down, <c>Lx y</c> draws a line, <c>Au v x y</c> a quarter of an ellipse that
    /// turns around the corner (u, v) and ends at (x, y).
    /// </param>
    internal static StrokeGlyph Read(double width, string path)
    {
        List<(PlotPoint From, PlotPoint To)> strokes = [];
        PlotPoint pen = default;
        string[] words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length;)
        {
            char step = words[i][0];
            PlotPoint first = new(Number(words[i][1..]), Number(words[i + 1]));
            i += 2;
            if (step == 'L')
            {
                strokes.Add((pen, first));
            }
            else if (step == 'A')
            {
                PlotPoint end = new(Number(words[i]), Number(words[i + 1]));
                i += 2;
                strokes.AddRange(Turn(pen, first, end));
                first = end;
            }

            pen = first;
        }

        return new StrokeGlyph(width, strokes);
    }

    /// <summary>The same form, smaller and at another height.</summary>
    internal StrokeGlyph Smaller(double scale, double rise)
    {
        return new StrokeGlyph(Width * scale, [.. Strokes.Select(stroke => (Place(stroke.From), Place(stroke.To)))]);

        PlotPoint Place(PlotPoint point) => new(point.X * scale, (point.Y * scale) + rise);
    }

    private static IEnumerable<(PlotPoint From, PlotPoint To)> Turn(PlotPoint start, PlotPoint corner, PlotPoint end)
    {
        PlotPoint center = new(start.X + end.X - corner.X, start.Y + end.Y - corner.Y);
        PlotPoint from = start;
        for (int piece = 1; piece <= PiecesOfTurn; piece++)
        {
            // Cosine and sine of an angle whose half has this tangent: without trigonometry, which differs among machines.
            double t = piece / (double)PiecesOfTurn;
            double cosine = (1 - (t * t)) / (1 + (t * t));
            double sine = 2 * t / (1 + (t * t));
            PlotPoint to = new(
                center.X + (cosine * (start.X - center.X)) + (sine * (end.X - center.X)),
                center.Y + (cosine * (start.Y - center.Y)) + (sine * (end.Y - center.Y)));
            yield return (from, to);
            from = to;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
