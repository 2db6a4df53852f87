using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Integration.Tests.Gradients;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Masks;

/// <summary>A missing element has no loss and no gradient, whatever stands in its place, and the encoder sees a zero.</summary>
public sealed class MaskTests
{
    private const int Rows = 5;
    private const int Features = 19;

    private static readonly string[] Likelihoods =
        ["Bernoulli", "Gaussian", "Gaussian, Sigma = 0.4", "Gaussian, Scale = Scale.PerElement", "Gaussian, Scale = Scale.FromDecoder"];

    private static readonly CompiledModels Models = new(Likelihoods.SelectMany((likelihood, i) => new[]
    {
        new ModelDeclaration($"Double{i}", [Features, 5, 3], [3, 6, Features], likelihood, "Tanh"),
        new ModelDeclaration($"Single{i}", [Features, 5, 3], [3, 6, Features], likelihood, IsDouble: false),
    }));

    // The elements of each example that are missing; all of one element, none of one example.
    private static readonly bool[] Observed =
        [.. Enumerable.Range(0, Rows * Features).Select(i => i / Features == 2 || (i % Features != 4 && (7 * i) % 5 != 1))];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Likelihoods.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void TheGradientIsThatOfTheObservedElements(int index)
    {
        string name = $"Double{index}";
        GradientErrors errors = GradientCheck.Run(
            Models.Declaration(name), Models.Create<double>(name), VectorWidth.Bits256, Rows, seed: 3,
            prepare: probe => probe.Observed = Observed);
        Assert.InRange(errors.NormError, 0, 1e-6);
        Assert.InRange(errors.DirectionError, 0, 1e-6);
        Assert.InRange(errors.LossError, 0, 1e-13);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void WhatStandsInThePlaceOfAMissingElementChangesNoBit(int index)
    {
        Trained zero = Train(index, 0f, Observed);
        foreach (float value in (float[])[1e30f, -3f, float.NaN])
            zero.AssertEqual(Train(index, value, Observed));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void AMaskOfAllElementsIsNone(int index) =>
        Train(index, 0, mask: null).AssertEqual(Train(index, 0, [.. Observed.Select(_ => true)]));

    [Theory]
    [MemberData(nameof(Indices))]
    public void TheLossIsTheSumOverTheObservedElements(int index)
    {
        // With a fixed σ an element adds log-densities of its own: the losses of complementary masks add up to the whole.
        if (Likelihoods[index] is not ("Bernoulli" or "Gaussian, Sigma = 0.4"))
            return;
        IVariationalModel<double> model = Models.Create<double>($"Double{index}");
        ModelProbe<double> probe = new(model, VectorWidth.Bits256, threads: 1, capacity: Rows);
        Point point = Point.Draw(Models.Declaration($"Double{index}"), model.ModelState.Parameters, Rows, seed: 8);
        probe.SetParameters(point.Parameters);
        // The input stays whole: it is the probe's own.
        double all = probe.Loss(point.X, point.Epsilon).Reconstruction;
        probe.Observed = Observed;
        double some = probe.Loss(point.X, point.Epsilon).Reconstruction;
        probe.Observed = [.. Observed.Select(isThere => !isThere)];
        double others = probe.Loss(point.X, point.Epsilon).Reconstruction;
        Assert.Equal(all, some + others, 1e-12 * Math.Abs(all));
        Assert.True(others != 0 && some != 0);
    }

    [Fact]
    public void TheLearnedVarianceIsTheErrorOfTheObservedElements()
    {
        IVariationalModel<double> model = Models.Create<double>("Double1");
        DataSet data = Data(0, Observed, isBinary: false);
        Trainer.Fit(model, data, new FitOptions { Epochs = 3, BatchSize = 2 });
        // The exact maximizer at the end, with the noise of an evaluation: at that variance the mean standardized error is one.
        double variance = model.ModelState.Parameters.Matrix("decoder.variance")[0, 0];
        double elements = Observed.Count(isThere => isThere);
        double normalizer = 0.5 * Math.Log(2 * Math.PI * variance) * elements;
        double nats = Evaluator.Score(model, data, new EvaluateOptions()).Reconstruction.Sum();
        Assert.Equal(1, 2 * (nats - normalizer) / elements, 1e-9);
    }

    [Fact]
    public void ImputationKeepsWhatIsThere()
    {
        IVariationalModel<float> model = Models.Create<float>("Single0");
        DataSet data = Data(float.NaN, Observed, isBinary: true);
        float[] seen = new float[Rows * Features];
        for (int row = 0; row < Rows; row++)
            data.CopyExample(row, null, seen.AsSpan(row * Features, Features));
        float[] means = Inference.Reconstruct(model, seen);
        float[] imputed = Inference.Impute(model, data);
        for (int i = 0; i < imputed.Length; i++)
            Assert.Equal(Observed[i] ? seen[i] : means[i], imputed[i]);
    }

    private static Trained Train(int index, float placeholder, bool[]? mask)
    {
        IVariationalModel<float> model = Models.Create<float>($"Single{index}");
        DataSet data = Data(placeholder, mask, Likelihoods[index] == "Bernoulli");
        FitReport report = Trainer.Fit(model, data, new FitOptions { Epochs = 4, BatchSize = 2, Seed = 5 });
        Parameters<float> parameters = model.ModelState.Parameters;
        return new Trained(
            parameters.Storage[parameters.Origin..(parameters.Origin + parameters.Length)],
            [.. report.Epochs.Select(epoch => epoch.Train.Nelbo)], Evaluator.Score(model, data).Nelbo);
    }

    private static DataSet Data(float placeholder, bool[]? mask, bool isBinary)
    {
        Random random = new(4);
        float[] values = new float[Rows * Features];
        for (int i = 0; i < values.Length; i++)
        {
            float value = isBinary ? random.Next(2) : (float)(random.NextDouble() - 0.5);
            values[i] = mask is null || mask[i] ? value : placeholder;
        }

        DataSet data = DataSet.From(values, new DataShape(Features));
        return mask is null ? data : data.WithMask(mask);
    }

    private sealed record Trained(float[] Weights, double[] Train, double[] Scores)
    {
        public void AssertEqual(Trained other)
        {
            Assert.Equal(Bits(Weights), Bits(other.Weights));
            Assert.Equal(Train, other.Train);
            Assert.Equal(Scores, other.Scores);
        }

        private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
    }
}
