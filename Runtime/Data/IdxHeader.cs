using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Linq;

namespace VaeGen;

/// <summary>Element types of the IDX format, by their code in the third byte.</summary>
internal enum IdxElementType
{
    Byte = 0x08,
    SignedByte = 0x09,
    Int16 = 0x0B,
    Int32 = 0x0C,
    Single = 0x0D,
    Double = 0x0E,
}

/// <summary>
/// The head of an IDX file: two zero bytes, the element type, the number of dimensions, and each dimension as a big-endian 32-bit number
/// (Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section on file formats).
/// </summary>
internal sealed record IdxHeader(IdxElementType ElementType, int[] Dimensions, long DataBytes)
{
    private const int MaximumRank = 4;

    internal int Rank => Dimensions.Length;

    internal long TotalBytes => 4 + (4L * Rank) + DataBytes;

    internal int ElementBytes => ElementSize(ElementType);

    internal string Sizes => string.Join("×", Dimensions.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    internal static IdxHeader Read(Stream stream, string path, long maximumBytes)
    {
        Span<byte> bytes = stackalloc byte[4 * (1 + MaximumRank)];
        ReadExactly(stream, bytes[..4], path);
        if (bytes[0] != 0 || bytes[1] != 0 || ElementSize((IdxElementType)bytes[2]) == 0)
        {
            throw new DataFormatException(
                $"'{path}' is no IDX file: it starts with the bytes {Convert.ToHexString(bytes[..4])}; 000008 and the number of "
                    + "dimensions were expected.");
        }
        var type = (IdxElementType)bytes[2];
        int rank = bytes[3];
        if (rank is 0 or > MaximumRank)
            throw new DataFormatException($"The IDX file '{path}' declares {rank} dimensions; 1 to {MaximumRank} were expected.");
        Span<byte> sizes = bytes.Slice(4, 4 * rank);
        ReadExactly(stream, sizes, path);
        var dimensions = new int[rank];
        long limit = Math.Min(maximumBytes, Array.MaxLength);
        long dataBytes = ElementSize(type);
        for (int i = 0; i < rank; i++)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(sizes[(4 * i)..]);
            if (size is 0 or > int.MaxValue)
            {
                throw new DataFormatException($"The IDX file '{path}' declares the size {size} for dimension {i}; 1 to {int.MaxValue} "
                    + "was expected.");
            }

            dimensions[i] = (int)size;
            // Both factors are below 2^31, or the limit is passed already and stays so.
            if (dataBytes <= limit)
                dataBytes *= size;
        }
        return dataBytes <= limit ? new IdxHeader(type, dimensions, dataBytes) : throw TooLong(type, dimensions, path, limit);
    }

    // The product of four sizes does not fit into 64 bits.
    private static DataFormatException TooLong(IdxElementType type, int[] dimensions, string path, long limit)
    {
        UInt128 dataBytes = (uint)ElementSize(type);
        foreach (int size in dimensions)
            dataBytes *= (uint)size;
        return new DataFormatException($"The IDX file '{path}' declares {dataBytes} bytes of data; at most {limit} were expected.");
    }

    private static void ReadExactly(Stream stream, Span<byte> destination, string path)
    {
        int read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (read < destination.Length)
            throw new DataFormatException($"The IDX file '{path}' ends within its header.");
    }

    private static int ElementSize(IdxElementType type) => type switch
    {
        IdxElementType.Byte or IdxElementType.SignedByte => 1,
        IdxElementType.Int16 => 2,
        IdxElementType.Int32 or IdxElementType.Single => 4,
        IdxElementType.Double => 8,
        _ => 0,
    };
}
