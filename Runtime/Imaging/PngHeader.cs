using System;
using System.Buffers.Binary;

namespace VaeGen;

/// <summary>What a pixel of a PNG file is made of, by its code.</summary>
internal enum PngColorType
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    RgbAlpha = 6,
}

/// <summary>The header of a PNG file, checked.</summary>
internal sealed record PngHeader(int Height, int Width, int BitDepth, PngColorType ColorType, bool IsInterlaced)
{
    private const int Bytes = 13;

    /// <summary>Samples of a pixel.</summary>
    internal int Samples => ColorType switch
    {
        PngColorType.Rgb => 3,
        PngColorType.GrayAlpha => 2,
        PngColorType.RgbAlpha => 4,
        _ => 1,
    };

    internal int BitsPerPixel => Samples * BitDepth;

    /// <summary>The distance of the byte that a filter takes for its left neighbor.</summary>
    internal int FilterDistance => Math.Max(1, BitsPerPixel / 8);

    internal static PngHeader Parse(ReadOnlySpan<byte> content, string path)
    {
        if (content.Length != Bytes)
            throw Wrong(path, $"a header of {content.Length} bytes", $"{Bytes}");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(content);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(content[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            throw Wrong(path, $"{height} × {width} pixels", $"1 to {int.MaxValue} each way");
        int depth = content[8];
        var type = (PngColorType)content[9];
        bool isKnown = type switch
        {
            PngColorType.Gray => depth is 1 or 2 or 4 or 8 or 16,
            PngColorType.Palette => depth is 1 or 2 or 4 or 8,
            PngColorType.Rgb or PngColorType.GrayAlpha or PngColorType.RgbAlpha => depth is 8 or 16,
            _ => false,
        };
        if (!isKnown)
            throw Wrong(path, $"color type {content[9]} with {depth} bits a sample", "a pair of the specification's table 11.1");
        if (content[10] != 0 || content[11] != 0 || content[12] > 1)
        {
            throw Wrong(
                path, $"the methods {content[10]}, {content[11]}, {content[12]} of compression, filter and interlace", "0, 0, and 0 or 1");
        }

        return new PngHeader((int)height, (int)width, depth, type, content[12] == 1);
    }

    private static DataFormatException Wrong(string path, string found, string expected) =>
        new($"The PNG file '{path}' declares {found}; {expected} was expected.");
}
