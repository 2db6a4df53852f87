using System;
using System.Numerics;
using VaeGen.Runtime.V1;

namespace VaeGen.Integration.Process;

/// <summary>Bytes that all threads of the process allocate in work that is to allocate nothing.</summary>
internal static partial class Allocations
{
    private const int Repeats = 200;

    /// <summary>Training steps over a data set, gathered and drawn as <c>Fit</c> does, in both precisions.</summary>
    public static long OfSteps(int threads) => OfSteps(new SmallSingle(), threads) + OfSteps(new SmallDouble(), threads);

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
}
