namespace VaeGen.Mnist.Training;

/// <summary>How the weights are changed.</summary>
internal sealed record OptimizerSettings
{
    public required Optimizer Optimizer { get; init; }

    public required double LearningRate { get; init; }

    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>The largest norm of a gradient; null for no bound.</summary>
    public required double? ClipNorm { get; init; }
}
