using System;
using System.IO;
using System.Linq;
using VaeGen.Runtime.Tests.Data;
using Xunit;

namespace VaeGen.Runtime.Tests.Imaging;

public sealed class PngReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<int, int, bool, int, int> Kinds =>
        new(PngByPython.Files.Keys.Select(key => (key.ColorType, key.BitDepth, key.IsInterlaced, key.Height, key.Width)));

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryColorTypeDepthFilterAndOrderIsRead(int colorType, int depth, bool isInterlaced, int height, int width)
    {
        PngImage image = PngReader.Decode(PngByPython.Files[(colorType, depth, isInterlaced, height, width)]);
        int channels = colorType is 0 or 4 ? 1 : 3;
        Assert.Equal((height, width, channels), (image.Height, image.Width, image.Channels));
        int greatest = (1 << depth) - 1;
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            int channel = i % channels;
            int x = i / channels % width;
            int y = i / channels / width;
            int sample = ((37 * y) + (11 * x) + (colorType == 3 ? 0 : 53 * channel)) & greatest;
            double expected = colorType == 3
                ? sample * (channel == 0 ? 1 : channel == 1 ? 3 : 7) % 256
                : Math.Round(sample * 255.0 / greatest, MidpointRounding.AwayFromZero);
            Assert.Equal((y, x, channel, (byte)expected), (y, x, channel, image.Pixels[i]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void WhatTheWriterWritesIsReadBack(int channels)
    {
        byte[] pixels = [.. Enumerable.Range(0, 40 * 31 * channels).Select(i => (byte)(i * i / 7))];
        PngWriter.Save(folder.File("a.png"), pixels, 40, 31, channels);
        PngImage image = PngReader.Read(folder.File("a.png"));
        Assert.Equal((40, 31, channels), (image.Height, image.Width, image.Channels));
        Assert.Equal(pixels, image.Pixels);
    }

    [Fact]
    public void APaletteOfGraysIsGray()
    {
        PngImage image = PngReader.Decode(PngFile.Of(1, 3, 8, 3, [0, 0, 1, 0], palette: [9, 9, 9, 200, 200, 200]).ToBytes());
        Assert.Equal(1, image.Channels);
        Assert.Equal([9, 200, 9], image.Pixels);
    }

    [Fact]
    public void OpacityIsLeftOutOnlyWhereItIsFull()
    {
        Assert.Equal([7, 9], PngReader.Decode(PngFile.Of(1, 2, 8, 4, [0, 7, 255, 9, 255]).ToBytes()).Pixels);
        Refuses(PngFile.Of(1, 2, 8, 4, [0, 7, 255, 9, 254]), "is not opaque at row 0, column 1; opaque pixels were expected.");
        Refuses(PngFile.Of(1, 1, 16, 6, [0, 1, 2, 3, 4, 5, 6, 255, 254]), "is not opaque at row 0, column 0");
        // The transparent color of gray and RGB files, and the table of palettes: an error only where a pixel has it.
        Refuses(PngFile.Of(2, 1, 8, 0, [0, 7, 0, 8], transparency: [0, 8]), "is not opaque at row 1, column 0");
        Refuses(PngFile.Of(1, 1, 8, 2, [0, 7, 8, 9], transparency: [0, 7, 0, 8, 0, 9]), "is not opaque");
        Refuses(PngFile.Of(1, 1, 8, 3, [0, 1], palette: new byte[6], transparency: [255, 0]), "is not opaque");
        Assert.Equal([7], PngReader.Decode(PngFile.Of(1, 1, 8, 0, [0, 7], transparency: [0, 8]).ToBytes()).Pixels);
        Assert.Equal([0], PngReader.Decode(PngFile.Of(1, 1, 8, 3, [0, 0], palette: new byte[6], transparency: [255, 0]).ToBytes()).Pixels);
        Refuses(PngFile.Of(1, 1, 8, 4, [0, 7, 255], transparency: [0, 8]), "a chunk tRNS of 2 bytes, which does not fit its color type "
            + "GrayAlpha");
    }

    [Fact]
    public void EveryByteThatIsMissingOrFlippedIsNoticed()
    {
        byte[] file = PngByPython.Files[(2, 8, true, 2, 3)];
        for (int i = 0; i < file.Length; i++)
        {
            Assert.Throws<DataFormatException>(() => PngReader.Decode(file[..i]));
            byte[] flipped = [.. file];
            flipped[i] ^= 0x10;
            Assert.Throws<DataFormatException>(() => PngReader.Decode(flipped));
        }
        Refuses([.. file, 0], "it goes on after its end");
    }

    // The checksums of chunks are right here, so that what lies beneath them is looked at.
    [Fact]
    public void DamagedPixelsAreRefused()
    {
        byte[] rows = [0, 1, 2, 3, 1, 4, 5, 6];
        Assert.Equal([1, 2, 3, 4, 9, 15], PngReader.Decode(PngFile.Of(2, 3, 8, 0, rows).ToBytes()).Pixels);
        Refuses(PngFile.Of(2, 3, 8, 0, rows[..7]), "its pixels end within row 2 of 2");
        Refuses(PngFile.Of(2, 3, 8, 0, [.. rows, 0]), "its pixels go on after the 8 bytes its header declares");
        Refuses(PngFile.Of(2, 3, 8, 0, [0, 1, 2, 3, 5, 4, 5, 6]), "a row has the filter 5; 0 to 4 was expected");
        Refuses(PngFile.Of(2, 3, 8, 0, rows).With(1, "IDAT", [1, 2, 3]), "its pixels are no whole zlib stream");
        byte[] compressed = PngFile.Compress(rows);
        Refuses(PngFile.Of(2, 3, 8, 0, rows).With(1, "IDAT", compressed[..^2]), "they are cut off, or something follows them");
        Refuses(PngFile.Of(2, 3, 8, 0, rows).With(1, "IDAT", [.. compressed, 0]), "they are cut off, or something follows them");
        Refuses(PngFile.Of(1, 1, 8, 3, [0, 2], palette: new byte[6]), "has the color 2 at row 0, column 0; its palette has 0 to 1");
        Refuses(PngFile.Of(1, 1, 8, 3, [0, 2]), "it has no palette");
        Refuses(PngFile.Of(1, 1, 8, 3, [0, 2], palette: new byte[5]), "its palette has 5 bytes");
    }

    [Fact]
    public void ChunksInAnImpossibleOrderAreRefused()
    {
        byte[] header = PngFile.Header(1, 1, 8, 0);
        PngFile One() => PngFile.Of(1, 1, 8, 0, [0, 1]);
        Refuses(One().Insert(0, "tEXt", 1), "the chunk tEXt is out of place; IHDR was expected once, as the first");
        Refuses(One().Insert(1, "IHDR", header), "the chunk IHDR is out of place");
        Refuses(One().Insert(2, "PLTE", 1, 2, 3), "the chunk PLTE is out of place");
        Refuses(One().Insert(2, "tRNS", 0, 1), "the chunk tRNS is out of place");
        Refuses(One().Insert(2, "tEXt", 0, 1).Insert(3, "IDAT", 1), "the chunk IDAT is out of place");
        Refuses(One().Insert(1, "ABCD", 1), "it has a chunk ABCD that nothing is known of");
        Refuses(One().Insert(1, "a1cd", 1), "is no name of a chunk");
        Assert.Equal([1], PngReader.Decode(One().Insert(1, "abCD", 1).Insert(3, "gAMA", 0, 0, 0, 1).ToBytes()).Pixels);
        PngFile none = One();
        none.Chunks.RemoveAt(1);
        Refuses(none, "it has no chunk IDAT");
    }

    [Theory]
    [InlineData(0, 1, 8, 0, 0, 0, 0, "declares 0 × 1 pixels")]
    [InlineData(1, -1, 8, 0, 0, 0, 0, "declares 1 × 4294967295 pixels")]
    [InlineData(1, 1, 3, 0, 0, 0, 0, "declares color type 0 with 3 bits a sample")]
    [InlineData(1, 1, 16, 3, 0, 0, 0, "declares color type 3 with 16 bits a sample")]
    [InlineData(1, 1, 8, 1, 0, 0, 0, "declares color type 1 with 8 bits a sample")]
    [InlineData(1, 1, 8, 0, 1, 0, 0, "declares the methods 1, 0, 0")]
    [InlineData(1, 1, 8, 0, 0, 0, 2, "declares the methods 0, 0, 2")]
    [InlineData(int.MaxValue, int.MaxValue, 16, 6, 0, 0, 0, "has 2147483647 × 2147483647 pixels; at most")]
    [InlineData(4000, 4000, 8, 0, 0, 0, 0, "its header declares 16004000 bytes of pixels, more than the")]
    public void HeadersThatAreImpossibleOrPromiseTooMuchAreRefused(
        int height, int width, int depth, int colorType, int compression, int filter, int interlace, string expected)
    {
        byte[] header = PngFile.Header(height, width, depth, colorType, compression, filter, interlace);
        Refuses(PngFile.Of(1, 1, 8, 0, [0, 1]).With(0, "IHDR", header), expected);
    }

    [Fact]
    public void LargeImagesAreRefusedBeforeMemoryIsTaken()
    {
        // 20 000 × 20 000 white pixels of one bit: fifty megabytes that compress to fifty thousand bytes.
        byte[] bomb = PngFile.Of(20_000, 20_000, 1, 0, new byte[20_000 * 2501]).ToBytes();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refuses(bomb, "has 20000 × 20000 pixels; at most 22369621 in all were expected");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        File.WriteAllBytes(folder.File("a.png"), bomb);
        Assert.Throws<DataFormatException>(() => PngReader.Read(folder.File("a.png"), maximumBytes: 1000));
        Assert.Throws<FileNotFoundException>(() => PngReader.Read(folder.File("none.png")));
        Refuses([], "is no PNG file: it starts with the bytes ; 89504E470D0A1A0A was expected");
    }

    private static void Refuses(PngFile file, string expected) => Refuses(file.ToBytes(), expected);

    private static void Refuses(byte[] file, string expected)
    {
        DataFormatException failure = Assert.Throws<DataFormatException>(() => PngReader.Decode(file, "a.png"));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("'a.png'", failure.Message, StringComparison.Ordinal);
    }
}
