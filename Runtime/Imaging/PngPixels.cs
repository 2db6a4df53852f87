using System;

namespace VaeGen;

/// <summary>Turns the stored samples of a PNG file into bytes, one or three a pixel, and refuses what is not opaque.</summary>
internal sealed class PngPixels
{
    private readonly PngChunks chunks;
    private readonly PngHeader header;
    private readonly string path;
    private readonly int greatest;
    private readonly int[] transparentSamples;
    private readonly int[] samples;

    internal PngPixels(PngChunks chunks, string path)
    {
        this.chunks = chunks;
        this.path = path;
        header = chunks.Header;
        greatest = (1 << header.BitDepth) - 1;
        transparentSamples = FindTransparentSamples();
        samples = new int[header.Samples];
        Channels = header.ColorType switch
        {
            PngColorType.Gray or PngColorType.GrayAlpha => 1,
            PngColorType.Palette => IsGray(chunks.Palette) ? 1 : 3,
            _ => 3,
        };
        Bytes = new byte[(long)header.Height * header.Width * Channels];
    }

    internal int Channels { get; }

    /// <summary>Row after row, each pixel <see cref="Channels"/> bytes.</summary>
    internal byte[] Bytes { get; }

    /// <summary>Puts the pixels of a stored row in their places.</summary>
    internal void Take(PngPass pass, int row, ReadOnlySpan<byte> stored)
    {
        int y = pass.Top + (row * pass.RowStep);
        for (int i = 0; i < pass.Columns; i++)
        {
            int x = pass.Left + (i * pass.ColumnStep);
            for (int sample = 0; sample < samples.Length; sample++)
                samples[sample] = Sample(stored, (i * samples.Length) + sample);
            Put(y, x);
        }
    }

    // Samples below a byte lie in it from its highest bits on; a sample of two bytes has the higher one first.
    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (header.BitDepth)
        {
            case 8:
                return row[index];
            case 16:
                return (row[2 * index] << 8) | row[(2 * index) + 1];
            default:
                int bit = index * header.BitDepth;
                return (row[bit >> 3] >> (8 - header.BitDepth - (bit & 7))) & greatest;
        }
    }

    private void Put(int y, int x)
    {
        if (IsTransparent())
        {
            throw new DataFormatException(
                $"The PNG file '{path}' is not opaque at row {y}, column {x}; opaque pixels were expected. Draw it over a background of "
                    + "your choice first.");
        }
        Span<byte> pixel = Bytes.AsSpan(((y * header.Width) + x) * Channels, Channels);
        if (header.ColorType == PngColorType.Palette)
        {
            int colors = chunks.Palette.Length / 3;
            if (samples[0] >= colors)
            {
                throw new DataFormatException($"The PNG file '{path}' has the color {samples[0]} at row {y}, column {x}; its palette "
                    + $"has 0 to {colors - 1}.");
            }

            chunks.Palette.AsSpan(3 * samples[0], Channels).CopyTo(pixel);
            return;
        }
        for (int channel = 0; channel < pixel.Length; channel++)
            pixel[channel] = ToByte(samples[channel]);
    }

    private bool IsTransparent() => header.ColorType switch
    {
        PngColorType.GrayAlpha or PngColorType.RgbAlpha => samples[^1] != greatest,
        PngColorType.Palette => chunks.Transparency is { } alpha && samples[0] < alpha.Length && alpha[samples[0]] != byte.MaxValue,
        _ => transparentSamples.Length > 0 && samples.AsSpan().SequenceEqual(transparentSamples),
    };

    // The nearest of the 256 levels; exact for 1, 2 and 4 bits.
    private byte ToByte(int sample) => header.BitDepth == 8 ? (byte)sample : (byte)(((sample * 255) + (greatest / 2)) / greatest);

    // The one color that a gray or RGB file declares to be transparent: two bytes a sample.
    private int[] FindTransparentSamples()
    {
        if (chunks.Transparency is not { } stored || header.ColorType == PngColorType.Palette)
            return [];
        if (header.ColorType is not (PngColorType.Gray or PngColorType.Rgb) || stored.Length != 2 * header.Samples)
        {
            throw new DataFormatException($"The PNG file '{path}' has a chunk tRNS of {stored.Length} bytes, which does not fit its "
                + $"color type {header.ColorType}.");
        }

        var found = new int[header.Samples];
        for (int i = 0; i < found.Length; i++)
            found[i] = (stored[2 * i] << 8) | stored[(2 * i) + 1];
        return found;
    }

    private static bool IsGray(ReadOnlySpan<byte> palette)
    {
        for (int i = 0; i < palette.Length; i += 3)
        {
            if (palette[i] != palette[i + 1] || palette[i] != palette[i + 2])
                return false;
        }
        return true;
    }
}
