using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public sealed class IdxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadsImagesPlainAndGzipByContent(bool isCompressed)
    {
        byte[] file = IdxBytes(0x08, [2, 2, 3], [.. Enumerable.Range(0, 12).Select(i => (byte)(i * 20))]);
        string path = folder.Write(isCompressed ? "images-idx3-ubyte" : "plain.gz", isCompressed ? Gzip(file) : file);
        DataSet data = Idx.ReadImages(path);
        Assert.Equal((2, new DataShape(1, 2, 3)), (data.Count, data.Shape));
        Assert.Equal(isCompressed ? "images-idx3-ubyte" : "plain", data.Name);
        var second = new float[6];
        data.CopyExample(1, null, second);
        Assert.Equal([120 / 255f, 140 / 255f, 160 / 255f, 180 / 255f, 200 / 255f, 220 / 255f], second);
    }

    [Fact]
    public void ReadsOtherRanksAndFloats()
    {
        Assert.Equal(new DataShape(5), Idx.ReadImages(folder.Write("two", IdxBytes(0x08, [2, 5], new byte[10]))).Shape);
        Assert.Equal(new DataShape(3, 2, 2), Idx.ReadImages(folder.Write("four", IdxBytes(0x08, [2, 3, 2, 2], new byte[24]))).Shape);
        var single = new byte[8];
        BinaryPrimitives.WriteSingleBigEndian(single, -1.5f);
        BinaryPrimitives.WriteSingleBigEndian(single.AsSpan(4), 3f);
        DataSet singles = Idx.ReadImages(folder.Write("single", IdxBytes(0x0D, [1, 2], single)));
        Assert.Equal((-1.5, 3), (singles.Minimum, singles.Maximum));
        var real = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(real, 0.25);
        Assert.Equal(0.25, Idx.ReadImages(folder.Write("double", IdxBytes(0x0E, [1, 1], real))).Maximum);
    }

    [Fact]
    public void ReadsLabelsOfWholeNumbers()
    {
        Assert.Equal([5, 0, 255], Idx.ReadLabels(folder.Write("byte", IdxBytes(0x08, [3], [5, 0, 255]))));
        Assert.Equal([5], Idx.ReadLabels(folder.Write("signed", IdxBytes(0x09, [1], [5]))));
        Assert.Equal([259], Idx.ReadLabels(folder.Write("short", IdxBytes(0x0B, [1], [1, 3]))));
        Assert.Equal([0x01020304], Idx.ReadLabels(folder.Write("int", IdxBytes(0x0C, [1], [1, 2, 3, 4]))));
    }

    [Theory]
    [InlineData("00000801", "00000002", "0102", "has 1 dimension, as labels have")]
    [InlineData("FF000803", "00000001", "00", "it starts with the bytes FF000803")]
    [InlineData("00000703", "00000001", "00", "it starts with the bytes 00000703")]
    [InlineData("00000800", "", "", "declares 0 dimensions")]
    [InlineData("00000805", "0000000100000001000000010000000100000001", "00", "declares 5 dimensions")]
    [InlineData("000008", "", "", "ends within its header")]
    [InlineData("00000803", "0000000100000001", "", "ends within its header")]
    [InlineData("00000803", "000000000000000100000001", "", "declares the size 0 for dimension 0")]
    [InlineData("00000803", "0000000180000000FFFFFFFF", "", "declares the size 2147483648 for dimension 1")]
    [InlineData("00000803", "7FFFFFFF7FFFFFFF7FFFFFFF", "", "at most 1073741824 were expected")]
    [InlineData("00000803", "000000010000000100000002", "00", "is cut off: its header declares 18 bytes (1×1×2), there are 17")]
    [InlineData("00000803", "000000010000000100000001", "0000", "goes on after the 17 bytes")]
    [InlineData("00000B02", "0000000100000001", "0000", "has elements of type Int16; for images, bytes, floats or doubles were expected")]
    [InlineData("", "", "", "ends within its header")]
    public void DamagedImagesAreRefused(string magic, string sizes, string data, string expected)
    {
        byte[] file = Convert.FromHexString(magic + sizes + data);
        foreach (string path in new[] { folder.Write("plain", file), folder.Write("gzip", Gzip(file)) })
        {
            DataFormatException failure = Assert.Throws<DataFormatException>(() => Idx.ReadImages(path));
            Assert.Contains($"'{path}'", failure.Message, StringComparison.Ordinal);
            Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("00000803000000010000000100000001FF", "has 3 dimensions (1×1×1); labels have 1")]
    [InlineData("0000090100000002" + "05FF", "has the label -1 at example 1")]
    [InlineData("00000C0100000001" + "7FFFFFFF", "has the label 2147483647 at example 0; labels count from 0 to 2147483646")]
    [InlineData("00000D0100000001" + "00000000", "has elements of type Single; for labels, whole numbers were expected")]
    public void DamagedLabelsAreRefused(string file, string expected)
    {
        string path = folder.Write("labels", Convert.FromHexString(file));
        DataFormatException failure = Assert.Throws<DataFormatException>(() => Idx.ReadLabels(path));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALimitCanBeSet()
    {
        string path = folder.Write("images", IdxBytes(0x08, [2, 5], new byte[10]));
        Assert.Equal(2, Idx.ReadImages(path, maximumBytes: 10).Count);
        Assert.Throws<DataFormatException>(() => Idx.ReadImages(path, maximumBytes: 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => Idx.ReadImages(path, maximumBytes: 0));
    }

    [Fact]
    public void ABombIsNotInflated()
    {
        // 64 MB of zeros behind a header that declares 17 bytes.
        string path = folder.Write("bomb", Gzip([.. IdxBytes(0x08, [1, 1, 1], []), .. new byte[1 << 26]]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataFormatException>(() => Idx.ReadImages(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void AHeaderThatDeclaresMoreThanAnyCompressionTakesNoMemory()
    {
        string path = folder.Write("lie", Gzip(IdxBytes(0x08, [1 << 20, 10, 10], new byte[100])));
        long before = GC.GetAllocatedBytesForCurrentThread();
        DataFormatException failure = Assert.Throws<DataFormatException>(() => Idx.ReadImages(path));
        Assert.Contains("more than its compressed content can hold", failure.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] plain = IdxBytes(0x08, [3, 4, 5], [.. Enumerable.Range(0, 60).Select(i => (byte)(i * 37))]);
        foreach (byte[] file in new[] { plain, Gzip(plain) })
        {
            for (int length = 0; length < file.Length; length++)
            {
                string path = folder.Write("cut", file[..length]);
                Assert.Throws<DataFormatException>(() => Idx.ReadImages(path));
            }
        }
    }

    [Fact]
    public void FlippedBitsGiveAnExceptionOfTheContractOrASet()
    {
        byte[] plain = IdxBytes(0x08, [3, 4, 5], [.. Enumerable.Range(0, 60).Select(i => (byte)(i * 37))]);
        foreach (byte[] file in new[] { plain, Gzip(plain) })
        {
            for (int bit = 0; bit < 8 * file.Length; bit++)
            {
                byte[] damaged = [.. file];
                damaged[bit / 8] ^= (byte)(1 << (bit % 8));
                string path = folder.Write("flipped", damaged);
                Exception? failure = Record.Exception(() => Idx.ReadImages(path));
                Assert.True(failure is null or DataFormatException, $"bit {bit}: {failure}");
            }
        }
    }

    [Fact]
    public void AMissingFileIsNamed()
    {
        FileNotFoundException failure = Assert.Throws<FileNotFoundException>(() => Idx.ReadImages(folder.File("nowhere")));
        Assert.Equal(folder.File("nowhere"), failure.FileName);
    }

    internal static byte[] IdxBytes(byte type, int[] sizes, byte[] data)
    {
        var header = new byte[4 + (4 * sizes.Length)];
        header[2] = type;
        header[3] = (byte)sizes.Length;
        for (int i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), sizes[i]);
        return [.. header, .. data];
    }

    internal static byte[] Gzip(byte[] content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
