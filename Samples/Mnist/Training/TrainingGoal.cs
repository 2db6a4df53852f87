using System;
using VaeGen.Runtime.V2;

namespace VaeGen.Mnist.Training;

/// <summary>What is left to train: the command line gives totals, <c>Fit</c> takes what is to be done further.</summary>
/// <param name="Epochs">Further passes.</param>
/// <param name="Iterations">Further steps, in place of passes; or null.</param>
internal sealed record TrainingGoal(int Epochs, int? Iterations)
{
    /// <summary>Whether nothing is left to train; what an interrupted run left due of its end may be.</summary>
    public bool IsReached => (Iterations ?? Epochs) == 0;

    /// <summary>The goal of a model that has come that far.</summary>
    public static TrainingGoal Of(TrainSettings settings, TrainingState<float>? done) => settings.Iterations is { } iterations
        ? new(settings.Epochs, Math.Max(0, iterations - (done?.Step ?? 0)))
        : new(Math.Max(0, settings.Epochs - (done?.Epoch ?? 0)), null);
}
