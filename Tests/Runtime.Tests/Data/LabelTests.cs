using System;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public class LabelTests
{
    private static readonly DataSet Data = DataSet.From([0f, 1, 2, 3, 4, 5], 1, [2, 0, 2, 0, 1, 2], "six");

    [Fact]
    public void ClassesAreCountedOnceForAllViews()
    {
        Assert.Equal(3, Data.Classes);
        Assert.Equal(3, Data[1..2].Classes);
        Assert.Equal(3, Data.OfClass(0).Classes);
        Assert.Equal(0, DataSet.From([1f], 1).Classes);
        Assert.Empty(Data.ClassNames);
    }

    [Fact]
    public void AClassIsAViewOfItsExamples()
    {
        DataSet twos = Data[1..].OfClass(2);
        Assert.Equal([2, 5], Copy(twos));
        Assert.Equal([2, 2], twos.Labels.ToArray());
        Assert.Equal([3], Copy(Data.OfClass(0)[1..]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Data.OfClass(3));
        Assert.Throws<ArgumentException>(() => Data[..2].OfClass(1));
        Assert.Throws<InvalidOperationException>(() => DataSet.From([1f], 1).OfClass(0));
    }

    [Fact]
    public void SelectedExamplesComeInTheGivenOrder()
    {
        DataSet selected = Data[1..].Select([4, 0, 0]);
        Assert.Equal([5, 1, 1], Copy(selected));
        Assert.Equal([2, 0, 0], selected.Labels.ToArray());
        Assert.Equal([1, 5], Copy(selected.Select([2, 0])));
        Assert.Equal((1, 5), (selected.Minimum, selected.Maximum));
        Assert.Equal(new DataElement(0, 0, 5), selected.FindNonBinary());
        Assert.Equal(new DataElement(1, 0, 1), selected.FindOutside(2, 9));
        Assert.Equal(DataSet.From([5f, 1, 1], 1, [2, 0, 0]).ContentHash, selected.ContentHash);
        Assert.Throws<ArgumentOutOfRangeException>(() => Data[1..].Select([5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Data[1..].Select([-1]));
        Assert.Throws<ArgumentException>(() => Data.Select([]));
    }

    [Fact]
    public void SelectingAndBinarizingCanBeDoneInEitherOrder()
    {
        DataSet gray = DataSet.From([.. Enumerable.Repeat((byte)128, 640)], 64);
        int[] some = [7, 2, 9];
        Assert.Equal(
            Copy(gray.Binarize(Binarization.Dynamic, 3).Select(some), 1), Copy(gray.Select(some).Binarize(Binarization.Dynamic, 3), 1));
    }

    [Fact]
    public void TheShapeCanBeAnotherOfAsManyValues()
    {
        DataSet images = Data.WithShape((1, 1)).Select([1]).WithShape(1);
        Assert.Equal((new DataShape(1), 1), (images.Shape, images.Count));
        DataSet bytes = DataSet.From([1, 2, 3, 4, 5, 6], 6).WithMask([true, true, false, true, true, true]).WithShape((3, 1, 2));
        Assert.Equal(new DataShape(3, 1, 2), bytes.Shape);
        Assert.Equal(5, bytes.ObservedCount);
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => bytes.WithShape((2, 2)));
        Assert.StartsWith("The shape 1×2×2 has 4 values; an example of data: 1 × 3×1×2 has 6.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LabelsAndNamesCanBeGivenLater()
    {
        DataSet named = Data[2..5].WithLabels([1, 0, 1], ["cat", "dog", "eel"]);
        Assert.Equal([1, 0, 1], named.Labels.ToArray());
        Assert.Equal((3, "eel"), (named.Classes, named.ClassNames[2]));
        Assert.Equal([2, 4], Copy(named.OfClass("dog")));
        Assert.Equal(["cat", "dog", "eel"], named.OfClass("dog").Binarize(Binarization.None)[..1].ClassNames);
        Assert.Equal([2, 3, 4], Copy(named));
        Assert.Equal("c", Data.WithClassNames(["a", "b", "c"]).ClassNames[2]);
        Assert.Empty(named.WithLabels([0, 0, 0]).ClassNames);
        Assert.Equal(Data.ContentHash, Data.WithClassNames(["a", "b", "c"]).ContentHash);
    }

    [Fact]
    public void LabelsAndNamesThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => Data.WithLabels([1, 2]));
        Assert.Throws<ArgumentException>(() => Data.WithLabels([]));
        Assert.Throws<ArgumentException>(() => Data.WithLabels([0, 0, 0, 0, 0, -1]));
        ArgumentException greatest = Assert.Throws<ArgumentException>(() => DataSet.From([1f, 2f], 1, [0, int.MaxValue]));
        Assert.StartsWith(
            "The label of example 1 is 2147483647; labels count from 0 to 2147483646.", greatest.Message, StringComparison.Ordinal);
        ArgumentException few = Assert.Throws<ArgumentException>(() => Data.WithClassNames(["a", "b"]));
        Assert.StartsWith("There are names for 2 classes; the greatest label is 2.", few.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Data.WithClassNames(["a", "b", "a"]));
        Assert.Throws<InvalidOperationException>(() => DataSet.From([1f], 1).WithClassNames(["a"]));
        ArgumentException unknown = Assert.Throws<ArgumentException>(() => Data.WithClassNames(["a", "b", "c"]).OfClass("d"));
        Assert.StartsWith("The data set 'six' has no class 'd'; it has a, b, c.", unknown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Data.OfClass("a"));
    }

    private static float[] Copy(DataSet data, int? epoch = null)
    {
        var all = new float[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, epoch, all.AsSpan(i * data.Features));
        return all;
    }
}
