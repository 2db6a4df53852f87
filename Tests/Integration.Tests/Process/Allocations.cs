using System;
using System.Numerics;
using VaeGen.Runtime.V1;

namespace VaeGen.Integration.Process;

/// <summary>Bytes that all threads of the process allocate in work that is to allocate nothing.</summary>
internal static class Allocations
{
    private const int WarmUp = 30;
    private const int Repeats = 200;

    /// <summary>Training steps over a data set, gathered and drawn as <c>Fit</c> does, in both precisions.</summary>
    public static long OfSteps(int threads) => OfSteps(new SmallSingle(), threads) + OfSteps(new SmallDouble(), threads);

    /// <summary>Encoding and decoding one example into the caller's memory, in both precisions.</summary>
    public static long OfInference() => OfInference(new SmallSingle()) + OfInference(new SmallDouble());

    // Two calls that differ in their steps alone, both within one pass over the data: what a call allocates around its steps cancels.
    private static long OfSteps<T>(IVariationalModel<T> model, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int FewSteps = 50;
        DataSet data = ShortTraining.Data(3 * (FewSteps + Repeats));
        Measure(FewSteps);
        Measure(FewSteps + Repeats);
        return Measure(FewSteps + Repeats) - Measure(FewSteps);

        long Measure(int steps)
        {
            FitOptions options = new() { Iterations = steps, BatchSize = 3, Threads = threads };
            model.State.ForgetTraining();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Trainer.Fit(model, data, options);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }

    private static long OfInference<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = new T[model.Description.Features];
        T[] mean = new T[model.Description.Latent];
        T[] logVariance = new T[model.Description.Latent];
        T[] decoded = new T[model.Description.Features];
        return Measure(() =>
        {
            Inference.Encode(model, x, mean, logVariance);
            Inference.Decode(model, mean, decoded);
        });
    }

    private static long Measure(Action work)
    {
        for (int i = 0; i < WarmUp; i++)
            work();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Repeats; i++)
            work();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
