using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace VaeGen.Runtime.Tests.Imaging;

/// <summary>Reads the PNG files the runtime writes, and checks signature, order of the chunks and each checksum on the way.</summary>
internal sealed record PngDecoder(int Height, int Width, int Channels, byte[] Pixels)
{
    internal static PngDecoder Decode(byte[] file)
    {
        Assert.Equal(Convert.FromHexString("89504E470D0A1A0A"), file[..8]);
        int position = 8;
        byte[] header = Chunk(file, "IHDR", ref position);
        byte[] compressed = Chunk(file, "IDAT", ref position);
        Assert.Empty(Chunk(file, "IEND", ref position));
        Assert.Equal(file.Length, position);
        Assert.Equal("08", Convert.ToHexString(header, 8, 1));
        Assert.Equal("000000", Convert.ToHexString(header, 10, 3));
        int width = BinaryPrimitives.ReadInt32BigEndian(header);
        int height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        int channels = header[9] == 0 ? 1 : 3;
        Assert.Equal(channels == 1 ? 0 : 2, header[9]);
        return new PngDecoder(height, width, channels, Inflate(compressed, height, width * channels));
    }

    internal byte this[int y, int x] => Pixels[((y * Width) + x) * Channels];

    private static byte[] Inflate(byte[] compressed, int height, int rowBytes)
    {
        using var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var pixels = new byte[height * rowBytes];
        for (int row = 0; row < height; row++)
        {
            Assert.Equal(0, zlib.ReadByte());
            zlib.ReadExactly(pixels, row * rowBytes, rowBytes);
        }
        Assert.Equal(-1, zlib.ReadByte());
        return pixels;
    }

    private static byte[] Chunk(byte[] file, string type, ref int position)
    {
        int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(position));
        Assert.Equal(type, Encoding.ASCII.GetString(file, position + 4, 4));
        Assert.Equal(Crc(file.AsSpan(position + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position + 8 + length)));
        byte[] data = file[(position + 8)..(position + 8 + length)];
        position += 12 + length;
        return data;
    }

    // Division of polynomials from the highest bit, the other way round than the writer's.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint remainder = uint.MaxValue;
        foreach (byte value in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool carry = (remainder >> 31 != 0) ^ ((value >> bit & 1) != 0);
                remainder = (remainder << 1) ^ (carry ? 0x04C11DB7u : 0);
            }
        }
        uint reflected = 0;
        for (int bit = 0; bit < 32; bit++)
            reflected |= (~remainder >> bit & 1) << (31 - bit);
        return reflected;
    }
}
