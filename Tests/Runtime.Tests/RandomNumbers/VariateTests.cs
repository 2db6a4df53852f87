using System;
using VaeGen.Runtime.Tests.Vectors;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.RandomNumbers;

/// <summary>
/// Distributions of the variates. n is 2²⁰; the tolerances are five standard errors (probability 6 · 10⁻⁷ under the hypothesis, and the
/// seeds are fixed).
/// </summary>
public sealed class VariateTests
{
    private const int Count = 1 << 20;

    private static readonly (double Probability, double Quantile)[] Quantiles =
    [
        (0.001, -3.090232306167813), (0.025, -1.9599639845400545), (0.25, -0.6744897501960817), (0.5, 0), (0.999, 3.090232306167813),
    ];

    private static readonly uint Noise = RandomStream.TrainingNoise.WithSample(0);

    [Fact]
    public void UniformsAreTheStatedFunctionOfTheWords()
    {
        uint[] words = new uint[1000];
        Philox.Fill(11, Noise, 1, 2, 3, words);
        float[] singles = new float[1000];
        UniformVariates.Fill<Float8>(11, Noise, 1, 2, 3, singles);
        double[] doubles = new double[500];
        UniformVariates.Fill<Double4>(11, Noise, 1, 2, 3, doubles);
        for (int i = 0; i < 1000; i++)
            Assert.Equal(((words[i] >> 9) + 0.5) / (1 << 23), singles[i]);
        for (int i = 0; i < 500; i++)
        {
            ulong bits = words[2 * i] | ((ulong)words[2 * i + 1] << 32);
            Assert.Equal(((bits >> 12) + 0.5) / (1L << 52), doubles[i]);
        }
    }

    [Fact]
    public void TheExtremesStayInsideTheOpenInterval()
    {
        float[] singles = [BitConverter.UInt32BitsToSingle(0), BitConverter.UInt32BitsToSingle(uint.MaxValue)];
        for (int i = 0; i < 2; i++)
            UniformVariates.FromSingleBits(Float1.Load(singles, i)).Store(singles, i);
        Assert.Equal([MathF.ScaleB(1, -24), 1 - MathF.ScaleB(1, -24)], singles);

        double[] doubles = [BitConverter.UInt64BitsToDouble(0), BitConverter.UInt64BitsToDouble(ulong.MaxValue)];
        for (int i = 0; i < 2; i++)
            UniformVariates.FromDoubleBits(Double1.Load(doubles, i)).Store(doubles, i);
        Assert.Equal([Math.ScaleB(1, -53), 1 - Math.ScaleB(1, -53)], doubles);
    }

    [Fact]
    public void NormalsHaveTheSameBitsAtEveryWidthAndLength()
    {
        foreach (int length in (int[])[1, 3, 16, 20, 37, 1000])
        {
            float[] expected = Singles<Float1>(length);
            Bits.AssertEqual(expected, Singles<Float4>(length), "128 bits");
            Bits.AssertEqual(expected, Singles<Float8>(length), "256 bits");
            Bits.AssertEqual(expected, Singles<Float16>(length), "512 bits");
            double[] exact = Doubles<Double1>(length);
            Bits.AssertEqual(exact, Doubles<Double2>(length), "128 bits");
            Bits.AssertEqual(exact, Doubles<Double4>(length), "256 bits");
            Bits.AssertEqual(exact, Doubles<Double8>(length), "512 bits");
            Bits.AssertEqual(Singles<Float8>(1024).AsSpan(0, length), expected, "prefix");
            Bits.AssertEqual(Doubles<Double4>(1024).AsSpan(0, length), exact, "prefix");
        }
    }

    [Fact]
    public void AUnitDependsOnItsNumberAlone()
    {
        float[] whole = new float[64];
        NormalVariates.Fill<Float16>(3, Noise, 4, 5, 0, whole);
        double[] wholeDoubles = new double[64];
        NormalVariates.Fill<Double8>(3, Noise, 4, 5, 0, wholeDoubles);
        for (int panel = 0; panel < 4; panel++)
        {
            float[] part = new float[16];
            NormalVariates.Fill<Float16>(3, Noise, 4, 5, (uint)(16 * panel / 4), part);
            Bits.AssertEqual(whole.AsSpan(16 * panel, 16), part, "panel");
            double[] partDoubles = new double[16];
            NormalVariates.Fill<Double8>(3, Noise, 4, 5, (uint)(16 * panel / 2), partDoubles);
            Bits.AssertEqual(wholeDoubles.AsSpan(16 * panel, 16), partDoubles, "panel");
        }
    }

