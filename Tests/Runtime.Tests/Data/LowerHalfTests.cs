using System;
using System.IO;
using System.Linq;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public class LowerHalfTests
{
    [Fact]
    public void DigitsWithoutTheirLowerHalfKeepTheUpperOne()
    {
        DataSet digits = Digits.Generate(20, seed: 1);
        DataSet halves = LowerHalf.Missing(digits);
        Assert.Equal(digits.Count * 14 * 28, halves.ObservedCount);
        Assert.Equal(digits.Labels.ToArray(), halves.Labels.ToArray());
        var whole = new float[784];
        var half = new float[784];
        for (int i = 0; i < digits.Count; i++)
        {
            digits.CopyExample(i, null, whole);
            halves.CopyExample(i, null, half);
            Assert.Equal(whole[..392], half[..392]);
            Assert.All(half[392..], value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void ColorsLoseTheirLowerHalfInEachChannel()
    {
        DataSet halves = LowerHalf.Missing(DataSet.From([.. Enumerable.Repeat(1f, 12)], (3, 2, 2)));
        var mask = new float[12];
        halves.CopyMask(0, mask);
        Assert.Equal([1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0], mask);
    }

    [Fact]
    public void FreyFacesAreReadAndCut()
    {
        DataSet faces = Idx.ReadImages(Path.Combine(SharedData.Require("frey"), "frey-images-idx3-ubyte.gz"));
        Assert.Equal((1965, new DataShape(1, 28, 20)), (faces.Count, faces.Shape));
        Assert.Equal((8 / 255.0, 238 / 255.0), (faces.Minimum, faces.Maximum));
        Assert.False(faces.HasLabels);
        Assert.Equal(1965 * 280, LowerHalf.Missing(faces).ObservedCount);
        int[] order = [.. Enumerable.Range(0, faces.Count)];
        new Random(1).Shuffle(order);
        (DataSet train, DataSet test) = (faces.Select(order.AsSpan(0, 1565)), faces.Select(order.AsSpan(1565)));
        Assert.Equal((1565, 400), (train.Count, test.Count));
        Assert.Equal(
            1965, new[] { train, test }.SelectMany(part => Enumerable.Range(0, part.Count).Select(i => part[i..(i + 1)].ContentHash))
            .Distinct().Count());
    }
}
