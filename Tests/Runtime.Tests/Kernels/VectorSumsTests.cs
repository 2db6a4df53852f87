using System;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Kernels;

/// <summary>The sum of a vector is one chain in ascending order, and what lies in the padding does not count.</summary>
public sealed class VectorSumsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    public void OverRows(int rows)
    {
        float[] values = new float[rows];
        float expected = 0;
        for (int i = 0; i < rows; i++)
            expected += values[i] = 1f / (i + 3);
        float[] sum = VectorSums.OverRows<float>(new Worker(0, null), values, slot: 1).ToArray();
        Assert.Equal(16, sum.Length);
        Assert.Equal(expected, sum[0]);
        Assert.All(sum[1..], value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(16, 1)]
    [InlineData(33, 1)]
    [InlineData(5, 4)]
    public void OverColumns(int channels, int positions)
    {
        float[] storage = AlignedMemory.Allocate<float>(Panel.Count<float>(channels) * positions * 16, out int offset);
        PanelMatrix<float> vector = new(storage, offset, channels, positions, 16);
        storage.AsSpan(offset, vector.Panels * 16).Fill(float.NaN);
        float expected = 0;
        for (int position = 0; position < positions; position++)
        {
            for (int channel = 0; channel < channels; channel++)
                expected += vector[0, (channel * positions) + position] = 1f / ((position * channels) + channel + 3);
        }

        float[] sum = VectorSums.OverColumns(new Worker(0, null), vector).ToArray();
        Assert.Equal(expected, sum[0]);
        Assert.All(sum[1..], value => Assert.Equal(0, value));
    }
}
