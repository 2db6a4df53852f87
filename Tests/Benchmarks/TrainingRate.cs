using System;
using VaeGen.Runtime.V1;

namespace VaeGen.Benchmarks;

/// <summary>Examples a second of whole training, and the share of the peak measured around each sample.</summary>
internal static class TrainingRate
{
    private const int StepsOfASample = 150;

    /// <summary>The three models, with one and two threads.</summary>
    public static void Run()
    {
        Report.Heading("Training, examples/s (useful FLOP per example; share of the FMA peak of as many threads, measured before and after each sample)");
        Row("784-400-20, batch 128", new SmallVae(seed: 1), 128);
        Row("784-512-512-32, batch 128", new WideVae(seed: 1), 128);
        Row("784-300-300-10 ELU, batch 100", new CourseVae(seed: 1), 100);
    }

    /// <summary>Examples a second of some steps, as <c>Fit</c> reports them.</summary>
    public static double Sample(IVariationalModel<float> model, int batchSize, int threads, int steps = StepsOfASample)
    {
        FitOptions options = new() { Iterations = steps, BatchSize = batchSize, Threads = threads };
        return Trainer.Fit(model, BenchmarkData.Train, options).Last.ExamplesPerSecond;
    }

    private static void Row(string name, IVariationalModel<float> model, int batchSize)
    {
        MachinePeak machine = new();
        double cost = ModelCost.TrainingStep(model);
        for (int threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            var rates = new double[Measurement.Repeats];
            var shares = new double[Measurement.Repeats];
            Sample(model, batchSize, threads);
            machine.Sample(threads);
            for (int i = 0; i < rates.Length; i++)
            {
                double before = PeakNow(machine, threads);
                rates[i] = Sample(model, batchSize, threads);
                shares[i] = rates[i] * cost / (0.5 * (before + PeakNow(machine, threads)));
            }

            Measurement share = Measurement.Of(shares);
            string remark = $"{Report.Percent(share.Median)} of peak ({Report.Percent(share.Lower)} – {Report.Percent(share.Upper)}) at {cost / 1e6:0.00} MFLOP";
            Report.Row($"{name}, {threads} thread{(threads > 1 ? "s" : "")}", Measurement.Of(rates), "/s", remark);
        }
    }

    private static double PeakNow(MachinePeak machine, int threads)
    {
        Span<double> samples = stackalloc double[5];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = machine.Sample(threads);
        return Measurement.Of(samples).Median;
    }
}
