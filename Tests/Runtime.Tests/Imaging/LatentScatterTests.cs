using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using VaeGen.Runtime.Tests.Data;
using Xunit;

namespace VaeGen.Runtime.Tests.Imaging;

/// <summary>The picture of a latent space is well-formed, has a path a class and all points in it.</summary>
public sealed class LatentScatterTests
{
    [Fact]
    public void EachClassHasItsPointsAndItsColour()
    {
        XElement svg = XElement.Parse(LatentScatter.ToSvg([0, 0, 1, 1, 2, -1, 3, 4], [2, 0, 2, 2], "a < b"));
        XNamespace space = svg.Name.Namespace;
        XElement[] classes = [.. svg.Elements(space + "path").Where(path => path.Attribute("stroke") is not null)];
        Assert.Equal([1, 3], classes.Select(path => path.Attribute("d")!.Value.Count(letter => letter == 'M')));
        Assert.Equal(2, classes.Select(path => path.Attribute("stroke")!.Value).Distinct().Count());
        Assert.Equal("a < b", svg.Element(space + "title")!.Value);
    }

    [Fact]
    public void OnePointIsAPicture() => Assert.Contains("M", LatentScatter.ToSvg([5, 5]), StringComparison.Ordinal);

    [Fact]
    public void WrongInputIsNamed()
    {
        Assert.Contains("There are 3 coordinates", Assert.Throws<ArgumentException>(() => LatentScatter.ToSvg([1, 2, 3])).Message);
        Assert.Contains("1 labels for 2 points", Assert.Throws<ArgumentException>(() => LatentScatter.ToSvg([1, 2, 3, 4], [0])).Message);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => LatentScatter.ToSvg([1, float.NaN])).Message);
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => LatentScatter.Save(folder.File("a.png"), [1, 2, 3]));
        Assert.False(File.Exists(folder.File("a.png")));
    }

    [Fact]
    public void AFileThatEndsSoIsAPngPicture()
    {
        using var folder = new TemporaryFolder();
        float[] points = [0, 0, 4, 4, 4, 0];
        LatentScatter.Save(folder.File("a.png"), points, [0, 1, 0], "Means", "first axis", "second axis");
        LatentScatter.Save(folder.File("b.png"), points, [0, 1, 0], "Means", "first axis", "second axis");
        Assert.Equal(File.ReadAllBytes(folder.File("b.png")), File.ReadAllBytes(folder.File("a.png")));
        PngImage image = PngReader.Read(folder.File("a.png"));
        Assert.Equal((1040, 1120, 3), (image.Height, image.Width, image.Channels));
        // In its corners, where the axes end, and beside it, the classes; three quarters of a colour, one of what is below.
        Assert.True(Blue(image, 470, 462) && Blue(image, 498, 60));
        Assert.False(Blue(image, 470, 48) || Blue(image, 498, 82) || Blue(image, 266, 255));
        Assert.True(image.Pixels.AsSpan(((2 * 82 * 1120) + (2 * 498)) * 3, 3).SequenceEqual((ReadOnlySpan<byte>)[0xd9, 0x73, 0x0d]));
    }

    [Fact]
    public void WordsBesideAnAxisAreTurnedAndALetterIsNot()
    {
        Assert.Contains("rotate(-90", LatentScatter.ToSvg([0, 0], vertical: "second axis"), StringComparison.Ordinal);
        Assert.DoesNotContain("rotate(-90", LatentScatter.ToSvg([0, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void MoreClassesThanThereIsRoomForEndInDots()
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i * 1_000_000)];
        XElement svg = XElement.Parse(LatentScatter.ToSvg(new float[200], labels));
        XNamespace space = svg.Name.Namespace;
        Assert.Equal(100, svg.Elements(space + "path").Count(path => path.Attribute("stroke") is not null));
        Assert.Contains("…", svg.Elements(space + "text").Select(text => text.Value));
        Assert.All(
            svg.Elements(space + "circle"),
            dot => Assert.InRange(double.Parse(dot.Attribute("cy")!.Value, CultureInfo.InvariantCulture), 48, 462));
    }

    // Of a place as the SVG picture has it.
    private static bool Blue(PngImage image, int x, int y)
    {
        ReadOnlySpan<byte> colour = image.Pixels.AsSpan(((2 * y * image.Width) + (2 * x)) * 3, 3);
        return colour[2] > colour[0] + 50 && colour[2] > colour[1] + 20;
    }
}
