using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Validates a model after each pass of a call of <c>Fit</c>, keeps the best weights, and says when to stop.</summary>
internal sealed class ValidationWatch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IVariationalModel<T> model;
    private readonly DataSet data;
    private readonly FitOptions options;
    private readonly BestWeights<T> weights;

    private ValidationWatch(IVariationalModel<T> model, DataSet data, FitOptions options)
    {
        this.model = model;
        this.data = data;
        this.options = options;
        ModelState<T> state = model.ModelState;
        if (state.Best?.IsOf(data) != true)
            state.Best = new BestWeights<T>(state.Parameters);
        weights = state.Best;
        weights.Adopt(data);
    }

    /// <summary>The best pass so far.</summary>
    public BestEpoch? Best => weights.Best;

    /// <summary>The first loss of the last validation that is not finite; null where all are.</summary>
    public NotFiniteLoss? NotFinite { get; private set; }

    /// <summary>Passes since the last improvement.</summary>
    public int Waited => weights.Waited;

    /// <summary>Whether patience is at its end.</summary>
    public bool IsOver => weights.Waited >= options.Patience;

    /// <summary>
    /// The watch of a call; null where nothing is validated. Where an earlier call was validated on the same data, this one goes on with
    /// its weights and counts.
    /// </summary>
    public static ValidationWatch<T>? Of(IVariationalModel<T> model, DataSet? data, FitOptions options)
    {
        if (data is not null)
            return new ValidationWatch<T>(model, data, options);
        model.ModelState.Best = null;
        return null;
    }

    /// <summary>Takes up the weights trained last.</summary>
    public void TakeUp() => weights.TakeUp();

    /// <summary>Whether the model is still to get its best weights.</summary>
    public bool IsToRestore => options.RestoreBest && weights is { Best: not null, HasLast: false };

    /// <summary>Gives the model its best weights.</summary>
    public void Restore() => weights.Restore();

    /// <summary>Compares the weights, as a whole pass has left them, with the best.</summary>
    public void Judge(int epoch, Elbo validation) => weights.Judge(epoch, validation, options.MinimumImprovement);

    /// <summary>The bound of the weights on the validation data.</summary>
    public Elbo Evaluate(CancellationToken cancellationToken)
    {
        ElboScores scores = Evaluator.Score(model, data, EvaluateOptions.On(options), cancellationToken);
        NotFinite = scores.NotFinite;
        return scores.Mean;
    }
}
