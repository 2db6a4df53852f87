using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace VaeGen;

/// <summary>
/// Points of a two-dimensional latent space as a picture, coloured by class. As SVG it suits light and dark pages and needs no font; as PNG
/// it is on a light page, 1120 × 1040 pixels.
/// </summary>
public static class LatentScatter
{
    private const int Width = 560;
    private const int Height = 520;
    private const int Left = 62;
    private const int Right = 470;
    private const int Top = 48;
    private const int Bottom = 462;
    private const int LegendHeight = 22;
    private const double LegendRadius = 5;

    // As many classes as there is room for beside the picture, and one line for what is left out.
    private const int MostEntries = (Bottom - Top) / LegendHeight - 1;

    // A letter with an index stands upright beside its axis, words are turned.
    private const int LongestUpright = 2;

    private static readonly PlotInk Grid = new("grid", "#e3e6ea", "#2b323a");

    // Ten colours that most eyes tell apart, on light and on dark pages; after them they begin anew.
    private static readonly PlotInk[] Inks =
        [
            .. new[]
            {
                "#1f77b4", "#d9730d", "#2a9d3c", "#d62c3a", "#8a63c8", "#97604f", "#d66bb5", "#7b8794", "#a3a41c", "#14a9b8",
            }.Select(PlotInk.Same),
        ];

    /// <summary>Writes the picture in one step (see <see cref="AtomicFile"/>).</summary>
    /// <param name="path">The file: a PNG picture where its name ends with <c>.png</c>, else an SVG picture. Its folder has to
    /// exist.</param>
    /// <param name="points">The points [count × 2], row-major, finite; at least one.</param>
    /// <param name="labels">The class of each point [count], not negative; empty for one colour.</param>
    /// <param name="title">Stands above the picture: in two lines of smaller letters where it is long.</param>
    /// <param name="horizontal">What the first coordinate of a point is.</param>
    /// <param name="vertical">What the second coordinate of a point is.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <exception cref="ArgumentException">There are no points, a coordinate is not finite, or the labels don't fit.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled; an old file is as it was.</exception>
    public static void Save(
        string path, ReadOnlySpan<float> points, ReadOnlySpan<int> labels = default, string title = "Latent space",
        string horizontal = "z₁", string vertical = "z₂", CancellationToken cancellationToken = default) =>
        PlotOf(points, labels, title, horizontal, vertical).Save(path, cancellationToken);

    /// <summary>The text of the SVG picture.</summary>
    /// <inheritdoc cref="Save"/>
    public static string ToSvg(
        ReadOnlySpan<float> points, ReadOnlySpan<int> labels = default, string title = "Latent space", string horizontal = "z₁",
        string vertical = "z₂") => PlotOf(points, labels, title, horizontal, vertical).ToSvg();

    private static Plot PlotOf(
        ReadOnlySpan<float> points, ReadOnlySpan<int> labels, string title, string horizontal, string vertical)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(horizontal);
        ArgumentNullException.ThrowIfNull(vertical);
        Check(points, labels);
        (PlotAxis across, PlotAxis up) = (Axis(points, 0, Left, Right), Axis(points, 1, Bottom, Top));
        int[] classes = labels.ToArray();
        var places = new PlotPoint[points.Length / 2];
        for (int i = 0; i < places.Length; i++)
            places[i] = new PlotPoint(across.Place(points[2 * i]), up.Place(points[(2 * i) + 1]));
        return new Plot(title, Width, Height, Left, [Grid], surface =>
        {
            DrawAxes(surface, across, up, horizontal, vertical);
            if (classes.Length == 0)
                surface.Cloud(Inks[0], places);
            else
                DrawClasses(surface, places, classes);
        });
    }

    private static void Check(ReadOnlySpan<float> points, ReadOnlySpan<int> labels)
    {
        if (points.IsEmpty || points.Length % 2 != 0)
        {
            throw new ArgumentException($"There are {points.Length} coordinates; two for each of one point or more were expected.",
                nameof(points));
        }

        if (!labels.IsEmpty && labels.Length != points.Length / 2)
            throw new ArgumentException($"There are {labels.Length} labels for {points.Length / 2} points.", nameof(labels));
        foreach (float coordinate in points)
        {
            if (!float.IsFinite(coordinate))
                throw new ArgumentException("A coordinate is not finite.", nameof(points));
        }

        foreach (int label in labels)
            ArgumentOutOfRangeException.ThrowIfNegative(label, nameof(labels));
    }

    private static PlotAxis Axis(ReadOnlySpan<float> points, int element, int start, int end)
    {
        double least = double.PositiveInfinity;
        double greatest = double.NegativeInfinity;
        for (int i = element; i < points.Length; i += 2)
        {
            least = Math.Min(least, points[i]);
            greatest = Math.Max(greatest, points[i]);
        }

        return PlotAxis.Over(least, greatest, start, end, 6, leastStep: 0);
    }

    private static void DrawAxes(IPlotSurface surface, PlotAxis across, PlotAxis up, string horizontal, string vertical)
    {
        foreach (double tick in up.Ticks())
        {
            double y = up.Place(tick);
            surface.Line(Grid, new(Left, y), new(Right, y));
            surface.Text(up.Label(tick), new(Left - 8, y + 5), TextAnchor.End);
        }

        foreach (double tick in across.Ticks())
        {
            double x = across.Place(tick);
            surface.Line(Grid, new(x, Top), new(x, Bottom));
            surface.Text(across.Label(tick), new(x, Bottom + 22), TextAnchor.Middle);
        }

        surface.Path(PlotInk.Axis, PlotStroke.Thin, [[new(Left, Top), new(Left, Bottom), new(Right, Bottom)]]);
        surface.Text(horizontal, new((Left + Right) / 2.0, Bottom + 46), TextAnchor.Middle);
        bool isTurned = vertical.Length > LongestUpright;
        surface.Text(vertical, new(isTurned ? 13 : 16, (Top + Bottom) / 2.0), TextAnchor.Middle, isTurned);
    }

    private static void DrawClasses(IPlotSurface surface, PlotPoint[] places, int[] classes)
    {
        // In the order of the classes, and of the points within each.
        IGrouping<int, PlotPoint>[] groups =
            [.. places.Zip(classes).GroupBy(pair => pair.Second, pair => pair.First).OrderBy(group => group.Key)];
        for (int i = 0; i < groups.Length; i++)
        {
            PlotInk ink = Inks[groups[i].Key % Inks.Length];
            surface.Cloud(ink, [.. groups[i]]);
            PlotPoint entry = new(Right + 28, Top + 12 + (LegendHeight * i));
            if (i < MostEntries || i == MostEntries && groups.Length == MostEntries + 1)
            {
                surface.Dot(ink, entry, LegendRadius);
                surface.Text(groups[i].Key.ToString(CultureInfo.InvariantCulture), new(entry.X + 14, entry.Y + 5));
            }
            else if (i == MostEntries)
            {
                surface.Text("…", new(entry.X + 14, entry.Y + 5));
            }
        }
    }
}
