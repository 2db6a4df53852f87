using System;
using System.Linq;
using VaeGen.Mnist.Results;
using Xunit;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>Latents as points of a plane.</summary>
public sealed class LatentPlaneTests
{
    // Three directions at right angles with standard deviations 3, 2 and 0.5, in a space of five.
    private const float Tilt = 0.6f;

    [Fact]
    public void TheAxesAreThoseInWhichPointsDifferMost()
    {
        Random random = new(1);
        float[] latents = new float[5 * 4_000];
        for (int i = 0; i < latents.Length; i += 5)
        {
            (double a, double b) = (3 * Normal(random), 2 * Normal(random));
            latents[i] = (float)((0.8 * a) - (Tilt * b) + 10);
            latents[i + 1] = (float)(0.5 * Normal(random));
            latents[i + 3] = (float)((Tilt * a) + (0.8 * b) - 4);
        }

        PrincipalAxes axes = new(latents, 5);
        Assert.Equal(9 / 13.25, axes.Shares.First, 0.02);
        Assert.Equal(4 / 13.25, axes.Shares.Second, 0.02);
        float[] points = axes.Project(latents);
        Assert.Equal(0, points.Where((_, index) => index % 2 == 0).Average(), 1e-4);
        // Along the first axis, the greatest element of which is positive, lies what the first latent has most of.
        for (int i = 0; i < 100; i++)
        {
            double a = (0.8 * (latents[5 * i] - 10)) + (Tilt * (latents[(5 * i) + 3] + 4));
            Assert.Equal(a, points[2 * i], 0.5);
        }

        Assert.Equal(points, new PrincipalAxes(latents, 5).Project(latents));
    }

    [Fact]
    public void PointsThatAreAllTheSameHaveAxesToo()
    {
        LatentPlane plane = LatentPlane.Of([.. Enumerable.Repeat(0.25f, 12)], 3, []);
        Assert.All(plane.Points, coordinate => Assert.Equal(0, coordinate));
        Assert.Equal("first principal axis: 0 % of the variance", plane.Horizontal);
    }

    [Fact]
    public void TwoLatentsAreShownAsTheyAre()
    {
        LatentPlane plane = LatentPlane.Of([1, 2, 3, 4], 2, [0, 1]);
        Assert.Equal([1, 2, 3, 4], plane.Points);
        Assert.Equal(("z₁", "z₂"), (plane.Horizontal, plane.Vertical));
    }

    [Fact]
    public void OneLatentIsShownOverTheShareBelowIt()
    {
        Assert.Equal([3, 0.75f, 1, 0.25f], LatentPlane.Of([3, 1], 1, []).Points);
        LatentPlane plane = LatentPlane.Of([3, 1, 2, 4], 1, [7, 7, 0, 0]);
        Assert.Equal([3, 0.75f, 1, 0.25f, 2, 0.25f, 4, 0.75f], plane.Points);
        Assert.Equal("share of the class", plane.Vertical);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
