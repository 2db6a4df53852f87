using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>Validation keeps the best weights, ends a training that no longer improves, and tells a callback.</summary>
public sealed class ValidationTests
{
    private static readonly DataSet Data = LinearData.Binary(50);

    // Other data than those trained on: the bound on it soon gets worse.
    private static readonly DataSet Other = LinearData.Gray(30).Binarize(Binarization.Threshold);

    private static readonly FitOptions Options = new() { Epochs = 12, BatchSize = 10, LearningRate = 0.05, Validation = Other };

    [Fact]
    public void TheModelHasTheBestWeightsInTheEnd()
    {
        LinearModel model = new(seed: 1);
        FitReport report = Trainer.Fit(model, Data, Options);
        EpochRecord best = report.Epochs.MinBy(epoch => epoch.Validation!.Nelbo)!;
        Assert.InRange(best.Epoch, 1, 11);
        Assert.Equal(new BestEpoch(best.Epoch, best.Validation!), report.Best);
        Assert.Equal(TrainingEnd.Completed, report.End);
        Assert.Equal(Evaluator.Evaluate(model, Other), best.Validation);

        LinearModel expected = new(seed: 1);
        Trainer.Fit(expected, Data, Options with { Epochs = best.Epoch, Validation = null });
        Assert.Equal(expected.Weights(), model.Weights());
    }

