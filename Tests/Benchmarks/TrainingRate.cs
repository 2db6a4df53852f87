using System;
using System.Collections.Generic;
using VaeGen.Runtime.V1;

namespace VaeGen.Benchmarks;

/// <summary>Examples a second of whole training, and the share of the peak measured around each sample.</summary>
internal static class TrainingRate
{
    private const int StepsOfASample = 150;
    private const double Tolerance = 0.1;

    /// <summary>The three models, with one and two threads.</summary>
    public static void Run()
    {
        Report.Heading("Training, examples/s; share of the FMA peak of as many threads, measured before and after each sample");
        Rows("784-400-20, batch 128", new SmallVae(seed: 1), 128);
        Rows("784-512-512-32, batch 128", new WideVae(seed: 1), 128);
        Rows("784-300-300-10 ELU, batch 100", new CourseVae(seed: 1), 100);
    }

    /// <summary>Examples a second of some steps, as <c>Fit</c> reports them: the time of the steps alone, gathering and losses included.</summary>
    public static double Sample(IVariationalModel<float> model, int batchSize, int threads, int steps = StepsOfASample)
    {
        FitOptions options = new() { Iterations = steps, BatchSize = batchSize, Threads = threads };
        return Trainer.Fit(model, BenchmarkData.Train, options).Last.ExamplesPerSecond;
    }

    private static void Rows(string name, IVariationalModel<float> model, int batchSize)
    {
        double cost = ModelCost.TrainingStep(model);
        for (int threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            Sample(model, batchSize, threads);
            List<Observation> steady = [];
            List<Observation> unsteady = [];
            while (steady.Count < Measurement.Repeats && unsteady.Count < 2 * Measurement.Repeats)
            {
                Observation observation = Observe(model, batchSize, threads);
                (observation.IsSteady ? steady : unsteady).Add(observation);
            }

            bool enough = steady.Count >= Measurement.Repeats;
            List<Observation> used = enough ? steady : [.. steady, .. unsteady];
            Measurement share = Measurement.Of([.. used.ConvertAll(observation => observation.Rate * cost / observation.Peak)]);
            string remark = $"{Report.Percent(share.Median)} of peak ({Report.Percent(share.Lower)} – {Report.Percent(share.Upper)}) at {cost / 1e6:0.00} MFLOP an example"
                + (enough ? $"; {unsteady.Count} samples discarded" : $"; the peak moved in {unsteady.Count} of {used.Count} samples");
            Report.Row($"{name}, {threads} thread{(threads > 1 ? "s" : "")}", Measurement.Of([.. used.ConvertAll(observation => observation.Rate)]), "/s", remark);
        }
    }

    private static Observation Observe(IVariationalModel<float> model, int batchSize, int threads)
    {
        MachinePeak machine = new();
        double before = machine.Mean(threads);
        double rate = Sample(model, batchSize, threads);
        double after = machine.Mean(threads);
        return new Observation(rate, 0.5 * (before + after), Math.Abs(after / before - 1) <= Tolerance);
    }

    /// <summary>One sample between two looks at the peak.</summary>
    private sealed record Observation(double Rate, double Peak, bool IsSteady);
}
