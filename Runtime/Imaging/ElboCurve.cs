using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;
using System.Threading;

namespace VaeGen;

/// <summary>
/// The course of a training as an SVG picture: negative ELBO of training and test set over epochs. It suits light and dark pages and needs
/// no font.
/// </summary>
public static class ElboCurve
{
    private const int Width = 720;
    private const int Height = 440;
    private const int Left = 92;
    private const int Right = 690;
    private const int Top = 72;
    private const int LegendLine = 54;
    private const int Bottom = 380;
    private const int MostMarkers = 60;

    private const string Style = """
          <style>
            svg { color-scheme: light dark; }
            .page { fill: #ffffff; } .grid { stroke: #d8dce2; } .axis { stroke: #5b6470; } .word { fill: #1f2630; }
            .train { stroke: #1f6fb4; fill: #1f6fb4; } .test { stroke: #c2510c; fill: #c2510c; }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round; } .dash { stroke-dasharray: 6 4; } .dot { stroke: none; }
            text { font: 14px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
            .title { font-size: 16px; font-weight: 600; }
            @media (prefers-color-scheme: dark) {
              .page { fill: #14181d; } .grid { stroke: #333a43; } .axis { stroke: #98a2ae; } .word { fill: #e4e8ed; }
              .train { stroke: #6bb1ee; fill: #6bb1ee; } .test { stroke: #f59a5b; fill: #f59a5b; }
              .line { fill: none; } .dot { stroke: none; }
            }
          </style>
        """;

    /// <summary>Writes the picture in one step (see <see cref="AtomicFile"/>).</summary>
    /// <param name="path">The SVG file; its folder has to exist.</param>
    /// <param name="points">
    /// The losses in the order of the epochs, at least one; values that are not finite (or beyond 1e300) leave a gap in their line.
    /// </param>
    /// <param name="title">Stands above the picture.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <exception cref="ArgumentException">There are no points, or an epoch is not finite.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled; an old file is as it was.</exception>
    public static void Save(
        string path, IReadOnlyList<ElboCurvePoint> points, string title = "Negative ELBO", CancellationToken cancellationToken = default) =>
        AtomicFile.WriteText(path, ToSvg(points, title), cancellationToken);

    /// <summary>The text of the picture.</summary>
    /// <param name="points">
    /// The losses in the order of the epochs, at least one; values that are not finite (or beyond 1e300) leave a gap in their line.
    /// </param>
    /// <param name="title">Stands above the picture.</param>
    /// <exception cref="ArgumentException">There are no points, or an epoch is not finite.</exception>
    public static string ToSvg(IReadOnlyList<ElboCurvePoint> points, string title = "Negative ELBO")
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(title);
        if (points.Count == 0)
            throw new ArgumentException("A curve has at least one point.", nameof(points));
        if (!points.All(point => double.IsFinite(point.Epoch)))
            throw new ArgumentException("An epoch is not finite.", nameof(points));

