using System;
using System.IO;
using System.Linq;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public sealed class MnistFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("-", "", false)]
    [InlineData(".", "", false)]
    [InlineData("-", ".gz", true)]
    [InlineData(".", ".gz", true)]
    public void FindsTheUsualNames(string separator, string suffix, bool isCompressed)
    {
        foreach ((string set, int count) in new[] { ("train", 3), ("t10k", 2) })
        {
            byte[] images = IdxTests.IdxBytes(0x08, [count, 2, 2], new byte[4 * count]);
            byte[] labels = IdxTests.IdxBytes(0x08, [count], [.. Enumerable.Range(1, count).Select(i => (byte)i)]);
            folder.Write($"{set}-images{separator}idx3-ubyte{suffix}", isCompressed ? IdxTests.Gzip(images) : images);
            folder.Write($"{set}-labels{separator}idx1-ubyte{suffix}", isCompressed ? IdxTests.Gzip(labels) : labels);
        }
        (DataSet train, DataSet test) = MnistFolder.Load(folder.Path);
        Assert.Equal((3, 2), (train.Count, test.Count));
        Assert.Equal([1, 2, 3], train.Labels.ToArray());
        Assert.Equal([1, 2], test.Labels.ToArray());
    }

    [Fact]
    public void LabelsMayBeMissingAltogetherButNotHalf()
    {
        WriteImages("train", 2, 2);
        WriteImages("t10k", 1, 2);
        Assert.False(MnistFolder.Load(folder.Path).Train.HasLabels);
        folder.Write("train-labels-idx1-ubyte", IdxTests.IdxBytes(0x08, [2], new byte[2]));
        FileNotFoundException failure = Assert.Throws<FileNotFoundException>(() => MnistFolder.Load(folder.Path));
        Assert.Contains("has no file 't10k-labels-idx1-ubyte' or 't10k-labels-idx1-ubyte.gz'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CountsThatDifferAreRefused()
    {
        WriteImages("train", 2, 2);
        WriteImages("t10k", 1, 2);
        folder.Write("train-labels-idx1-ubyte", IdxTests.IdxBytes(0x08, [3], new byte[3]));
        folder.Write("t10k-labels-idx1-ubyte", IdxTests.IdxBytes(0x08, [1], new byte[1]));
        DataFormatException failure = Assert.Throws<DataFormatException>(() => MnistFolder.Load(folder.Path));
        Assert.Contains("has 3 labels", failure.Message, StringComparison.Ordinal);
        Assert.Contains("has 2 images", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ShapesThatDifferAreRefused()
    {
        WriteImages("train", 2, 2);
        WriteImages("t10k", 2, 3);
        Assert.Throws<DataFormatException>(() => MnistFolder.Load(folder.Path));
    }

    [Fact]
    public void MissingFilesAndFoldersAreNamed()
    {
        Assert.Throws<DirectoryNotFoundException>(() => MnistFolder.Load(folder.File("nowhere")));
        FileNotFoundException failure = Assert.Throws<FileNotFoundException>(() => MnistFolder.Load(folder.Path));
        Assert.Contains("'train-images-idx3-ubyte'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsMnist()
    {
        (DataSet train, DataSet test) = MnistFolder.Load(SharedData.Require("mnist"));
        Assert.Equal((60_000, 10_000, new DataShape(1, 28, 28)), (train.Count, test.Count, train.Shape));
        Assert.Equal([5, 0, 4, 1, 9], train.Labels[..5].ToArray());
        Assert.Equal([7, 2, 1, 0, 4], test.Labels[..5].ToArray());
        Assert.Equal((0, 1, false), (train.Minimum, train.Maximum, train.IsBinary));
        train.RequireLabels(10);
    }

    [Fact]
    public void ReadsTheFreyFaces()
    {
        DataSet faces = Idx.ReadImages(Path.Combine(SharedData.Require("frey"), "frey-images-idx3-ubyte.gz"));
        Assert.Equal((1965, new DataShape(1, 28, 20)), (faces.Count, faces.Shape));
        Assert.Equal((8 / 255.0, 238 / 255.0), (faces.Minimum, faces.Maximum));
    }

    private void WriteImages(string set, int count, int size) =>
        folder.Write($"{set}-images-idx3-ubyte", IdxTests.IdxBytes(0x08, [count, size, size], new byte[count * size * size]));
}
