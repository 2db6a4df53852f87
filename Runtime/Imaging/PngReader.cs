using System;
using System.Collections.Generic;
using System.IO;

namespace VaeGen;

/// <summary>The pixels of a PNG file.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Channels">1 for gray, 3 for red, green, blue.</param>
/// <param name="Pixels">Row after row, each pixel <paramref name="Channels"/> bytes.</param>
public sealed record PngImage(int Height, int Width, int Channels, byte[] Pixels);

/// <summary>
/// Reads PNG files of every color type and depth, interlaced ones too (Portable Network Graphics Specification, third edition). Checksums
/// are checked, and no more memory is taken than a limit allows, whatever a file would inflate to.
/// </summary>
/// <remarks>
/// Values are taken as they are stored: gamma and color profiles are not applied. Samples of 16 bits are rounded to the nearest of 256
/// levels, samples of 1, 2 and 4 bits are spread to 0 … 255. A palette becomes gray where all its colors are, or else RGB. Opacity is left
/// out; a pixel that is not fully opaque is an error, because what it looks like depends on a background that the file does not say.
/// </remarks>
public static class PngReader
{
    /// <summary>The limit on the bytes of a file and on those of its pixels where none is given: 64 mebibytes.</summary>
    public const int DefaultMaximumBytes = 1 << 26;

    /// <summary>Reads a PNG file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumBytes">The most bytes that the file, and that its pixels, may have.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">
    /// The file is no whole PNG file, not opaque, or too large: the message says what was found and what was expected.
    /// </exception>
    public static PngImage Read(string path, int maximumBytes = DefaultMaximumBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBytes, 1);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The PNG file '{path}' does not exist.", path);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (file.Length > maximumBytes)
            throw new DataFormatException($"The PNG file '{path}' has {file.Length} bytes; at most {maximumBytes} were expected.");
        var content = new byte[file.Length];
        int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return Decode(content.AsSpan(0, length), path, maximumBytes);
    }

    /// <summary>Decodes the bytes of a PNG file.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <param name="maximumBytes">The most bytes that the pixels may have.</param>
    /// <exception cref="DataFormatException">These are not the bytes of an opaque PNG file, or it is too large.</exception>
    public static PngImage Decode(ReadOnlySpan<byte> file, string name = "PNG", int maximumBytes = DefaultMaximumBytes)
    {
        PngChunks chunks = PngChunks.Read(file, name);
        PngHeader header = chunks.Header;
        // Three bytes a pixel are the most that any color type becomes.
        Int128 bytes = (Int128)header.Height * header.Width * 3;
        if (bytes > maximumBytes)
        {
            throw new DataFormatException($"The PNG file '{name}' has {header.Height} × {header.Width} pixels; at most "
                + $"{maximumBytes / 3} in all were expected.");
        }

        List<PngPass> passes = PngRows.FindPasses(chunks, name);
        var pixels = new PngPixels(chunks, name);
        PngRows.Read(chunks, passes, name, pixels.Take);
        return new PngImage(header.Height, header.Width, pixels.Channels, pixels.Bytes);
    }
}
