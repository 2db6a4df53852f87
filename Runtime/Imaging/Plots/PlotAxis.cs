using System;
using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

/// <summary>
/// An axis of a plot: the values it covers, the places they have on the page, and its ticks at 1, 2 or 5 times a power of ten.
/// </summary>
internal sealed class PlotAxis
{
    private readonly double step;
    private readonly double start;
    private readonly double end;

    private PlotAxis(double minimum, double maximum, double step, double start, double end)
    {
        Minimum = minimum;
        Maximum = maximum;
        this.step = step;
        this.start = start;
        this.end = end;
    }

    internal double Minimum { get; }

    internal double Maximum { get; }

    /// <summary>An axis over at least the given values, which lie between two places on the page.</summary>
    /// <param name="minimum">The least value; finite.</param>
    /// <param name="maximum">The greatest value; finite.</param>
    /// <param name="start">Where the least value of the axis lies on the page.</param>
    /// <param name="end">Where the greatest value of the axis lies on the page.</param>
    /// <param name="intervals">About how many intervals the ticks make.</param>
    /// <param name="leastStep">Ticks are no closer than this; 0 for no such limit.</param>
    internal static PlotAxis Over(double minimum, double maximum, double start, double end, int intervals, double leastStep)
    {
        // A range below a thousandth of the values is noise, or one value alone: it is widened around its middle, and labels stay short.
        double missing = Math.Max(1e-9, 1e-3 * Math.Max(Math.Abs(minimum), Math.Abs(maximum))) - (maximum - minimum);
        if (missing > 0 && leastStep == 0)
        {
            minimum -= missing / 2;
            maximum += missing / 2;
        }
        // Divided first: the difference of two finite values may not be finite.
        double range = Math.Max((maximum / intervals) - (minimum / intervals), 1e-12);
        double step = Math.Max(leastStep, NiceStep(range));
        double low = Math.Floor(minimum / step) * step;
        double high = Math.Ceiling(maximum / step) * step;
        if (high <= low)
            high = low + step;
        return new PlotAxis(low, high, step, start, end);
    }

    internal double Place(double value) => start + ((end - start) * ((value - Minimum) / (Maximum - Minimum)));

    internal IEnumerable<double> Ticks()
    {
        int count = (int)Math.Round((Maximum - Minimum) / step);
        for (int i = 0; i <= count; i++)
            yield return Minimum + (i * step);
    }

    internal string Label(double tick)
    {
        int digits = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        return Math.Abs(tick) >= 1e7 || digits > 7
            ? tick.ToString("G4", CultureInfo.InvariantCulture)
            : tick.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static double NiceStep(double range)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(range)));
        double fraction = range / power;
        return power * (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10);
    }
}
