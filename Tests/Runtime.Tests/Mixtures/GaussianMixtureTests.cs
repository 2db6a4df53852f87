using System;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Mixtures;

/// <summary>A fitted mixture finds what the points were drawn from, and draws such points.</summary>
public sealed class GaussianMixtureTests
{
    [Fact]
    public void OneComponentHasTheMomentsOfThePoints()
    {
        double[] points = Cloud(new Random(1), 500, [1, -2], [[2, 0], [1.5, 0.5]]);
        GaussianMixture mixture = GaussianMixture.Fit(points, 2, new GaussianMixtureOptions { Components = 1 });
        double[] means = [points.Where((_, i) => i % 2 == 0).Average(), points.Where((_, i) => i % 2 == 1).Average()];
        Assert.Equal(means[0], mixture.Mean(0)[0], 1e-9);
        Assert.Equal(means[1], mixture.Mean(0)[1], 1e-9);
        // log-density of the maximum likelihood fit: −½ (d + d log 2π + log |Σ|).
        double xx = points.Chunk(2).Average(p => (p[0] - means[0]) * (p[0] - means[0]));
        double xy = points.Chunk(2).Average(p => (p[0] - means[0]) * (p[1] - means[1]));
        double yy = points.Chunk(2).Average(p => (p[1] - means[1]) * (p[1] - means[1]));
        double expected = -0.5 * (2 + (2 * Math.Log(2 * Math.PI)) + Math.Log((xx * yy) - (xy * xy)));
        Assert.Equal(expected, mixture.MeanLogDensity, 1e-5);
        Assert.Equal(expected, points.Chunk(2).Average(p => mixture.LogDensity(p)), 1e-5);
    }

    [Fact]
    public void SeparateCloudsAreFound()
    {
        Random random = new(2);
        double[] points =
            [.. Cloud(random, 600, [0, 0], [[1, 0], [0, 1]]), .. Cloud(random, 200, [20, 5], [[0.5, 0], [0.2, 0.3]]),
                .. Cloud(random, 200, [-15, 9], [[1, 0], [-0.9, 0.2]])];
        GaussianMixture mixture = GaussianMixture.Fit(points, 2, new GaussianMixtureOptions { Components = 3, Seed = 4 });
        int[] byWeight = [.. Enumerable.Range(0, 3).OrderByDescending(mixture.Weight)];
        Assert.Equal(0.6, mixture.Weight(byWeight[0]), 1e-6);
        Assert.Equal(0.2, mixture.Weight(byWeight[1]), 1e-6);
        Assert.InRange(Math.Abs(mixture.Mean(byWeight[0])[0]), 0, 0.2);
        Assert.Contains(byWeight, k => Math.Abs(mixture.Mean(k)[0] - 20) < 0.2 && Math.Abs(mixture.Mean(k)[1] - 5) < 0.2);
    }

    [Fact]
    public void SamplesHaveTheMomentsOfTheFit()
    {
        double[] points = Cloud(new Random(3), 2000, [3, -1], [[2, 0], [1, 1]]);
        GaussianMixture mixture = GaussianMixture.Fit(points, 2, new GaussianMixtureOptions { Components = 2 });
        double[] drawn = mixture.Sample(20000, seed: 9);
        Assert.InRange(drawn.Chunk(2).Average(p => p[0]) - points.Chunk(2).Average(p => p[0]), -0.06, 0.06);
        Assert.InRange(drawn.Chunk(2).Average(p => p[0] * p[1]) - points.Chunk(2).Average(p => p[0] * p[1]), -0.2, 0.2);
        Assert.Equal(drawn[..20], mixture.Sample(10, seed: 9));
        Assert.NotEqual(drawn[..20], mixture.Sample(10, seed: 10));
    }

    [Fact]
    public void PointsThatAreOneCanBeFitted()
    {
        GaussianMixture mixture = GaussianMixture.Fit([.. Enumerable.Repeat(5.0, 12)], 3, new GaussianMixtureOptions { Components = 2 });
        Assert.All(mixture.Sample(5), value => Assert.Equal(5, value, 1e-6));
    }

    [Fact]
    public void WrongInputIsNamed()
    {
        Assert.Contains(
            "no whole number of rows of 2", Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(new double[3], 2)).Message);
        Assert.Contains(
            "2 points for 10 components", Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(new double[4], 2)).Message);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(
            () => GaussianMixture.Fit([double.NaN, 1], 1, new GaussianMixtureOptions { Components = 1 })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => GaussianMixture.Fit(new double[4], 2, new GaussianMixtureOptions { Components = 0 }));
    }

    private static double[] Cloud(Random random, int count, double[] mean, double[][] factor)
    {
        double[] points = new double[count * 2];
        for (int i = 0; i < count; i++)
        {
            double a = Normal(random);
            double b = Normal(random);
            points[2 * i] = mean[0] + (factor[0][0] * a) + (factor[0][1] * b);
            points[(2 * i) + 1] = mean[1] + (factor[1][0] * a) + (factor[1][1] * b);
        }

        return points;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
