using System;
using System.Globalization;
using Spectre.Console;

namespace VaeGen.Mnist.Training;

/// <summary>Progress for people: a bar in a terminal, a line a pass elsewhere.</summary>
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
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => report = train(new Bar(name, context.AddTask(Markup.Escape(name)))));
        return report!;
    }

    private static string Losses(FitProgress value) => string.Create(
        CultureInfo.InvariantCulture, $"NELBO {value.Nelbo:F2} = reconstruction {value.Reconstruction:F2} + KL {value.Kl:F2}");

    private static string Speed(FitProgress value) => string.Create(CultureInfo.InvariantCulture, $"{value.ExamplesPerSecond:F0} examples/s");

    private sealed class Bar(string name, ProgressTask task) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            task.MaxValue = value.StepsPlanned;
            task.Value = value.StepsDone;
            string left = value.Remaining.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
            task.Description = Markup.Escape($"{name}: epoch {value.Epoch}, {Losses(value)}, {Speed(value)}, {left} left");
            if (value.Completed is { Test: { } test } record)
                AnsiConsole.MarkupLine(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"epoch {record.Epoch}: train {record.Train.Nelbo:F2}, test {test}")));
        }
    }

    private sealed class Lines(string name, TrainSettings settings) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            if (value.Completed is not { } record)
                return;
            string goal = settings.Iterations is { } steps
                ? string.Create(CultureInfo.InvariantCulture, $"step {record.Step} of {steps}")
                : string.Create(CultureInfo.InvariantCulture, $"epoch {record.Epoch} of {settings.Epochs}");
            string left = value.Remaining.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}, {goal}: train {Losses(value)}; test {record.Test}; {Speed(value)}, {left} left"));
        }
    }
}
