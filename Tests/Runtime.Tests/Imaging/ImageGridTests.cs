using System;
using System.IO;
using System.Linq;
using System.Threading;
using VaeGen.Runtime.Tests.Data;
using Xunit;

namespace VaeGen.Runtime.Tests.Imaging;

public sealed class ImageGridTests : IDisposable
{
    private static readonly ImageGridOptions Options = new() { Gap = 1, Scale = 2, Background = 50 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ImagesStandRowAfterRow()
    {
        // Five images of 2 × 3 pixels, each of one brightness, in a grid of 2 × 3 places.
        float[] images = [.. Enumerable.Range(1, 5).SelectMany(i => Enumerable.Repeat(i / 255f, 6))];
        PngDecoder grid = Save(images, (2, 3), 2, 3, Options);
        Assert.Equal((1 + (2 * 5), 1 + (3 * 7)), (grid.Height, grid.Width));
        for (int y = 0; y < grid.Height; y++)
        {
            for (int x = 0; x < grid.Width; x++)
            {
                int image = (y / 5 * 3) + (x / 7);
                bool isEmpty = y % 5 == 0 || x % 7 == 0 || image == 5;
                Assert.Equal(isEmpty ? 50 : image + 1, grid[y, x]);
            }
        }
    }

    [Fact]
    public void PixelsAreScaledRoundedAndBounded()
    {
        float[] image = [0, 1, 0.5f, -3, 7, float.NegativeInfinity, float.PositiveInfinity, 0.001f];
        PngDecoder grid = Save(image, (2, 4), 1, 1, new ImageGridOptions { Gap = 0, Scale = 1 });
        Assert.Equal([0, 255, 128, 0, 255, 0, 255, 0], grid.Pixels);
    }

    [Fact]
    public void ColorsComeFromPlanes()
    {
        float[] image = [1, 0, 0, 1, 0.2f, 0.4f];
        PngDecoder grid = Save(image, (3, 1, 2), 1, 1, new ImageGridOptions { Gap = 0, Scale = 1 });
        Assert.Equal([255, 0, 51, 0, 255, 102], grid.Pixels);
    }

    [Fact]
    public void AComparisonHasTwoRows()
    {
        string path = folder.File("two.png");
        ImageGrid.SaveComparison(path, [0.2f, 0.4f, 0.6f], [0.8f, 1f, 0f], 1, new ImageGridOptions { Gap = 0, Scale = 1 });
        PngDecoder grid = PngDecoder.Decode(File.ReadAllBytes(path));
        Assert.Equal((2, 3), (grid.Height, grid.Width));
        Assert.Equal([51, 102, 153, 204, 255, 0], grid.Pixels);
        Assert.Throws<ArgumentException>(() => ImageGrid.SaveComparison(path, [1, 2], [1], 1));
    }

    [Fact]
    public void ADataSetIsDrawnAsEvaluationSeesIt()
    {
        string path = folder.File("data.png");
        DataSet data = DataSet.From(new byte[] { 10, 127, 128, 255 }, (1, 1)).Binarize(Binarization.Threshold);
        ImageGrid.Save(path, data, 1, 6, new ImageGridOptions { Gap = 0, Scale = 1, Background = 9 });
        Assert.Equal([0, 0, 255, 255, 9, 9], PngDecoder.Decode(File.ReadAllBytes(path)).Pixels);
    }

    [Fact]
    public void MissingElementsLookLikeEmptyPlaces()
    {
        string path = folder.File("holes.png");
        DataSet data = DataSet.From([255, 0, 51, 102, 0, 255], (3, 1, 2)).WithMask([true, true, true, true, true, false]);
        ImageGrid.Save(path, data, 1, 1, new ImageGridOptions { Gap = 0, Scale = 1, Background = 9 });
        Assert.Equal([255, 51, 0, 0, 102, 9], PngReader.Read(path).Pixels);
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        Assert.Throws<ArgumentException>(() => Save(new float[5], (2, 2), 1, 2, Options));
        Assert.Throws<ArgumentException>(() => Save([], (2, 2), 1, 2, Options));
        Assert.Throws<ArgumentException>(() => Save(new float[12], (2, 2), 1, 2, Options));
        Assert.Throws<ArgumentOutOfRangeException>(() => Save(new float[4], (2, 2), 0, 2, Options));
        Assert.Throws<ArgumentOutOfRangeException>(() => Save(new float[8], (2, 2, 2), 1, 1, Options));
        Assert.Throws<ArgumentOutOfRangeException>(() => Save(new float[4], (2, 2), 1, 1, Options with { Scale = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Save(new float[4], (2, 2), 1, 1, Options with { Gap = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Save(new float[4], (2, 2), 60_000, 60_000, Options));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void NaNIsNoPixel()
    {
        string path = folder.File("nan.png");
        float[] images = [0, 1, 0.5f, 0, float.NaN, float.NaN];
        const string Expected = "Element 1 of image 1 is NaN; a number was expected.";
        Assert.StartsWith(
            Expected, Assert.Throws<ArgumentException>(() => ImageGrid.Save(path, images, (1, 3), 1, 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            Expected, Assert.Throws<ArgumentException>(() => ImageGrid.SaveComparison(path, new float[6], images, (1, 3))).Message,
            StringComparison.Ordinal);
        DataSet data = DataSet.From(images, (1, 3));
        Assert.StartsWith(
            Expected, Assert.Throws<ArgumentException>(() => ImageGrid.Save(path, data, 1, 2)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
        ImageGrid.Save(path, data.WithMissing(), 1, 2);
    }

    [Fact]
    public void ACancelledPictureIsNotWritten()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ImageGrid.Save(folder.File("a.png"), [1f], 1, 1, 1, null, source.Token));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private PngDecoder Save(float[] images, DataShape shape, int rows, int columns, ImageGridOptions options)
    {
        string path = folder.File("grid.png");
        ImageGrid.Save(path, images, shape, rows, columns, options);
        return PngDecoder.Decode(File.ReadAllBytes(path));
    }
}
