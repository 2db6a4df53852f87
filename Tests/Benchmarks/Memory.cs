using System;
using System.Diagnostics;

namespace VaeGen.Benchmarks;

/// <summary>Bytes that training allocates for each step, and the most memory that a training process takes.</summary>
internal static class Memory
{
    /// <summary>Both.</summary>
    public static void Run()
    {
        Report.Heading("Memory");
        for (int threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            Report.Row($"allocated by each further step of Fit, {threads} thread{(threads > 1 ? "s" : "")}", BytesOfAStep(threads),
                "bytes");
        }

        (double[] values, _) = ChildProcess.Run("child-peak-memory");
        Report.Row("peak of a process that trains an epoch", values[0] / (1 << 20), "MiB");
        Report.Row("of that, after loading the data", values[1] / (1 << 20), "MiB");
    }

    /// <summary>In the child: the largest working set after an epoch, and before it.</summary>
    public static double[] MeasurePeak()
    {
        DataSet data = BenchmarkData.Train;
        double loaded = Peak();
        new SmallVae(seed: 1).Fit(data, new FitOptions { Epochs = 1 });
        return [Peak(), loaded];
    }

    private static double Peak()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    // The difference of a long and a short call: what a call allocates once does not count. The least of several, because the process
    // allocates beside the training.
    private static double BytesOfAStep(int threads)
    {
        const int Few = 20;
        const int Many = 120;
        SmallVae model = new(seed: 1);
        long few = long.MaxValue;
        long many = long.MaxValue;
        for (int i = 0; i < Measurement.Repeats; i++)
        {
            few = Math.Min(few, BytesOf(model, threads, Few));
            many = Math.Min(many, BytesOf(model, threads, Many));
        }

        return (many - few) / (double)(Many - Few);
    }

    private static long BytesOf(SmallVae model, int threads, int steps)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        TrainingRate.Sample(model, BenchmarkData.Train, 128, threads, steps);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
