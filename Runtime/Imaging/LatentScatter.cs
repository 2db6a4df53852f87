using System;
using System.Globalization;
using System.IO;
using System.Security;
using System.Text;
using System.Threading;

namespace VaeGen;

/// <summary>Points of a two-dimensional latent space as an SVG picture, coloured by class. It suits light and dark pages and needs no
/// font.</summary>
public static class LatentScatter
{
    private const int Width = 560;
    private const int Height = 520;
    private const int Left = 62;
    private const int Right = 470;
    private const int Top = 48;
    private const int Bottom = 462;

    // Ten colours that most eyes tell apart, on light and on dark pages; after them they begin anew.
    private static readonly string[] Colours =
        ["#1f77b4", "#d9730d", "#2a9d3c", "#d62c3a", "#8a63c8", "#97604f", "#d66bb5", "#7b8794", "#a3a41c", "#14a9b8"];

    private const string Style = """
          <style>
            svg { color-scheme: light dark; }
            .page { fill: #ffffff; } .grid { stroke: #e3e6ea; } .axis { stroke: #5b6470; } .word { fill: #1f2630; }
            text { font: 14px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
            .title { font-size: 16px; font-weight: 600; }
            @media (prefers-color-scheme: dark) {
              .page { fill: #14181d; } .grid { stroke: #2b323a; } .axis { stroke: #98a2ae; } .word { fill: #e4e8ed; }
            }
          </style>
        """;

    /// <summary>Writes the picture in one step (see <see cref="AtomicFile"/>).</summary>
    /// <param name="path">The SVG file; its folder has to exist.</param>
    /// <param name="points">The points [count × 2], row-major, finite; at least one.</param>
    /// <param name="labels">The class of each point [count], not negative; empty for one colour.</param>
    /// <param name="title">Stands above the picture.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <exception cref="ArgumentException">There are no points, a coordinate is not finite, or the labels don't fit.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled; an old file is as it was.</exception>
    public static void Save(
        string path, ReadOnlySpan<float> points, ReadOnlySpan<int> labels = default, string title = "Latent space",
        CancellationToken cancellationToken = default) =>
        AtomicFile.WriteText(path, ToSvg(points, labels, title), cancellationToken);

    /// <summary>The text of the picture.</summary>
    /// <inheritdoc cref="Save"/>
    public static string ToSvg(ReadOnlySpan<float> points, ReadOnlySpan<int> labels = default, string title = "Latent space")
    {
        ArgumentNullException.ThrowIfNull(title);
        Check(points, labels);
        (PlotAxis horizontal, PlotAxis vertical) = (Axis(points, 0, Left, Right), Axis(points, 1, Bottom, Top));
        var svg = new StringBuilder();
        string size = $"""viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" """;
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" {size}role="img">""");
        Line(svg, $"  <title>{SecurityElement.Escape(title)}</title>");
        svg.Append(Style.ReplaceLineEndings("\n")).Append('\n');
        Line(svg, $"""  <rect class="page" width="{Width}" height="{Height}"/>""");
        Line(svg, $"""  <text class="word title" x="{Left}" y="28">{SecurityElement.Escape(title)}</text>""");
        AppendAxes(svg, horizontal, vertical);
        int classes = 1;
        foreach (int label in labels)
            classes = Math.Max(classes, label + 1);
        for (int label = 0; label < classes; label++)
            AppendClass(svg, points, labels, label, horizontal, vertical);
        Line(svg, $"</svg>");
        return svg.ToString();
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

    private static void AppendAxes(StringBuilder svg, PlotAxis horizontal, PlotAxis vertical)
    {
        foreach (double tick in vertical.Ticks())
        {
            double y = vertical.Place(tick);
            Line(svg, $"""  <line class="grid" x1="{Left}" y1="{y:F1}" x2="{Right}" y2="{y:F1}"/>""");
            Line(svg, $"""  <text class="word" x="{Left - 8}" y="{y + 5:F1}" text-anchor="end">{vertical.Label(tick)}</text>""");
        }

        foreach (double tick in horizontal.Ticks())
        {
            double x = horizontal.Place(tick);
            Line(svg, $"""  <line class="grid" x1="{x:F1}" y1="{Top}" x2="{x:F1}" y2="{Bottom}"/>""");
            Line(svg, $"""  <text class="word" x="{x:F1}" y="{Bottom + 22}" text-anchor="middle">{horizontal.Label(tick)}</text>""");
        }

        Line(svg, $"""  <path class="axis" fill="none" d="M{Left} {Top} V{Bottom} H{Right}"/>""");
        Line(svg, $"""  <text class="word" x="{(Left + Right) / 2}" y="{Bottom + 46}" text-anchor="middle">z₁</text>""");
        Line(svg, $"""  <text class="word" x="16" y="{(Top + Bottom) / 2}" text-anchor="middle">z₂</text>""");
    }

    // One path a class: a dot is a line of no length with round ends.
    private static void AppendClass(
        StringBuilder svg, ReadOnlySpan<float> points, ReadOnlySpan<int> labels, int label, PlotAxis horizontal, PlotAxis vertical)
    {
        var dots = new StringBuilder();
        for (int i = 0; i < points.Length / 2; i++)
        {
            if (labels.IsEmpty || labels[i] == label)
            {
                dots.Append(
                    CultureInfo.InvariantCulture, $"M{horizontal.Place(points[2 * i]):F1} {vertical.Place(points[2 * i + 1]):F1}h0");
            }
        }

        if (dots.Length == 0)
            return;
        string colour = Colours[label % Colours.Length];
        const string Round = """stroke-width="3.6" stroke-linecap="round" stroke-opacity="0.75" """;
        Line(svg, $"""  <path fill="none" stroke="{colour}" {Round}d="{dots.ToString()}"/>""");
        if (labels.IsEmpty)
            return;
        int y = Top + 12 + (22 * label);
        Line(svg, $"""  <circle fill="{colour}" cx="{Right + 28}" cy="{y}" r="5"/>""");
        Line(svg, $"""  <text class="word" x="{Right + 42}" y="{y + 5}">{label}</text>""");
    }

    private static void Line(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
