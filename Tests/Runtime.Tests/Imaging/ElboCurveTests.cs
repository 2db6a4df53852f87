using System;
using System.Globalization;
using System.IO;
using System.Linq;
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

    private static XElement[] Lines(XElement svg) =>
        [.. svg.Elements(Svg + "path").Where(path => path.Attribute("class")!.Value.Contains(" line", StringComparison.Ordinal))];
}
