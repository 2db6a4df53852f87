using System;
using System.Linq;
using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Process;

internal static partial class Allocations
{
    private const int WarmUp = 300;

    /// <summary>Encoding, decoding and reconstructing one example into the caller's memory, on some threads at once, in both
    /// precisions.</summary>
    /// <returns>The bytes that were allocated, and how many results differ from those of one thread alone.</returns>
    public static (long Bytes, int Differences) OfInference(int threads)
    {
        (long Bytes, int Differences) single = OfInference(new SmallSingle(), threads);
        (long Bytes, int Differences) twice = OfInference(new SmallDouble(), threads);
        return (single.Bytes + twice.Bytes, single.Differences + twice.Differences);
    }

    private static (long Bytes, int Differences) OfInference<T>(IVariationalModel<T> model, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        FillPool(model);
        Caller<T>[] callers = [.. Enumerable.Range(0, threads).Select(which => new Caller<T>(model, which))];
        using Barrier together = new(threads);
        Thread[] running = [.. callers.Select(caller => new Thread(() => caller.Run(together)))];
        foreach (Thread thread in running)
            thread.Start();
        foreach (Thread thread in running)
            thread.Join();
        return (callers.Sum(caller => caller.Bytes), callers.Sum(caller => caller.Differences));
    }

    // As many callers at once as the pool keeps networks for have been there before.
    private static void FillPool<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VariationalNetwork<T>[] networks =
            [.. Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => model.ModelState.Rent(rows: 1))];
        foreach (VariationalNetwork<T> network in networks)
            model.ModelState.Return(network);
    }

    /// <summary>A thread with an example of its own.</summary>
    private sealed class Caller<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly IVariationalModel<T> model;
        private readonly T[] x;
        private readonly T[] mean;
        private readonly T[] logVariance;
        private readonly T[] decoded;
        private readonly T[] reconstructed;
        private readonly T[] expectedMean;
        private readonly T[] expectedLogVariance;
        private readonly T[] expectedDecoded;

        /// <summary>Computes alone what is to come out.</summary>
        public Caller(IVariationalModel<T> model, int which)
        {
            this.model = model;
            x = [.. Enumerable.Range(0, model.Description.Features).Select(i => T.CreateChecked((i * (which + 2) % 7) / 7.0))];
            (expectedMean, expectedLogVariance) = Inference.Encode<T>(model, x);
            expectedDecoded = Inference.Decode<T>(model, expectedMean);
            mean = new T[expectedMean.Length];
            logVariance = new T[expectedMean.Length];
            decoded = new T[x.Length];
            reconstructed = new T[x.Length];
        }

        public long Bytes { get; private set; }

        public int Differences { get; private set; }

        public void Run(Barrier together)
        {
            // The warm-up comes after the meeting: in some processes one thread allocates 32 bytes in its first call beside others, and
            // never again.
            together.SignalAndWait();
            for (int i = 0; i < WarmUp; i++)
                Use();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Repeats; i++)
                Use();
            Bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private void Use()
        {
            Inference.Encode(model, x, mean, logVariance);
            Inference.Decode(model, mean, decoded);
            Inference.Reconstruct(model, x, reconstructed);
            bool isSame = mean.AsSpan().SequenceEqual(expectedMean) && logVariance.AsSpan().SequenceEqual(expectedLogVariance)
                && decoded.AsSpan().SequenceEqual(expectedDecoded) && reconstructed.AsSpan().SequenceEqual(expectedDecoded);
            Differences += isSame ? 0 : 1;
        }
    }
}
