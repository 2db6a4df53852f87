using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Threading;

namespace VaeGen;

/// <summary>Writes PNG files of 8 bits a channel, gray or RGB (Portable Network Graphics Specification, third edition).</summary>
public static class PngWriter
{
    private const byte ColorTypeGray = 0;
    private const byte ColorTypeRgb = 2;

    internal static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes a PNG file in one step (see <see cref="AtomicFile"/>).</summary>
    /// <param name="path">The file; its folder has to exist.</param>
    /// <param name="pixels">Row after row, each pixel <paramref name="channels"/> bytes.</param>
    /// <param name="height">Rows, at least one.</param>
    /// <param name="width">Pixels in a row, at least one.</param>
    /// <param name="channels">1 for gray, 3 for red, green, blue.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <exception cref="ArgumentException">The number of pixels is not height × width × channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than one, or there are neither 1 nor 3 channels.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled; an old file is as it was.</exception>
    public static void Save(
        string path, ReadOnlySpan<byte> pixels, int height, int width, int channels = 1, CancellationToken cancellationToken = default)
    {
        byte[] png = Encode(pixels, height, width, channels);
        AtomicFile.Write(path, stream => stream.Write(png), cancellationToken);
    }

    /// <summary>The bytes of a PNG file.</summary>
    /// <inheritdoc cref="Save"/>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int height, int width, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A PNG file is written with 1 channel or with 3.");
        if (pixels.Length != (Int128)height * width * channels)
        {
            throw new ArgumentException($"{pixels.Length} bytes are given for {height} × {width} pixels of {channels} bytes.",
                nameof(pixels));
        }

        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = channels == 1 ? ColorTypeGray : ColorTypeRgb;
        header[10..].Clear();
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(pixels, height, width * channels));
        WriteChunk(file, "IEND"u8, default);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> pixels, int height, int rowBytes)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int row = 0; row < height; row++)
            {
                // Each row begins with its filter; 0 keeps the bytes as they are.
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row * rowBytes, rowBytes));
            }
        }
        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc32.Update(Crc32.Update(uint.MaxValue, type), data));
        file.Write(number);
    }
}
