using System;
using System.IO;
using System.Linq;
using VaeGen.Runtime.Tests.Data;
using Xunit;

namespace VaeGen.Runtime.Tests.Imaging;

public class PngWriterTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 300, 1)]
    [InlineData(5, 3, 3)]
    public void DecodesToTheSamePixels(int height, int width, int channels)
    {
        byte[] pixels = [.. Enumerable.Range(0, height * width * channels).Select(i => (byte)(i * 73))];
        PngDecoder decoded = PngDecoder.Decode(PngWriter.Encode(pixels, height, width, channels));
        Assert.Equal((height, width, channels), (decoded.Height, decoded.Width, decoded.Channels));
        Assert.Equal(pixels, decoded.Pixels);
    }

    [Fact]
    public void TheChecksumIsThePublishedOne() =>
        Assert.EndsWith("0000000049454E44AE426082", Convert.ToHexString(PngWriter.Encode([0], 1, 1)), StringComparison.Ordinal);

    [Fact]
    public void SizesAreChecked()
    {
        Assert.Throws<ArgumentException>(() => PngWriter.Encode(new byte[5], 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngWriter.Encode(new byte[4], 2, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngWriter.Encode([], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngWriter.Encode([], 1, -1));
    }

    [Fact]
    public void SavesAFile()
    {
        using var folder = new TemporaryFolder();
        PngWriter.Save(folder.File("a.png"), [1, 2, 3], 1, 1, 3);
        Assert.Equal([1, 2, 3], PngDecoder.Decode(File.ReadAllBytes(folder.File("a.png"))).Pixels);
    }
}
