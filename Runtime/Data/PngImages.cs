using System;
using System.Globalization;

namespace VaeGen;

/// <summary>Images of one size while they are read, channel after channel.</summary>
internal sealed class PngImages
{
    private readonly DataShape shape;
    private readonly string firstFile;
    private readonly bool isConverted;
    private readonly byte[] values;
    private int count;

    /// <summary>Makes room for images like the first.</summary>
    internal PngImages(PngImage first, string firstFile, int count, int channels, long maximumBytes)
    {
        this.firstFile = firstFile;
        isConverted = channels != 0;
        shape = new DataShape(isConverted ? channels : first.Channels, first.Height, first.Width);
        long bytes = (long)count * shape.Features;
        long limit = Math.Min(maximumBytes, Array.MaxLength);
        if (bytes > limit)
        {
            throw new DataFormatException(string.Create(
                CultureInfo.InvariantCulture, $"{count} images like '{firstFile}' ({shape}) have {bytes} bytes; at most {limit} were "
                    + $"expected."));
        }
        values = GC.AllocateUninitializedArray<byte>((int)bytes);
    }

    internal void Add(PngImage image, string file)
    {
        if (image.Height != shape.Height || image.Width != shape.Width)
        {
            throw new DataFormatException(
                $"'{file}' has {image.Width} × {image.Height} pixels (width × height) and '{firstFile}' {shape.Width} × {shape.Height}; "
                    + "images of one size were expected.");
        }
        if (!isConverted && image.Channels != shape.Channels)
        {
            throw new DataFormatException(
                $"'{file}' has {image.Channels} channels and '{firstFile}' {shape.Channels}; one number was expected (channels: 3 makes "
                    + $"all of them RGB).");
        }
        if (image.Channels > shape.Channels)
            RequireGray(image, file);
        int pixels = shape.Height * shape.Width;
        Span<byte> destination = values.AsSpan(count * shape.Features, shape.Features);
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            int from = Math.Min(channel, image.Channels - 1);
            Span<byte> plane = destination.Slice(channel * pixels, pixels);
            for (int i = 0; i < plane.Length; i++)
                plane[i] = image.Pixels[(i * image.Channels) + from];
        }
        count++;
    }

    internal DataSet ToDataSet(string name) => DataSet.Adopt(values, shape, null, name);

    private static void RequireGray(PngImage image, string file)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        for (int i = 0; i < pixels.Length; i += 3)
        {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2])
            {
                int pixel = i / 3;
                throw new DataFormatException(
                    $"'{file}' is colored at row {pixel / image.Width}, column {pixel % image.Width}; gray images were expected "
                        + $"(channels: 1).");
            }
        }
    }
}
