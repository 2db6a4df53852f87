using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace VaeGen;

/// <summary>A whole IDX file in memory: its header and the bytes of its elements, as many as the header says.</summary>
internal sealed record IdxFile(IdxHeader Header, byte[] Data)
{
    // Deflate can't make more than 1032 bytes of one: a header that says more is a lie, found before any memory is taken for it.
    private const long GreatestExpansion = 1032;

    internal static IdxFile Read(string path, long maximumBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBytes, 1);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The IDX file '{path}' does not exist.", path);
        using FileStream file = File.OpenRead(path);
        if (!IsGzip(file))
            return Read(file, path, maximumBytes, file.Length, isCompressed: false);
        try
        {
            uint declaredBytes = ReadGzipLength(file);
            using var content = new GZipStream(file, CompressionMode.Decompress);
            IdxFile found = Read(content, path, maximumBytes, file.Length, isCompressed: true);
            // The decompressor does not miss a trailer, which holds the checksum.
            return declaredBytes == (uint)found.Header.TotalBytes
                ? found
                : throw new DataFormatException(
                    $"The gzip file '{path}' does not end with the length of its content: it is cut off, or made of several parts.");
        }
        catch (InvalidDataException failure)
        {
            throw new DataFormatException($"'{path}' is a damaged gzip file; a whole one was expected.", failure);
        }
    }

    internal float[] ToSingles(string path)
    {
        var values = new float[Data.Length / Header.ElementBytes];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Header.ElementType switch
            {
                IdxElementType.Single => BinaryPrimitives.ReadSingleBigEndian(Data.AsSpan(4 * i)),
                _ => throw Unsuited(path, "images", "bytes, floats or doubles"),
            };
        }
        return values;
    }

    internal double[] ToDoubles()
    {
        var values = new double[Data.Length / sizeof(double)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadDoubleBigEndian(Data.AsSpan(sizeof(double) * i));
        return values;
    }

    internal int[] ToLabels(string path)
    {
        var labels = new int[Data.Length / Header.ElementBytes];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = Header.ElementType switch
            {
                IdxElementType.Byte => Data[i],
                IdxElementType.SignedByte => (sbyte)Data[i],
                IdxElementType.Int16 => BinaryPrimitives.ReadInt16BigEndian(Data.AsSpan(2 * i)),
                IdxElementType.Int32 => BinaryPrimitives.ReadInt32BigEndian(Data.AsSpan(4 * i)),
                _ => throw Unsuited(path, "labels", "whole numbers"),
            };
            if (labels[i] is < 0 or int.MaxValue)
                throw new DataFormatException($"The IDX file '{path}' has the label {labels[i]} at example {i}; {DataSet.LabelsCount}.");
        }
        return labels;
    }

    private static IdxFile Read(Stream content, string path, long maximumBytes, long fileLength, bool isCompressed)
    {
        IdxHeader header = IdxHeader.Read(content, path, maximumBytes);
        if (isCompressed ? header.TotalBytes > fileLength * GreatestExpansion : header.TotalBytes > fileLength)
            throw Truncated(header, path, isCompressed ? null : fileLength);
        byte[] data = GC.AllocateUninitializedArray<byte>((int)header.DataBytes);
        int read = content.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        if (read < data.Length)
            throw Truncated(header, path, header.TotalBytes - data.Length + read);
        if (content.ReadByte() >= 0)
        {
            throw new DataFormatException($"The IDX file '{path}' goes on after the {header.TotalBytes} bytes its header declares "
                + $"({header.Sizes}).");
        }

        return new IdxFile(header, data);
    }

    private static bool IsGzip(FileStream file)
    {
        bool isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip;
    }

    // The last four bytes: the length of the content modulo 2^32 (RFC 1952, section 2.3.1).
    private static uint ReadGzipLength(FileStream file)
    {
        Span<byte> bytes = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - bytes.Length);
        _ = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private static DataFormatException Truncated(IdxHeader header, string path, long? found) => new(found is long bytes
        ? $"The IDX file '{path}' is cut off: its header declares {header.TotalBytes} bytes ({header.Sizes}), there are {bytes}."
        : $"The IDX file '{path}' is cut off: its header declares {header.TotalBytes} bytes ({header.Sizes}), more than its compressed "
            + "content can hold.");

    private DataFormatException Unsuited(string path, string what, string expected) =>
        new($"The IDX file '{path}' has elements of type {Header.ElementType}; for {what}, {expected} were expected.");
}
