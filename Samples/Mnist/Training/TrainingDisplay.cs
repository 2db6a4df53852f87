using System;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace VaeGen.Mnist.Training;

/// <summary>Progress for people: a bar in a terminal, elsewhere a line for the first step and for each pass.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs a training and shows how far it is.</summary>
    /// <param name="name">What is trained.</param>
    /// <param name="settings">How far it goes.</param>
    /// <param name="train">The training, which reports as it goes.</param>
    public static FitReport Show(string name, TrainSettings settings, Func<IProgress<FitProgress>, FitReport> train)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
            return train(new Lines(name, settings));
        FitReport? report = null;
        StatusColumn status = new(name);
        AnsiConsole.Progress()
            .Columns(status, new ProgressBarColumn { Width = 20 }, new PercentageColumn())
            .Start(context => report = train(new Bar(status, context.AddTask(name))));
        return report!;
    }

    private static string Losses(FitProgress value) => value.HasBound
        ? string.Create(
            CultureInfo.InvariantCulture, $"NELBO {value.Nelbo:F2} = reconstruction {value.Reconstruction:F2} + KL {value.Kl:F2}")
        : string.Create(CultureInfo.InvariantCulture, $"reconstruction {value.Reconstruction:F2}");

    private static string Validation(EpochRecord record) =>
        record.Validation is { } bound ? string.Create(CultureInfo.InvariantCulture, $"validation {bound.Loss:F2}, ") : "";

    private static string Speed(FitProgress value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.ExamplesPerSecond:F0} examples/s");

    private static string Left(FitProgress value) => value.Remaining.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);

    private sealed class Bar(StatusColumn status, ProgressTask task) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            status.Show(value);
            // Where the end of a pass is all that is left there are no steps.
            bool hasSteps = value.StepsPlanned > 0;
            task.MaxValue = hasSteps ? value.StepsPlanned : 1;
            task.Value = hasSteps ? value.StepsDone : 1;
            if (value.Completed is { } record)
            {
                AnsiConsole.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture, $"epoch {record.Epoch}: train {record.Train.Loss:F2}, {Validation(record)}test "
                            + $"{record.Test}"));
            }
        }
    }

    // Two short lines, so that the bar has room beside them in a terminal of 80 columns. Drawn by another thread than the one that trains.
    private sealed class StatusColumn(string name) : ProgressColumn
    {
        private volatile string? text;

        protected override bool NoWrap => true;

        public void Show(FitProgress value) => text = $"{name}, epoch {value.Epoch}: {Speed(value)}, {Left(value)} left\n{Losses(value)}";

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text ?? name);
    }

    private sealed class Lines(string name, TrainSettings settings) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.StepsDone == 1 && value.Completed is null)
                Console.WriteLine($"{name}: the first step is done, {Losses(value)}");
            if (value.Completed is not { } record)
                return;
            string goal = settings.Iterations is { } steps
                ? string.Create(CultureInfo.InvariantCulture, $"step {record.Step} of {steps}")
                : string.Create(CultureInfo.InvariantCulture, $"epoch {record.Epoch} of {settings.Epochs}");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}, {goal}: train {Losses(value)}; {Validation(record)}test {record.Test}; "
                    + $"{Speed(value)}, {Left(value)} left"));
        }
    }
}
