using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>Where the time of a step goes: every emitted phase between two barriers. The updates are the rest of the step: all models share
/// them.</summary>
internal static class Phases
{
    private const int Batch = 128;

    /// <summary>One row a phase, with one and two threads.</summary>
    public static void Run()
    {
        Run("784-400-20", new SmallVae(seed: 1));
        Run("784-512-512-32", new WideVae(seed: 1));
        Run("two convolutions, 20 latents", new ConvVae(seed: 1));
    }

    private static void Run(string name, IVariationalModel<float> model)
    {
        for (int threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            TrainingRate.Sample(model, BenchmarkData.Train, Batch, threads);
            VariationalNetwork<float> network = model.ModelState.TrainingNetwork(Batch);
            network.Batch.Data = BenchmarkData.Train;
            Report.Heading($"Phases of a step of {name}, batch {Batch}, {threads} thread{(threads > 1 ? "s" : "")}, µs (those of other "
                + "tasks than training too)");
            PhaseWork work = new(network);
            Print(network, work, threads);
            Report.Row("a whole step", Measurement.Seconds(() => network.Run(NetworkTask.Train, threads)).Times(1e6), "µs");
            network.AllocateGradients();
            Measurement adam = Measurement.Seconds(() => network.Run(NetworkTask.ApplyGradients, threads));
            const int BytesOfAWeight = 7 * sizeof(float);
            double bytes = (double)network.Parameters.Length * BytesOfAWeight;
            Report.Row(
                "Adam alone, from the gradient buffer, with transposes", adam.Times(1e6), "µs", $"{bytes / adam.Median * 1e-9:0.0} GB/s");
        }
    }

    // Each turn is a sample: where the machine interrupts one, the others keep their medians.
    private static void Print(VariationalNetwork<float> network, PhaseWork work, int threads)
    {
        const int Turns = 500;
        const int WarmUp = 50;
        var samples = new double[work.Names.Count][];
        for (int phase = 0; phase < samples.Length; phase++)
            samples[phase] = new double[Turns];
        for (int turn = -WarmUp; turn < Turns; turn++)
        {
            ThreadTeam.Shared.Run(threads, work);
            for (int phase = 0; phase < samples.Length && turn >= 0; phase++)
                samples[phase][turn] = work.Ticks[phase] * 1e6 / Stopwatch.Frequency;
        }

        for (int phase = 0; phase < samples.Length; phase++)
            Report.Row(work.Names[phase], Measurement.Of(samples[phase]), "µs");
    }

    /// <summary>Runs the phases one after another and takes their times. They are private to the emitted class, hence the
    /// reflection.</summary>
    private sealed class PhaseWork : IParallelWork
    {
        private readonly Action<Worker>[] phases;

        public PhaseWork(VariationalNetwork<float> network)
        {
            const BindingFlags Declared = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            MethodInfo gather = typeof(VariationalNetwork<float>).GetMethod("Gather", Declared)
                ?? throw new MissingMethodException("The network gathers its examples in another method.");
            IEnumerable<MethodInfo> emitted = network.GetType().GetMethods(Declared)
                .Where(method => !method.IsVirtual && method.GetParameters() is [{ } parameter]
                    && parameter.ParameterType == typeof(Worker));
            MethodInfo[] methods = [gather, .. emitted];
            phases = [.. methods.Select(method => method.CreateDelegate<Action<Worker>>(network))];
            Names = [.. methods.Select(method => method.Name)];
            Ticks = new long[phases.Length];
        }

        public IReadOnlyList<string> Names { get; }

        public long[] Ticks { get; }

        void IParallelWork.Run(Worker worker)
        {
            worker.Synchronize();
            long start = Stopwatch.GetTimestamp();
            for (int phase = 0; phase < phases.Length; phase++)
            {
                phases[phase](worker);
                worker.Synchronize();
                long end = Stopwatch.GetTimestamp();
                if (worker.Index == 0)
                    Ticks[phase] = end - start;
                start = end;
            }
        }
    }
}
