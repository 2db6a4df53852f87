using System;
using System.Numerics;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>A copy of weights, moments and position from a moment at which all weights were finite, to go back to when training diverges.</summary>
internal sealed class GoodWeights<T>(Parameters<T> parameters, TrainingState<T> training, TrainingPass pass)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] weights = new T[parameters.Storage.Length];
    private readonly T[] firstMoments = new T[training.FirstMoments.Length];
    private readonly T[] secondMoments = new T[training.SecondMoments.Length];
    private int step;
    private int batchInEpoch;
    private int examples;
    private double reconstruction;
    private double kl;

    /// <summary>Whole passes done when the copy was made.</summary>
    public int Epoch { get; private set; }

    /// <summary>Steps done when the copy was made.</summary>
    public int Step => step;

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

        (step, Epoch, batchInEpoch) = (training.Step, training.Epoch, training.BatchInEpoch);
        (examples, reconstruction, kl) = (pass.Examples, pass.Reconstruction, pass.Kl);
    }

    /// <summary>Puts everything back as it was.</summary>
    public void Restore()
    {
        weights.CopyTo(parameters.Storage, 0);
        firstMoments.CopyTo(training.FirstMoments, 0);
        secondMoments.CopyTo(training.SecondMoments, 0);
        (training.Step, training.Epoch, training.BatchInEpoch) = (step, Epoch, batchInEpoch);
        (pass.Examples, pass.Reconstruction, pass.Kl) = (examples, reconstruction, kl);
        parameters.RefreshTransposed();
    }
}
