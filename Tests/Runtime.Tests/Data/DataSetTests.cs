using System;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

public class DataSetTests
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Fact]
    public void BytesAreScaledToTheUnitInterval()
    {
        DataSet data = DataSet.From(AllBytes, 256);
        var singles = new float[256];
        var doubles = new double[256];
        data.CopyExample(0, null, singles);
        data.CopyExample(0, 3, doubles);
        Assert.Equal(AllBytes.Select(value => value / 255f), singles);
        Assert.Equal(AllBytes.Select(value => value / 255.0), doubles);
    }

    // Every byte comes to stand in a vector and in the rest behind the vectors.
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(47)]
    public void BytesAreScaledToCorrectlyRoundedQuotientsInExamplesOfAnyLength(int features)
    {
        byte[] bytes = [.. Enumerable.Range(0, 256 * features).Select(i => (byte)(i / features + i % features))];
        DataSet data = DataSet.From(bytes, features);
        DataSet bits = data.Binarize(Binarization.Threshold);
        var singles = new float[features];
        var doubles = new double[features];
        for (int example = 0; example < 256; example++)
        {
            byte[] expected = bytes[(example * features)..((example + 1) * features)];
            data.CopyExample(example, null, singles);
            data.CopyExample(example, null, doubles);
            Assert.Equal(expected.Select(value => value / 255f), singles);
            Assert.Equal(expected.Select(value => value / 255.0), doubles);
            bits.CopyExample(example, null, singles);
            bits.CopyExample(example, null, doubles);
            Assert.Equal(expected.Select(value => value >= 128 ? 1f : 0f), singles);
            Assert.Equal(expected.Select(value => value >= 128 ? 1.0 : 0.0), doubles);
        }
    }

    [Fact]
    public void CountFeaturesShapeNameAndLabelsAreKept()
    {
        DataSet data = DataSet.From(new byte[12], (1, 2, 3), [4, 7], "two");
        Assert.Equal((2, 6, new DataShape(1, 2, 3), "two"), (data.Count, data.Features, data.Shape, data.Name));
        Assert.Equal([4, 7], data.Labels.ToArray());
        Assert.True(data.HasLabels);
        Assert.Equal("two: 2 × 1×2×3", data.ToString());
        Assert.False(DataSet.From(new byte[12], 6).HasLabels);
    }

    [Fact]
    public void EverySourceOfFloatsGivesTheSameSet()
    {
        float[] flat = [0, 0.5f, 1, 2, 3, 4];
        DataSet[] sets =
        [
            DataSet.From(flat, 3),
            DataSet.From(flat.Select(value => (double)value).ToArray(), 3),
            DataSet.From(new float[,] { { 0, 0.5f, 1 }, { 2, 3, 4 } }),
            DataSet.From(new double[,] { { 0, 0.5, 1 }, { 2, 3, 4 } }),
            DataSet.From(new float[][] { [0, 0.5f, 1], [2, 3, 4] }),
            DataSet.From(new double[][] { [0, 0.5, 1], [2, 3, 4] }),
        ];
        Assert.All(sets, set => Assert.Equal(sets[0].ContentHash, set.ContentHash));
        var second = new double[3];
        sets[2].CopyExample(1, null, second);
        Assert.Equal([2, 3, 4], second);
    }

    [Fact]
    public void TheSetDoesNotChangeWithItsSource()
    {
        float[] source = [1, 2];
        DataSet data = DataSet.From(source, 1);
        source[0] = 9;
        var value = new float[1];
        data.CopyExample(0, null, value);
        Assert.Equal(1, value[0]);
    }

    [Fact]
    public void SlicesAreViews()
    {
        DataSet data = DataSet.From(AllBytes, 4, [.. Enumerable.Range(0, 64)]);
        DataSet view = data[10..20][2..5];
        Assert.Equal(3, view.Count);
        Assert.Equal([12, 13, 14], view.Labels.ToArray());
        var values = new float[4];
        view.CopyExample(1, null, values);
        Assert.Equal([52 / 255f, 53 / 255f, 54 / 255f, 55 / 255f], values);
        Assert.Equal(64, data.Take(1000).Count);
        Assert.Equal(5, data.Take(5).Count);
        ArgumentOutOfRangeException outside = Assert.Throws<ArgumentOutOfRangeException>(() => data[60..65]);
        Assert.Equal("The data set has the examples 0 to 63; 60 to 64 were asked for.", outside.Message);
        ArgumentOutOfRangeException none = Assert.Throws<ArgumentOutOfRangeException>(() => data[..0]);
        Assert.Equal("The data set has the examples 0 to 63; 0 from 0 on were asked for, at least one was expected.", none.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(60, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(0));
    }

    [Fact]
    public void SourcesThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => DataSet.From(new byte[7], 2));
        Assert.Throws<ArgumentException>(() => DataSet.From(Array.Empty<byte>(), 2));
        Assert.Throws<ArgumentException>(() => DataSet.From(new byte[2], default(DataShape)));
        Assert.Throws<ArgumentException>(() => DataSet.From(new byte[4], 2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => DataSet.From(new byte[4], 2, [1, -1]));
        Assert.Throws<ArgumentException>(() => DataSet.From(new float[0, 3]));
        Assert.Throws<ArgumentException>(() => DataSet.From(new float[2, 3], (1, 2)));
        ArgumentException ragged = Assert.Throws<ArgumentException>(() => DataSet.From(new float[][] { [1, 2], [3] }));
        Assert.StartsWith("Row 1 has 1 values, row 0 has 2.", ragged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopyingChecksItsArguments()
    {
        DataSet data = DataSet.From(new byte[6], 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.CopyExample(2, null, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.CopyExample(-1, null, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.CopyExample(0, -1, new double[3]));
        Assert.Throws<ArgumentException>(() => data.CopyExample(0, null, new float[2]));
        float[] longer = [7, 7, 7, 7];
        data.CopyExample(0, null, longer);
        Assert.Equal([0, 0, 0, 7], longer);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(int.MaxValue, 2, 2)]
    [InlineData(1, 0, 5)]
    [InlineData(-1, -1, 5)]
    public void ShapesWithoutValuesOrTooLargeAreRefused(int channels, int height, int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataShape(channels, height, width));

    [Fact]
    public void TheContentHashTellsValuesShapeAndLabelsApart()
    {
        DataSet data = DataSet.From(AllBytes, 4);
        string[] hashes =
        [
            data.ContentHash,
            data.Take(8).ContentHash,
            DataSet.From(AllBytes, (2, 2)).ContentHash,
            DataSet.From(AllBytes, 4, new int[64]).ContentHash,
        ];
        Assert.Distinct(hashes);
        Assert.Equal(data.ContentHash, DataSet.From(AllBytes, 4, default, "other name").ContentHash);
        Assert.Equal(data.ContentHash, data.Binarize(Binarization.Dynamic, 5).ContentHash);
    }
}
