using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Imaging;

/// <summary>A title fits above its plot.</summary>
public sealed class PlotTitleTests
{
    private const double Left = 92;
    private const double PageWidth = 720;

    private const string Dense = "784-400-20, Relu, Normal, Bernoulli";

    private const string Convolutional = "1×28×28-conv4/2 32×14×14-conv4/2 64×7×7-256-20, 20-256-64×7×7-convT4/2 32×14×14-convT4/2 "
        + "1×28×28, Relu, Identity, Normal, Bernoulli";

    [Fact]
    public void AShortOneIsOneLine() =>
        Assert.Equal([(Dense, new PlotPoint(Left, 28), 16.0)], Lines(Dense));

    [Fact]
    public void ALongOneIsTwoSmallerLines()
    {
        (string Text, PlotPoint At, double Size)[] lines = Lines(Convolutional);
        Assert.Equal(2, lines.Length);
        Assert.Equal(Convolutional, lines[0].Text + " " + lines[1].Text);
        Assert.All(lines, line => Assert.InRange(line.Size, 8, 13));
        Assert.All(lines, line => Assert.InRange(Left + StrokeFont.Width(line.Text, line.Size), Left, PageWidth - 16));
        Assert.True(lines[1].At.Y + 4 < 44, "the second line does not touch the legend");
    }

    [Theory]
    [InlineData(600)]
    [InlineData(100)]
    public void OneThatHasNoBlankOrNoEndIsCut(int length)
    {
        Assert.All(
            Lines(new string('W', length)).Concat(Lines(string.Join(' ', Enumerable.Repeat("words", length)))),
            line => Assert.InRange(StrokeFont.Width(line.Text, line.Size), 1, PageWidth - Left));
        Assert.EndsWith("…", Lines(new string('W', length))[0].Text, System.StringComparison.Ordinal);
    }

    private static (string Text, PlotPoint At, double Size)[] Lines(string title)
    {
        TitleLines lines = new();
        PlotTitle.Draw(lines, title, Left, PageWidth);
        return [.. lines.All];
    }

    private sealed class TitleLines : IPlotSurface
    {
        public List<(string Text, PlotPoint At, double Size)> All { get; } = [];

        public void Title(string text, PlotPoint at, double size) => All.Add((text, at, size));

        public void Line(PlotInk ink, PlotPoint from, PlotPoint to) => Assert.Fail("A title has no lines.");

        public void Path(PlotInk ink, PlotStroke stroke, IReadOnlyList<IReadOnlyList<PlotPoint>> runs) =>
            Assert.Fail("A title has no path.");

        public void Dot(PlotInk ink, PlotPoint center, double radius) => Assert.Fail("A title has no dots.");

        public void Cloud(PlotInk ink, IReadOnlyList<PlotPoint> points) => Assert.Fail("A title has no dots.");

        public void Text(string text, PlotPoint at, TextAnchor anchor, bool isTurned) => Assert.Fail("A title has no other text.");
    }
}
