using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using VaeGen.Mnist.Data;
using VaeGen.Mnist.Results;
using VaeGen.Runtime.V2;

namespace VaeGen.Mnist.Training;

/// <summary>Trains as often as asked, then leaves pictures, weights and numbers.</summary>
internal sealed class TrainJob(TrainSettings settings, Func<ImageData> loadData, CancellationToken cancellationToken)
{
    private readonly List<EpochRecord> lastRecords = [];
    private static readonly Elbo NotTrained = new(double.NaN, double.NaN, double.NaN);

    private readonly List<string> warnings = [];
    private IVariationalModel<float>? model;
    private BestEpoch? best;
    private int firstStep;
    private bool isReady;

    // A file of weights of an earlier training, in the place where nobody has told this one to put its own.
    private bool isEarlierKept;

    public int Run()
    {
        // The images are read while the model is made and compiled; a file that can't be resumed is refused before that.
        Task<ImageData>? loading = settings.Resume is null ? Task.Run(loadData) : null;
        model = Create(run: 0);
        firstStep = model.ModelState.Training?.Step ?? 0;
        loading ??= Task.Run(loadData);
        Trainer.Prepare(model);
        try
        {
            ImageData data = HoldBack(loading.GetAwaiter().GetResult());
            Check(data);
            isReady = true;
            using MetricsFile? metrics = settings.Metrics is null ? null : new MetricsFile(settings.Metrics, settings.Model.Name);
            RunStatistics statistics = new();
            for (int run = 0; run < settings.Runs; run++)
            {
                model = run == 0 ? model : Create(run);
                statistics.Add(Train(run, data, metrics));
            }

            metrics?.WriteSummary(statistics);
            Leave(data, statistics);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine(SaveProgress() is { } path
                ? $"Cancelled; '{path}' holds what was learned, for --resume."
                    + (isEarlierKept ? $" '{settings.Weights}' is that of an earlier training." : "")
                : "Cancelled; nothing has been learned.");
            return ExitCode.Cancelled;
        }
        catch (Exception failure) when (failure is TrainingDivergedException || HasLearned)
        {
            SaveProgress();
            throw;
        }
    }

    private IVariationalModel<float> Create(int run)
    {
        IVariationalModel<float> created = settings.Model.Create(settings.Seed + (ulong)run);
        return settings.Resume is null ? created : ModelFile.Load<IVariationalModel<float>, float>(created, settings.Resume);
    }

    private bool HasLearned => (model!.ModelState.Training?.Step ?? 0) > firstStep;

    // A run that is cut short leaves what it learned; one that learned nothing must not replace a file that holds more. Nor does it replace
    // the result of an earlier run that nobody named: both files are there. The file; null where there is none to speak of.
    private string? SaveProgress()
    {
        if (!HasLearned && (!isReady || File.Exists(settings.Weights)))
            return null;
        string path = isEarlierKept ? settings.InterruptedWeights : settings.Weights;
        Save(path);
        return path;
    }

    private ImageData HoldBack(ImageData data)
    {
        if (settings.Validation is not { } count)
            return data;
        if (count < data.Train.Count)
            return data.HoldBack(count, settings.Seed);
        throw new UserError(
            string.Create(
                CultureInfo.InvariantCulture, $"--validation is {count}; fewer than the {data.Train.Count} training images were expected."),
            ExitCode.BadArguments);
    }

    // What would stop the work at its end is found before it begins.
    private void Check(ImageData data)
    {
        foreach (DataSet part in new[] { data.Train, data.Test })
        {
            if (part.Features != model!.Description.Features)
            {
                throw new UserError(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"An example of '{part.Name}' has {part.Features} values{(part.Shape.IsImage ? $" ({part.Shape})" : "")}; "
                            + $"{model.Description.Name} takes {model.Description.Features}."),
                    ExitCode.Failed);
            }
        }

        if (settings.BatchSize > data.Train.Count)
        {
            throw new UserError(
                string.Create(
                    CultureInfo.InvariantCulture, $"--batch-size is {settings.BatchSize}; at most the {data.Train.Count} training "
                        + $"images were expected."),
                ExitCode.BadArguments);
        }

