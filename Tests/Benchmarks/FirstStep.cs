using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace VaeGen.Benchmarks;

/// <summary>From the start of a process to the end of its first training step: what a user waits for. The target is 0.6 s.</summary>
internal static class FirstStep
{
    private static readonly string[] Stages =
        ["until the program begins", "until the data is loaded", "until the model is made", "until the first step is done"];

    /// <summary>One row a stage, over several processes.</summary>
    public static void Run()
    {
        Report.Heading($"Start of a process to the end of the first training step, ms "
            + $"({(BenchmarkData.Folder is null ? "10 000 built-in digits" : "MNIST from IDX files")}; target 600)");
        List<double[]> samples = [];
        List<double> totals = [];
        ChildProcess.Run("child-first-step");
        for (int i = 0; i < Measurement.Repeats; i++)
        {
            (double[] values, double seconds) = ChildProcess.Run("child-first-step");
            samples.Add(values);
            totals.Add(seconds * 1e3);
        }

        for (int stage = 0; stage < Stages.Length; stage++)
            Report.Row(Stages[stage], Measurement.Of([.. samples.Select(values => values[stage])]), "ms", "as the child sees it");
        Report.Row("start to the child's word, as its parent sees it", Measurement.Of([.. totals]), "ms");
        PublishedSample.Run();
    }

    /// <summary>In the child: milliseconds since the process began, at the end of each stage.</summary>
    public static double[] Measure()
    {
        double begun = SinceStart();
        DataSet data = BenchmarkData.Train;
        double loaded = SinceStart();
        SmallVae model = new(seed: 1);
        double made = SinceStart();
        model.Fit(data, new FitOptions { Iterations = 1 });
        return [begun, loaded, made, SinceStart()];
    }

    private static double SinceStart() => (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
}
