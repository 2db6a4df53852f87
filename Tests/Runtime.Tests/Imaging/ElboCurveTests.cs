using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Xml.Linq;
using VaeGen.Runtime.Tests.Data;
using Xunit;

namespace VaeGen.Runtime.Tests.Imaging;

public class ElboCurveTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ShowsBothLinesTicksTitleAndLegend()
    {
        ElboCurvePoint[] points = [new(1, 150, 127.3), new(2, 117, 115.8), new(3, 111, 112.2)];
        XElement svg = XElement.Parse(ElboCurve.ToSvg(points, "A <VAE> & \"more\""));
        string[] texts = [.. svg.Elements(Svg + "text").Select(text => text.Value)];
        Assert.Contains("A <VAE> & \"more\"", texts);
        Assert.Contains("train: 111", texts);
        Assert.Contains("test: 112.2", texts);
        Assert.Contains("epoch", texts);
        Assert.Contains("nats per example", texts);
        Assert.Superset(new[] { "1", "2", "3", "110", "120", "130", "140", "150" }.ToHashSet(), texts.ToHashSet());
        Assert.Equal(6, svg.Elements(Svg + "circle").Count());
        Assert.Equal("train line", Lines(svg)[0].Attribute("class")!.Value);
        Assert.Contains("prefers-color-scheme: dark", svg.Element(Svg + "style")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void LowerLossesLieLower()
    {
        XElement svg = XElement.Parse(ElboCurve.ToSvg([new(0, 200, 150), new(1, 110, 120)]));
        double[] heights =
            [.. svg.Elements(Svg + "circle").Select(dot => double.Parse(dot.Attribute("cy")!.Value, CultureInfo.InvariantCulture))];
        Assert.True(heights[0] < heights[2] && heights[2] < heights[3] && heights[3] < heights[1]);
    }

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(0, 0)]
    [InlineData(-1234567, -1234567)]
    [InlineData(1e30, -1e30)]
    [InlineData(1e-12, 2e-12)]
    [InlineData(double.MaxValue, 1)]
    [InlineData(1e300, -1e300)]
    public void AnyLossGivesAPictureWithinItsFrame(double first, double second)
    {
        string text = ElboCurve.ToSvg([new(1, first, second), new(2, second, double.PositiveInfinity)]);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
        XElement svg = XElement.Parse(text);
        foreach (XElement dot in svg.Elements(Svg + "circle"))
        {
            Assert.InRange(double.Parse(dot.Attribute("cx")!.Value, CultureInfo.InvariantCulture), 92, 690);
            Assert.InRange(double.Parse(dot.Attribute("cy")!.Value, CultureInfo.InvariantCulture), 72, 380);
        }
        Assert.InRange(svg.Elements(Svg + "line").Count(), 3, 40);
    }

    [Fact]
    public void AGapInTheLossesIsAGapInTheLine()
    {
        XElement svg = XElement.Parse(ElboCurve.ToSvg([new(1, 5, 1), new(2, 4, 1), new(3, double.NaN, 1), new(4, 3, 1)]));
        string path = Lines(svg)[0].Attribute("d")!.Value;
        Assert.Equal(2, path.Count(letter => letter == 'M'));
        Assert.Equal(1, path.Count(letter => letter == 'L'));
    }

    [Fact]
    public void PointsAreChecked()
    {
        Assert.Throws<ArgumentException>(() => ElboCurve.ToSvg([]));
        Assert.Throws<ArgumentException>(() => ElboCurve.ToSvg([new(double.NaN, 1, 1)]));
    }

    [Fact]
    public void SavesAFile()
    {
        using var folder = new TemporaryFolder();
        ElboCurve.Save(folder.File("curve.svg"), [new(1, 2, 3)]);
        Assert.Equal(ElboCurve.ToSvg([new(1, 2, 3)]), File.ReadAllText(folder.File("curve.svg")));
    }

    [Theory]
    [InlineData("curve.png")]
    [InlineData("curve.PNG")]
    public void AFileThatEndsSoIsAPngPicture(string name)
    {
        using var folder = new TemporaryFolder();
        // The training set falls from 150 at epoch 0 to 100 at epoch 10, which end their axes; the test set is at 125 and has a gap.
        ElboCurvePoint[] points = [new(0, 150, 125), new(5, 125, double.NaN), new(10, 100, 125)];
        ElboCurve.Save(folder.File(name), points, "784-400-20, Relu");
        ElboCurve.Save(folder.File("again.png"), points, "784-400-20, Relu");
        Assert.Equal(File.ReadAllBytes(folder.File("again.png")), File.ReadAllBytes(folder.File(name)));
        PngImage image = PngReader.Read(folder.File(name));
        Assert.Equal((880, 1440, 3), (image.Height, image.Width, image.Channels));
        // Where points are, on the line between them, and on the dashed legend, in the colours of the SVG picture on a light page.
        Assert.Equal("1f6fb4", Colour(image, 92, 72));
        Assert.Equal("1f6fb4", Colour(image, 690, 380));
        Assert.Equal("1f6fb4", Colour(image, 242, 149));
        Assert.Equal("c2510c", Colour(image, 690, 226));
        Assert.Equal("c2510c", Colour(image, 284, 49));
        // Neither on the page nor in the gap is anything but the page and its grid.
        Assert.Equal("ffffff", Colour(image, 700, 200));
        Assert.Equal("ffffff", Colour(image, 500, 232));
        // There are words: title, legend, both axes.
        Assert.All(
            new[] { (92, 14, 400, 32), (136, 42, 240, 58), (370, 414, 430, 430), (8, 160, 24, 290) },
            place => Assert.True(HasInk(image, place), $"{place}"));
    }

    [Fact]
    public void APngPictureIsRefusedForTheSameReasons()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => ElboCurve.Save(folder.File("a.png"), []));
        Assert.Throws<ArgumentNullException>(() => ElboCurve.Save(folder.File("a.png"), [new(1, 1, 1)], null!));
        Assert.Throws<DirectoryNotFoundException>(() => ElboCurve.Save(folder.File("none/a.png"), [new(1, 1, 1)]));
        Assert.Throws<OperationCanceledException>(
            () => ElboCurve.Save(folder.File("a.png"), [new(1, 1, 1)], cancellationToken: new CancellationToken(canceled: true)));
        Assert.False(File.Exists(folder.File("a.png")));
    }

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.MaxValue, 1)]
    [InlineData(1e300, -1e300)]
    public void AnyLossGivesPixels(double first, double second)
    {
        using var folder = new TemporaryFolder();
        ElboCurve.Save(folder.File("a.png"), [new(1, first, second), new(2, second, double.PositiveInfinity)]);
        Assert.Equal(1440, PngReader.Read(folder.File("a.png")).Width);
    }

    // Of a place as the SVG picture has it.
    private static string Colour(PngImage image, int x, int y) =>
        Convert.ToHexStringLower(image.Pixels.AsSpan(((2 * y * image.Width) + (2 * x)) * 3, 3));

    private static bool HasInk(PngImage image, (int Left, int Top, int Right, int Bottom) place) =>
        Enumerable.Range(place.Left, place.Right - place.Left).Any(x => Enumerable.Range(place.Top, place.Bottom - place.Top)
            .Any(y => Colour(image, x, y) == "1f2630"));

    private static XElement[] Lines(XElement svg) =>
        [.. svg.Elements(Svg + "path").Where(path => path.Attribute("class")!.Value.Contains(" line", StringComparison.Ordinal))];
}
