using System.Collections.Generic;

namespace VaeGen;

/// <summary>What a call of <c>Fit</c> did.</summary>
/// <param name="Epochs">
/// One record for each pass that the call finished, and one for a pass that it left unfinished. Empty where early stopping had ended the
/// training before the call, or nothing was to be trained.
/// </param>
/// <param name="Findings">What a reader of the numbers has to know; empty as a rule.</param>
public sealed record FitReport(IReadOnlyList<EpochRecord> Epochs, IReadOnlyList<Finding> Findings)
{
    /// <summary>The last record.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">There is none.</exception>
    public EpochRecord Last => Epochs[^1];

    /// <summary>The best pass by validation, of this call or of an earlier one that it went on from; null where nothing was
    /// validated.</summary>
    public BestEpoch? Best { get; init; }

    /// <summary>Why the call ended.</summary>
    public TrainingEnd End { get; init; }

    /// <summary>
    /// What an interrupted call had left due and this one has done, a sentence each: the end of a pass; and where this call trained
    /// nothing, the best weights and the exact σ². Empty as a rule.
    /// </summary>
    public IReadOnlyList<string> Finished { get; init; } = [];
}

/// <summary>Why a call of <c>Fit</c> ended.</summary>
public enum TrainingEnd
{
    /// <summary>All passes or steps that were asked for are done; none, perhaps.</summary>
    Completed,

    /// <summary>The validation NELBO had not improved for <see cref="FitOptions.Patience"/> passes.</summary>
    EarlyStopping,

    /// <summary><see cref="EpochReport.Stop"/> was called, in this call or in one that was interrupted before it had ended.</summary>
    Callback,
}

/// <summary>The pass after which the model did best on the validation data.</summary>
/// <param name="Epoch">The pass, from 1.</param>
/// <param name="Validation">The bound on the validation data then.</param>
public sealed record BestEpoch(int Epoch, Elbo Validation);

/// <summary>One pass over the training data, or the part of it that was done.</summary>
/// <param name="Epoch">The pass, from 1.</param>
/// <param name="Step">Training steps of the model so far.</param>
/// <param name="Examples">Examples of this pass that were trained on; fewer than there are where the call ended within the pass.</param>
/// <param name="Train">
/// Means over the batches' estimates, each at the weights of its own step: nats per example. NaN where an older file had left the end of
/// the pass due, without its losses.
/// </param>
/// <param name="Test">The evaluation of <see cref="FitOptions.Test"/> after the pass; null where there is none.</param>
/// <param name="ExamplesPerSecond">Examples trained on in this call and pass, divided by the time of their training steps alone.</param>
/// <param name="Seconds">Time since the call began, evaluations included.</param>
public sealed record EpochRecord(int Epoch, int Step, int Examples, Elbo Train, Elbo? Test, double ExamplesPerSecond, double Seconds)
{
    /// <summary>The evaluation of <see cref="FitOptions.Validation"/> after the pass; null where there is none. That of an unfinished pass
    /// is told and decides nothing.</summary>
    public Elbo? Validation { get; init; }

    /// <summary>The learning rate of the pass's last step.</summary>
    public double LearningRate { get; init; }
}
