using System;

namespace VaeGen;

/// <summary>Where a training stands.</summary>
public readonly record struct FitProgress
{
    /// <summary>The pass under way or just finished, from 1.</summary>
    public int Epoch { get; init; }

    /// <summary>Training steps of the model so far.</summary>
    public int Step { get; init; }

    /// <summary>Training steps of this call so far.</summary>
    public long StepsDone { get; init; }

    /// <summary>Training steps of this call in all.</summary>
    public long StepsPlanned { get; init; }

    /// <summary>Whether there is a bound: false for a deterministic autoencoder, whose NELBO and KL are not there and hold NaN.</summary>
    public bool HasBound { get; init; }

    /// <summary>Mean negative evidence lower bound of the pass so far, in nats per example.</summary>
    public double Nelbo { get; init; }

    /// <summary>Mean reconstruction loss of the pass so far, in nats per example.</summary>
    public double Reconstruction { get; init; }

    /// <summary>Mean KL of the pass so far, in nats per example.</summary>
    public double Kl { get; init; }

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Examples trained on in this call, divided by the time of the training steps alone.</summary>
    public double ExamplesPerSecond { get; init; }

    /// <summary>
    /// The time that the rest of the call will take at the speed so far, evaluations included; zero before its first step.
    /// </summary>
    public TimeSpan Remaining { get; init; }

    /// <summary>The record of a pass that has just ended, evaluation included; null in between.</summary>
    public EpochRecord? Completed { get; init; }
}
