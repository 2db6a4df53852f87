using System.ComponentModel;
using System.Numerics;
using System.Threading;

namespace VaeGen.Runtime.V2;

/// <summary>A deterministic autoencoder: it is trained on the reconstruction loss, and there is nothing to draw z from.</summary>
/// <typeparam name="T">The precision: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="code">What was emitted for the model; null for one with errors.</param>
/// <param name="seed">The key of the initial weights.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Autoencoder<T>(ModelCode<T>? code, ulong seed) : Model<T>(code, seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Trains the model: minimizes −log p(x given z) at the code z on batches of the data, by Adam if the options name no other
    /// optimizer. The losses in the report say by <c>HasBound</c> that NELBO and KL are not there.</summary>
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

    /// <summary>The reconstruction loss: mean nats per example. There is no KL and no bound.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="options">Batch size and threads; null for the defaults.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
    /// <exception cref="DataFormatException">The data has values that the likelihood has no density for.</exception>
    /// <exception cref="LossNotFiniteException">The loss of an example is NaN or infinite.</exception>
    /// <exception cref="System.OperationCanceledException">The call was cancelled.</exception>
    public AutoencoderLoss Evaluate(DataSet data, EvaluateOptions? options = null, CancellationToken cancellation = default) =>
        Evaluator.EvaluateAutoencoder(this, data, options, cancellation);

    /// <summary>The reconstruction loss of each example by itself, in nats [count].</summary>
    /// <param name="data">The examples.</param>
    /// <param name="options">Batch size and threads; null for the defaults.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <exception cref="System.ArgumentException">The examples have another size or shape than x, or an option is out of range.</exception>
    /// <exception cref="DataFormatException">The data has values that the likelihood has no density for.</exception>
    /// <exception cref="System.OperationCanceledException">The call was cancelled.</exception>
    public double[] Score(DataSet data, EvaluateOptions? options = null, CancellationToken cancellation = default) =>
        Evaluator.ScoreAutoencoder(this, data, options, cancellation);
}
