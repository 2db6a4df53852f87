using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using VaeGen.Runtime.Tests.Data;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>
/// A training that is interrupted anywhere and goes on, in memory or from a file, ends as one that was not: the same checkpoint to the bit
/// (weights, moments, position, best weights, σ²), the same reason, the same best pass, and each whole pass told once.
/// </summary>
public sealed class InterruptionTests : IDisposable
{
    private const int Examples = 11;

    private static readonly DataSet Binary = LinearData.Binary(Examples);

    private static readonly DataSet Real = LinearData.Real(Examples);

    private static readonly FitOptions Plain = new()
    {
        Epochs = 3,
        BatchSize = 4,
        LearningRate = 0.05,
        Schedule = LearningRateSchedule.Cosine(final: 0.5),
        Threads = 1,
    };

    private static readonly Dictionary<string, Func<DataSet, FitOptions>> Trainings = new()
    {
        ["plain"] = _ => Plain,
        ["tested"] = other => Plain with { Test = other },
        ["validated"] = other => Plain with { Validation = other, Test = other },
        ["validated by a share"] = _ => Plain with { ValidationFraction = 0.3 },
        ["last weights kept"] = other => Plain with { Validation = other, RestoreBest = false },
        ["stopped early"] = other => Plain with { Epochs = 6, Validation = other, Patience = 2, MinimumImprovement = 100 },
        ["stopped by the callback"] = _ => Plain with { Epochs = 5, AfterEpoch = StopAfterTwo },
        ["validated and stopped"] = other => Plain with { Epochs = 5, Validation = other, AfterEpoch = StopAfterTwo },
        ["stopped in the last pass"] = other => Plain with { Epochs = 2, Validation = other, AfterEpoch = StopAfterTwo },
        ["ended within a pass"] = _ => Plain with { Iterations = 5 },
        ["validated and ended within a pass"] = other => Plain with { Iterations = 5, Validation = other, Test = other },
        ["ended with a pass"] = other => Plain with { Iterations = 6, Validation = other },
    };

    private readonly TemporaryFolder folder = new();

    public enum Model
    {
        Bernoulli,
        Gaussian,
        GaussianPerElement,
    }

