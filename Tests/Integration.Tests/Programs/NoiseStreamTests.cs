using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Programs;

/// <summary>Two noise tensors of one program are two streams of numbers; the first has the numbers that a single one has.</summary>
public sealed class NoiseStreamTests
{
    private const int Rows = 2000;

    [Fact]
    public void TheStreamsAreIndependent()
    {
        (double[] epsilon, double[] noise) = Drawn(NoiseSource.Drawn);
        Assert.Empty(epsilon.Intersect(noise));
        // Of N products of two independent standard normal numbers the mean has the deviation 1/√N.
        Assert.InRange(Correlation(epsilon, noise), -4, 4);
        Assert.InRange(Correlation(epsilon, [.. noise[1..], noise[0]]), -4, 4);
        Assert.InRange(Correlation(epsilon, [.. epsilon.Select(Math.Abs)]), -4, 4);
        Assert.InRange(noise.Average() * Math.Sqrt(noise.Length), -4, 4);
        Assert.InRange(noise.Average(value => value * value), 0.9, 1.1);
    }

    [Fact]
    public void TheFirstStreamHasTheNumbersThatItAlwaysHad()
    {
        (double[] epsilon, double[] noise) = Drawn(NoiseSource.Drawn);
        double[] expected = new double[HandMadeProgram.Latent];
        for (int row = 0; row < Rows; row++)
        {
            NormalVariates.Fill<Double2>(5, RandomStream.TrainingNoise.WithSample(0), 9, (uint)(3 * row), 0, expected);
            Assert.Equal(expected, epsilon[(row * expected.Length)..((row + 1) * expected.Length)]);
            NormalVariates.Fill<Double2>(5, RandomStream.TrainingNoise.WithSample(0), 9, (uint)(3 * row), 1 << 24, expected);
            Assert.Equal(expected, noise[(row * expected.Length)..((row + 1) * expected.Length)]);
        }
    }

    [Fact]
    public void WithoutNoiseBothAreZero()
    {
        (double[] epsilon, double[] noise) = Drawn(NoiseSource.Zero);
        Assert.All(epsilon.Concat(noise), value => Assert.Equal(0, value));
    }

    // Where all parameters are zero, the hidden layer is the second noise and z is ε; with weights of one, the mean is the hidden layer's
    // first elements.
    private static (double[] Epsilon, double[] Noise) Drawn(NoiseSource source)
    {
        ModelProbe<double> probe =
            new(HandMadeModels.Create<double>("TwoNoises"), VectorWidth.Bits256, threads: 2,
                Rows)
            { FurtherNoise = [new double[Rows * 11]] };
        probe.SetParameters(new double[probe.Count]);
        double[] epsilon = Run(probe, source, probe.Network.Latent);
        PanelMatrix<double> head = probe.Network.Parameters.Matrix("by.hand.meanWeights");
        for (int j = 0; j < HandMadeProgram.Latent; j++)
            head[j, j] = 1;
        return (epsilon, Run(probe, source, probe.Network.PosteriorMean));
    }

    private static double[] Run(ModelProbe<double> probe, NoiseSource source, PanelMatrix<double> result)
    {
        probe.Loss(new double[Rows * HandMadeProgram.Features], new double[Rows * HandMadeProgram.Latent]);
        Batch<double> batch = probe.Network.Batch;
        batch.NoiseSource = source;
        batch.Seed = 5;
        batch.Step = 9;
        batch.StreamAndSample = RandomStream.TrainingNoise.WithSample(0);
        for (int row = 0; row < Rows; row++)
            batch.Examples[row] = 3 * row;
        probe.Network.Run(NetworkTask.EstimateElbo, threads: 2);
        return [.. Enumerable.Range(0, Rows * HandMadeProgram.Latent)
            .Select(i => result[i / HandMadeProgram.Latent, i % HandMadeProgram.Latent])];
    }

    private static double Correlation(double[] first, double[] second) =>
        first.Zip(second, (a, b) => a * b).Sum() / Math.Sqrt(first.Length);
}