    [Fact]
    public void TheLastWeightsCanBeKept()
    {
        LinearModel model = new(seed: 1);
        FitReport report = Trainer.Fit(model, Data, Options with { RestoreBest = false });
        Assert.Equal(report.Last.Validation, Evaluator.Evaluate(model, Other));
        Assert.NotEqual(12, report.Best!.Epoch);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void PatienceEndsATraining(int patience)
    {
        LinearModel model = new(seed: 1);
        FitReport report = Trainer.Fit(model, Data, Options with { Epochs = 1000, Patience = patience });
        Assert.Equal(TrainingEnd.EarlyStopping, report.End);
        Assert.Equal(report.Best!.Epoch + patience, report.Last.Epoch);
        Assert.Equal(report.Best.Validation, Evaluator.Evaluate(model, Other));
    }

    [Fact]
    public void SmallImprovementsDoNotCount()
    {
        List<EpochReport> reports = [];
        FitOptions options = Options with { Epochs = 1000, Patience = 2, MinimumImprovement = 1e6, AfterEpoch = reports.Add };
        FitReport report = Trainer.Fit(new LinearModel(seed: 1), Data, options);
        Assert.Equal([0, 1, 2], reports.Select(epoch => epoch.EpochsWithoutImprovement));
        Assert.Equal(3, report.Epochs.Count);
    }

    [Fact]
    public void AShareOfTheDataIsHeldBack()
    {
        FitOptions options = Options with { Validation = null, ValidationFraction = 0.2, Epochs = 2 };
        LinearModel model = new(seed: 1);
        FitReport report = Trainer.Fit(model, Data, options);
        Assert.Equal(40, report.Last.Examples);
        (DataSet train, DataSet held) = Data.Split(0.2, seed: 1);
        LinearModel expected = new(seed: 1);
        FitReport other = Trainer.Fit(expected, train, options with { ValidationFraction = null, Validation = held });
        Assert.Equal(expected.Weights(), model.Weights());
        Assert.Equal(other.Epochs.Select(epoch => epoch.Validation), report.Epochs.Select(epoch => epoch.Validation));
    }

    [Fact]
    public void ACallbackHearsOfEachPassAndEndsTheTraining()
    {
        List<EpochReport> reports = [];
        LinearModel model = new(seed: 1);
        FitReport report = Trainer.Fit(model, Data, Options with { Test = Data, AfterEpoch = Hear });
        Assert.Equal(TrainingEnd.Callback, report.End);
        Assert.Equal(report.Epochs, reports.Select(epoch => epoch.Record));
        Assert.Equal(3, reports.Count);
        Assert.All(
            reports,
            epoch =>
            Assert.Equal(
                (true, true, 0.05), (epoch.Record.Test is not null, epoch.Record.Validation is not null, epoch.Record.LearningRate)));
        Assert.Equal(report.Best, reports[^1].Best);
        Assert.Equal(report.Best!.Validation, Evaluator.Evaluate(model, Other));

        void Hear(EpochReport epoch)
        {
            reports.Add(epoch);
            if (epoch.Record.Epoch == 3)
                epoch.Stop();
            Assert.Equal(epoch.Record.Epoch == 3, epoch.IsStopRequested);
        }
    }

    [Fact]
    public void WithoutValidationACallbackHearsOfTheTrainingAlone()
    {
        EpochReport? heard = null;
        Trainer.Fit(new LinearModel(seed: 1), Data, new FitOptions { Epochs = 1, BatchSize = 10, AfterEpoch = epoch => heard = epoch });
        Assert.Equal((null, null, 0), (heard!.Record.Validation, heard.Best, heard.EpochsWithoutImprovement));
    }

    [Fact]
    public void WhatACallbackThrowsLeavesAModelThatGoesOn()
    {
        LinearModel model = new(seed: 1);
        FitOptions options = Options with { Epochs = 4, AfterEpoch = epoch => throw new InvalidOperationException("enough") };
        Assert.Equal("enough", Assert.Throws<InvalidOperationException>(() => Trainer.Fit(model, Data, options)).Message);
        Trainer.Fit(model, Data, Options with { Epochs = 3 });
        LinearModel expected = new(seed: 1);
        Trainer.Fit(expected, Data, Options with { Epochs = 4 });
        Assert.Equal(expected.Weights(), model.Weights());
    }

    [Fact]
    public void ATrainingThatWasStoppedInAValidationMakesUpForIt()
    {
        using CancellationTokenSource cancellation = new();
        LinearModel model = new(seed: 1);
        FitOptions options = Options with { Epochs = 4 };
        Trainer.Fit(model, Data, options with { Iterations = 9 });
        // The first step of a call is always reported; here it is the last one of pass 2, so that the validation after it is cancelled.
        Assert.Throws<OperationCanceledException>(
            () => Trainer.Fit(model, Data, options with { Epochs = 3, Progress = new CancelAfter(10, cancellation) }, cancellation.Token));
        Assert.Equal((10, TrainingStage.PassEnd), (model.ModelState.Training!.Step, model.ModelState.Training.Progress.Position.Stage));
        FitReport report = Trainer.Fit(model, Data, options with { Epochs = 2 });
        LinearModel expected = new(seed: 1);
        FitReport whole = Trainer.Fit(expected, Data, options);
        Assert.Equal(expected.Weights(), model.Weights());
        Assert.Equal(whole.Best, report.Best);
    }

    [Fact]
    public void ATrainingThatHasStoppedDoesNotGoOnByItself()
    {
        LinearModel model = new(seed: 1);
        FitOptions options = Options with { Epochs = 100, Patience = 2 };
        FitReport first = Trainer.Fit(model, Data, options);
        double[] weights = model.Weights();
        FitReport second = Trainer.Fit(model, Data, options);
        Assert.Empty(second.Epochs);
        Assert.Equal((TrainingEnd.EarlyStopping, first.Best), (second.End, second.Best));
        Assert.StartsWith("Nothing was trained: after pass", Assert.Single(second.Findings).Message, StringComparison.Ordinal);
        Assert.Equal(weights, model.Weights());
        Assert.NotEmpty(Trainer.Fit(model, Data, options with { Patience = 4 }).Epochs);
    }

    [Fact]
    public void OtherValidationDataBeginAnewFromTheWeightsThatTheModelHas()
    {
        LinearModel model = new(seed: 1);
        Trainer.Fit(model, Data, Options);
        Elbo before = Evaluator.Evaluate(model, Data);
        FitReport report = Trainer.Fit(model, Data, Options with { Epochs = 1, LearningRate = 1e-12, Validation = Data });
        Assert.Equal(13, report.Best!.Epoch);
        Assert.Equal(before.Nelbo, report.Best.Validation.Nelbo, 1e-6);
    }

    [Fact]
    public void OneThatIsFiniteIsTheBestAfterOneThatIsNot()
    {
        BestWeights<double> weights = new(new LinearModel().ModelState.Parameters);
        weights.Judge(1, new Elbo(double.NaN, double.NaN, 1), 0);
        Assert.Equal((null, 1), (weights.Best, weights.Waited));
        weights.Judge(2, new Elbo(3, 2, 1), 0);
        weights.Judge(3, new Elbo(double.PositiveInfinity, double.PositiveInfinity, 1), 0);
        Assert.Equal((2, 1), (weights.Best!.Epoch, weights.Waited));
    }

    private sealed class CancelAfter(int step, CancellationTokenSource cancellation) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.Step == step)
                cancellation.Cancel();
        }
    }
}
