using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace VaeGen;

/// <summary>
/// The course of a training as a picture: negative ELBO of training and test set over epochs. As SVG it suits light and dark pages and
/// needs no font; as PNG it is on a light page, 1440 × 880 pixels.
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
    private const double MarkerRadius = 3;

    private static readonly PlotInk Grid = new("grid", "#d8dce2", "#333a43");
    private static readonly PlotInk Train = new("train", "#1f6fb4", "#6bb1ee");
    private static readonly PlotInk Test = new("test", "#c2510c", "#f59a5b");

    /// <summary>Writes the picture in one step (see <see cref="AtomicFile"/>).</summary>
    /// <param name="path">The file: a PNG picture where its name ends with <c>.png</c>, else an SVG picture. Its folder has to
    /// exist.</param>
    /// <param name="points">
    /// The losses in the order of the epochs, at least one; values that are not finite (or beyond 1e300) leave a gap in their line.
    /// </param>
    /// <param name="title">Stands above the picture: in two lines of smaller letters where it is long.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <exception cref="ArgumentException">There are no points, or an epoch is not finite.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled; an old file is as it was.</exception>
    public static void Save(
        string path, IReadOnlyList<ElboCurvePoint> points, string title = "Negative ELBO", CancellationToken cancellationToken = default) =>
        PlotOf(points, title).Save(path, cancellationToken);

    /// <summary>The text of the SVG picture.</summary>
    /// <param name="points">
    /// The losses in the order of the epochs, at least one; values that are not finite (or beyond 1e300) leave a gap in their line.
    /// </param>
    /// <param name="title">Stands above the picture: in two lines of smaller letters where it is long.</param>
    /// <exception cref="ArgumentException">There are no points, or an epoch is not finite.</exception>
    public static string ToSvg(IReadOnlyList<ElboCurvePoint> points, string title = "Negative ELBO") => PlotOf(points, title).ToSvg();

    private static Plot PlotOf(IReadOnlyList<ElboCurvePoint> points, string title)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(title);
        if (points.Count == 0)
            throw new ArgumentException("A curve has at least one point.", nameof(points));
        if (!points.All(point => double.IsFinite(point.Epoch)))
            throw new ArgumentException("An epoch is not finite.", nameof(points));
        return new Plot(title, Width, Height, Left, [Grid, Train, Test], surface => Draw(surface, points));
    }

    private static void Draw(IPlotSurface surface, IReadOnlyList<ElboCurvePoint> points)
    {
        PlotAxis epochs = PlotAxis.Over(points.Min(point => point.Epoch), points.Max(point => point.Epoch), Left, Right, 10, leastStep: 1);
        PlotAxis losses = LossAxis(points);
        DrawAxes(surface, epochs, losses);
        DrawSeries(surface, Train, PlotStroke.Line, points.Select(point => (point.Epoch, point.TrainNelbo)), epochs, losses);
        DrawSeries(surface, Test, PlotStroke.Dash, points.Select(point => (point.Epoch, point.TestNelbo)), epochs, losses);
        DrawEntry(surface, Train, PlotStroke.Line, points.Select(point => point.TrainNelbo), Left);
        DrawEntry(surface, Test, PlotStroke.Dash, points.Select(point => point.TestNelbo), Left + 190);
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

    private static void DrawAxes(IPlotSurface surface, PlotAxis epochs, PlotAxis losses)
    {
        foreach (double tick in losses.Ticks())
        {
            double y = losses.Place(tick);
            surface.Line(Grid, new(Left, y), new(Right, y));
            surface.Text(losses.Label(tick), new(Left - 10, y + 5), TextAnchor.End);
        }

        foreach (double tick in epochs.Ticks())
        {
            double x = epochs.Place(tick);
            surface.Line(PlotInk.Axis, new(x, Bottom), new(x, Bottom + 5));
            surface.Text(epochs.Label(tick), new(x, Bottom + 22), TextAnchor.Middle);
        }

        surface.Path(PlotInk.Axis, PlotStroke.Thin, [[new(Left, Top), new(Left, Bottom), new(Right, Bottom)]]);
        surface.Text("epoch", new((Left + Right) / 2.0, Bottom + 46), TextAnchor.Middle);
        surface.Text("nats per example", new(20, (Top + Bottom) / 2.0), TextAnchor.Middle, isTurned: true);
    }

    private static void DrawSeries(
        IPlotSurface surface, PlotInk ink, PlotStroke stroke, IEnumerable<(double Epoch, double Loss)> series, PlotAxis epochs,
        PlotAxis losses)
    {
        List<List<PlotPoint>> runs = [];
        bool isOpen = false;
        foreach ((double epoch, double loss) in series)
        {
            bool isDrawn = IsDrawable(loss);
            if (isDrawn && !isOpen)
                runs.Add([]);
            if (isDrawn)
                runs[^1].Add(new PlotPoint(epochs.Place(epoch), losses.Place(loss)));
            isOpen = isDrawn;
        }

        if (runs.Count == 0)
            return;
        surface.Path(ink, stroke, runs);
        if (runs.Sum(run => run.Count) > MostMarkers)
            return;
        foreach (PlotPoint point in runs.SelectMany(run => run))
            surface.Dot(ink, point, MarkerRadius);
    }

    // Beside the name of a series stands its last value.
    private static void DrawEntry(IPlotSurface surface, PlotInk ink, PlotStroke stroke, IEnumerable<double> losses, int x)
    {
        double last = losses.LastOrDefault(IsDrawable, double.NaN);
        if (double.IsNaN(last))
            return;
        surface.Path(ink, stroke, [[new(x, LegendLine - 5), new(x + 34, LegendLine - 5)]]);
        surface.Text(string.Create(CultureInfo.InvariantCulture, $"{ink.Name}: {last:G6}"), new(x + 44, LegendLine));
    }
}
