using System;
using System.Linq;
using System.Xml.Linq;
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
    }
}
