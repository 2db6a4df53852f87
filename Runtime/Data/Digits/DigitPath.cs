using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace VaeGen;

/// <summary>A point of the pen's path with the half width of the line there. A stroke's first point starts a new line.</summary>
internal record struct DigitPoint(double X, double Y, double Radius, bool StartsStroke);

/// <summary>
/// The path of the pen for one digit, as short straight pieces: the knots of a hand, displaced, slanted and joined by smooth curves, then
/// fitted into the image.
/// </summary>
internal sealed class DigitPath
{
    private const int PiecesPerSpan = 5;

    private readonly List<DigitKnot> knots = [];
    private readonly List<double> pressure = [];
    private readonly List<DigitPoint> points = [];

    internal ReadOnlySpan<DigitPoint> Points => CollectionsMarshal.AsSpan(points);

    /// <summary>Writes a hand with the pen's half width in pixels; the result lies in the hand's own box.</summary>
    internal void Write(DigitHand hand, double radius, ref DigitVariation variation)
    {
        points.Clear();
        double slant = variation.Around(0.18, 0.75);
        double tilt = variation.Around(-0.04, 0.3);
        double widening = variation.Around(1.1, 0.55);
        foreach (DigitKnot[] stroke in hand.Strokes)
        {
            knots.Clear();
            pressure.Clear();
            foreach (DigitKnot knot in stroke)
            {
                double x = widening * (knot.X - 5 + variation.Around(0, 1.3));
                double y = knot.Y - 7 + variation.Around(0, 1.3);
                knots.Add(knot with { X = x - (slant * y), Y = y + (tilt * x) });
                pressure.Add(radius * variation.Around(1, 0.4));
            }
            AddStroke();
        }
    }

    /// <summary>
    /// Scales the path so that the longer side of the line's bounding box is <paramref name="box"/> pixels and puts its centre of mass at
    /// (<paramref name="centerX"/>, <paramref name="centerY"/>), as the images of MNIST were made, but never outside the image.
    /// </summary>
    internal void Fit(double box, double radius, double centerX, double centerY, int imageSize)
    {
        (double left, double top, double right, double bottom) = Bounds();
        double scale = (box - (2 * radius)) / Math.Max(right - left, bottom - top);
        (double massX, double massY) = CenterOfMass();
        double margin = radius + 0.5;
        double shiftX = Keep(centerX - (scale * massX), scale * left, scale * right, margin, imageSize - margin);
        double shiftY = Keep(centerY - (scale * massY), scale * top, scale * bottom, margin, imageSize - margin);
        foreach (ref DigitPoint point in CollectionsMarshal.AsSpan(points))
        {
            point.X = (scale * point.X) + shiftX;
            point.Y = (scale * point.Y) + shiftY;
        }
    }

    private void AddStroke()
    {
        points.Add(new DigitPoint(knots[0].X, knots[0].Y, pressure[0], StartsStroke: true));
        for (int i = 0; i + 1 < knots.Count; i++)
        {
            (double startX, double startY) = Tangent(i, forward: true);
            (double endX, double endY) = Tangent(i + 1, forward: false);
            for (int piece = 1; piece <= PiecesPerSpan; piece++)
            {
                double t = piece / (double)PiecesPerSpan;
                points.Add(new DigitPoint(
                    Hermite(knots[i].X, startX, knots[i + 1].X, endX, t),
                    Hermite(knots[i].Y, startY, knots[i + 1].Y, endY, t),
                    pressure[i] + (t * (pressure[i + 1] - pressure[i])),
                    StartsStroke: false));
            }
        }
    }

    // Catmull and Rom's tangent, half the way between the neighbours; at an end or a corner the way to the one neighbour that counts.
    private (double X, double Y) Tangent(int knot, bool forward)
    {
        bool isEnd = knot == 0 || knot == knots.Count - 1 || knots[knot].IsCorner;
        int from = isEnd && forward ? knot : knot - 1;
        int to = isEnd && !forward ? knot : knot + 1;
        double weight = isEnd ? 1 : 0.5;
        return (weight * (knots[to].X - knots[from].X), weight * (knots[to].Y - knots[from].Y));
    }

    // The cubic with values a, b and slopes da, db at t = 0, 1.
    private static double Hermite(double a, double da, double b, double db, double t)
    {
        double s = 1 - t;
        return (s * s * (((1 + (2 * t)) * a) + (t * da))) + (t * t * (((1 + (2 * s)) * b) - (s * db)));
    }

    private (double Left, double Top, double Right, double Bottom) Bounds()
    {
        (double left, double top, double right, double bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (DigitPoint point in points)
        {
            left = Math.Min(left, point.X);
            top = Math.Min(top, point.Y);
            right = Math.Max(right, point.X);
            bottom = Math.Max(bottom, point.Y);
        }
        return (left, top, right, bottom);
    }

    private (double X, double Y) CenterOfMass()
    {
        double x = 0, y = 0, total = 0;
        for (int i = 1; i < points.Count; i++)
        {
            if (points[i].StartsStroke)
                continue;
            double dx = points[i].X - points[i - 1].X, dy = points[i].Y - points[i - 1].Y;
            double length = Math.Sqrt((dx * dx) + (dy * dy));
            x += length * (points[i].X + points[i - 1].X);
            y += length * (points[i].Y + points[i - 1].Y);
            total += 2 * length;
        }
        return (x / total, y / total);
    }

    private static double Keep(double shift, double low, double high, double least, double most) =>
        Math.Max(least - low, Math.Min(most - high, shift));
}
