using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace VaeGen;

/// <summary>The chunks of a PNG file that say how it looks. All checksums, and the order of the chunks, have been checked.</summary>
/// <param name="Header">The content of IHDR.</param>
/// <param name="Palette">The content of PLTE: three bytes a color; empty where there is none.</param>
/// <param name="Transparency">The content of tRNS, or null.</param>
/// <param name="Compressed">The contents of all IDAT, one after the other.</param>
internal sealed record PngChunks(PngHeader Header, byte[] Palette, byte[]? Transparency, byte[] Compressed)
{
    // Length, type and checksum.
    private const int FrameBytes = 12;
    private const int MostColors = 256;

    internal static PngChunks Read(ReadOnlySpan<byte> file, string path)
    {
        if (!file.StartsWith(PngWriter.Signature))
        {
            throw new DataFormatException(
                $"'{path}' is no PNG file: it starts with the bytes {Convert.ToHexString(file[..Math.Min(file.Length, 8)])}; "
                    + $"{Convert.ToHexString(PngWriter.Signature)} was expected.");
        }
        PngHeader? header = null;
        byte[] palette = [];
        byte[]? transparency = null;
        List<Range> data = [];
        int position = PngWriter.Signature.Length;
        string type;
        do
        {
            string before = data.Count > 0 && data[^1].End.Value == position - 4 ? "IDAT" : "";
            Range content = NextChunk(file, ref position, path, out type);
            if ((header is null) != (type == "IHDR"))
                throw Wrong(path, $"the chunk {type} is out of place; IHDR was expected once, as the first");
            switch (type)
            {
                case "IHDR":
                    header = PngHeader.Parse(file[content], path);
                    break;
                case "PLTE" when palette.Length > 0 || data.Count > 0:
                case "tRNS" when transparency is not null || data.Count > 0:
                case "IDAT" when data.Count > 0 && before != "IDAT":
                    throw Wrong(path, $"the chunk {type} is out of place, or there a second time");
                case "PLTE":
                    palette = file[content].ToArray();
                    break;
                case "tRNS":
                    transparency = file[content].ToArray();
                    break;
                case "IDAT":
                    data.Add(content);
                    break;
                case "IEND":
                    break;
                case { } critical when char.IsAsciiLetterUpper(critical[0]):
                    throw Wrong(path, $"it has a chunk {critical} that nothing is known of, and that can't be left out");
            }
        }
        while (type != "IEND");
        if (position != file.Length)
            throw Wrong(path, $"it goes on after its end, at byte {position} of {file.Length}");
        if (data.Count == 0)
            throw Wrong(path, "it has no chunk IDAT, which holds the pixels");
        CheckPalette(header!, palette, path);
        return new PngChunks(header!, palette, transparency, Join(file, data));
    }

    private static void CheckPalette(PngHeader header, byte[] palette, string path)
    {
        if (palette.Length % 3 != 0 || palette.Length > 3 * MostColors)
            throw Wrong(path, $"its palette has {palette.Length} bytes; 3 for each of 1 to {MostColors} colors were expected");
        if (header.ColorType == PngColorType.Palette && palette.Length == 0)
            throw Wrong(path, "it has no palette (chunk PLTE), which its colors are taken from");
    }

    private static Range NextChunk(ReadOnlySpan<byte> file, ref int position, string path, out string type)
    {
        ReadOnlySpan<byte> rest = file[position..];
        if (rest.Length < FrameBytes)
            throw Wrong(path, $"it is cut off at byte {file.Length}, before its end (chunk IEND)");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - FrameBytes)
        {
            throw Wrong(
                path, $"the chunk at byte {position} declares {length} bytes, of which {rest.Length - FrameBytes} are there: it is cut "
                    + "off or damaged");
        }

        ReadOnlySpan<byte> name = rest.Slice(4, 4);
        foreach (byte letter in name)
        {
            if (!char.IsAsciiLetter((char)letter))
                throw Wrong(path, $"at byte {position + 4}, {Convert.ToHexString(name)} is no name of a chunk");
        }
        type = Encoding.ASCII.GetString(name);
        uint declared = BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]);
        if (Crc32.Of(rest.Slice(4, 4 + (int)length)) != declared)
            throw Wrong(path, $"the chunk {type} at byte {position} has another checksum than it declares: it is damaged");
        int start = position + 8;
        position = start + (int)length + 4;
        return start..(start + (int)length);
    }

    private static byte[] Join(ReadOnlySpan<byte> file, List<Range> contents)
    {
        int length = 0;
        foreach (Range content in contents)
            length += file[content].Length;
        var joined = new byte[length];
        int at = 0;
        foreach (Range content in contents)
        {
            file[content].CopyTo(joined.AsSpan(at));
            at += file[content].Length;
        }
        return joined;
    }

    private static DataFormatException Wrong(string path, string what) => new($"The PNG file '{path}' can't be read: {what}.");
}