    [Fact]
    public void SingleNormalsHaveTheMomentsAndQuantilesOfTheNormal() =>
        AssertNormal(Array.ConvertAll(Singles<Float8>(Count), x => (double)x));

    [Fact]
    public void DoubleNormalsHaveTheMomentsAndQuantilesOfTheNormal() => AssertNormal(Doubles<Double4>(Count));

    /// <summary>Independent draws: the sum of n products of two streams has mean 0 and variance n.</summary>
    [Fact]
    public void StreamsSamplesStepsExamplesAndSeedsAreUncorrelated()
    {
        double[] first = Doubles<Double4>(Count);
        foreach ((ulong seed, uint stream, uint step, uint example) in ((ulong, uint, uint, uint)[])
            [
                (2, Noise, 1, 1),
                (1, Noise, 2, 1),
                (1, Noise, 1, 2),
                (1, RandomStream.EvaluationNoise.WithSample(0), 1, 1),
                (1, RandomStream.TrainingNoise.WithSample(1), 1, 1),
            ])
        {
            double[] second = new double[Count];
            NormalVariates.Fill<Double4>(seed, stream, step, example, 0, second);
            double sum = 0;
            for (int i = 0; i < Count; i++)
                sum += first[i] * second[i];
            Assert.InRange(sum / Math.Sqrt(Count), -5, 5);
        }
    }

    [Fact]
    public void NeighbouringUnitsAreUncorrelated()
    {
        double[] values = Doubles<Double4>(Count);
        for (int lag = 1; lag <= 8; lag++)
        {
            double sum = 0;
            for (int i = lag; i < Count; i++)
                sum += values[i] * values[i - lag];
            Assert.InRange(sum / Math.Sqrt(Count - lag), -5, 5);
        }
    }

    private static void AssertNormal(double[] values)
    {
        // Variances of the sample moments of N(0, 1): 1/n, 2/n, 15/n, 96/n.
        double[] expected = [0, 1, 0, 3];
        double[] variance = [1, 2, 15, 96];
        for (int power = 1; power <= 4; power++)
        {
            double sum = 0;
            foreach (double x in values)
                sum += Math.Pow(x, power);
            double error = 5 * Math.Sqrt(variance[power - 1] / Count);
            Assert.InRange(sum / Count, expected[power - 1] - error, expected[power - 1] + error);
        }

        // Kolmogorov and Smirnov: √n D exceeds 2.7 with probability 2 exp(−2 · 2.7²) = 9 · 10⁻⁷.
        Array.Sort(values);
        double distance = 0;
        for (int i = 0; i < Count; i++)
        {
            double probability = Probability(values[i]);
            distance = Math.Max(distance, Math.Max(probability - (double)i / Count, (i + 1.0) / Count - probability));
        }

        Assert.InRange(distance * Math.Sqrt(Count), 0, 2.7);

        // The k-th of n has the quantile's error √(p (1 − p) / n) / density; the tails are looked at on their own.
        foreach ((double p, double quantile) in Quantiles)
        {
            double density = Math.Exp(-quantile * quantile / 2) / Math.Sqrt(2 * Math.PI);
            double error = 5 * Math.Sqrt(p * (1 - p) / Count) / density;
            Assert.InRange(values[(int)(p * Count)], quantile - error, quantile + error);
        }
    }

    private static double Probability(double x) => (1 + ReferenceFunctions.Erf(x / Math.Sqrt(2)).High) / 2;

    private static float[] Singles<TVector>(int length)
        where TVector : struct, IVector<TVector, float>
    {
        float[] values = new float[length];
        NormalVariates.Fill<TVector>(1, Noise, 1, 1, 0, values);
        return values;
    }

    private static double[] Doubles<TVector>(int length)
        where TVector : struct, IVector<TVector, double>
    {
        double[] values = new double[length];
        NormalVariates.Fill<TVector>(1, Noise, 1, 1, 0, values);
        return values;
    }
}
