namespace VaeGen;

/// <summary>What <see cref="FitOptions.AfterEpoch"/> is told, and how it stops a training.</summary>
public sealed class EpochReport
{
    // Null once the callback has returned: a report that was kept stops nothing later.
    private TrainingProgress? progress;

    internal EpochReport(EpochRecord record, BestEpoch? best, int epochsWithoutImprovement, TrainingProgress progress)
    {
        Record = record;
        Best = best;
        EpochsWithoutImprovement = epochsWithoutImprovement;
        this.progress = progress;
    }

    /// <summary>The pass that has ended: its number, its bounds on training, validation and test data, its learning rate.</summary>
    public EpochRecord Record { get; }

    /// <summary>The best pass so far by validation, this one included; null where nothing is validated.</summary>
    public BestEpoch? Best { get; }

    /// <summary>Passes since the last one that improved the validation NELBO by <see cref="FitOptions.MinimumImprovement"/>; 0 where
    /// nothing is validated.</summary>
    public int EpochsWithoutImprovement { get; }

    /// <summary>Whether the training ends after this pass because of <see cref="Stop"/>.</summary>
    public bool IsStopRequested { get; private set; }

    /// <summary>
    /// Ends the training after this pass, as if no more had been asked for: the best weights are put back where there are any, a learned σ²
    /// is set to its exact value. The model knows of it at once: a file that is saved afterwards in the same callback, or a call that is
    /// cancelled before the end is done, ends with the next <c>Fit</c>, which trains nothing.
    /// </summary>
    public void Stop()
    {
        if (progress is null)
            return;
        IsStopRequested = true;
        progress.Position = progress.Position.Stopped();
    }

    /// <summary>The callback has returned.</summary>
    internal void Close() => progress = null;
}
