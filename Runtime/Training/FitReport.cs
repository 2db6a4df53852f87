using System.Collections.Generic;

namespace VaeGen;

/// <summary>What a call of <c>Fit</c> did.</summary>
/// <param name="Epochs">One record for each pass that the call finished, and one for a pass that it left unfinished.</param>
/// <param name="Warnings">What a reader of the numbers has to know; empty as a rule.</param>
public sealed record FitReport(IReadOnlyList<EpochRecord> Epochs, IReadOnlyList<string> Warnings)
{
    /// <summary>The last record.</summary>
    public EpochRecord Last => Epochs[^1];
}

/// <summary>One pass over the training data, or the part of it that was done.</summary>
/// <param name="Epoch">The pass, from 1.</param>
/// <param name="Step">Training steps of the model so far.</param>
/// <param name="Examples">Examples of this pass that were trained on; fewer than there are where the call ended within the pass.</param>
/// <param name="Train">
/// Means over the batches' estimates, each at the weights of its own step: nats per example.
/// </param>
/// <param name="Test">The evaluation of <see cref="FitOptions.Test"/> after the pass; null where there is none.</param>
/// <param name="ExamplesPerSecond">Examples trained on in this call and pass, divided by the time of their training steps alone.</param>
/// <param name="Seconds">Time since the call began, evaluations included.</param>
public sealed record EpochRecord(int Epoch, int Step, int Examples, Elbo Train, Elbo? Test, double ExamplesPerSecond, double Seconds);
