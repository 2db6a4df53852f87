using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;

namespace VaeGen;

/// <summary>A plot as the text of an SVG picture. It suits light and dark pages and needs no font.</summary>
internal sealed class SvgSurface : IPlotSurface
{
    // After the colours, each of which is said for lines and areas: a line is not filled, an area has no outline.
    private const string Shapes = """
            .thin, .line, .dash, .cloud { fill: none; } .page, .dot, .text { stroke: none; }
            .line { stroke-width: 2; stroke-linejoin: round; } .dash { stroke-dasharray: 6 4; }
            .cloud { stroke-width: 3.6; stroke-linecap: round; stroke-opacity: 0.75; }
            text { font: 14px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
            .title { font-size: 16px; font-weight: 600; }
          </style>

        """;

    private readonly StringBuilder svg = new();

    internal SvgSurface(string title, int width, int height, IReadOnlyList<PlotInk> inks)
    {
        string size = $"""viewBox="0 0 {width} {height}" width="{width}" height="{height}" """;
        Append($"""<svg xmlns="http://www.w3.org/2000/svg" {size}role="img">""");
        Append($"  <title>{SecurityElement.Escape(title)}</title>");
        Append($"  <style>");
        Append($"    svg {{ color-scheme: light dark; }}");
        Append($"    {Colours(inks, ink => ink.Light)}");
        Append($"    @media (prefers-color-scheme: dark) {{");
        Append($"      {Colours(inks, ink => ink.Dark)}");
        Append($"    }}");
        svg.Append(Shapes.ReplaceLineEndings("\n"));
        Append($"""  <rect class="page" width="{width}" height="{height}"/>""");
    }

    public void Line(PlotInk ink, PlotPoint from, PlotPoint to) =>
        Append($"""  <line {Look(ink, "thin")} x1="{from.X:0.#}" y1="{from.Y:0.#}" x2="{to.X:0.#}" y2="{to.Y:0.#}"/>""");

    public void Path(PlotInk ink, PlotStroke stroke, IReadOnlyList<IReadOnlyList<PlotPoint>> runs)
    {
        string look = stroke switch { PlotStroke.Thin => "thin", PlotStroke.Line => "line", _ => "line dash" };
        IEnumerable<string> places =
            runs.SelectMany(run => run.Select((point, index) => Invariant($"{(index == 0 ? "M" : "L")}{point.X:0.#} {point.Y:0.#}")));
        Append($"""  <path {Look(ink, look)} d="{string.Join(' ', places)}"/>""");
    }

    public void Dot(PlotInk ink, PlotPoint center, double radius) =>
        Append($"""  <circle {Look(ink, "dot")} cx="{center.X:0.#}" cy="{center.Y:0.#}" r="{radius}"/>""");

    // One path for all: a dot is a line of no length with round ends.
    public void Cloud(PlotInk ink, IReadOnlyList<PlotPoint> points) =>
        Append($"""  <path {Look(ink, "cloud")} d="{string.Concat(points.Select(at => Invariant($"M{at.X:0.#} {at.Y:0.#}h0")))}"/>""");

    public void Text(string text, PlotPoint at, TextAnchor anchor, bool isTurned)
    {
        string place = anchor switch
        {
            TextAnchor.Middle => " text-anchor=\"middle\"",
            TextAnchor.End => " text-anchor=\"end\"",
            _ => "",
        };
        string turn = isTurned ? Invariant($" transform=\"rotate(-90 {at.X:0.#} {at.Y:0.#})\"") : "";
        AppendText("text", text, at, place + turn);
    }

    public void Title(string text, PlotPoint at, double size) =>
        AppendText("title text", text, at, size == 16 ? "" : Invariant($" style=\"font-size: {size}px\""));

    /// <summary>The whole text; nothing is drawn after it.</summary>
    internal string End()
    {
        Append($"</svg>");
        return svg.ToString();
    }

    private static string Colours(IReadOnlyList<PlotInk> inks, Func<PlotInk, string> colour) =>
        string.Join(' ', inks.Select(ink => $".{ink.Name} {{ stroke: {colour(ink)}; fill: {colour(ink)}; }}"));

    private static string Look(PlotInk ink, string shape) =>
        ink.Name is null ? $"class=\"{shape}\" stroke=\"{ink.Light}\" fill=\"{ink.Light}\"" : $"class=\"{ink.Name} {shape}\"";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void AppendText(string shape, string text, PlotPoint at, string attributes) =>
        Append(
            $"""  <text {Look(PlotInk.Word, shape)} x="{at.X:0.#}" y="{at.Y:0.#}"{attributes}>{SecurityElement.Escape(text)}</text>""");

    private void Append(FormattableString line) => svg.Append(Invariant(line)).Append('\n');
}
