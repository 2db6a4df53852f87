using System;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Data;

/// <summary>A split draws which examples are held back, once for each seed.</summary>
public sealed class SplitTests
{
    private static readonly DataSet Data =
        DataSet.From([.. Enumerable.Range(0, 100).Select(i => (float)i)], 1, labels: [.. Enumerable.Range(0, 100)]);

    [Fact]
    public void EachExampleIsInOnePartAndThePartsKeepTheOrder()
    {
        (DataSet train, DataSet held) = Data.Split(30, seed: 4);
        Assert.Equal((70, 30), (train.Count, held.Count));
        Assert.Equal(Values(train).Order(), Values(train));
        Assert.Equal(Values(held).Order(), Values(held));
        Assert.Equal(Enumerable.Range(0, 100), Values(train).Concat(Values(held)).Order());
        Assert.Equal(Values(held), held.Labels.ToArray());
    }

    [Fact]
    public void TheSeedIsTheKey()
    {
        Assert.Equal(Values(Data.Split(30, seed: 4).Held), Values(Data.Split(0.3, seed: 4).Held));
        Assert.NotEqual(Values(Data.Split(30, seed: 4).Held), Values(Data.Split(30, seed: 5).Held));
    }

    [Fact]
    public void EachExampleIsHeldBackEquallyOften()
    {
        int[] times = new int[100];
        for (int seed = 0; seed < 2000; seed++)
        {
            foreach (int example in Values(Data.Split(20, (ulong)seed).Held))
                times[example]++;
        }

        // 400 each, with a standard deviation of 18.
        Assert.All(times, count => Assert.InRange(count, 310, 490));
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(0.256, 26)]
    [InlineData(0.999, 99)]
    public void AShareIsRounded(double share, int held) => Assert.Equal(held, Data.Split(share, seed: 1).Held.Count);

    [Fact]
    public void NoPartIsEmpty()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Data.Split(0, seed: 1));
        Assert.StartsWith(
            "100 of 100 examples were to be held back; at least one, and fewer than all of them, were expected.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Data.Split(100, seed: 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Data.Split(0.0, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Data.Split(1.0, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Data.Split(double.NaN, seed: 1));
        Assert.Throws<InvalidOperationException>(() => Data[..1].Split(0.5, seed: 1));
    }

    [Fact]
    public void ADrawnPixelStaysWithItsExample()
    {
        DataSet gray = DataSet.From([.. Enumerable.Repeat((byte)128, 100 * 8)], 8, labels: [.. Enumerable.Range(0, 100)]);
        DataSet whole = gray.Binarize(Binarization.Dynamic, seed: 3);
        DataSet held = gray.Split(10, seed: 2).Held.Binarize(Binarization.Dynamic, seed: 3);
        float[] expected = new float[8];
        float[] actual = new float[8];
        for (int i = 0; i < held.Count; i++)
        {
            whole.CopyExample(held.Labels[i], epoch: 5, expected);
            held.CopyExample(i, epoch: 5, actual);
            Assert.Equal(expected, actual);
        }
    }

    private static int[] Values(DataSet data)
    {
        float[] value = new float[1];
        return [.. Enumerable.Range(0, data.Count).Select(i =>
        {
            data.CopyExample(i, null, value);
            return (int)value[0];
        })];
    }
}