        PlotAxis epochs = PlotAxis.Over(points.Min(point => point.Epoch), points.Max(point => point.Epoch), Left, Right, 10, leastStep: 1);
        PlotAxis losses = LossAxis(points);
        var svg = new StringBuilder();
        string size = $"""viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" """;
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" {size}role="img">""");
        Line(svg, $"  <title>{SecurityElement.Escape(title)}</title>");
        svg.Append(Style.ReplaceLineEndings("\n")).Append('\n');
        Line(svg, $"""  <rect class="page" width="{Width}" height="{Height}"/>""");
        Line(svg, $"""  <text class="word title" x="{Left}" y="28">{SecurityElement.Escape(title)}</text>""");
        AppendAxes(svg, epochs, losses);
        AppendSeries(svg, "train", points.Select(point => (point.Epoch, point.TrainNelbo)), epochs, losses);
        AppendSeries(svg, "test", points.Select(point => (point.Epoch, point.TestNelbo)), epochs, losses);
        AppendLegend(svg, points);
        Line(svg, $"</svg>");
        return svg.ToString();
    }

    // Differences of such values stay finite.
    private static bool IsDrawable(double loss) => Math.Abs(loss) <= 1e300;

    private static PlotAxis LossAxis(IReadOnlyList<ElboCurvePoint> points)
    {
        double[] finite = [.. points.SelectMany(point => new[] { point.TrainNelbo, point.TestNelbo }).Where(IsDrawable)];
        return finite.Length == 0
            ? PlotAxis.Over(0, 1, Bottom, Top, 6, leastStep: 0)
            : PlotAxis.Over(finite.Min(), finite.Max(), Bottom, Top, 6, leastStep: 0);
    }

    private static void AppendAxes(StringBuilder svg, PlotAxis epochs, PlotAxis losses)
    {
        foreach (double tick in losses.Ticks())
        {
            double y = losses.Place(tick);
            Line(svg, $"""  <line class="grid" x1="{Left}" y1="{y:F1}" x2="{Right}" y2="{y:F1}"/>""");
            Line(svg, $"""  <text class="word" x="{Left - 10}" y="{y + 5:F1}" text-anchor="end">{losses.Label(tick)}</text>""");
        }
        foreach (double tick in epochs.Ticks())
        {
            double x = epochs.Place(tick);
            Line(svg, $"""  <line class="axis" x1="{x:F1}" y1="{Bottom}" x2="{x:F1}" y2="{Bottom + 5}"/>""");
            Line(svg, $"""  <text class="word" x="{x:F1}" y="{Bottom + 22}" text-anchor="middle">{epochs.Label(tick)}</text>""");
        }
        Line(svg, $"""  <path class="axis" fill="none" d="M{Left} {Top} V{Bottom} H{Right}"/>""");
        const int Middle = (Top + Bottom) / 2;
        Line(svg, $"""  <text class="word" x="{(Left + Right) / 2}" y="{Bottom + 46}" text-anchor="middle">epoch</text>""");
        string turned = $"""text-anchor="middle" transform="rotate(-90 20 {Middle})""";
        Line(svg, $"""  <text class="word" x="20" y="{Middle}" {turned}">nats per example</text>""");
    }

    private static void AppendSeries(
        StringBuilder svg, string name, IEnumerable<(double Epoch, double Loss)> series, PlotAxis epochs, PlotAxis losses)
    {
        var path = new StringBuilder();
        var dots = new List<(double X, double Y)>();
        bool isOpen = false;
        foreach ((double epoch, double loss) in series)
        {
            if (!IsDrawable(loss))
            {
                isOpen = false;
                continue;
            }
            (double x, double y) = (epochs.Place(epoch), losses.Place(loss));
            path.Append(CultureInfo.InvariantCulture, $"{(isOpen ? "L" : "M")}{x:F1} {y:F1} ");
            dots.Add((x, y));
            isOpen = true;
        }
        if (dots.Count == 0)
            return;
        string dash = name == "test" ? " dash" : "";
        Line(svg, $"""  <path class="{name} line{dash}" d="{path.ToString().TrimEnd()}"/>""");
        foreach ((double x, double y) in dots.Count <= MostMarkers ? dots : [])
            Line(svg, $"""  <circle class="{name} dot" cx="{x:F1}" cy="{y:F1}" r="3"/>""");
    }

    private static void AppendLegend(StringBuilder svg, IReadOnlyList<ElboCurvePoint> points)
    {
        AppendEntry(svg, "train", "", points.Select(point => point.TrainNelbo), Left);
        AppendEntry(svg, "test", " dash", points.Select(point => point.TestNelbo), Left + 190);
    }

    private static void AppendEntry(StringBuilder svg, string name, string dash, IEnumerable<double> losses, int x)
    {
        double last = losses.LastOrDefault(IsDrawable, double.NaN);
        if (double.IsNaN(last))
            return;
        Line(svg, $"""  <path class="{name} line{dash}" d="M{x} {LegendLine - 5} h34"/>""");
        Line(svg, $"""  <text class="word" x="{x + 44}" y="{LegendLine}">{name}: {last:G6}</text>""");
    }

    private static void Line(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
