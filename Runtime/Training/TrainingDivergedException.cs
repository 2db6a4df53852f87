using System;

namespace VaeGen;

/// <summary>The loss or a weight became NaN or infinite. The model has its last good weights again, and training can go on from there with
/// other options or data. The message says which term it was, whether weights, an example or the steps are the cause as far as that can be
/// found out, and what to do.</summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(string message, int step, string culprit)
        : base(message)
    {
        Step = step;
        Culprit = culprit;
    }

    /// <summary>The training step, from 1, after which it was seen.</summary>
    public int Step { get; }

    /// <summary>The name of the first parameter with a value that is not finite, such as <c>encoder.0.weight</c>; <c>loss</c> where all are
    /// finite.</summary>
    public string Culprit { get; }
}