        WritablePlaces.RequireFolder("--out", settings.Out);
        WritablePlaces.RequireFile(settings.Save is null ? "--out" : "--save", settings.Weights);
        WritablePlaces.RequireFile("--metrics", settings.Metrics);
        isEarlierKept = settings.Save is null && File.Exists(settings.Weights) && !IsResumed(settings.Weights);
    }

    private bool IsResumed(string path) => settings.Resume is { } resumed && Path.GetFullPath(resumed) == Path.GetFullPath(path);

    // The record of where the run ended: with the test of the best weights, where those are kept.
    private EpochRecord Train(int run, ImageData data, MetricsFile? metrics)
    {
        lastRecords.Clear();
        TrainingGoal goal = TrainingGoal.Of(settings, model!.ModelState.Training);
        if (goal.IsReached)
            Console.WriteLine($"'{settings.Resume}' has been trained that far already; nothing is left to train.");
        string name = settings.Runs == 1 ? settings.Model.Name : $"{settings.Model.Name}, run {run + 1} of {settings.Runs}";
        FitReport report = TrainingDisplay.Show(name, settings, progress => Trainer.Fit(model, data.Train, new FitOptions
        {
            Epochs = goal.Epochs,
            Iterations = goal.Iterations,
            BatchSize = settings.BatchSize ?? Math.Min(settings.Model.BatchSize, data.Train.Count),
            Optimizer = settings.Optimizer.Optimizer,
            LearningRate = settings.Optimizer.LearningRate,
            Schedule = settings.Optimizer.Schedule,
            ClipNorm = settings.Optimizer.ClipNorm,
            Validation = data.Validation,
            Patience = settings.Patience,
            Threads = settings.Threads,
            Test = data.Test,
            Progress = new RecordingProgress(progress, record => metrics?.Write(run + 1, record)),
        }, cancellationToken));
        lastRecords.AddRange(report.Epochs);
        // What an interrupted run had left due of its end, and this one has done.
        foreach (string sentence in report.Finished)
            Console.WriteLine(sentence);
        foreach (Finding finding in report.Findings)
        {
            if (!warnings.Contains(finding.Message))
                warnings.Add(finding.Message);
        }

        best = report.Best;
        if (report.Epochs.Count == 0)
            return NothingTrained(data);
        if (report.End == TrainingEnd.EarlyStopping)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture, $"Stopped: no better bound on the validation images since epoch {best!.Epoch}."));
        }

        return best is null ? report.Last : report.Last with { Test = Test(data) };
    }

    private EpochRecord NothingTrained(ImageData data)
    {
        TrainingState<float> done = model!.ModelState.Training!;
        lastRecords.Add(new EpochRecord(done.Epoch, done.Step, 0, NotTrained, Test(data), double.NaN, 0));
        return lastRecords[^1];
    }

    private Elbo Test(ImageData data) =>
        Evaluator.Evaluate(model!, data.Test, new EvaluateOptions { Threads = settings.Threads }, cancellationToken);

    // The pictures come last: where one can't be drawn, weights and numbers are there.
    private void Leave(ImageData data, RunStatistics statistics)
    {
        Save(settings.Weights);
        isEarlierKept = false;
        ResultTable.Save(Path.Combine(settings.Out, "results.md"), settings.Model.Name, model!.Description, lastRecords, statistics);
        Console.WriteLine(statistics);
        if (best is not null)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture, $"The weights are those of epoch {best.Epoch}, the best on the validation images: "
                        + $"{best.Validation}."));
        }

        foreach (string warning in warnings)
            Console.Error.WriteLine(warning);
        List<LeftFile> left =
            [.. Pictures.SaveAll(settings.Out, model!, data, lastRecords, settings.Seed, cancellationToken)
                .Append(new LeftFile("results.md", "the numbers of each pass")).Select(file => file.In(settings.Out))];
        if (settings.Metrics is not null)
            left.Add(new LeftFile(settings.Metrics, "the same for programs"));
        left.Add(new LeftFile(settings.Weights, "the trained model"));
        Console.WriteLine();
        Console.WriteLine("What it left:");
        LeftFile.Write(Console.Out, left);
        Console.WriteLine();
        Console.WriteLine("What comes next:");
        foreach (string command in NextCommands.After(
            model!.Description, settings.Weights, settings.Out, settings.Seed + 1, settings.Images))
        {
            Console.WriteLine("  " + command);
        }
    }

    private void Save(string path) => ModelFile.Save(model!, path, includeTraining: true, CancellationToken.None);
}
