using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>How a model is trained.</summary>
public sealed record FitOptions
{
    /// <summary>The examples of a step where <see cref="BatchSize"/> is null and there are as many.</summary>
    public const int DefaultBatchSize = 128;

    /// <summary>
    /// Further passes over the data, from 0. A pass that an earlier call left unfinished is finished first and counts as one. With 0
    /// nothing is trained: what an earlier call that was interrupted left due of the training's end is done
    /// (<see cref="FitReport.Finished"/>). Not used where <see cref="Iterations"/> is given.
    /// </summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// Further training steps, from 0, in place of <see cref="Epochs"/>; null for whole passes. With 0 nothing is trained, as with 0
    /// <see cref="Epochs"/>.
    /// </summary>
    public int? Iterations { get; init; }

    /// <summary>
    /// Examples of a step, at least 1 and at most as many as there are; null for <see cref="DefaultBatchSize"/>, or all of them where there
    /// are fewer. The last, smaller batch of a pass is trained on, with the mean over its own size.
    /// </summary>
    public int? BatchSize { get; init; }

    /// <summary>
    /// The rule that changes the weights. A model that has been trained keeps its optimizer, whose moments it holds;
    /// <see cref="Trainer.Restart"/> forgets them.
    /// </summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>The optimizer's α: finite and above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the learning rate changes from step to step.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>
    /// The largest Euclidean norm of a step's gradient, all parameters together: a longer one is shortened to it, before the optimizer.
    /// Finite and above 0; null for no bound. The gradient is that of the mean loss of the batch, in nats.
    /// </summary>
    public double? ClipNorm { get; init; }

    /// <summary>The largest absolute value of each element of the gradient, bounded before the norm is taken. Finite and above 0; null for
    /// no bound.</summary>
    public double? ClipValue { get; init; }

    /// <summary>Hears of each finding as it is made: what is found in the data before the first step. All of them are in the report, too;
    /// null for nobody.</summary>
    public Action<Finding>? Found { get; init; }

    /// <summary>
    /// Data to evaluate the model on after each whole pass, as <c>Evaluate</c> does it by default; or null. The weights with the least
    /// NELBO on it are remembered, and the model has them when the call ends. A NELBO that is not finite is never the least, and is said in
    /// the warnings. A further call with the same data goes on from the weights trained last, not from the best ones, as if the first had
    /// not ended; a call without validation, or with other data, goes on from what the model has.
    /// </summary>
    public DataSet? Validation { get; init; }

    /// <summary>
    /// The share of the training data that is held back as <see cref="Validation"/>, in place of it: in (0, 1), drawn by
    /// <see cref="DataSet.Split(double, ulong)"/> with this call's seed. Null for none.
    /// </summary>
    public double? ValidationFraction { get; init; }

    /// <summary>Whether the model has the best weights by validation, not the last ones, when the call ends. Without validation it has no
    /// effect.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>The passes without an improvement after which training stops, at least 1, counted over all calls with the same validation
    /// data; null for never.</summary>
    public int? Patience { get; init; }

    /// <summary>By how many nats per example the validation NELBO has to fall below the one that last counted as an improvement to count as
    /// one for <see cref="Patience"/>: at least 0.</summary>
    public double MinimumImprovement { get; init; }

    /// <summary>The key of the order of the examples and of the noise of reparameterization; null for the seed that the model was made
    /// with.</summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// The most threads to compute on; 0 for one a core. No more are used than the work of a step pays for: a small model computes on one,
    /// and so does any while the others wait for cores that other programs have. The result does not depend on it.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Whether each pass takes the examples in a new drawn order; otherwise in the order of the data.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Data to evaluate the model on after each pass, as <c>Evaluate</c> does it by default; or null. Nothing is decided by
    /// it.</summary>
    public DataSet? Test { get; init; }

    /// <summary>
    /// Told about the training after the first step, then a few times a second and at the end of each pass, on the thread that called
    /// <c>Fit</c>; or null. What it throws leaves <c>Fit</c> as a cancellation does, and the end of a pass that it was told of is done
    /// anew.
    /// </summary>
    public IProgress<FitProgress>? Progress { get; init; }

    /// <summary>
    /// Called after each pass and its evaluations, on the thread that called <c>Fit</c>; or null. It may use the model (evaluate, sample,
    /// save) and stop the training by <see cref="EpochReport.Stop"/>; it can't train, load or restart it. What it throws leaves <c>Fit</c>
    /// as a cancellation does: the model keeps what it has learned, and what is due of the training's end is done by the next <c>Fit</c>,
    /// which does not tell of this pass again.
    /// </summary>
    public Action<EpochReport>? AfterEpoch { get; init; }

    /// <summary>Whether <see cref="Threads"/> is the exact number: for tests, which are to prove something of several threads, and for
    /// measurements.</summary>
    internal bool TakesThreadsExactly { get; init; }

    /// <summary>Whether gradients are materialized before the optimizer. The weights get the same bits.</summary>
    internal GradientSink Sink { get; init; }

    /// <summary>Whether nothing is to be trained, and only what is due of an earlier call is to be done.</summary>
    internal bool IsToFinish => (Iterations ?? Epochs) == 0;

    /// <summary>The examples of a whole batch of so many.</summary>
    internal int BatchSizeFor(int count) => BatchSize ?? Math.Min(DefaultBatchSize, count);

    /// <summary>The clipping of a gradient of so many elements; null where none is asked for.</summary>
    internal GradientClipping<T>? Clipping<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ClipNorm is null && ClipValue is null
            ? null
            : new GradientClipping<T>(length, ClipValue ?? double.PositiveInfinity, ClipNorm ?? double.PositiveInfinity);
}
