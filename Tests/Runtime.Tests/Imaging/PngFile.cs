using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace VaeGen.Runtime.Tests.Imaging;

/// <summary>A PNG file as its chunks, to be put together right or wrong.</summary>
internal sealed class PngFile
{
    internal List<(string Type, byte[] Content)> Chunks { get; } = [];

    /// <summary>A file of these rows, each with its filter in front.</summary>
    internal static PngFile Of(
        int height, int width, int depth, int colorType, byte[] rows, byte[]? palette = null, byte[]? transparency = null)
    {
        PngFile file = new();
        file.Chunks.Add(("IHDR", Header(height, width, depth, colorType)));
        if (palette is not null)
            file.Chunks.Add(("PLTE", palette));
        if (transparency is not null)
            file.Chunks.Add(("tRNS", transparency));
        file.Chunks.Add(("IDAT", Compress(rows)));
        file.Chunks.Add(("IEND", []));
        return file;
    }

    internal static byte[] Header(int height, int width, int depth, int colorType, int compression = 0, int filter = 0, int interlace = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        new[] { depth, colorType, compression, filter, interlace }.Select(value => (byte)value).ToArray().CopyTo(header, 8);
        return header;
    }

    internal static byte[] Compress(byte[] bytes)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.SmallestSize))
            zlib.Write(bytes);
        return compressed.ToArray();
    }

    internal PngFile With(int index, string type, byte[] content)
    {
        Chunks[index] = (type, content);
        return this;
    }

    internal PngFile Insert(int index, string type, params byte[] content)
    {
        Chunks.Insert(index, (type, content));
        return this;
    }

    internal byte[] ToBytes()
    {
        List<byte> file = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        foreach ((string type, byte[] content) in Chunks)
        {
            byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
            file.AddRange(Bytes((uint)content.Length));
            file.AddRange(named);
            file.AddRange(Bytes(Crc32.Of(named)));
        }
        return [.. file];
    }

    private static byte[] Bytes(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
