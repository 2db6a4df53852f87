using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>What training promises: it learns, gives the same bits again, and can stop and go on.</summary>
public sealed class FitTests
{
    private static readonly DataSet Data = LinearData.Binary(50);

    [Fact]
    public void TheLossFalls()
    {
        LinearModel model = new(seed: 1);
        FitReport report =
            Trainer.Fit(model, Data, new FitOptions { Epochs = 40, BatchSize = 10, LearningRate = 0.02, Test = LinearData.Binary(20) });
        Assert.Equal(40, report.Epochs.Count);
        Assert.True(report.Last.Train.Nelbo < report.Epochs[0].Train.Nelbo - 0.5, $"{report.Epochs[0].Train} became {report.Last.Train}");
        Assert.True(report.Last.Test!.Nelbo < report.Epochs[0].Test!.Nelbo - 0.5);
        Assert.Equal(Evaluator.Evaluate(model, LinearData.Binary(20)), report.Last.Test);
        Assert.Equal(200, report.Last.Step);
        Assert.Equal(Enumerable.Range(1, 40), report.Epochs.Select(epoch => epoch.Epoch));
        Assert.Empty(report.Findings);
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(128, 128)]
    [InlineData(200, 128)]
    public void WhereNoBatchSizeIsWrittenABatchHasOneHundredAndTwentyEightExamplesOrAllThereAre(int count, int batchSize)
    {
        LinearModel expected = new(seed: 1);
        LinearModel actual = new(seed: 1);
        DataSet data = LinearData.Binary(count);
        FitReport report = Trainer.Fit(expected, data, new FitOptions { Epochs = 2, BatchSize = batchSize });
        Assert.Equal(
            report.Epochs.Select(record => record.Train),
            Trainer.Fit(actual, data, new FitOptions { Epochs = 2 }).Epochs.Select(record => record.Train));
        Assert.Equal(expected.Weights(), actual.Weights());
        Trainer.Fit(expected, data, new FitOptions { Iterations = 1, BatchSize = batchSize });
        Trainer.Fit(actual, data, new FitOptions { Iterations = 1 });
        // A pass that was left in its middle goes on, whether the size was written or not.
        Assert.Empty(Trainer.Fit(expected, data, new FitOptions { Epochs = 1 }).Findings);
        Assert.Empty(Trainer.Fit(actual, data, new FitOptions { Epochs = 1, BatchSize = batchSize }).Findings);
        Assert.Equal(expected.Weights(), actual.Weights());
    }

