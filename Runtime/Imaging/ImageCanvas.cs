using System;
using System.Threading;

namespace VaeGen;

/// <summary>The pixels of a grid of images while it is drawn.</summary>
internal sealed class ImageCanvas
{
    private readonly DataShape shape;
    private readonly ImageGridOptions options;
    private readonly int height;
    private readonly int width;
    private readonly byte[] pixels;

    internal ImageCanvas(DataShape shape, int rows, int columns, ImageGridOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Gap, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Scale, 1, nameof(options));
        if (shape.Channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "Images with 1 channel or with 3 can be drawn.");
        this.shape = shape;
        this.options = options;
        Int128 fullHeight = ((Int128)rows * CellSize(shape.Height)) + options.Gap;
        Int128 fullWidth = ((Int128)columns * CellSize(shape.Width)) + options.Gap;
        if (fullHeight * fullWidth * shape.Channels > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(rows), $"A picture of {fullHeight} × {fullWidth} pixels is too large.");
        height = (int)fullHeight;
        width = (int)fullWidth;
        pixels = new byte[height * width * shape.Channels];
        Array.Fill(pixels, options.Background);
    }

    /// <summary>
    /// Draws one image (channel after channel, row after row, values in [0, 1]) in its place. Where a mask of the same layout is zero, the
    /// picture stays as empty places are.
    /// </summary>
    internal void Draw(ReadOnlySpan<float> image, int row, int column, ReadOnlySpan<float> mask = default)
    {
        int top = (int)(options.Gap + (row * CellSize(shape.Height)));
        int left = (int)(options.Gap + (column * CellSize(shape.Width)));
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            int first = channel * shape.Height * shape.Width;
            for (int y = 0; y < shape.Height * options.Scale; y++)
            {
                for (int x = 0; x < shape.Width * options.Scale; x++)
                {
                    int element = first + (y / options.Scale * shape.Width) + (x / options.Scale);
                    if (mask.IsEmpty || mask[element] != 0)
                        pixels[((((top + y) * width) + left + x) * shape.Channels) + channel] = ToByte(image[element]);
                }
            }
        }
    }

    internal void Save(string path, CancellationToken cancellationToken) =>
        PngWriter.Save(path, pixels, height, width, shape.Channels, cancellationToken);

    private long CellSize(int size) => ((long)size * options.Scale) + options.Gap;

    private static byte ToByte(float value) => value >= 1f ? (byte)255 : value > 0f ? (byte)((value * 255f) + 0.5f) : (byte)0;
}
