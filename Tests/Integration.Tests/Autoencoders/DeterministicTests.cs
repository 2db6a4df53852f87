using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Models;
using Xunit;

namespace VaeGen.Integration.Tests.Autoencoders;

/// <summary>A deterministic autoencoder: a code for each example, the reconstruction for a loss, and no more.</summary>
public sealed class DeterministicTests
{
    private static readonly CompiledModels Models = new(
    [
        new ModelDeclaration("Code", [12, 8, 2], [2, 8, 12], "Bernoulli", "Tanh", IsDouble: false, IsDeterministic: true),
        new ModelDeclaration("Noisy", [12, 8, 2], [2, 8, 12], "Bernoulli", "Tanh", IsDouble: false),
    ]);

    // Two bits say which of four patterns an example is.
    private static readonly DataSet Data = DataSet.From(
        [.. Enumerable.Range(0, 64).SelectMany(i => Enumerable.Range(0, 12).Select(j => j / 3 == i % 4 ? 1f : 0f))], new DataShape(12),
        name: "patterns");

    [Fact]
    public void TrainingFindsCodesThatTellThePatternsApart()
    {
        IVariationalModel<float> model = Models.Create<float>("Code");
        FitReport report = Trainer.Fit(model, Data, new FitOptions { Epochs = 300, BatchSize = 16, LearningRate = 0.01 });
        Assert.True(report.Last.Train.Reconstruction < 0.5, report.Last.Train.ToString());
        Assert.Equal(report.Last.Train.Reconstruction, report.Last.Train.Loss);
        Assert.Contains(
            report.Findings, finding => finding.Message.StartsWith("The autoencoder is deterministic", StringComparison.Ordinal));
        AutoencoderLoss loss = Evaluator.EvaluateAutoencoder(model, Data);
        Assert.Null(loss.Nelbo);
        Assert.Null(loss.Kl);
        Assert.Equal(Evaluator.ScoreAutoencoder(model, Data).Average(), loss.Reconstruction, 1e-9);
    }

    [Fact]
    public void TheReportHasNoBound()
    {
        IVariationalModel<float> model = Models.Create<float>("Code");
        FitReport report = Trainer.Fit(model, Data, new FitOptions { Epochs = 2, BatchSize = 16, Validation = Data, Patience = 1 });
        Assert.All([report.Last.Train, report.Last.Validation!, report.Best!.Validation], AssertHasNoBound);
        Assert.Equal(2, report.Best!.Epoch);
    }

    [Fact]
    public void WhatServesBothKindsSaysWhichItIs()
    {
        IVariationalModel<float> model = Models.Create<float>("Code");
        ElboScores scores = Evaluator.Score(model, Data);
        Assert.False(scores.HasBound);
        AssertHasNoBound(scores.Mean);
        Assert.Equal(scores.Mean, Evaluator.Evaluate(model, Data));
        Assert.Equal(Evaluator.EvaluateAutoencoder(model, Data).Reconstruction, scores.Mean.Loss);
        List<bool> progress = [];
        Trainer.Fit(model, Data, new FitOptions { Epochs = 1, Progress = new Heard(value => progress.Add(value.HasBound)) });
        Assert.NotEmpty(progress);
        Assert.DoesNotContain(true, progress);

        IVariationalModel<float> noisy = Models.Create<float>("Noisy");
        Assert.True(Evaluator.Evaluate(noisy, Data).HasBound);
        Assert.StartsWith(
            "Noisy is no deterministic", Assert.Throws<InvalidOperationException>(() => Evaluator.EvaluateAutoencoder(noisy, Data)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Noisy is no deterministic", Assert.Throws<InvalidOperationException>(() => Evaluator.ScoreAutoencoder(noisy, Data)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutNoiseTwoEvaluationsAreTheSame()
    {
        IVariationalModel<float> model = Models.Create<float>("Code");
        Assert.Equal(
            Evaluator.ScoreAutoencoder(model, Data, new EvaluateOptions { Seed = 1 }),
            Evaluator.ScoreAutoencoder(model, Data, new EvaluateOptions { Seed = 2 }));
    }

    [Fact]
    public void AMixtureOfTheCodesDrawsPatterns()
    {
        IVariationalModel<float> model = Models.Create<float>("Code");
        Trainer.Fit(model, Data, new FitOptions { Epochs = 300, BatchSize = 16, LearningRate = 0.01 });
        GaussianMixture codes = Inference.FitCodes(model, Data, new GaussianMixtureOptions { Components = 4 });
        float[] drawn = Inference.SampleFrom(model, codes, count: 20, seed: 2);
        Assert.All(drawn.Chunk(12), x => Assert.Equal(3, x.Count(value => value > 0.5f)));
    }

    [Fact]
    public void ThereIsNothingToSampleFrom()
    {
        IVariationalModel<float> model = Models.Create<float>("Code");
        Assert.Null(
            model.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance).FirstOrDefault(method => method.Name == "Sample"));
        Assert.StartsWith(
            "Code is deterministic", Assert.Throws<InvalidOperationException>(() => Inference.Sample(model, 3)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Code is deterministic", Assert.Throws<InvalidOperationException>(() => Inference.Encode(model, new float[12])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("Code is deterministic", Assert.Throws<ArgumentException>(
            () => Evaluator.ImportanceBound(model, Data, new EvaluateOptions { Samples = 3 })).Message, StringComparison.Ordinal);
        Assert.NotNull(Models.Create<float>("Noisy").GetType().GetMethod("Sample", [typeof(int), typeof(ulong), typeof(Pixels)]));
    }

    private static void AssertHasNoBound(Elbo elbo)
    {
        Assert.Equal((false, elbo.Reconstruction), (elbo.HasBound, elbo.Loss));
        Assert.True(double.IsNaN(elbo.Nelbo) && double.IsNaN(elbo.Kl));
        Assert.StartsWith("reconstruction ", elbo.ToString(), StringComparison.Ordinal);
    }

    private sealed class Heard(Action<FitProgress> hear) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => hear(value);
    }
}
