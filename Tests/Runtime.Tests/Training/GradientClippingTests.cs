using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.Tests.Threading;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>Gradients are bounded as PyTorch bounds them, with the same bits for any number of threads.</summary>
public sealed class GradientClippingTests
{
    private const double Unbounded = double.PositiveInfinity;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void ALongGradientIsShortened(int threads)
    {
        Shortens<float>(threads, 1e-6);
        Shortens<double>(threads, 1e-13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AShortGradientStays(int threads)
    {
        double[] gradient = Gradient<double>(20_000);
        Assert.Equal(gradient, Clipped(gradient, threads, Unbounded, 1000).Gradient);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ElementsAreBoundedBeforeTheNorm(int threads)
    {
        double[] gradient = Gradient<double>(20_000);
        double[] bounded = [.. gradient.Select(value => Math.Clamp(value, -0.25, 0.25))];
        Assert.Equal(bounded, Clipped(gradient, threads, 0.25, Unbounded).Gradient);
        Assert.Equal(Clipped(bounded, threads, Unbounded, 3).Gradient, Clipped(gradient, threads, 0.25, 3).Gradient);
    }

    [Fact]
    public void NothingIsDividedByZero()
    {
        Assert.Equal(new double[16], Clipped(new double[16], 1, Unbounded, 1e-3).Gradient);
        Assert.All(Clipped<double>([.. Enumerable.Repeat(double.NaN, 16)], 1, 1, 1).Gradient, value => Assert.True(double.IsNaN(value)));
    }

    private static void Shortens<T>(int threads, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] gradient = Gradient<T>(100_000);
        double norm = Math.Sqrt(gradient.Sum(value => double.CreateTruncating(value) * double.CreateTruncating(value)));
        (T[] clipped, double found) = Clipped(gradient, threads, Unbounded, 2.5);
        Assert.Equal(1, found / norm, 1e-13);
        for (int i = 0; i < gradient.Length; i++)
            Assert.Equal(double.CreateTruncating(gradient[i]) * 2.5 / (norm + 1e-6), double.CreateTruncating(clipped[i]), tolerance);
        Assert.Equal(Clipped(gradient, 1, Unbounded, 2.5).Gradient, clipped);
    }

    private static T[] Gradient<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, length).Select(i => T.CreateTruncating(Math.Sin(i) / (1 + i % 7)))];

    private static (T[] Gradient, double Norm) Clipped<T>(T[] gradient, int threads, double mostValue, double mostNorm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] copy = [.. gradient];
        GradientClipping<T> clipping = new(copy.Length, mostValue, mostNorm);
        Work work = new(worker => clipping.Run(worker, copy));
        if (threads == 1)
            ThreadTeam.RunAlone(work);
        else
            ThreadTeam.Shared.Run(threads, work);
        return (copy, clipping.Norm());
    }
}
