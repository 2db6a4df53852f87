using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace VaeGen;

/// <summary>Decompresses the rows of a PNG file and undoes their filters (Portable Network Graphics Specification, section 9).</summary>
internal static class PngRows
{
    // Deflate can't make more than 1032 bytes of one: a header that says more is a lie, found before any memory is taken for it.
    private const long GreatestExpansion = 1032;

    // The largest prime below 2^16 (RFC 1950, section 8.2).
    private const uint AdlerModulus = 65521;

    /// <summary>Takes a row: the pass, its number in the pass, and its bytes.</summary>
    internal delegate void RowTaker(PngPass pass, int row, ReadOnlySpan<byte> bytes);

    /// <summary>The passes that the header declares, if the compressed bytes can hold them.</summary>
    internal static List<PngPass> FindPasses(PngChunks chunks, string path)
    {
        List<PngPass> passes = PngPass.Of(chunks.Header);
        long total = passes.Sum(pass => pass.Bytes);
        return total <= chunks.Compressed.Length * GreatestExpansion
            ? passes
            : throw Wrong(
                path, $"its header declares {total} bytes of pixels, more than the {chunks.Compressed.Length} compressed ones can hold");
    }

    internal static void Read(PngChunks chunks, List<PngPass> passes, string path, RowTaker take)
    {
        using var zlib = new ZLibStream(new MemoryStream(chunks.Compressed), CompressionMode.Decompress);
        var adler = new Adler();
        try
        {
            foreach (PngPass pass in passes)
                ReadPass(zlib, pass, chunks.Header.FilterDistance, ref adler, path, take);
            if (zlib.ReadByte() >= 0)
                throw Wrong(path, $"its pixels go on after the {passes.Sum(pass => pass.Bytes)} bytes its header declares");
        }
        catch (InvalidDataException failure)
        {
            throw new DataFormatException($"The PNG file '{path}' can't be read: its pixels are no whole zlib stream.", failure);
        }
        // The decompressor does not miss a trailer, which holds the checksum.
        if (!chunks.Compressed.AsSpan().EndsWith(adler.Bytes))
            throw Wrong(path, "its pixels do not end with their checksum: they are cut off, or something follows them");
    }

    private static void ReadPass(ZLibStream zlib, PngPass pass, int distance, ref Adler adler, string path, RowTaker take)
    {
        // The filter's byte, then the row; above the first one there are zeros.
        var row = new byte[1 + pass.RowBytes];
        var above = new byte[row.Length];
        for (int i = 0; i < pass.Rows; i++)
        {
            if (zlib.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
                throw Wrong(path, $"its pixels end within row {i + 1} of {pass.Rows}");
            adler.Add(row);
            Restore(row[0], row.AsSpan(1), above.AsSpan(1), distance, path);
            take(pass, i, row.AsSpan(1));
            (row, above) = (above, row);
        }
    }

    private static void Restore(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int distance, string path)
    {
        if (filter > 4)
            throw Wrong(path, $"a row has the filter {filter}; 0 to 4 was expected");
        if (filter == 0)
            return;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= distance ? row[i - distance] : 0;
            int up = above[i];
            int upLeft = i >= distance ? above[i - distance] : 0;
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                _ => Paeth(left, up, upLeft),
            });
        }
    }

    // The neighbor that is nearest to left + up - upLeft; in doubt the one named first.
    private static int Paeth(int left, int up, int upLeft)
    {
        int toLeft = Math.Abs(up - upLeft);
        int toUp = Math.Abs(left - upLeft);
        int toUpLeft = Math.Abs(left + up - (2 * upLeft));
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    private static DataFormatException Wrong(string path, string what) => new($"The PNG file '{path}' can't be read: {what}.");

    /// <summary>The checksum of a zlib stream, Adler-32.</summary>
    private struct Adler()
    {
        // So many bytes can't overflow the sums.
        private const int LongestRun = 3800;

        private uint low = 1;
        private uint high;

        internal readonly byte[] Bytes => [(byte)(high >> 8), (byte)high, (byte)(low >> 8), (byte)low];

        internal void Add(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                ReadOnlySpan<byte> run = bytes[..Math.Min(bytes.Length, LongestRun)];
                foreach (byte value in run)
                {
                    low += value;
                    high += low;
                }
                low %= AdlerModulus;
                high %= AdlerModulus;
                bytes = bytes[run.Length..];
            }
        }
    }
}
