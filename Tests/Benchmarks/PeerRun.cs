using System;
using System.Diagnostics;
using System.Globalization;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>
/// Our side of <c>peers/compare</c>: what the peers' programs do, with their arguments and their line of JSON.
/// <c>peer train MODEL THREADS WARMUP STEPS</c>, <c>peer latency</c>, <c>peer first-step</c>, <c>peer memory</c>; and <c>peer peak
/// THREADS</c>, by which the script knows whether a pair can be believed.
/// </summary>
internal static class PeerRun
{
    private const int Calls = 2000;
    private const double WarmUpSeconds = 0.5;
    private const string Commands =
        "peer train MODEL THREADS WARMUP STEPS, peer latency, peer first-step, peer memory or peer peak THREADS";

    /// <summary>Runs where the first argument is <c>peer</c>.</summary>
    public static bool TryRun(string[] arguments)
    {
        if (arguments is not ["peer", ..])
            return false;
        Console.WriteLine(arguments[1..] switch
        {
            ["train", var model, var threads, var warmup, var steps] => Train(model, Number(threads), Number(warmup), Number(steps)),
            ["latency"] => Latency(),
            ["first-step"] => FirstStep(),
            ["memory"] => Memory(),
            ["peak", var threads] => Peak(Number(threads)),
            _ => throw new ArgumentException($"{Commands} was expected."),
        });
        return true;
    }

    // The whole call by the clock on the wall, as the peers count it: setting up and ending a training are in it.
    private static string Train(string name, int threads, int warmup, int steps)
    {
        (IVariationalModel<float> model, int batchSize) = PeerModels.Make(name);
        DataSet data = BenchmarkData.Train;
        FitOptions options = new() { Iterations = warmup, BatchSize = batchSize, Threads = threads, TakesThreadsExactly = true };
        EpochRecord before = Trainer.Fit(model, data, options).Last;
        long start = Stopwatch.GetTimestamp();
        FitReport report = Trainer.Fit(model, data, options with { Iterations = steps });
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double examples = (double)steps * batchSize;
        double loss = SumOfLosses(report, before) / examples;
        return Line($"\"rate\": {examples / seconds:F1}, \"loss\": {loss:F3}, \"vector\": {MachinePeak.Bits}");
    }

    // Each call by itself, and the median, as the peer does it.
    private static string Latency()
    {
        SmallVae model = new(seed: 1);
        var x = new float[784];
        BenchmarkData.Train.CopyExample(0, epoch: null, x);
        var mean = new float[20];
        var logVariance = new float[20];
        var decoded = new float[784];
        var microseconds = new double[Calls];
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < Calls; i++)
        {
            long start = Stopwatch.GetTimestamp();
            model.Encode(x, mean, logVariance);
            model.Decode(mean, decoded);
            microseconds[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (Stopwatch.GetElapsedTime(begin).TotalSeconds < WarmUpSeconds)
                i = -1;
        }

        return Line($"\"microseconds\": {Measurement.Of(microseconds).Median:F2}");
    }

    private static string FirstStep()
    {
        FitReport report = new SmallVae(seed: 1).Fit(BenchmarkData.Train, new FitOptions { Iterations = 1 });
        return Line($"\"loss\": {report.Last.Train.Nelbo:F3}");
    }

    private static string Memory()
    {
        DataSet data = BenchmarkData.Train;
        FitReport report = new SmallVae(seed: 1).Fit(data, new FitOptions { Epochs = 1 });
        using Process process = Process.GetCurrentProcess();
        return Line($"\"megabytes\": {process.PeakWorkingSet64 / (double)(1 << 20):F1}, \"loss\": {report.Last.Train.Nelbo:F3}");
    }

    private static string Peak(int threads)
    {
        MachinePeak machine = new();
        machine.Mean(threads);
        return Line($"\"gigaflops\": {machine.Mean(threads) * 1e-9:F1}");
    }

    // A pass that the warm-up left unfinished is told of from its beginning.
    private static double SumOfLosses(FitReport report, EpochRecord before)
    {
        double sum = report.Epochs[0].Epoch == before.Epoch ? -before.Train.Nelbo * before.Examples : 0;
        foreach (EpochRecord epoch in report.Epochs)
            sum += epoch.Train.Nelbo * epoch.Examples;
        return sum;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Line(FormattableString members) => "{" + members.ToString(CultureInfo.InvariantCulture) + "}";
}
