using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>Each optimizer's update of a piece of the parameters, beside its formula in plain numbers, at every vector width.</summary>
public sealed class OptimizerUpdateTests
{
    private const int Count = 32;
    private const int Steps = 20;

    [Theory]
    [InlineData(UpdateRule.Adam)]
    [InlineData(UpdateRule.AdamW)]
    [InlineData(UpdateRule.RmsProp)]
    [InlineData(UpdateRule.CentredRmsProp)]
    public void It_is_the_formula(UpdateRule rule)
    {
        (double[] w, double[] m, double[] v) = (Start(), new double[Count], new double[Count]);
        for (int step = 1; step <= Steps; step++)
        {
            for (int i = 0; i < Count; i++)
                Reference(rule, step, (double)Gradient(step, i), ref w[i], ref m[i], ref v[i]);
        }

        Assert.Equal(w, Weights<Double1, double>(rule), (expected, actual) => Math.Abs(expected - actual) <= 1e-14);
        Assert.Equal(
            w, Weights<Float1, float>(rule).Select(value => (double)value), (expected, actual) => Math.Abs(expected - actual) <= 1e-5);
    }

    [Theory]
    [InlineData(UpdateRule.Adam)]
    [InlineData(UpdateRule.AdamW)]
    [InlineData(UpdateRule.RmsProp)]
    [InlineData(UpdateRule.CentredRmsProp)]
    public void Every_width_gives_the_same_bits(UpdateRule rule)
    {
        float[] single = Weights<Float1, float>(rule);
        Assert.Equal(single, Weights<Float4, float>(rule));
        Assert.Equal(single, Weights<Float8, float>(rule));
        Assert.Equal(single, Weights<Float16, float>(rule));
        double[] @double = Weights<Double1, double>(rule);
        Assert.Equal(@double, Weights<Double2, double>(rule));
        Assert.Equal(@double, Weights<Double4, double>(rule));
        Assert.Equal(@double, Weights<Double8, double>(rule));
    }

    [Fact]
    public void AdamW_without_decay_is_Adam_to_the_bit()
    {
        float[] adam = Weights<Float8, float>(UpdateRule.Adam);
        Assert.Equal(adam, Weights<Float8, float>(UpdateRule.AdamW, retention: 1));
        Assert.NotEqual(adam, Weights<Float8, float>(UpdateRule.AdamW));
    }

    /// <summary>A moment that decays ends at zero, not among the denormal numbers: the smallest normal number is 1.1755e-38.</summary>
    [Theory]
    [InlineData(UpdateRule.Adam)]
    [InlineData(UpdateRule.AdamW)]
    [InlineData(UpdateRule.RmsProp)]
    [InlineData(UpdateRule.CentredRmsProp)]
    public void Tiny_moments_become_zero(UpdateRule rule)
    {
        float[] m = [.. Enumerable.Repeat(1.176e-38f, Count)];
        float[] v = [.. Enumerable.Repeat(1.176e-38f, Count)];
        Update<Float4, float>(rule, 1, new float[Count], new float[Count], m, v, retention: 1);
        Assert.All(rule == UpdateRule.RmsProp ? v : [.. m, .. v], moment => Assert.Equal(0, moment));
    }

    /// <summary>v − m² of almost equal numbers may be below zero; it has no root then.</summary>
    [Fact]
    public void A_gradient_without_variance_moves_the_weights_by_a_number()
    {
        float[] w = new float[Count];
        float[] m = [.. Enumerable.Repeat(1f, Count)];
        float[] v = [.. Enumerable.Repeat(MathF.BitDecrement(1f), Count)];
        Update<Float4, float>(UpdateRule.CentredRmsProp, 1, [.. Enumerable.Repeat(1f, Count)], w, m, v, retention: 1);
        Assert.All(w, weight => Assert.True(float.IsFinite(weight)));
    }

    private static double[] Start() => [.. Enumerable.Range(0, Count).Select(i => 0.3 - 0.02 * i)];

    private static float Gradient(int step, int i) => (float)(Math.Sin(step + i) * 0.1);

    private static T[] Weights<TVector, T>(UpdateRule rule, double retention = 0.98)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] w = [.. Start().Select(T.CreateTruncating)];
        T[] m = new T[Count];
        T[] v = new T[Count];
        for (int step = 1; step <= Steps; step++)
        {
            T[] gradient = [.. Enumerable.Range(0, Count).Select(i => T.CreateTruncating(Gradient(step, i)))];
            Update<TVector, T>(rule, step, gradient, w, m, v, retention);
        }

        return w;
    }

    private static void Update<TVector, T>(UpdateRule rule, int step, T[] gradient, T[] w, T[] m, T[] v, double retention)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        AdamScalars<T> adam = OptimizerScalars.OfAdam<T>(0.01, 0.9, 0.999, 1e-8, weightDecay: 0, step);
        RmsPropScalars<T> rmsProp =
            new(T.CreateTruncating(0.01), T.CreateTruncating(0.9), T.CreateTruncating(1 - 0.9), T.CreateTruncating(1e-6));
        switch (rule)
        {
            case UpdateRule.Adam:
                AdamUpdate.Apply<TVector, T>(gradient, w, m, v, adam);
                break;
            case UpdateRule.AdamW:
                AdamWUpdate.Apply<TVector, T>(gradient, w, m, v, adam, T.CreateTruncating(retention));
                break;
            case UpdateRule.RmsProp:
                RmsPropUpdate.Apply<TVector, T>(gradient, w, v, rmsProp);
                break;
            default:
                CentredRmsPropUpdate.Apply<TVector, T>(gradient, w, m, v, rmsProp);
                break;
        }
    }

    private static void Reference(UpdateRule rule, int step, double g, ref double w, ref double m, ref double v)
    {
        if (rule is UpdateRule.Adam or UpdateRule.AdamW)
        {
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            double move = 0.01 * (m / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8);
            w = (rule == UpdateRule.AdamW ? 0.98 : 1) * w - move;
            return;
        }

        m = 0.9 * m + 0.1 * g;
        v = 0.9 * v + 0.1 * g * g;
        double meanSquare = rule == UpdateRule.CentredRmsProp ? Math.Max(v - m * m, 0) : v;
        w -= 0.01 * g / (Math.Sqrt(meanSquare) + 1e-6);
    }
}
