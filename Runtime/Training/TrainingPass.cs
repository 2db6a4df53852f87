using System;

namespace VaeGen;

/// <summary>
/// What a pass over the training data that was stopped in its middle needs, beside weights, moments and position, to go on as if it had not been: the options
/// that fix the order of its batches, and the sums of the losses so far.
/// </summary>
internal sealed class TrainingPass
{
    /// <summary>The key of order and noise.</summary>
    public ulong Seed { get; set; }

    /// <summary>Examples of a whole batch.</summary>
    public int BatchSize { get; set; }

    /// <summary>Whether the examples are in drawn order.</summary>
    public bool Shuffle { get; set; }

    /// <summary>The training data, where this process has seen it.</summary>
    public DataSet? Data { get; set; }

    /// <summary><see cref="DataSet.ContentHash"/> of the training data, where a file gave it.</summary>
    public string? DataHash { get; set; }

    /// <summary>Examples trained on since the pass began.</summary>
    public int Examples { get; set; }

    /// <summary>Their reconstruction losses, summed.</summary>
    public double Reconstruction { get; set; }

    /// <summary>Their KL terms, summed.</summary>
    public double Kl { get; set; }

    /// <summary>The running σ² of the training steps, one or one for each element, where the model's own were set to their exact values at the end of a call.</summary>
    public double[]? RunningVariances { get; set; }

    /// <summary>The mean losses of the pass so far.</summary>
    public Elbo Mean => new((Reconstruction + Kl) / Examples, Reconstruction / Examples, Kl / Examples);

    /// <summary>Whether a call with these options goes through the data in the same batches.</summary>
    public bool Matches(DataSet data, FitOptions options, ulong seed) =>
        Seed == seed && BatchSize == options.BatchSizeFor(data.Count) && Shuffle == options.Shuffle && IsSame(data);

    /// <summary>Takes up the options of a call.</summary>
    public void Adopt(DataSet data, FitOptions options, ulong seed)
    {
        Seed = seed;
        BatchSize = options.BatchSizeFor(data.Count);
        Shuffle = options.Shuffle;
        Data = data;
        DataHash = null;
    }

    /// <summary>Begins a new pass.</summary>
    public void ClearSums()
    {
        Examples = 0;
        Reconstruction = 0;
        Kl = 0;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        ClearSums();
        Seed = 0;
        BatchSize = 0;
        Shuffle = false;
        Data = null;
        DataHash = null;
        RunningVariances = null;
    }

    // The content is hashed only where the object does not answer the question.
    private bool IsSame(DataSet data)
    {
        if (ReferenceEquals(Data, data))
            return true;
        string? known = DataHash ?? Data?.ContentHash;
        return known is null || string.Equals(known, data.ContentHash, StringComparison.Ordinal);
    }
}
