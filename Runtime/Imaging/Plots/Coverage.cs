using System;

namespace VaeGen;

/// <summary>
/// How much of each pixel a shape covers, while it is put together out of strokes. Where strokes of one shape overlap the greater coverage
/// counts, so that a shape that lets light through does so evenly.
/// </summary>
internal sealed class Coverage(int width, int height)
{
    private readonly float[] shares = new float[width * height];

    // The pixels that may be covered: from the first row and column to before the last ones.
    private (int Left, int Top, int Right, int Bottom) touched = (width, height, 0, 0);

    /// <summary>Adds a stroke with round ends: all that lies within a radius of the line between two points, which may be one.</summary>
    internal void Add(PlotPoint from, PlotPoint to, double radius)
    {
        // A pixel whose middle is half a pixel further out is not touched any more.
        double reach = radius + 0.5;
        int left = Clip(Math.Floor(Math.Min(from.X, to.X) - reach), width);
        int right = Clip(Math.Ceiling(Math.Max(from.X, to.X) + reach), width);
        int top = Clip(Math.Floor(Math.Min(from.Y, to.Y) - reach), height);
        int bottom = Clip(Math.Ceiling(Math.Max(from.Y, to.Y) + reach), height);
        (double X, double Y) along = (to.X - from.X, to.Y - from.Y);
        double squaredLength = (along.X * along.X) + (along.Y * along.Y);
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++)
            {
                (double X, double Y) apart = (column + 0.5 - from.X, row + 0.5 - from.Y);
                double share = squaredLength == 0 ? 0
                    : Math.Clamp(((apart.X * along.X) + (apart.Y * along.Y)) / squaredLength, 0, 1);
                double x = apart.X - (share * along.X);
                double y = apart.Y - (share * along.Y);
                float covered = (float)Math.Clamp(reach - Math.Sqrt((x * x) + (y * y)), 0, 1);
                ref float known = ref shares[(row * width) + column];
                known = Math.Max(known, covered);
            }
        }

        touched = (Math.Min(touched.Left, left), Math.Min(touched.Top, top), Math.Max(touched.Right, right),
            Math.Max(touched.Bottom, bottom));
    }

    /// <summary>Paints the shape into pixels of three bytes, and forgets it.</summary>
    internal void Paint(Span<byte> pixels, ReadOnlySpan<byte> colour, double opacity)
    {
        for (int row = touched.Top; row < touched.Bottom; row++)
        {
            for (int column = touched.Left; column < touched.Right; column++)
            {
                int pixel = (row * width) + column;
                double share = shares[pixel] * opacity;
                shares[pixel] = 0;
                for (int channel = 0; channel < colour.Length; channel++)
                {
                    ref byte value = ref pixels[(pixel * colour.Length) + channel];
                    value = (byte)(value + (share * (colour[channel] - value)) + 0.5);
                }
            }
        }

        touched = (width, height, 0, 0);
    }

    private static int Clip(double place, int size) => (int)Math.Clamp(place, 0, size);
}
