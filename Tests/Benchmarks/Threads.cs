using System;
using System.Linq;
using System.Threading;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>What a team of threads costs, and what it gains: models of all sizes with one, two and as many threads as the runtime
/// chooses.</summary>
internal static class Threads
{
    private const double SecondsASample = 0.05;

    /// <summary>One row a cost, then one row a model, batch and number of threads.</summary>
    public static void Run()
    {
        Costs();
        Report.Heading("Training, examples/s; rate relative to one thread, measured in turn");
        DataSet small = Centers(BenchmarkData.Train);
        foreach (int batch in new[] { 8, 32, 128 })
            Rows($"64-16-2, batch {batch}", new MiniVae(seed: 1), small, batch);
        foreach (int batch in new[] { 1, 2, 4, 8, 16, 32, 128 })
            Rows($"784-32-4, batch {batch}", new NarrowVae(seed: 1), BenchmarkData.Train, batch);
        foreach (int batch in new[] { 1, 2, 4, 8, 16, 32, 128 })
            Rows($"784-400-20, batch {batch}", new SmallVae(seed: 1), BenchmarkData.Train, batch);
        Rows("784-512-512-32, batch 128", new WideVae(seed: 1), BenchmarkData.Train, 128);
        Rows("784-300-300-10 ELU, batch 100", new CourseVae(seed: 1), BenchmarkData.Train, 100);
    }

    private static void Costs()
    {
        const int Barriers = 1000;
        const int PauseMilliseconds = 1;
        int threads = Math.Min(2, Environment.ProcessorCount);
        Report.Heading($"The team of {threads} threads, µs");
        Meeting nothing = new(0);
        Meeting barriers = new(Barriers);
        Measurement.Seconds(() => ThreadTeam.Shared.Run(threads, barriers));
        Report.Row("an empty run, on one thread", Measurement.Seconds(() => ThreadTeam.Shared.Run(1, nothing)).Times(1e6), "µs");
        Report.Row("an empty run", Measurement.Seconds(() => ThreadTeam.Shared.Run(threads, nothing)).Times(1e6), "µs");
        Report.Row("a barrier", Measurement.Seconds(() => ThreadTeam.Shared.Run(threads, barriers)).Times(1e6 / Barriers), "µs");
        Report.Row($"an empty run after a pause of {PauseMilliseconds} ms, of a team asleep",
            Measurement.Of(() => SecondsAfterPause(threads, nothing, PauseMilliseconds)).Times(1e6), "µs");
    }

    // The pause alone is not timed.
    private static double SecondsAfterPause(int threads, IParallelWork work, int milliseconds)
    {
        const int Runs = 20;
        double seconds = 0;
        for (int run = 0; run < Runs; run++)
        {
            Thread.Sleep(milliseconds);
            seconds += Measurement.SecondsOf(() => ThreadTeam.Shared.Run(threads, work), 1);
        }

        return seconds / Runs;
    }

    private static void Rows(string name, IVariationalModel<float> model, DataSet data, int batch)
    {
        // Exactly one and two threads, at most two, and what nothing said gives.
        (int Threads, bool IsExact)[] counts =
            Environment.ProcessorCount > 1 ? [(1, true), (2, true), (2, false), (0, false)] : [(1, true), (0, false)];
        int steps = StepsOfASample(model, data, batch);
        double[][] rates = [.. counts.Select(_ => new double[Measurement.Repeats])];
        for (int repeat = -1; repeat < Measurement.Repeats; repeat++)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                double rate = Rate(model, data, batch, counts[i], steps);
                if (repeat >= 0)
                    rates[i][repeat] = rate;
            }
        }

        int chosen = ThreadChoice.For(NetworkTask.Train, batch, model.ModelState.Parameters.Length);
        for (int i = 0; i < counts.Length; i++)
        {
            string threads = counts[i] switch
            {
                (0, _) => $"automatic: {chosen}",
                (1, _) => "1 thread",
                (int count, true) => $"{count} threads",
                (int count, false) => $"at most {count}",
            };
            Measurement ratio = Measurement.Of([.. rates[i].Zip(rates[0], (rate, alone) => rate / alone)]);
            Report.Row($"{name}, {threads}", Measurement.Of(rates[i]),
                "/s", $"{Report.Percent(ratio.Median)} ({Report.Percent(ratio.Lower)} – {Report.Percent(ratio.Upper)})");
        }
    }

    private static int StepsOfASample(IVariationalModel<float> model, DataSet data, int batch)
    {
        const int Few = 50;
        Rate(model, data, batch, (1, true), Few);
        return Math.Max(Few, (int)(SecondsASample * Rate(model, data, batch, (1, true), Few) / batch));
    }

    private static double Rate(IVariationalModel<float> model, DataSet data, int batch, (int Threads, bool IsExact) count, int steps)
    {
        FitOptions options = new()
        {
            Iterations = steps,
            BatchSize = batch,
            Threads = count.Threads,
            TakesThreadsExactly = count.IsExact,
        };
        return Trainer.Fit(model, data, options).Last.ExamplesPerSecond;
    }

    /// <summary>The 8 × 8 pixels in the middle of pictures of 28 × 28.</summary>
    private static DataSet Centers(DataSet pictures)
    {
        const int Side = 28;
        const int CenterSide = 8;
        const int First = (Side - CenterSide) / 2;
        const int Count = 10_000;
        var picture = new float[Side * Side];
        var centers = new float[Count, CenterSide * CenterSide];
        for (int example = 0; example < Count; example++)
        {
            pictures.CopyExample(example, epoch: null, picture);
            for (int i = 0; i < CenterSide * CenterSide; i++)
                centers[example, i] = picture[(First + i / CenterSide) * Side + First + i % CenterSide];
        }

        return DataSet.From(centers);
    }

    /// <summary>Workers that meet so often, and do nothing else.</summary>
    private sealed class Meeting(int barriers) : IParallelWork
    {
        void IParallelWork.Run(Worker worker)
        {
            for (int i = 0; i < barriers; i++)
                worker.Synchronize();
        }
    }
}
