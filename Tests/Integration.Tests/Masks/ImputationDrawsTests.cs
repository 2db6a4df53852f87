using System;
using System.Linq;
using MathNet.Numerics.Distributions;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Masks;

/// <summary>Missing elements by the mean of p(x|z) averaged over draws of z, held against draws of the test's own.</summary>
public sealed class ImputationDrawsTests
{
    private const int Count = 3;
    private const int Features = 6;

    private static readonly CompiledModels Models = new(
    [
        new ModelDeclaration("Diagonal", [Features, 4, 2], [2, 5, Features], "Bernoulli", "Tanh"),
        new ModelDeclaration("Correlated", [Features, 4, 3], [3, 5, Features], "Bernoulli", "Tanh", Covariance: "Full"),
        new ModelDeclaration("Conditional", [Features, 4, 2], [2, 5, Features], "Bernoulli", "Tanh", Classes: 3),
        new ModelDeclaration("Single", [Features, 4, 2], [2, 5, Features], "Bernoulli", "Tanh", IsDouble: false),
        new ModelDeclaration("Code", [Features, 4, 2], [2, 5, Features], "Bernoulli", "Tanh", IsDeterministic: true),
    ]);

    private static readonly bool[] Observed = [.. Enumerable.Range(0, Count * Features).Select(i => i % 5 != 0 && i % Features < 4)];

    private static readonly DataSet Data =
        DataSet.From(
            [.. Enumerable.Range(0, Count * Features).Select(i => (float)(i * i % 3 % 2))], new DataShape(Features), labels: [2, 0, 1])
        .WithMask(Observed);

    [Theory]
    [InlineData("Diagonal")]
    [InlineData("Correlated")]
    [InlineData("Conditional")]
    public void TheAverageIsThatOverThePosterior(string name)
    {
        const int Samples = 20_000;
        IVariationalModel<double> model = Wide(name);
        double[] actual = Inference.Impute(model, Data, Samples);
        double[] atMean = Inference.Impute(model, Data);
        (double[] expected, double[] standardErrors) = Averaged(model, Samples);
        double[] seen = Seen();
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.InRange(
                actual[i] - (Observed[i] ? seen[i] : expected[i]), -5 * Math.Sqrt(2) * standardErrors[i],
                5 * Math.Sqrt(2) * standardErrors[i]);
        }
        // Far from what one z says, which the errors above could not hide.
        Assert.Contains(Enumerable.Range(0, actual.Length), i => Math.Abs(atMean[i] - actual[i]) > 30 * standardErrors[i] && !Observed[i]);
    }

    [Fact]
    public void AnExamplesDrawsDependOnSeedAndIndexAlone()
    {
        IVariationalModel<float> model = Models.Create<float>("Single");
        float[] expected = Inference.Impute(model, Data, samples: 4, seed: 3);
        Assert.Equal(expected, Inference.Impute(model, Data, samples: 4, seed: 3));
        Assert.NotEqual(expected, Inference.Impute(model, Data, samples: 4, seed: 4));
        Assert.Equal(expected[..(2 * Features)], Inference.Impute(model, Data[..2], samples: 4, seed: 3));
        Assert.NotEqual(expected[(2 * Features)..], Inference.Impute(model, Data[2..], samples: 4, seed: 3));
        // Across the edge of the batches that are computed at once.
        DataSet many = Data.Select([.. Enumerable.Range(0, 300).Select(i => i % Count)]);
        Assert.Equal(Inference.Impute(model, many, samples: 2)[..(200 * Features)], Inference.Impute(model, many[..200], samples: 2));
    }

    [Fact]
    public void WhatCannotBeDrawnIsRefused()
    {
        IVariationalModel<double> model = Models.Create<double>("Diagonal");
        Assert.Throws<ArgumentOutOfRangeException>(() => Inference.Impute(model, Data, samples: 0));
        IVariationalModel<double> code = Models.Create<double>("Code");
        Assert.StartsWith(
            "Code is deterministic", Assert.Throws<InvalidOperationException>(() => Inference.Impute(code, Data, samples: 2)).Message,
            StringComparison.Ordinal);
        Assert.Null(code.GetType().GetMethod("Impute", [typeof(DataSet), typeof(int), typeof(ulong)]));
        Assert.NotNull(model.GetType().GetMethod("Impute", [typeof(DataSet), typeof(int), typeof(ulong)]));
    }

    // Large weights, so that the decoder is far from linear where the posterior is wide.
    private static IVariationalModel<double> Wide(string name)
    {
        IVariationalModel<double> model = Models.Create<double>(name);
        ModelProbe<double> probe = new(model, VectorWidth.Scalar, threads: 1, capacity: 1);
        probe.SetParameters([.. probe.GetParameters().Select(weight => 3 * weight)]);
        return model;
    }

    private static (double[] Means, double[] StandardErrors) Averaged(IVariationalModel<double> model, int samples)
    {
        int latents = model.Description.Latent;
        int[] labels = model.Description.ConditionClasses > 0 ? Data.Labels.ToArray() : [];
        Posterior<double> posterior = Inference.Encode(model, Seen(), labels);
        Random random = new(1);
        var sums = new double[Count * Features];
        var squares = new double[Count * Features];
        for (int sample = 0; sample < samples; sample++)
        {
            double[] noise = [.. Enumerable.Range(0, Count * latents).Select(_ => Normal.Sample(random, 0, 1))];
            double[] z =
                [.. Enumerable.Range(0, Count * latents)
                    .Select(i => posterior.Mean[i] + Deviation(posterior, noise, i / latents, i % latents, latents))];
            double[] means = Inference.Decode(model, z, labels);
            for (int i = 0; i < means.Length; i++)
            {
                sums[i] += means[i] / samples;
                squares[i] += means[i] * means[i] / samples;
            }
        }

        return (sums, [.. sums.Select((mean, i) => Math.Sqrt(Math.Max(squares[i] - (mean * mean), 0) / samples))]);
    }

    private static double Deviation(Posterior<double> posterior, double[] noise, int example, int element, int latents) =>
        posterior.Factor is { } factor
        ? Enumerable.Range(0, latents).Sum(j => factor[(((example * latents) + element) * latents) + j] * noise[(example * latents) + j])
        : Math.Exp(posterior.LogVariance[(example * latents) + element] / 2) * noise[(example * latents) + element];

    private static double[] Seen()
    {
        var x = new double[Count * Features];
        for (int row = 0; row < Count; row++)
            Data.CopyExample(row, epoch: null, x.AsSpan(row * Features, Features));
        return x;
    }
}
