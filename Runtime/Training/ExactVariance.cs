using System.Collections.Generic;
using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// Changes a learned σ² between the running one, which steps go on from, and its maximizer over the training set, which the model is judged
/// by and ends with.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="data">The training data.</param>
/// <param name="options">How the training data are evaluated.</param>
/// <param name="variance">The σ².</param>
/// <param name="progress">Keeps the running σ² meanwhile.</param>
internal sealed class ExactVariance<T>(
    IVariationalModel<T> model, DataSet data, EvaluateOptions options, LearnedVariance<T> variance, TrainingProgress progress)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int onFloor;
    private int unseen;

    /// <summary>Sets σ² to its maximizer, unless it is there. A cancellation leaves it as it was.</summary>
    public void Set(CancellationToken cancellationToken)
    {
        if (progress.RunningVariances is not null)
            return;
        double[] running = variance.Get();
        (double[] means, unseen) = Evaluator.MeanSquaredErrors(model, data, options, running, cancellationToken);
        progress.RunningVariances = running;
        onFloor = variance.Set(means);
    }

    /// <summary>Gives the model the running σ² again, unless it has it.</summary>
    public void TakeBack()
    {
        if (progress.RunningVariances is { } running && running.Length == variance.Count)
            variance.Set(running);
        progress.RunningVariances = null;
    }

    /// <summary>What has to be said of the values that the model has.</summary>
    public IEnumerable<Finding> Findings()
    {
        if (onFloor > 0)
            yield return VaeGen.Findings.OnTheFloor(onFloor, variance.Count, VarianceFloor.Of(model.Description, data));
        if (unseen > 0)
            yield return VaeGen.Findings.NeverObserved(unseen, variance.Count);
    }
}
