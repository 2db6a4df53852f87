using System;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Imaging;

/// <summary>What plots are drawn of, as pixels: two of them for a pixel of an ordinary screen.</summary>
public sealed class RasterSurfaceTests
{
    private static readonly PlotInk Black = PlotInk.Same("#000000");
    private static readonly PlotInk Red = PlotInk.Same("#ff0000");

    private readonly RasterSurface surface = new(20, 10);

    private PngImage Image => PngReader.Decode(surface.ToPng());

    [Fact]
    public void ThePageIsWhiteAndTwiceAsLarge()
    {
        Assert.Equal((20, 40, 3), (Image.Height, Image.Width, Image.Channels));
        Assert.All(Image.Pixels, value => Assert.Equal(255, value));
    }

    [Fact]
    public void AThinLineIsOnePixelOfAScreenWide()
    {
        surface.Line(Black, new(5, 4.5), new(15, 4.5));
        Assert.Equal([255, 0, 0, 255], Enumerable.Range(7, 4).Select(row => Gray(row, 20)));
        // Its ends are round, and as far as that all of it is there.
        Assert.Equal([255, 0, 0, 255], new[] { 7, 10, 29, 32 }.Select(column => Gray(8, column)));
    }

    [Fact]
    public void ALineBetweenPixelsIsGrayInBoth()
    {
        surface.Line(Black, new(5, 4.75), new(15, 4.75));
        Assert.Equal([255, 128, 0, 128, 255], Enumerable.Range(7, 5).Select(row => Gray(row, 20)));
    }

    [Fact]
    public void ADotHasItsColourAndASmoothEdge()
    {
        surface.Dot(Red, new(10, 5), 3);
        Assert.Equal((255, 0, 0), (At(10, 20, 0), At(10, 20, 1), At(10, 20, 2)));
        byte[] greens = [.. Enumerable.Range(0, 800).Select(pixel => Image.Pixels[(3 * pixel) + 1])];
        Assert.Equal(Math.PI * 36, greens.Sum(green => (255 - green) / 255.0), 1.0);
        Assert.Contains(greens, green => green is > 0 and < 255);
    }

    [Fact]
    public void DotsOfOneCloudDoNotShowThroughEachOther()
    {
        surface.Cloud(Black, [new(10, 5), new(10, 5), new(10.5, 5)]);
        Assert.Equal(64, Gray(10, 20));
        surface.Cloud(Black, [new(10, 5)]);
        Assert.Equal(16, Gray(10, 20));
    }

    [Fact]
    public void DashesHaveGapsAndGoOnAroundACorner()
    {
        PlotPoint[] run = [new(0, 5), new(7, 5), new(7, 9), new(20, 9)];
        (PlotPoint From, PlotPoint To)[] dashes = [.. Dashes.Of(run, radius: 1)];
        Assert.Equal(
            [
                (new PlotPoint(1, 5), new PlotPoint(5, 5)), (new PlotPoint(7, 9), new PlotPoint(11, 9)),
                (new PlotPoint(17, 9), new PlotPoint(20, 9)),
            ], dashes.Select(dash => (Round(dash.From), Round(dash.To))));
    }

    [Fact]
    public void APathHasAGapBetweenItsRuns()
    {
        surface.Path(Black, PlotStroke.Line, [[new(2, 5), new(6, 5)], [new(12, 5), new(18, 5)]]);
        Assert.Equal([0, 255, 0], new[] { 8, 18, 30 }.Select(column => Gray(10, column)));
    }

    [Theory]
    [InlineData(0, 10, 20.0)]
    [InlineData(1, 10, 20 - 4.9)]
    [InlineData(2, 16, 32 - 9.8)]
    public void TextBeginsHasItsMiddleOrEndsWhereItIsSaid(int anchor, int place, double stem)
    {
        // An L is 7 units wide, each of which is 1.4 pixels of the file.
        surface.Text("L", new(place, 9), (TextAnchor)anchor, isTurned: false);
        int left = Enumerable.Range(0, 40).First(column => Gray(8, column) < 128);
        Assert.InRange(left, stem - 1.5, stem + 0.5);
    }

    [Fact]
    public void TurnedTextIsReadFromBelow()
    {
        surface.Text("L", new(12, 9), TextAnchor.Start, isTurned: true);
        // The foot of the letter, which lies to its right, goes upwards; its stem to the left.
        Assert.True(Gray(14, 24) < 128);
        Assert.True(Gray(17, 12) < 128);
        Assert.Equal(255, Gray(10, 12));
    }

    [Fact]
    public void WhatLiesOffThePageIsNotDrawn()
    {
        surface.Line(Black, new(-100, -50), new(-5, 1e9));
        surface.Dot(Black, new(1e12, 5), 3);
        surface.Text("far away", new(-500, 500), TextAnchor.Start, isTurned: false);
        Assert.All(Image.Pixels, value => Assert.Equal(255, value));
    }

    private static PlotPoint Round(PlotPoint point) => new(Math.Round(point.X, 9), Math.Round(point.Y, 9));

    private byte Gray(int row, int column) => At(row, column, 0);

    private byte At(int row, int column, int channel) => Image.Pixels[(((row * 40) + column) * 3) + channel];
}
