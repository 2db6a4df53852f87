using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public class DigitsTests
{
    private static readonly DataSet Sample = Digits.Generate(3000, 1);

    [Fact]
    public void AnImageDependsOnSeedAndIndexAlone()
    {
        Assert.Equal(Sample.Take(100).ContentHash, Digits.Generate(100, 1).ContentHash);
        Assert.NotEqual(Sample.Take(100).ContentHash, Digits.Generate(100, 2).ContentHash);
    }

    [Fact]
    public void TheImagesAreTheSameOnEveryMachine() =>
        Assert.Equal("9dde1259d408c4f33c32a48ddebe1df5b3fb9eec55fa65333314dbc911d156d7", Sample.Take(1000).ContentHash);

    [Fact]
    public void ThereAreAllDigitsAboutEquallyOften()
    {
        var counts = new int[10];
        foreach (int label in Sample.Labels)
            counts[label]++;
        // Five standard deviations of a binomial count.
        Assert.All(counts, count => Assert.InRange(count, 300 - 82, 300 + 82));
    }

    [Fact]
    public void ImagesAreFramedLikeMnist()
    {
        var image = new float[784];
        double sum = 0;
        for (int i = 0; i < Sample.Count; i++)
        {
            Sample.CopyExample(i, null, image);
            int[] inked = [.. Enumerable.Range(0, 784).Where(pixel => image[pixel] > 0.5f)];
            int height = inked.Max(pixel => pixel / 28) - inked.Min(pixel => pixel / 28) + 1;
            int width = inked.Max(pixel => pixel % 28) - inked.Min(pixel => pixel % 28) + 1;
            Assert.InRange(Math.Max(height, width), 17, 22);
            double mass = image.Sum();
            Assert.InRange(Enumerable.Range(0, 784).Sum(pixel => image[pixel] * (pixel % 28)) / mass, 11.5, 15.5);
            Assert.InRange(Enumerable.Range(0, 784).Sum(pixel => image[pixel] * (pixel / 28)) / mass, 11.5, 15.5);
            sum += mass;
        }
        Assert.InRange(sum / (Sample.Count * 784.0), 0.10, 0.15);
        Assert.Equal((0, 1), (Sample.Minimum, Sample.Maximum));
    }

    [Fact]
    public void NoTwoDrawingsAreAlike()
    {
        var images = new HashSet<string>();
        for (int i = 0; i < 500; i++)
            Assert.True(images.Add(Sample.Slice(i, 1).ContentHash));
    }

    [Fact]
    public void NeighboursTellTheDigits()
    {
        // A digit that a nearest neighbour names right in most cases is one that a person recognizes.
        const int Known = 2000;
        float[][] images = [.. Enumerable.Range(0, Sample.Count).Select(Image)];
        int right = 0;
        for (int i = Known; i < Known + 300; i++)
        {
            int nearest = Enumerable.Range(0, Known).MinBy(other => TensorPrimitives.Distance<float>(images[i], images[other]));
            right += Sample.Labels[nearest] == Sample.Labels[i] ? 1 : 0;
        }
        Assert.InRange(right, 285, 300);
    }

    [Fact]
    public void CountsAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Generate(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Generate(int.MaxValue, 1));
    }

    private static float[] Image(int index)
    {
        var image = new float[784];
        Sample.CopyExample(index, null, image);
        return image;
    }
}
