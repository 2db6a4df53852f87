using System;

namespace VaeGen;

/// <summary>
/// The title of a plot, so that it fits above it: in one line, or in two lines of smaller letters. A model of many layers has a long
/// formula.
/// </summary>
internal static class PlotTitle
{
    private const double Size = 16;
    private const double LargestOfTwo = 13;
    private const double Least = 8;
    private const double Baseline = 28;
    private const double FirstOfTwo = 17;
    private const double LineHeight = 1.25;

    // Fonts of a reader of SVG may be wider than the one that text is measured with.
    private const double Margin = 16;

    internal static void Draw(IPlotSurface surface, string title, double left, double pageWidth)
    {
        double width = pageWidth - left - Margin;
        if (StrokeFont.Width(title, Size) <= width)
        {
            surface.Title(title, new PlotPoint(left, Baseline), Size);
            return;
        }

        int middle = Break(title);
        (string first, string second) = (title[..middle], title[middle..].TrimStart());
        double widest = Math.Max(StrokeFont.Width(first, 1), StrokeFont.Width(second, 1));
        double size = Math.Clamp(Math.Floor(width / widest * 10) / 10, Least, LargestOfTwo);
        surface.Title(Cut(first, size, width), new PlotPoint(left, FirstOfTwo), size);
        if (second.Length > 0)
            surface.Title(Cut(second, size, width), new PlotPoint(left, FirstOfTwo + (LineHeight * size)), size);
    }

    // Where the longer of two lines is shortest: at a blank, or at the end where there is none.
    private static int Break(string title)
    {
        int best = title.Length;
        double least = StrokeFont.Width(title, 1);
        for (int blank = title.IndexOf(' '); blank >= 0; blank = title.IndexOf(' ', blank + 1))
        {
            double longer = Math.Max(StrokeFont.Width(title[..blank], 1), StrokeFont.Width(title[(blank + 1)..], 1));
            if (longer < least)
                (best, least) = (blank, longer);
        }

        return best;
    }

    private static string Cut(string line, double size, double width)
    {
        if (StrokeFont.Width(line, size) <= width)
            return line;
        int length = line.Length;
        while (length > 0 && StrokeFont.Width(line[..length] + "…", size) > width)
            length -= char.IsLowSurrogate(line[length - 1]) && length > 1 ? 2 : 1;
        return line[..length] + "…";
    }
}
