using System;

namespace VaeGen;

/// <summary>
/// Puts the line of a path on an image: how deep a pixel's centre lies in the line gives its brightness, with a soft edge.
/// </summary>
internal sealed class DigitInk(int imageSize)
{
    // Pixels from black to white at the edge of a line.
    private const float Edge = 1.3f;

    private readonly float[] depth = new float[imageSize * imageSize];

    /// <summary>Draws a path on a black image of bytes; <paramref name="image"/> is set.</summary>
    internal void Draw(ReadOnlySpan<DigitPoint> path, Span<byte> image)
    {
        depth.AsSpan().Fill(-Edge);
        for (int i = 1; i < path.Length; i++)
        {
            if (!path[i].StartsStroke)
                Cover(path[i - 1], path[i]);
        }
        for (int i = 0; i < depth.Length; i++)
        {
            float brightness = Math.Clamp((depth[i] / Edge) + 0.5f, 0f, 1f);
            image[i] = (byte)((255f * brightness) + 0.5f);
        }
    }

    // Depth = half width - distance to the piece, the greatest over all pieces.
    private void Cover(DigitPoint from, DigitPoint to)
    {
        float x0 = (float)from.X, y0 = (float)from.Y, dx = (float)(to.X - from.X), dy = (float)(to.Y - from.Y);
        float r0 = (float)from.Radius, dr = (float)(to.Radius - from.Radius);
        float reach = Math.Max(r0, r0 + dr) + Edge;
        float perSquare = 1f / Math.Max((dx * dx) + (dy * dy), 1e-6f);
        int left = Math.Max(0, (int)(Math.Min(x0, x0 + dx) - reach)), right = Math.Min(imageSize - 1, (int)(Math.Max(x0, x0 + dx) + reach));
        int top = Math.Max(0, (int)(Math.Min(y0, y0 + dy) - reach)), bottom = Math.Min(imageSize - 1, (int)(Math.Max(y0, y0 + dy) + reach));
        for (int row = top; row <= bottom; row++)
        {
            Span<float> line = depth.AsSpan(row * imageSize, imageSize);
            float y = row + 0.5f - y0;
            for (int column = left; column <= right; column++)
            {
                float x = column + 0.5f - x0;
                float t = Math.Clamp(((x * dx) + (y * dy)) * perSquare, 0f, 1f);
                float offX = x - (t * dx), offY = y - (t * dy);
                float found = r0 + (t * dr) - MathF.Sqrt((offX * offX) + (offY * offY));
                line[column] = Math.Max(line[column], found);
            }
        }
    }
}