    [Fact]
    public void ATrainingSetThatValidationLeavesSmallIsABatch()
    {
        FitReport report = Trainer.Fit(new LinearModel(), LinearData.Binary(4), new FitOptions { Epochs = 3, ValidationFraction = 0.5 });
        Assert.Equal((3, 2), (report.Last.Step, report.Last.Examples));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheWeightsDoNotDependOnThreadsOrSink(int threads)
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 8, Threads = 1, TakesThreadsExactly = true };
        double[] expected = Trained(options);
        Assert.Equal(expected, Trained(options with { Threads = threads }));
        Assert.Equal(expected, Trained(options with { Threads = threads, Sink = GradientSink.Buffer }));
    }

    [Fact]
    public void TheSeedOfTheModelIsTheSeedOfTraining()
    {
        FitOptions options = new() { Epochs = 1, BatchSize = 8 };
        Assert.Equal(Trained(options), Trained(options with { Seed = 1 }));
        Assert.NotEqual(Trained(options), Trained(options with { Seed = 2 }));
    }

    [Theory]
    [InlineData(Distribution.Bernoulli)]
    [InlineData(Distribution.Gaussian)]
    public void StoppingAndGoingOnGivesTheBitsOfNotStopping(Distribution likelihood)
    {
        FitOptions options = new() { Epochs = 3, BatchSize = 8 };
        LinearModel whole = new(seed: 1, likelihood);
        FitReport expected = Trainer.Fit(whole, Data, options);
        LinearModel parts = new(seed: 1, likelihood);
        Trainer.Fit(parts, Data, options with { Epochs = 1 });
        Trainer.Fit(parts, Data, options with { Iterations = 3 });
        FitReport actual = Trainer.Fit(parts, Data, options with { Epochs = 2 });
        Assert.Equal(whole.Weights(), parts.Weights());
        Assert.Equal([2, 3], actual.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(expected.Epochs.Skip(1).Select(epoch => epoch.Train), actual.Epochs.Select(epoch => epoch.Train));
    }

    [Fact]
    public void ACancelledTrainingGoesOnWhereItWas()
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 8 };
        using CancellationTokenSource cancellation = new();
        LinearModel model = new(seed: 1);
        StopAfterStep progress = new(cancellation);
        Assert.Throws<OperationCanceledException>(
            () => Trainer.Fit(model, Data, options with { Epochs = 1_000_000, Progress = progress }, cancellation.Token));
        int stepsInEpoch = 7;
        LinearModel expected = new(seed: 1);
        int done = model.ModelState.Training!.Step;
        Assert.True(done > 0);
        Trainer.Fit(expected, Data, options with { Iterations = done + 2 * stepsInEpoch });
        Trainer.Fit(model, Data, options with { Iterations = 2 * stepsInEpoch });
        Assert.Equal(expected.Weights(), model.Weights());
    }

    [Fact]
    public void APassLeftWithOtherOptionsBeginsAnewAndSaysSo()
    {
        LinearModel model = new(seed: 1);
        FitReport partial = Trainer.Fit(model, Data, new FitOptions { Iterations = 3, BatchSize = 8 });
        Assert.Equal(24, Assert.Single(partial.Epochs).Examples);
        FitReport report = Trainer.Fit(model, Data, new FitOptions { Epochs = 1, BatchSize = 10 });
        Assert.Equal(
            "Pass 1 was left after 3 batches with other data or another seed, batch size or order; it begins anew.",
            Assert.Single(report.Findings).Message);
        Assert.Equal(50, Assert.Single(report.Epochs).Examples);
        Assert.Equal(3 + 5, report.Last.Step);
    }

    [Fact]
    public void TheLastSmallerBatchIsTrainedOnWithTheMeanOverItsOwnSize()
    {
        // Two examples in a batch of one or two rows: with ε drawn by example, one batch of the second example alone is one step on it.
        LinearModel model = new(seed: 1);
        DataSet three = LinearData.Binary(3);
        FitReport report = Trainer.Fit(model, three, new FitOptions { Epochs = 1, BatchSize = 2, Shuffle = false });
        Assert.Equal((3, 2), (report.Last.Examples, report.Last.Step));
        Batch<double> last = model.ModelState.TrainingNetwork(2).Batch;
        Assert.Equal((1, 2, 1.0), (last.Rows, last.Examples[0], last.Weights[0]));
    }

    [Fact]
    public void EachPassTakesEveryExampleOnceInAnotherOrder()
    {
        var first = new int[1000];
        var second = new int[1000];
        ExampleOrder.Fill(first, shuffle: true, seed: 4, epoch: 0);
        ExampleOrder.Fill(second, shuffle: true, seed: 4, epoch: 1);
        Assert.Equal(Enumerable.Range(0, 1000), first.Order());
        Assert.Equal(Enumerable.Range(0, 1000), second.Order());
        Assert.True(first.Zip(second).Count(pair => pair.First == pair.Second) < 10);
        ExampleOrder.Fill(second, shuffle: false, seed: 4, epoch: 1);
        Assert.Equal(Enumerable.Range(0, 1000), second);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        LinearModel model = new(seed: 1);
        long few = Allocated(5);
        Assert.Equal(few, Allocated(5));
        Assert.Equal(few, Allocated(200));

        long Allocated(int steps)
        {
            DataSet data = LinearData.Binary(8 * 500);
            FitOptions options = new() { Iterations = steps, BatchSize = 8, Threads = 1 };
            Trainer.Fit(model, data, options);
            return AllocatedBytes.Of(() => Trainer.Fit(model, data, options));
        }
    }

    [Fact]
    public void OneFitAtATimeChangesAModel()
    {
        LinearModel model = new(seed: 1);
        Exception? nested = null;
        CallBack progress = new(_ => nested ??= Record.Exception(() => Trainer.Fit(model, Data, new FitOptions { BatchSize = 8 })));
        Trainer.Fit(model, Data, new FitOptions { Epochs = 1, BatchSize = 8, Progress = progress });
        Assert.IsType<InvalidOperationException>(nested);
        Trainer.Fit(model, Data, new FitOptions { Epochs = 1, BatchSize = 8 });
    }

    [Fact]
    public void ProgressBeginsWithTheFirstStepAndEndsWithTheRecordOfThePass()
    {
        List<FitProgress> reports = [];
        FitReport report =
            Trainer.Fit(new LinearModel(), Data, new FitOptions { Epochs = 2, BatchSize = 8, Progress = new CallBack(reports.Add) });
        Assert.Equal(report.Epochs, reports.Where(progress => progress.Completed is not null).Select(progress => progress.Completed));
        Assert.Equal((1L, 14L, 1), (reports[0].StepsDone, reports[0].StepsPlanned, reports[0].Epoch));
        Assert.Equal((14L, 14L, 2), (reports[^1].StepsDone, reports[^1].StepsPlanned, reports[^1].Epoch));
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
    }

    [Fact]
    public void PreparingChangesNoBit()
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 8 };
        LinearModel model = new(seed: 1);
        double[] before = model.Weights();
        Trainer.Prepare(model);
        Assert.Equal(before, model.Weights());
        Assert.Null(model.ModelState.Training);
        Trainer.Fit(model, Data, options);
        Assert.Equal(Trained(options), model.Weights());

        // In the midst of a training it changes neither weights nor moments nor place.
        Trainer.Prepare(model);
        Trainer.Fit(model, Data, options);
        Assert.Equal(Trained(options with { Epochs = 4 }), model.Weights());
        Assert.Throws<ArgumentNullException>(() => Trainer.Prepare<double>(null!));
    }

    [Fact]
    public void AGaussianModelIsPreparedToo()
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        double[] before = model.Weights();
        Trainer.Prepare(model);
        Assert.Equal(before, model.Weights());
    }

    private static double[] Trained(FitOptions options)
    {
        LinearModel model = new(seed: 1);
        Trainer.Fit(model, Data, options);
        return model.Weights();
    }

    private sealed class CallBack(Action<FitProgress> action) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => action(value);
    }

    // Cancels at the first report within a pass that is not the first one.
    private sealed class StopAfterStep(CancellationTokenSource cancellation) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.Completed is null && value.Step > 7 && value.Step % 7 != 0)
                cancellation.Cancel();
        }
    }
}
