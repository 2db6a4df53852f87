using System;
using System.Globalization;
using System.Linq;

namespace VaeGen.Benchmarks;

/// <summary>
/// Trains a model in slices, each when it is told to: a line in, a rate out. Two of these, of two commits, take turns in
/// <c>compare-commits</c>. It uses what users call and nothing else, so that it compiles beside commits of long ago.
/// </summary>
internal static class Program
{
    private const double WarmUpSeconds = 0.7;
    private const int FewestSteps = 10;

    // Slices MODEL THREADS SECONDS-OF-A-SLICE
    private static void Main(string[] arguments)
    {
        (Func<FitOptions, FitReport> fit, int batchSize) = Model(arguments[0]);
        Rate rate = new();
        FitOptions options = new()
        {
            BatchSize = batchSize,
            Threads = int.Parse(arguments[1], CultureInfo.InvariantCulture),
            Progress = rate,
        };
        double seconds = double.Parse(arguments[2], CultureInfo.InvariantCulture);
        fit(options with { Iterations = FewestSteps });
        fit(options with { Iterations = Steps(WarmUpSeconds) });

        // Every slice has as many steps as the first: the same work, whatever the weather.
        int steps = Steps(seconds);
        Console.WriteLine(Width());
        while (Console.ReadLine() is not null)
        {
            fit(options with { Iterations = steps });
            Console.WriteLine(rate.Last.ToString("R", CultureInfo.InvariantCulture));
        }

        int Steps(double duration) => Math.Max(FewestSteps, (int)(duration * rate.Last / batchSize));
    }

    private static (Func<FitOptions, FitReport> Fit, int BatchSize) Model(string name)
    {
        DataSet data = BenchmarkData.Train;
        switch (name)
        {
            case "784-400-20":
                SmallVae small = new(seed: 1);
                return (options => small.Fit(data, options), 128);
            case "784-512-512-32":
                WideVae wide = new(seed: 1);
                return (options => wide.Fit(data, options), 128);
            case "784-300-300-10-elu":
                CourseVae course = new(seed: 1);
                return (options => course.Fit(data, options), 100);
            case "conv":
                ConvVae conv = new(seed: 1);
                return (options => conv.Fit(data, options), 128);
            default:
                throw new ArgumentException($"There is no model '{name}'.");
        }
    }

    // The class moves with the contract of emitted code; its name stays.
    private static string Width() =>
        typeof(DataSet).Assembly.GetExportedTypes().Single(type => type.Name == "VectorWidths").GetProperty("Best")!.GetValue(null)!
            .ToString()!;

    // The last report of a call comes at its end, and tells of all its steps.
    private sealed class Rate : IProgress<FitProgress>
    {
        public double Last { get; private set; }

        public void Report(FitProgress value) => Last = value.ExamplesPerSecond;
    }
}
