using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Process;

/// <summary>Bytes that all threads of the process allocate in work that is to allocate nothing.</summary>
internal static partial class Allocations
{
    private const int Repeats = 200;

    private static readonly FitOptions[] Trainings =
    [
        new(),
        new() { Optimizer = new AdamW(), Schedule = LearningRateSchedule.Cosine().WithWarmUp(20), ClipNorm = 1 },
        new() { Optimizer = new RmsProp { Centred = true }, Schedule = LearningRateSchedule.Exponential(0.9), ClipValue = 1 },
    ];

    /// <summary>Training steps over a data set, gathered and drawn as <c>Fit</c> does, in both precisions and with all that a step can be
    /// asked for.</summary>
    public static long OfSteps(int threads) =>
        Trainings.Select(training => training with { Threads = threads, TakesThreadsExactly = true })
            .Sum(training => OfSteps(new SmallSingle(), training) + OfSteps(new SmallDouble(), training)
                + OfSteps(new SmallStack(), training))
        + OfSteps(new SmallCorrelated(), new FitOptions { Threads = threads, TakesThreadsExactly = true });

    // Two calls that differ in their steps alone, both within one pass over the data: what a call allocates around its steps cancels.
    private static long OfSteps<T>(IVariationalModel<T> model, FitOptions training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int FewSteps = 50;
        DataSet data = ShortTraining.Data(3 * (FewSteps + Repeats + 1));
        Measure(FewSteps);
        Measure(FewSteps + Repeats);
        return Least(FewSteps + Repeats) - Least(FewSteps);

        // After a collection the runtime allocates a little itself: seen as 336 bytes in one call of eight.
        long Least(int steps) => Enumerable.Range(0, 3).Min(_ => Measure(steps));

        long Measure(int steps)
        {
            FitOptions options = training with { Iterations = steps, BatchSize = 3 };
            model.ModelState.ForgetTraining();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Trainer.Fit(model, data, options);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }
}
