using System;
using System.Collections.Generic;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>Examples a second of whole training, and the share of the peak measured around each sample.</summary>
internal static class TrainingRate
{
    private const int StepsOfASample = 150;
    private const double Tolerance = 0.1;

    /// <summary>The three models, with one and two threads, on images as they are and on the same without zeros.</summary>
    public static void Run()
    {
        Report.Heading("Training, examples/s; share of the FMA peak of as many threads, measured before and after each sample; all "
            + "elements count as work, zeros too");
        Rows("784-400-20, batch 128", new SmallVae(seed: 1), 128);
        Rows("784-512-512-32, batch 128", new WideVae(seed: 1), 128);
        Rows("784-300-300-10 ELU, batch 100", new CourseVae(seed: 1), 100);
    }

    /// <summary>Examples a second of some steps, as <c>Fit</c> reports them: the time of the steps alone, gathering and losses
    /// included.</summary>
    public static double Sample(IVariationalModel<float> model, DataSet data, int batchSize, int threads, int steps = StepsOfASample)
    {
        FitOptions options = new() { Iterations = steps, BatchSize = batchSize, Threads = threads, TakesThreadsExactly = true };
        return Trainer.Fit(model, data, options).Last.ExamplesPerSecond;
    }

    private static void Rows(string name, IVariationalModel<float> model, int batchSize)
    {
        for (int threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            string setting = $"{name}, {threads} thread{(threads > 1 ? "s" : "")}";
            Samples images = new(model, BenchmarkData.Train, batchSize, threads);
            Samples dense = new(model, BenchmarkData.TrainWithoutZeros, batchSize, threads);
            while (!images.AreEnough || !dense.AreEnough)
            {
                images.Take();
                dense.Take();
            }

            images.Report(setting);
            dense.Report("    the same images without zeros");
        }
    }

    /// <summary>Samples of one setting; those around which the peak moved are thrown away, as long as there are not too many of
    /// them.</summary>
    private sealed class Samples
    {
        private readonly IVariationalModel<float> model;
        private readonly DataSet data;
        private readonly int batchSize;
        private readonly int threads;
        private readonly MachinePeak machine = new();
        private readonly List<Observation> steady = [];
        private readonly List<Observation> unsteady = [];

        public Samples(IVariationalModel<float> model, DataSet data, int batchSize, int threads)
        {
            this.model = model;
            this.data = data;
            this.batchSize = batchSize;
            this.threads = threads;
            Sample(model, data, batchSize, threads);
        }

        public bool AreEnough => steady.Count >= Measurement.Repeats || unsteady.Count >= 2 * Measurement.Repeats;

        public void Take()
        {
            double before = machine.Mean(threads);
            double rate = Sample(model, data, batchSize, threads);
            double after = machine.Mean(threads);
            (Math.Abs(after / before - 1) <= Tolerance ? steady : unsteady).Add(new Observation(rate, 0.5 * (before + after)));
        }

        public void Report(string name)
        {
            double cost = ModelCost.TrainingStep(model);
            bool enough = steady.Count >= Measurement.Repeats;
            List<Observation> used = enough ? steady : [.. steady, .. unsteady];
            Measurement share = Measurement.Of([.. used.ConvertAll(observation => observation.Rate * cost / observation.Peak)]);
            string remark = $"{Benchmarks.Report.Percent(share.Median)} of peak ({Benchmarks.Report.Percent(share.Lower)} – "
                + $"{Benchmarks.Report.Percent(share.Upper)}) at {cost / 1e6:0.00} MFLOP an example"
                + (enough ? $"; {unsteady.Count} samples discarded" : $"; the peak moved in {unsteady.Count} of {used.Count} samples");
            Benchmarks.Report.Row(name, Measurement.Of([.. used.ConvertAll(observation => observation.Rate)]), "/s", remark);
        }
    }

    /// <summary>One sample and the peak around it.</summary>
    private sealed record Observation(double Rate, double Peak);
}
