using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace VaeGen;

/// <summary>Element types of the npy format that are read.</summary>
internal enum NpyElementType
{
    Boolean,
    Byte,
    Int32,
    Int64,
    Single,
    Double,
}

/// <summary>
/// The head of an npy file: a magic number, a version, and a Python dictionary that describes the array (NumPy Enhancement Proposal 1,
/// "A simple file format for NumPy arrays"; versions 2 and 3 differ in the width of a length and in the encoding of text).
/// </summary>
internal sealed record NpyHeader(NpyElementType ElementType, bool IsBigEndian, bool IsFortranOrder, int[] Dimensions, long DataBytes)
{
    // NumPy writes some hundred bytes, and refuses headers beyond 10 000.
    private const int MostHeaderBytes = 65_536;

    // A magic number of six bytes, the version, and the shorter of the two lengths.
    private const int LeadBytes = 10;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    internal int Rank => Dimensions.Length;

    internal int Elements => (int)(DataBytes / ElementSize(ElementType));

    internal int ElementBytes => ElementSize(ElementType);

    internal string Sizes => string.Join("×", Dimensions.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads the head; the stream stands at the first element afterwards.</summary>
    internal static NpyHeader Read(Stream stream, string path, long maximumBytes)
    {
        Span<byte> lead = stackalloc byte[LeadBytes + sizeof(ushort)];
        int found = stream.ReadAtLeast(lead[..LeadBytes], LeadBytes, throwOnEndOfStream: false);
        if (!lead[..found].StartsWith(Magic))
        {
            string what = found == 0 ? "it is empty"
                : lead[..found].StartsWith("PK"u8) ? "it is a zip archive, as numpy.savez writes it; numpy.save writes one array"
                : $"it starts with the bytes {Convert.ToHexString(lead[..Math.Min(found, Magic.Length)])}; 934E554D5059 was expected";
            throw new DataFormatException($"'{path}' is no npy file: {what}.");
        }
        if (found < LeadBytes)
            throw EndsWithinHeader(path);
        if (lead[6] is < 1 or > 3 || lead[7] != 0)
            throw new DataFormatException($"The npy file '{path}' has version {lead[6]}.{lead[7]}; 1.0, 2.0 or 3.0 was expected.");
        long length = BinaryPrimitives.ReadUInt16LittleEndian(lead[8..]);
        if (lead[6] > 1)
        {
            ReadExactly(stream, lead[LeadBytes..], path);
            length = BinaryPrimitives.ReadUInt32LittleEndian(lead[8..]);
        }
        if (length > MostHeaderBytes)
        {
            throw new DataFormatException($"The npy file '{path}' declares a header of {length} bytes; at most {MostHeaderBytes} were "
                + "expected.");
        }

        var header = new byte[length];
        ReadExactly(stream, header, path);
        return Parse(Encoding.UTF8.GetString(header), path, maximumBytes);
    }

    private static NpyHeader Parse(string text, string path, long maximumBytes)
    {
        Dictionary<string, object> entries = NpyDictionary.Parse(text, path);
        if (entries.Count != 3 || !entries.TryGetValue("descr", out object? type)
            || !entries.TryGetValue("fortran_order", out object? order)
            || !entries.TryGetValue("shape", out object? shape) || order is not bool isFortranOrder || shape is not int[] dimensions)
        {
            throw new DataFormatException($"The header of the npy file '{path}' is {text.Trim()}; descr, fortran_order and shape were "
                + "expected.");
        }

        (NpyElementType elementType, bool isBigEndian) = ParseType(type, path);
        long limit = Math.Min(maximumBytes, Array.MaxLength);
        long dataBytes = ElementSize(elementType);
        foreach (int size in dimensions)
        {
            if (size == 0)
            {
                throw new DataFormatException($"The npy file '{path}' holds an array without elements (shape {text.Trim()}); at least "
                    + "one example was expected.");
            }
            // Both factors are below 2^31, or the limit is passed already and stays so.
            if (dataBytes <= limit)
                dataBytes *= size;
        }
        return dataBytes <= limit
            ? new NpyHeader(elementType, isBigEndian, isFortranOrder, dimensions, dataBytes)
            : throw new DataFormatException($"The npy file '{path}' declares more than {limit} bytes of data ({text.Trim()}); at most "
                + $"{limit} were expected.");
    }

    private static (NpyElementType Type, bool IsBigEndian) ParseType(object descr, string path)
    {
        string name = descr as string ?? "a structure";
        NpyElementType? type = name.TrimStart('<', '>', '|', '=') switch
        {
            "b1" => NpyElementType.Boolean,
            "u1" => NpyElementType.Byte,
            "i4" => NpyElementType.Int32,
            "i8" => NpyElementType.Int64,
            "f4" => NpyElementType.Single,
            "f8" => NpyElementType.Double,
            _ => null,
        };
        if (type is not NpyElementType known || name.Length > 3)
        {
            throw new DataFormatException(
                $"The npy file '{path}' has elements of type {name}; uint8, bool, int32, int64, float32 or float64 was expected (astype "
                    + "converts an array).");
        }
        return (known, name[0] == '>' || (name[0] is not ('<' or '|') && !BitConverter.IsLittleEndian));
    }

    private static void ReadExactly(Stream stream, Span<byte> destination, string path)
    {
        if (stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
            throw EndsWithinHeader(path);
    }

    private static DataFormatException EndsWithinHeader(string path) => new($"The npy file '{path}' ends within its header.");

    private static int ElementSize(NpyElementType type) => type switch
    {
        NpyElementType.Boolean or NpyElementType.Byte => 1,
        NpyElementType.Int32 or NpyElementType.Single => 4,
        _ => 8,
    };
}
