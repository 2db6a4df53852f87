using System;
using System.Collections.Generic;

namespace VaeGen;

/// <summary>Cuts a line into dashes, which go on around its corners.</summary>
internal static class Dashes
{
    private const double Dash = 6;
    private const double Gap = 4;

    /// <summary>The strokes of the dashes. Their ends are round and reach further by the radius, so they are shorter by as much.</summary>
    /// <param name="run">The points of the line.</param>
    /// <param name="radius">Half the width of the line.</param>
    internal static IEnumerable<(PlotPoint From, PlotPoint To)> Of(IReadOnlyList<PlotPoint> run, double radius)
    {
        // Where the line is in its pattern: a dash begins at 0, a gap at Dash.
        double phase = 0;
        for (int i = 1; i < run.Count; i++)
        {
            (PlotPoint from, PlotPoint to) = (run[i - 1], run[i]);
            double length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            double start = -phase;
            for (; start < length; start += Dash + Gap)
            {
                double first = Math.Max(0, start + radius);
                double last = Math.Min(length, start + Dash - radius);
                if (first < last)
                    yield return (Between(from, to, first / length), Between(from, to, last / length));
            }

            phase = length - (start - (Dash + Gap));
            if (phase >= Dash + Gap)
                phase -= Dash + Gap;
        }
    }

    private static PlotPoint Between(PlotPoint from, PlotPoint to, double share) =>
        new(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
}
