using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using VaeGen.Runtime.Tests.Data;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>
/// What is due at the end of a training is done by whichever call gets there, and said; and nothing else changes a model meanwhile.
/// </summary>
public sealed class TrainingEndTests : IDisposable
{
    private static readonly DataSet Data = LinearData.Real(40);

    private static readonly DataSet Held = LinearData.Real(50)[40..];

    private static readonly FitOptions Options = new() { Epochs = 4, BatchSize = 16, LearningRate = 0.05 };

    private static readonly FitOptions Nothing = Options with { Epochs = 0 };

    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.File("model.safetensors");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void StoppingAfterThreePassesIsAskingForThree()
    {
        LinearModel stopped = new(seed: 1, Distribution.Gaussian);
        FitReport report = Trainer.Fit(stopped, Data, Options with { Epochs = 9, AfterEpoch = StopAfterThree });
        Assert.Equal((TrainingEnd.Callback, 3), (report.End, report.Last.Epoch));
        LinearModel asked = new(seed: 1, Distribution.Gaussian);
        Trainer.Fit(asked, Data, Options with { Epochs = 3 });
        Assert.Equal(asked.Weights(), stopped.Weights());
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 0)]
    public void AValidationThatWasCancelledAfterTheLastPassIsMadeUpFor(int epochs, int? iterations)
    {
        FitOptions options = Options with { Validation = Held, LearningRate = 0.5 };
        LinearModel expected = new(seed: 1, Distribution.Gaussian);
        FitReport whole = Trainer.Fit(expected, Data, options);
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        CancelAfterStep(model, options, 12);
        Assert.NotEqual(expected.Weights(), model.Weights());
        FitReport report = Trainer.Fit(model, Data, options with { Epochs = epochs, Iterations = iterations });
        Assert.Equal(expected.Weights(), model.Weights());
        Assert.Equal((whole.Best, TrainingEnd.Completed), (report.Best, report.End));
        Assert.Equal((4, whole.Last.Train, whole.Last.Validation), (report.Last.Epoch, report.Last.Train, report.Last.Validation));
        Assert.Equal(
            [
                $"The end of pass 4, which an earlier call had trained, was done, with a validation of {whole.Last.Validation}.",
                $"The model was given its best weights, those of pass {whole.Best!.Epoch}.",
                "The learned σ² was set to its exact value over the training data.",
            ],
            report.Finished);
        Assert.Empty(Trainer.Fit(model, Data, options with { Epochs = 0 }).Finished);
    }

    [Fact]
    public void AModelThatWasNeverTrainedHasNothingDue()
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        double[] before = model.Weights();
        FitReport report = Trainer.Fit(model, Data, Nothing);
        Assert.Empty(report.Epochs);
        Assert.Empty(report.Finished);
        Assert.Equal(before, model.Weights());
        Assert.Null(model.ModelState.Training);
    }

    [Fact]
    public void ACallThatIsCancelledBeforeItBeginsChangesNothing()
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        Trainer.Fit(model, Data, Options with { Validation = Held, LearningRate = 0.5 });
        double[] before = model.Weights();
        CancellationToken cancelled = new(canceled: true);
        Assert.Throws<OperationCanceledException>(() => Trainer.Fit(model, Data, Options with { Validation = Held }, cancelled));
        Assert.Equal(before, model.Weights());
        Assert.True(model.ModelState.Training!.Progress.Position.IsEnded);
    }

    [Fact]
    public void WhatWasDueWhenATrainingDivergedIsDueAgain()
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        Trainer.Fit(model, Data, Options);
        double[] ended = model.Weights();
        Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(model, Data, Options with { LearningRate = 1e200 }));
        Assert.NotEqual(ended, model.Weights());
        string finished = Assert.Single(Trainer.Fit(model, Data, Nothing).Finished);
        Assert.Equal("The learned σ² was set to its exact value over the training data.", finished);
        Assert.Equal(ended, model.Weights());
    }

    [Fact]
    public void AStopHoldsUntilItsEndIsDone()
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        using CancellationTokenSource cancellation = new();
        FitOptions options = Options with
        {
            AfterEpoch = report =>
            {
                report.Stop();
                cancellation.Cancel();
            },
        };
        Assert.Throws<OperationCanceledException>(() => Trainer.Fit(model, Data, options, cancellation.Token));
        FitReport report = Trainer.Fit(model, Data, Options);
        Assert.Equal((TrainingEnd.Callback, 0), (report.End, report.Epochs.Count));
        Assert.Equal(
            "Nothing was trained: after pass 1 AfterEpoch had asked for the end, which this call has done.",
            Assert.Single(report.Findings).Message);
        Assert.Equal("The learned σ² was set to its exact value over the training data.", Assert.Single(report.Finished));
        Assert.Equal(4, Trainer.Fit(model, Data, Options).Epochs.Count);
    }

    [Fact]
    public void AReportThatIsKeptStopsNothingLater()
    {
        EpochReport? kept = null;
        FitReport report = Trainer.Fit(new LinearModel(seed: 1), LinearData.Binary(40), Options with { AfterEpoch = Keep });
        Assert.Equal((TrainingEnd.Completed, 4, false), (report.End, report.Epochs.Count, kept!.IsStopRequested));

        void Keep(EpochReport epoch)
        {
            kept?.Stop();
            kept ??= epoch;
        }
    }

    [Fact]
    public void OtherTrainingDataForWhatIsDueAreSaid()
    {
        FitOptions options = Options with { Validation = Held };
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        CancelAfterStep(model, options, 12);
        FitReport report = Trainer.Fit(model, LinearData.Real(30), options with { Epochs = 0 });
        Assert.Equal(
            "What was due of an earlier call was done with other training data than it was trained on.",
            Assert.Single(report.Findings).Message);
    }

    [Fact]
    public void WithinAPassNothingIsBegunAnewWhereNothingIsTrained()
    {
        FitOptions options = Options with { Iterations = 7 };
        LinearModel expected = new(seed: 1, Distribution.Gaussian);
        Trainer.Fit(expected, Data, options with { Iterations = 9 });
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        CancelAfterStep(model, options, 7);
        Assert.Single(Trainer.Fit(model, LinearData.Real(30), options with { Iterations = 0 }).Finished);
        Assert.Empty(Trainer.Fit(model, Data, options with { Iterations = 2 }).Findings);
        Assert.Equal(expected.Weights(), model.Weights());
    }

    [Theory]
    [InlineData(12, "true")]
    [InlineData(11, null)]
    public void FilesThatDoNotNameTheStageAreBroughtToTheirEnd(int step, string? isValidationPending)
    {
        FitOptions options = Options with { Validation = Held, LearningRate = 0.5 };
        LinearModel expected = new(seed: 1, Distribution.Gaussian);
        Trainer.Fit(expected, Data, options);
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        CancelAfterStep(model, options, step);
        WriteOld(model, isValidationPending);
        model = ModelFile.Load<LinearModel, double>(new LinearModel(seed: 9, Distribution.Gaussian), FilePath);
        FitReport report = Trainer.Fit(model, Data, options with { Epochs = 4 - model.ModelState.Training!.Epoch });
        Assert.Equal(expected.Weights(), model.Weights());
        Assert.Equal(isValidationPending is not null, double.IsNaN(report.Last.Train.Nelbo));

        // What has ended ends again with the same bits.
        WriteOld(expected, null);
        LinearModel ended = ModelFile.Load<LinearModel, double>(new LinearModel(seed: 9, Distribution.Gaussian), FilePath);
        Trainer.Fit(ended, Data, options with { Epochs = 0 });
        Assert.Equal(expected.Weights(), ended.Weights());
    }

    [Fact]
    public void AStageThatNobodyKnowsIsRefused()
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        Trainer.Fit(model, Data, Options);
        ModelFile.Save(model, FilePath, includeTraining: true);
        SafeTensorsFile file = SafeTensorsFile.Read(FilePath);
        SafeTensorsFile.Write(FilePath, file.Tensors, new Dictionary<string, string>(file.Metadata) { ["stage"] = "half" });
        Assert.Equal(
            $"'{FilePath}' has the metadata 'stage' = 'half'; one of ended, steps, pass_end, stop was expected.",
            Assert.Throws<DataFormatException>(() => ModelFile.Load<LinearModel, double>(model, FilePath)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NothingElseChangesAModelThatIsBeingTrained(bool onAnotherThread)
    {
        LinearModel expected = new(seed: 1, Distribution.Gaussian);
        Trainer.Fit(expected, Data, Options);
        ModelFile.Save(expected, FilePath, includeTraining: true);
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        double[] weights = model.Weights();
        Trainer.Fit(model, Data, Options with
        {
            AfterEpoch = _ =>
            {
                AssertRefused(
                    () => ModelFile.Load<LinearModel, double>(model, FilePath),
                    "a file can't replace its weights meanwhile. Load it after Fit has returned, or into another model; "
                    + "Stop() in AfterEpoch ends Fit.");
                AssertRefused(
                    () => Trainer.Restart(model),
                    "its moments can't be forgotten meanwhile. Call Restart after Fit has returned; Stop() in AfterEpoch ends it.");
                AssertRefused(
                    () => Trainer.Fit(model, Data, Nothing),
                    "one Fit at a time changes its weights. Begin another after it has returned; Stop() in AfterEpoch ends it.");
                AssertRefused(
                    () => new ModelProbe<double>(model, VectorWidth.Scalar, threads: 1, capacity: 1).SetParameters(weights),
                    "its weights can't be set meanwhile. Set them after Fit has returned; Stop() in AfterEpoch ends it.");
            },
        });
        Assert.Equal(expected.Weights(), model.Weights());
        ModelFile.Load<LinearModel, double>(model, FilePath);

        void AssertRefused(Action change, string message)
        {
            Exception? failure = onAnotherThread
                ? Task.Run(() => Record.Exception(change)).GetAwaiter().GetResult()
                : Record.Exception(change);
            InvalidOperationException refusal = Assert.IsType<InvalidOperationException>(failure);
            Assert.Equal($"This LinearModel is being trained or loaded; {message}", refusal.Message);
        }
    }

    private static void StopAfterThree(EpochReport report)
    {
        if (report.Record.Epoch == 3)
            report.Stop();
    }

    // What was due of the pass stood in one key, and its losses nowhere.
    private void WriteOld(LinearModel model, string? isValidationPending)
    {
        ModelFile.Save(model, FilePath, includeTraining: true);
        SafeTensorsFile file = SafeTensorsFile.Read(FilePath);
        var metadata = file.Metadata.ToDictionary(pair => pair.Key, pair => pair.Value);
        metadata.Remove("stage");
        if (isValidationPending is not null)
        {
            metadata["validation_pending"] = isValidationPending;
            metadata["epoch_examples"] = "0";
            metadata["epoch_reconstruction_sum"] = metadata["epoch_kl_sum"] = "0";
        }

        SafeTensorsFile.Write(FilePath, file.Tensors, metadata);
    }

    // Before the next step, or in what follows the last.
    private static void CancelAfterStep(LinearModel model, FitOptions options, int step)
    {
        using CancellationTokenSource cancellation = new();
        model.Running = () =>
        {
            if (model.ModelState.Training!.Step >= step - 1)
                cancellation.Cancel();
        };
        Assert.Throws<OperationCanceledException>(() => Trainer.Fit(model, Data, options, cancellation.Token));
        model.Running = null;
        Assert.Equal(step, model.ModelState.Training!.Step);
    }
}
