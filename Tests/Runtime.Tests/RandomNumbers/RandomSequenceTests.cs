using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.RandomNumbers;

public sealed class RandomSequenceTests
{
    [Fact]
    public void WordsAreThoseOfTheBlocksInOrder()
    {
        uint[] expected = new uint[101];
        Philox.Fill(9, RandomStream.Digits.WithSample(3), 4, 5, 0, expected);
        RandomSequence sequence = new(9, RandomStream.Digits, sample: 3, step: 4, example: 5);
        Assert.Equal(expected, expected.Select(_ => sequence.NextWord()));
    }

    [Fact]
    public void UniformsAndNormalsAreThoseOfTheVariates()
    {
        double[] uniforms = new double[50];
        UniformVariates.Fill<Double1>(9, RandomStream.Digits.WithSample(0), 0, 0, 0, uniforms);
        double[] normals = new double[50];
        NormalVariates.Fill<Double1>(9, RandomStream.Digits.WithSample(0), 0, 0, 0, normals);
        RandomSequence first = new(9, RandomStream.Digits);
        RandomSequence second = new(9, RandomStream.Digits);
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(uniforms[i], first.NextUniform());
            Assert.Equal(normals[i], second.NextNormal());
        }
    }

    /// <summary>χ² with k − 1 degrees of freedom: mean k − 1, variance 2 (k − 1); five standard deviations.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    public void IntegersBelowALimitAreEquallyOften(int limit)
    {
        const int Draws = 1_000_000;
        RandomSequence sequence = new(1, RandomStream.Shuffle);
        int[] counts = new int[limit];
        for (int i = 0; i < Draws; i++)
            counts[sequence.NextBelow(limit)]++;
        double expected = (double)Draws / limit;
        double chiSquared = counts.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.InRange(chiSquared, 0, limit - 1 + 5 * Math.Sqrt(2 * (limit - 1)) + 10);
    }

    /// <summary>
    /// 2³² words don't divide evenly among 3 · 2²⁹ results: without rejection the residues modulo 3 would have probabilities 3/8, 3/8 and
    /// 1/4.
    /// </summary>
    [Fact]
    public void LargeLimitsAreUnbiased()
    {
        const int Limit = 3 << 29;
        RandomSequence sequence = new(1, RandomStream.Shuffle);
        int[] residues = new int[3];
        for (int i = 0; i < 300_000; i++)
        {
            int value = sequence.NextBelow(Limit);
            Assert.InRange(value, 0, Limit - 1);
            residues[value % 3]++;
        }

        // Standard deviation of each count: √(n · 1/3 · 2/3) = 258.
        Assert.All(residues, count => Assert.InRange(count, 100_000 - 1300, 100_000 + 1300));
    }

    [Fact]
    public void ALimitOfOneGivesZeroAndNoneIsRefused()
    {
        RandomSequence sequence = new(1, RandomStream.Shuffle);
        Assert.Equal(0, sequence.NextBelow(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sequence.NextBelow(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => sequence.NextBelow(-1));
    }

    /// <summary>Each of the 24 orders of four items: 240 000 shuffles, 10 000 expected, standard deviation 98.</summary>
    [Fact]
    public void EveryOrderIsEquallyLikely()
    {
        RandomSequence sequence = new(2, RandomStream.Shuffle);
        int[] counts = new int[256];
        for (int i = 0; i < 240_000; i++)
        {
            int[] items = [0, 1, 2, 3];
            sequence.Shuffle<int>(items);
            counts[items[0] | (items[1] << 2) | (items[2] << 4) | (items[3] << 6)]++;
        }

        int[] orders = counts.Where(count => count > 0).ToArray();
        Assert.Equal(24, orders.Length);
        Assert.All(orders, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void TheSameSeedAndEpochGiveTheSameOrderAndAnotherEpochAnother()
    {
        int[] Order(ulong seed, uint epoch)
        {
            int[] items = Enumerable.Range(0, 1000).ToArray();
            new RandomSequence(seed, RandomStream.Shuffle, step: epoch).Shuffle<int>(items);
            return items;
        }

        Assert.Equal(Order(1, 1), Order(1, 1));
        Assert.NotEqual(Order(1, 1), Order(1, 2));
        Assert.NotEqual(Order(1, 1), Order(2, 1));
        Assert.Equal(Enumerable.Range(0, 1000), Order(1, 1).Order());
    }
}
