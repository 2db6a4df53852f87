using System;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Model;

/// <summary>A batch that no array holds is refused in words that say what to change.</summary>
public sealed class BatchArrayTests
{
    [Theory]
    [InlineData(1, 784, 1)]
    [InlineData(128, 784, 1)]
    [InlineData(17, 3, 49)]
    public void ALengthIsThatOfThePanels(int capacity, int channels, int positions)
    {
        int single = Panel.Stride<float>(capacity) * Panel.Count<float>(channels) * positions;
        int doubles = Panel.Stride<double>(capacity) * Panel.Count<double>(channels) * positions;
        Assert.Equal(single, BatchArray.OfPanels<float>(capacity, channels, positions));
        Assert.Equal(doubles, BatchArray.OfPanels<double>(capacity, channels, positions));
    }

    [Fact]
    public void ASmallerBatchSizeIsAdvised() => Assert.Equal(
        "A batch of 100000 examples takes an array of 5000050000 numbers, padding included, for a layer of 50000; "
            + "an array has at most 2147483591. Take a smaller batch size.",
        Assert.Throws<InvalidOperationException>(() => BatchArray.OfPanels<float>(100_000, 50_000, 1)).Message);

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    public void SmallerLayersAreAdvisedWhereNoBatchSizeHelps(int capacity) => Assert.Equal(
        "A single example takes an array of 2380000000 numbers, padding included, for a layer of 140000000; "
            + "an array has at most 2147483591. No batch size is small enough: the model needs smaller layers.",
        Assert.Throws<InvalidOperationException>(() => BatchArray.OfPanels<float>(capacity, 140_000_000, 1)).Message);

    // Beyond what a long counts.
    [Fact]
    public void NothingOverflows() =>
        Assert.Throws<InvalidOperationException>(() => BatchArray.OfPanels<double>(int.MaxValue, int.MaxValue, int.MaxValue));
}
