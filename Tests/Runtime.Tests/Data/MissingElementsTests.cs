using System;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public class MissingElementsTests
{
    // Two examples of three values; the mask leaves the second value of the first example and the whole second example but its first out.
    private static readonly bool[] Mask = [true, false, true, true, false, false];

    [Theory]
    [InlineData(0f)]
    [InlineData(1e30f)]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void NothingDependsOnWhatIsStoredWhereAnElementIsMissing(float stored)
    {
        DataSet data = DataSet.From([0.25f, stored, 0.5f, 1f, stored, stored], 3).WithMask(Mask);
        DataSet expected = DataSet.From([0.25f, 0f, 0.5f, 1f, 0f, 0f], 3).WithMask(Mask);
        Assert.Equal([0.25f, 0, 0.5f, 1, 0, 0], Copy(data));
        Assert.Equal(expected.ContentHash, data.ContentHash);
        Assert.Equal((0.25, 1, false), (data.Minimum, data.Maximum, data.HasNaN));
        data.RequireFinite();
        data.RequireWithin(0.25, 1);
        foreach (Binarization mode in new[] { Binarization.Dynamic, Binarization.Static, Binarization.Threshold })
            Assert.Equal(Copy(expected.Binarize(mode, 3), 7), Copy(data.Binarize(mode, 3), 7));
    }

    [Fact]
    public void NaNIsMissingOnlyWhereItIsDeclared()
    {
        DataSet data = DataSet.From([0.25f, float.NaN, 0.5f, 1f, float.NaN, float.NaN], 3);
        Assert.False(data.HasMissing);
        Assert.Equal(6, data.ObservedCount);
        Assert.Contains("WithMissing", Assert.Throws<DataFormatException>(data.RequireFinite).Message, StringComparison.Ordinal);
        DataSet declared = data.WithMissing();
        Assert.True(declared.HasMissing);
        Assert.Equal(3, declared.ObservedCount);
        declared.RequireWithin(0, 1);
        Assert.False(declared.HasNaN);
        Assert.Equal([0.25f, 0, 0.5f, 1, 0, 0], Copy(declared));
        Assert.Equal([1, 0, 1, 1, 0, 0], CopyMasks(declared));
        Assert.Equal(DataSet.From([0.25f, 9, 0.5f, 1f, 9, 9], 3).WithMask(Mask).ContentHash, declared.ContentHash);
        Assert.Throws<DataFormatException>(DataSet.From([1f, float.PositiveInfinity], 2).WithMissing().RequireFinite);
    }

    [Fact]
    public void AMaskDoesNotMakeNaNLegalWhereItSaysThatAnElementIsThere()
    {
        DataSet data = DataSet.From([float.NaN, float.NaN, 1f], 3).WithMask([true, false, true]);
        DataFormatException wrong = Assert.Throws<DataFormatException>(data.RequireFinite);
        Assert.Contains("element 0 of example 0", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(1, data.WithMissing().ObservedCount);
        Assert.Equal(1, DataSet.From([float.NaN, float.NaN, 1f], 3).WithMissing().WithMask([true, false, true]).ObservedCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(300)]
    public void MasksOfBytesAndFloatsAreCopiedInBothPrecisions(int features)
    {
        bool[] mask = [.. Enumerable.Range(0, 4 * features).Select(i => i % 3 != 1 && i % 7 != 2)];
        byte[] bytes = [.. Enumerable.Range(0, 4 * features).Select(i => (byte)(1 + (i % 255)))];
        float[] withNaN = [.. bytes.Select((value, i) => mask[i] ? value / 255f : float.NaN)];
        float[] expected = [.. bytes.Select((value, i) => mask[i] ? value / 255f : 0f)];
        foreach (DataSet data in new[] { DataSet.From(bytes, features).WithMask(mask), DataSet.From(withNaN, features).WithMissing() })
        {
            Assert.Equal(expected, Copy(data));
            Assert.Equal(mask.Select(isThere => isThere ? 1f : 0f), CopyMasks(data));
            Assert.Equal(mask.Count(isThere => isThere), data.ObservedCount);
            var doubles = new double[features];
            data.CopyMask(3, doubles);
            Assert.Equal(mask.Skip(3 * features).Select(isThere => isThere ? 1.0 : 0.0), doubles);
            data.CopyExample(3, null, doubles);
            Assert.All(doubles.Zip(mask.Skip(3 * features)), pair => Assert.Equal(pair.Second, pair.First != 0));
        }
    }

    [Fact]
    public void ViewsKeepWhatIsMissing()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).Select(i => (byte)(i + 100))];
        bool[] mask = [.. Enumerable.Range(0, 40).Select(i => i * 7 % 5 != 0)];
        DataSet data = DataSet.From(bytes, 4, [.. Enumerable.Range(0, 10).Select(i => i % 2)]).WithMask(mask);
        float[] masks = CopyMasks(data);
        Assert.Equal(masks[8..20], CopyMasks(data[2..5]));
        Assert.Equal([.. masks[36..40], .. masks[8..12]], CopyMasks(data.Select([9, 2])));
        Assert.Equal([.. masks[12..16], .. masks[20..24]], CopyMasks(data.OfClass(1)[1..3]));
        Assert.Equal(masks, CopyMasks(data.WithName("other").Binarize(Binarization.Dynamic, 5)));
        Assert.Equal(masks, CopyMasks(data.WithLabels(new int[10])));
        Assert.Equal(data[2..5].ContentHash, data.Select([2, 3, 4]).ContentHash);
    }

    [Fact]
    public void AMaskOfAViewBelongsToItsExamples()
    {
        DataSet view = DataSet.From([.. Enumerable.Range(1, 20).Select(i => (float)i)], 2)[4..8].Select([3, 1]);
        DataSet masked = view.WithMask([true, false, false, true]);
        Assert.Equal([15, 0, 0, 12], Copy(masked));
        DataSet twice = masked.WithMask([false, true]);
        Assert.Equal([0, 0, 0, 12], Copy(twice));
        Assert.Equal([0, 0, 0, 1], CopyMasks(twice));
        Assert.Equal([0, 12], Copy(twice[1..]));
        Assert.Equal([0, 12, 0, 0], Copy(twice.Select([1, 0]).WithMask([true, true])));
    }

    [Fact]
    public void OneMaskHoldsForAllExamples()
    {
        DataSet data = DataSet.From([1f, 2, 3, 4, 5, 6], 2).WithMask([true, false]).WithMask([true, true]);
        Assert.Equal([1, 0, 3, 0, 5, 0], Copy(data));
        Assert.Equal(3, data.ObservedCount);
        Assert.Equal([5, 0, 1, 0], Copy(data.Select([2, 0])));
    }

    [Fact]
    public void ADataSetCanBeAMask()
    {
        DataSet data = DataSet.From([1f, 2, 3, 4], 2);
        Assert.Equal([1, 0, 3, 4], Copy(data.WithMask(DataSet.From([255, 0, 255, 255], 2))));
        Assert.Equal([1, 0, 3, 0], Copy(data.WithMask(DataSet.From([1f, 0f], 2))));
        Assert.Throws<DataFormatException>(() => data.WithMask(DataSet.From([0.5f, 0f], 2)));
        ArgumentException size = Assert.Throws<ArgumentException>(() => data.WithMask(DataSet.From([1f, 0f, 1f], 3)));
        Assert.Contains("data: 1 × 3; 2 × 2 was expected", size.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AllObservedIsCopiedLikeNotDeclared()
    {
        DataSet data = Digits.Generate(3, seed: 1);
        DataSet declared = data.WithMask([.. Enumerable.Repeat(true, data.Features)]).WithMissing();
        Assert.Equal(Copy(data), Copy(declared));
        Assert.Equal(Copy(data.Binarize(Binarization.Dynamic, 4), 2), Copy(declared.Binarize(Binarization.Dynamic, 4), 2));
        Assert.Equal(data.ObservedCount, declared.ObservedCount);
        Assert.NotEqual(data.ContentHash, declared.ContentHash);
    }

    [Fact]
    public void ChecksSkipMissingElementsOfBytesAndOfBinarizedSets()
    {
        DataSet bytes = DataSet.From([0, 77, 255, 0], 2).WithMask([true, false, true, true]);
        Assert.True(bytes.IsBinary);
        Assert.False(DataSet.From([0, 77, 255, 0], 2).IsBinary);
        Assert.Equal(new DataElement(0, 0, 0), bytes.FindOutside(0.5, 1));
        Assert.Equal(new DataElement(0, 1, 0), bytes[1..].FindOutside(0.5, 1));
        DataSet ones = DataSet.From([255, 0, 255, 0], 2).WithMask([true, false]).Binarize(Binarization.Threshold);
        Assert.Null(ones.FindOutside(0.5, 1));
        DataSet nothing = bytes.WithMask([false, false]);
        Assert.Equal((0, 0, 0, 0L), (nothing.Minimum, nothing.Maximum, nothing.HasNaN ? 1 : 0, nothing.ObservedCount));
        nothing.RequireFinite();
    }

    [Fact]
    public void MasksThatDoNotFitAreRefused()
    {
        DataSet data = DataSet.From([1f, 0, 0.5f, 1], 2);
        ArgumentException length = Assert.Throws<ArgumentException>(() => data.WithMask([true, false, true]));
        Assert.StartsWith(
            "The mask has 3 elements; 2 were expected for all examples alike, or 4 for 2 examples of 2.", length.Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => data.Binarize(Binarization.Threshold).WithMissing());
        Assert.Throws<ArgumentOutOfRangeException>(() => data.CopyMask(2, new float[2]));
        Assert.Throws<ArgumentException>(() => data.CopyMask(0, new double[1]));
        float[] longer = [7, 7, 7];
        data.CopyMask(0, longer);
        Assert.Equal([1, 1, 7], longer);
    }

    [Fact]
    public void CopyingAllocatesNothing()
    {
        DataSet floats = DataSet.From([.. Enumerable.Range(0, 600).Select(i => i % 3 == 0 ? float.NaN : i / 600f)], 300).WithMissing();
        DataSet[] sets =
            [floats, floats.WithMask([.. Enumerable.Range(0, 600).Select(i => i % 2 == 0)]).Select([1, 0]).Binarize(Binarization.Dynamic)];
        var singles = new float[300];
        var doubles = new double[300];
        // The first compiles.
        CopyAll();
        Assert.Equal(0, AllocatedBytes.Of(CopyAll));

        void CopyAll()
        {
            foreach (DataSet data in sets)
            {
                data.CopyMask(1, singles);
                data.CopyMask(1, doubles);
                data.CopyExample(1, 3, singles);
                data.CopyExample(1, null, doubles);
            }
        }
    }

    private static float[] Copy(DataSet data, int? epoch = null)
    {
        var all = new float[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyExample(i, epoch, all.AsSpan(i * data.Features));
        return all;
    }

    private static float[] CopyMasks(DataSet data)
    {
        var all = new float[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            data.CopyMask(i, all.AsSpan(i * data.Features));
        return all;
    }
}
