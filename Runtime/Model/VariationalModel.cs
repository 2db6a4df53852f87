using System.ComponentModel;
using System.Numerics;
using System.Threading;

namespace VaeGen.Runtime.V2;

/// <summary>A model with a posterior and a prior: it is trained on the evidence lower bound.</summary>
/// <typeparam name="T">The precision: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="code">What was emitted for the model; null for one with errors.</param>
/// <param name="seed">The key of the initial weights.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VariationalModel<T>(ModelCode<T>? code, ulong seed) : Model<T>(code, seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Trains the model: maximizes the evidence lower bound on batches of the data, by Adam if the options name no other
    /// optimizer.</summary>
    /// <param name="data">The training examples.</param>
    /// <param name="options">Epochs, batch size, learning rate and the rest; null for the defaults.</param>
    /// <param name="cancellation">Ends training after the batch that is under way.</param>
    /// <exception cref="System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
    /// <exception cref="DataFormatException">The data has values that the likelihood has no density for.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became NaN or infinite.</exception>
    /// <exception cref="System.OperationCanceledException">The call was cancelled; the weights are those of the last
    /// finished batch.</exception>
    public FitReport Fit(DataSet data, FitOptions? options = null, CancellationToken cancellation = default) =>
        Trainer.Fit(this, data, options, cancellation);

    /// <summary>Estimates the evidence lower bound: mean nats per example, and its two terms.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="options">Samples, seed and the rest; null for the defaults.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
    /// <exception cref="DataFormatException">The data has values that the likelihood has no density for.</exception>
    /// <exception cref="LossNotFiniteException">The loss of an example is NaN or infinite.</exception>
    /// <exception cref="System.OperationCanceledException">The call was cancelled.</exception>
    public Elbo Evaluate(DataSet data, EvaluateOptions? options = null, CancellationToken cancellation = default) =>
        Evaluator.Evaluate(this, data, options, cancellation);

    /// <summary>Estimates the evidence lower bound of each example by itself, in nats.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="options">Samples, seed and the rest; null for the defaults.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
    /// <exception cref="DataFormatException">The data has values that the likelihood has no density for.</exception>
    /// <exception cref="System.OperationCanceledException">The call was cancelled.</exception>
    public ElboScores Score(DataSet data, EvaluateOptions? options = null, CancellationToken cancellation = default) =>
        Evaluator.Score(this, data, options, cancellation);

    /// <summary>The examples with their missing elements filled in by the mean of p(x given z) averaged over draws of z from q(z given x):
    /// [count × features], row-major. Elements that are there stay as they are. A pure function of weights, data and seed.</summary>
    /// <param name="data">The examples, with elements that are declared to be missing.</param>
    /// <param name="samples">Draws of z for each example, one or more.</param>
    /// <param name="seed">The key of the draws.</param>
    /// <exception cref="System.ArgumentException">The examples have another size or shape than x, or there is less than one
    /// draw.</exception>
    /// <exception cref="DataFormatException">The data has values that the likelihood has no density for.</exception>
    public T[] Impute(DataSet data, int samples, ulong seed = 0) => Inference.Impute(this, data, samples, seed);
}
