namespace VaeGen;

/// <summary>
/// Where a training stands: its place in the data, and what is due. A value that named transitions alone change, each of them at a moment
/// at which the model and this value belong together; so a call that is interrupted anywhere leaves a model that the next call, in this
/// process or from a file, brings to the same end.
/// </summary>
/// <remarks>
/// <code>
///            TakeUp, AfterStep             AfterPass              Told
///   Ended ────────────────────► Steps ────────────────► PassEnd ────────► Steps
///     ▲                         │   │                                       │
///     └───────── AtEnd ─────────┘   └── Stopped ──► Stop ──── AtEnd ──► Ended
/// </code>
/// A transition that has been made already changes nothing.
/// </remarks>
/// <param name="Step">Training steps done.</param>
/// <param name="Epoch">Whole passes over the training data done, one whose end is due included.</param>
/// <param name="BatchInEpoch">Batches done in the pass that is under way.</param>
/// <param name="Stage">What is due.</param>
/// <param name="Sums">The losses of the pass that is under way, or whose end is due.</param>
internal readonly record struct TrainingPosition(int Step, int Epoch, int BatchInEpoch, TrainingStage Stage, PassSums Sums)
{
    /// <summary>Whether nothing is due.</summary>
    public bool IsEnded => Stage == TrainingStage.Ended;

    /// <summary>The pass that is under way or whose end is due, from 1.</summary>
    public int PassNumber => Stage == TrainingStage.PassEnd ? Epoch : Epoch + 1;

    /// <summary>
    /// A call has taken up the weights trained last and the running σ², to go on from: the end of the training is due again. A model that
    /// was never trained has none.
    /// </summary>
    public TrainingPosition TakenUp() => IsEnded && Step > 0 ? this with { Stage = TrainingStage.Steps } : this;

    /// <summary>The pass under way begins anew.</summary>
    public TrainingPosition WithPassAnew() => this with { BatchInEpoch = 0, Sums = default };

    /// <summary>A step is done.</summary>
    public TrainingPosition AfterStep(int examples, double reconstruction, double kl) => this with
    {
        Step = Step + 1,
        BatchInEpoch = BatchInEpoch + 1,
        Stage = TrainingStage.Steps,
        Sums = Sums.With(examples, reconstruction, kl),
    };

    /// <summary>The step was the last of its pass.</summary>
    public TrainingPosition AfterPass() => Stage == TrainingStage.PassEnd
        ? this
        : this with { Epoch = Epoch + 1, BatchInEpoch = 0, Stage = TrainingStage.PassEnd };

    /// <summary>The pass has been validated and judged, and the callback is told of it.</summary>
    public TrainingPosition Told() => Stage == TrainingStage.PassEnd ? this with { Stage = TrainingStage.Steps, Sums = default } : this;

    /// <summary>The callback has asked for the end.</summary>
    public TrainingPosition Stopped() => this with { Stage = TrainingStage.Stop };

    /// <summary>The model has the best weights, where they are kept, and the exact σ².</summary>
    public TrainingPosition AtEnd() => this with { Stage = TrainingStage.Ended };
}
