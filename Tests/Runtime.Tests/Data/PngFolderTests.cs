using System;
using System.IO;
using System.Linq;
using System.Threading;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public sealed class PngFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ImagesComeInOrdinalOrderOfTheirNames()
    {
        Write("b.png", 1, 30);
        Write("10.PNG", 1, 10);
        Write("9.png", 1, 20);
        folder.Write("notes.txt", [1]);
        folder.Write(".hidden.png", [1]);
        DataSet data = PngFolder.Read(folder.Path);
        Assert.Equal((3, new DataShape(1, 2, 3), false), (data.Count, data.Shape, data.HasLabels));
        Assert.Equal([10, 20, 30], FirstBytes(data));
        Assert.Equal(Path.GetFileName(folder.Path), data.Name);
    }

    [Fact]
    public void SubFoldersAreClasses()
    {
        Write("seven/a.png", 1, 70);
        Write("Two/b.png", 1, 21);
        Write("Two/a.png", 1, 20);
        Directory.CreateDirectory(folder.File("zero"));
        Directory.CreateDirectory(folder.File(".cache"));
        DataSet data = PngFolder.Read(folder.Path);
        Assert.Equal(["Two", "seven", "zero"], data.ClassNames);
        Assert.Equal([0, 0, 1], data.Labels.ToArray());
        Assert.Equal([20, 21, 70], FirstBytes(data));
        Assert.Equal([70], FirstBytes(data.OfClass("seven")));
        Assert.Equal(3, data.Classes);
        Write("top.png", 1, 1);
        Refuses("has PNG files and the sub-folder 'Two' beside them");
    }

    [Fact]
    public void ColorsBecomePlanes()
    {
        PngWriter.Save(folder.File("a.png"), [1, 2, 3, 4, 5, 6], 1, 2, 3);
        DataSet data = PngFolder.Read(folder.Path);
        Assert.Equal(new DataShape(3, 1, 2), data.Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], Bytes(data));
        ImageGrid.Save(folder.File("grid.png"), data, 1, 1, new ImageGridOptions { Gap = 0, Scale = 1 });
        Assert.Equal([1, 2, 3, 4, 5, 6], PngReader.Read(folder.File("grid.png")).Pixels);
    }

    [Fact]
    public void GrayAndColorAreBroughtTogetherOnlyWhenAsked()
    {
        Write("a.png", 1, 5);
        PngWriter.Save(folder.File("b.png"), [.. Enumerable.Repeat((byte)6, 18)], 2, 3, 3);
        Refuses("b.png' has 3 channels and ");
        DataSet colored = PngFolder.Read(folder.Path, channels: 3);
        Assert.Equal(new DataShape(3, 2, 3), colored.Shape);
        Assert.Equal([.. Enumerable.Repeat(5, 18), .. Enumerable.Repeat(6, 18)], Bytes(colored));
        Assert.Equal([5, 6], FirstBytes(PngFolder.Read(folder.Path, channels: 1)));
        PngWriter.Save(folder.File("c.png"), [.. Enumerable.Repeat((byte)6, 17), 7], 2, 3, 3);
        DataFormatException wrong = Assert.Throws<DataFormatException>(() => PngFolder.Read(folder.Path, channels: 1));
        Assert.Contains("c.png' is colored at row 1, column 2; gray images were expected", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersThatAreNoSetAreRefused()
    {
        Refuses("has no PNG files; some, or sub-folders of them, were expected.");
        Assert.Throws<DirectoryNotFoundException>(() => PngFolder.Read(folder.File("none")));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngFolder.Read(folder.Path, channels: 2));
        Write("a.png", 1, 5);
        DataFormatException large = Assert.Throws<DataFormatException>(() => PngFolder.Read(folder.Path, maximumBytes: 5));
        Assert.Contains("have 6 bytes; at most 5 were expected", large.Message, StringComparison.Ordinal);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => PngFolder.Read(folder.Path, cancellationToken: cancelled.Token));
        PngWriter.Save(folder.File("b.png"), new byte[6], 3, 2);
        Refuses("b.png' has 2 × 3 pixels (width × height) and ");
        folder.Write("b.png", File.ReadAllBytes(folder.File("a.png"))[..40]);
        Refuses("b.png' can't be read: ");
    }

    private void Write(string name, int channels, byte value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        PngWriter.Save(folder.File(name), [.. Enumerable.Repeat(value, 6 * channels)], 2, 3, channels);
    }

    private void Refuses(string expected) =>
        Assert.Contains(expected, Assert.Throws<DataFormatException>(() => PngFolder.Read(folder.Path)).Message, StringComparison.Ordinal);

    private static int[] FirstBytes(DataSet data) => [.. Bytes(data).Where((_, i) => i % data.Features == 0)];

    private static int[] Bytes(DataSet data)
    {
        var all = new float[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, null, all.AsSpan(i * data.Features));
        return [.. all.Select(value => (int)MathF.Round(value * 255))];
    }
}
