using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// A copy of weights, moments and position from a moment at which all weights were finite, to go back to when training diverges. What was
/// due then is due again.
/// </summary>
internal sealed class GoodWeights<T>(Parameters<T> parameters, TrainingState<T> training)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] weights = new T[parameters.Storage.Length];
    private readonly T[] firstMoments = new T[training.FirstMoments.Length];
    private readonly T[] secondMoments = new T[training.SecondMoments.Length];
    private TrainingPosition position;

    /// <summary>Whole passes done when the copy was made.</summary>
    public int Epoch => position.Epoch;

    /// <summary>Steps done when the copy was made.</summary>
    public int Step => position.Step;

    /// <summary>Takes the copy.</summary>
    public void Keep()
    {
        parameters.Storage.CopyTo(weights, 0);
        // Before the first step both are zero, as the copies are: their memory need not be touched.
        if (training.Step > 0)
        {
            training.FirstMoments.CopyTo(firstMoments, 0);
            training.SecondMoments.CopyTo(secondMoments, 0);
        }

        position = training.Progress.Position;
    }

    /// <summary>Puts everything back as it was.</summary>
    public void Restore()
    {
        weights.CopyTo(parameters.Storage, 0);
        firstMoments.CopyTo(training.FirstMoments, 0);
        secondMoments.CopyTo(training.SecondMoments, 0);
        training.Progress.Position = position;
        parameters.RefreshTransposed();
    }
}