    public static TheoryData<string, Model> All
    {
        get
        {
            TheoryData<string, Model> all = [];
            foreach (string training in Trainings.Keys)
            {
                foreach (Model model in Enum.GetValues<Model>())
                    all.Add(training, model);
            }

            return all;
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public void CancelledInAnyRunOfTheNetwork(string training, Model kind)
    {
        FitOptions options = Options(training, kind);
        End expected = Uninterrupted(kind, options);
        foreach (bool inMemory in (bool[])[true, false])
        {
            for (int run = 0; ; run++)
            {
                List<EpochRecord> told = [];
                FitOptions telling = Telling(options, told);
                LinearModel model = Create(kind);
                if (UnlessCancelled(model, kind, telling, run) is not null)
                {
                    Assert.True(run > 4);
                    break;
                }

                model = inMemory ? model : Reloaded(model, kind);
                FitReport report = Trainer.Fit(model, DataOf(kind), Rest(telling, model));
                AssertSame(expected, new End(Checkpoint(model), report.End, report.Best, told), $"cancelled in run {run}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void CancelledAgainAndAgain(string training, Model kind)
    {
        FitOptions options = Options(training, kind);
        End expected = Uninterrupted(kind, options);
        // The end of a pass takes up to three runs, which have to fit between two interruptions.
        for (int runs = 3; runs < 7; runs++)
        {
            List<EpochRecord> told = [];
            FitOptions telling = Telling(options, told);
            LinearModel model = Create(kind);
            FitReport? report;
            for (int calls = 0; (report = UnlessCancelled(model, kind, Rest(telling, model), runs)) is null; calls++)
            {
                Assert.True(calls < 30, "It does not come to an end.");
                model = calls % 2 == 0 ? Reloaded(model, kind) : model;
            }

            AssertSame(expected, new End(Checkpoint(model), report.End, report.Best, told), $"after every {runs} runs");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void LeftByAnExceptionOfTheCallers(string training, Model kind)
    {
        FitOptions options = Options(training, kind);
        End expected = Uninterrupted(kind, options);
        for (int call = 1; ; call++)
        {
            LinearModel model = Create(kind);
            int left = call;
            FitOptions failing = AtEachCall(options, () =>
            {
                if (--left == 0)
                    throw new InvalidOperationException("enough");
            });
            if (Record.Exception(() => Trainer.Fit(model, DataOf(kind), failing)) is null)
                break;
            FitReport report = Trainer.Fit(model, DataOf(kind), Rest(options, model));
            AssertSame(expected, new End(Checkpoint(model), report.End, report.Best, expected.Told), $"thrown in call {call}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SavedByTheCallersAtAnyTime(string training, Model kind)
    {
        FitOptions options = Options(training, kind);
        End expected = Uninterrupted(kind, options);
        List<string> files = [];
        LinearModel whole = Create(kind);
        FitReport ended = Trainer.Fit(whole, DataOf(kind), AtEachCall(options, Save));
        AssertSame(expected, new End(Checkpoint(whole), ended.End, ended.Best, expected.Told), "saving");
        Assert.True(files.Count > 2);
        foreach (string file in files)
        {
            LinearModel model = ModelFile.Load<LinearModel, double>(Create(kind, seed: 9), file);
            FitReport report = Trainer.Fit(model, DataOf(kind), Rest(options, model));
            AssertSame(expected, new End(Checkpoint(model), report.End, report.Best, expected.Told), file);
        }

        void Save()
        {
            files.Add(folder.File($"{files.Count}.safetensors"));
            ModelFile.Save(whole, files[^1], includeTraining: true);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void WhatHasEndedStaysAsItIs(string training, Model kind)
    {
        FitOptions options = Options(training, kind);
        LinearModel model = Create(kind);
        FitReport report = Trainer.Fit(model, DataOf(kind), options);
        byte[] ended = Checkpoint(model);
        FitReport again = Trainer.Fit(model, DataOf(kind), new FitOptions { Epochs = 0, BatchSize = 2 });
        Assert.Equal(ended, Checkpoint(model));
        Assert.Equal((TrainingEnd.Completed, report.Best), (again.End, again.Best));
        Assert.Empty(again.Epochs);
        Assert.Empty(again.Finished);
    }

    private static void StopAfterTwo(EpochReport report)
    {
        if (report.Record.Epoch == 2)
            report.Stop();
    }

    private static DataSet DataOf(Model kind) => kind == Model.Bernoulli ? Binary : Real;

    private static FitOptions Options(string training, Model kind) => Trainings[training](DataOf(kind)[..5]);

    private static LinearModel Create(Model kind, ulong seed = 1) =>
        new(seed, kind == Model.Bernoulli ? Distribution.Bernoulli : Distribution.Gaussian, isPerElement: kind == Model.GaussianPerElement);

    // The options of a call that does what is left; nothing may be.
    private static FitOptions Rest(FitOptions options, LinearModel model) => options.Iterations is { } iterations
        ? options with { Iterations = iterations - (model.ModelState.Training?.Step ?? 0) }
        : options with { Epochs = options.Epochs - (model.ModelState.Training?.Epoch ?? 0) };

    // Cancels a call in the run of that number, from 1, and with 0 before it begins: null where that left it.
    private static FitReport? UnlessCancelled(LinearModel model, Model kind, FitOptions options, int run)
    {
        using CancellationTokenSource cancellation = new();
        int left = run;
        if (left == 0)
            cancellation.Cancel();
        model.Running = () =>
        {
            if (--left == 0)
                cancellation.Cancel();
        };
        try
        {
            return Trainer.Fit(model, DataOf(kind), options, cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            model.Running = null;
        }
    }

    private static FitOptions AtEachCall(FitOptions options, Action action) => options with
    {
        AfterEpoch = report =>
        {
            options.AfterEpoch?.Invoke(report);
            action();
        },
        Progress = new Hearing(action),
    };

    // Whole passes: one that a call ends within is told by that call alone, where it is not interrupted.
    private static FitOptions Telling(FitOptions options, List<EpochRecord> told) => options with
    {
        AfterEpoch = report =>
        {
            EpochRecord record = report.Record;
            if (options.Iterations is null || record.Step % 3 == 0)
                told.Add(record with { ExamplesPerSecond = 0, Seconds = 0 });
            options.AfterEpoch?.Invoke(report);
        },
    };

    private End Uninterrupted(Model kind, FitOptions options)
    {
        List<EpochRecord> told = [];
        LinearModel model = Create(kind);
        FitReport report = Trainer.Fit(model, DataOf(kind), Telling(options, told));
        Assert.Empty(report.Finished);
        return new End(Checkpoint(model), report.End, report.Best, told);
    }

    private byte[] Checkpoint(LinearModel model)
    {
        ModelFile.Save(model, folder.File("checkpoint.safetensors"), includeTraining: true);
        return File.ReadAllBytes(folder.File("checkpoint.safetensors"));
    }

    private LinearModel Reloaded(LinearModel model, Model kind)
    {
        Checkpoint(model);
        return ModelFile.Load<LinearModel, double>(Create(kind, seed: 9), folder.File("checkpoint.safetensors"));
    }

    private static void AssertSame(End expected, End actual, string how)
    {
        Assert.True(expected.Checkpoint.AsSpan().SequenceEqual(actual.Checkpoint), $"Another checkpoint: {how}.");
        bool isSameEnd = (expected.Reason, expected.Best) == (actual.Reason, actual.Best);
        Assert.True(isSameEnd, $"Another end, {actual.Reason} and {actual.Best}: {how}.");
        Assert.True(expected.Told.SequenceEqual(actual.Told), $"Other passes were told: {how}.");
    }

    private sealed record End(byte[] Checkpoint, TrainingEnd Reason, BestEpoch? Best, IReadOnlyList<EpochRecord> Told);

    private sealed class Hearing(Action action) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => action();
    }
}
