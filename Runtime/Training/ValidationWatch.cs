using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V1;

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
        ModelState<T> state = model.State;
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
    /// The watch of a call; null where nothing is validated. Where an earlier call was validated on the same data, this one goes on with its weights and counts.
    /// </summary>
    public static ValidationWatch<T>? Of(IVariationalModel<T> model, DataSet? data, FitOptions options)
    {
        if (data is not null)
            return new ValidationWatch<T>(model, data, options);
        model.State.Best = null;
        return null;
    }

    /// <summary>Whether a pass has ended whose validation has not: an earlier call was stopped in it.</summary>
    public bool IsPending => weights.IsPending;

    /// <summary>Takes up the weights trained last.</summary>
    public void TakeUp() => weights.TakeUp();

    /// <summary>Notes that a pass has ended whose validation is to follow.</summary>
    public void Expect() => weights.IsPending = true;

    /// <summary>Evaluates the weights, and compares them with the best where a whole pass has ended.</summary>
    public Elbo Validate(int epoch, CancellationToken cancellationToken)
    {
        Elbo elbo = Evaluate(cancellationToken);
        if (weights.IsPending)
            weights.Judge(epoch, elbo, options.MinimumImprovement);
        return elbo;
    }

    /// <summary>Gives the model its best weights, if that is asked for.</summary>
    public void End()
    {
        if (options.RestoreBest)
            weights.Restore();
    }

    private Elbo Evaluate(CancellationToken cancellationToken)
    {
        ElboScores scores = Evaluator.Score(model, data, new EvaluateOptions { Threads = options.Threads }, cancellationToken);
        NotFinite = scores.NotFinite;
        return scores.Mean;
    }
}
