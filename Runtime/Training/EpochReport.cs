namespace VaeGen;

/// <summary>What <see cref="FitOptions.AfterEpoch"/> is told, and how it stops a training.</summary>
public sealed class EpochReport
{
    internal EpochReport(EpochRecord record, BestEpoch? best, int epochsWithoutImprovement)
    {
        Record = record;
        Best = best;
        EpochsWithoutImprovement = epochsWithoutImprovement;
    }

    /// <summary>The pass that has ended: its number, its bounds on training, validation and test data, its learning rate.</summary>
    public EpochRecord Record { get; }

    /// <summary>The best pass so far by validation, this one included; null where nothing is validated.</summary>
    public BestEpoch? Best { get; }

    /// <summary>Passes since the last one that improved the validation NELBO by <see cref="FitOptions.MinimumImprovement"/>; 0 where nothing is validated.</summary>
    public int EpochsWithoutImprovement { get; }

    /// <summary>Whether the training ends after this pass because of <see cref="Stop"/>.</summary>
    public bool IsStopRequested { get; private set; }

    /// <summary>Ends the training after this pass, as if no more had been asked for: the best weights are put back where there are any.</summary>
    public void Stop() => IsStopRequested = true;
}
