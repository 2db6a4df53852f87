using System;
using System.Linq;
using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// Estimates the evidence lower bound. An example's noise is keyed by the seed and its index in the data set, and each number is summed in
/// a fixed order: so the results depend neither on the batch size nor on the threads, to the bit.
/// </summary>
/// <remarks>
/// <see cref="Evaluate"/> and <see cref="Score"/> take any model. Of a deterministic autoencoder they give the reconstruction, and say that
/// there is no bound: <see cref="Elbo.HasBound"/>.
/// <see cref="EvaluateAutoencoder"/> and <see cref="ScoreAutoencoder"/> take such models alone, and their results have no place for a
/// bound.
/// </remarks>
public static class Evaluator
{
    /// <summary>The means over a data set.</summary>
    /// <exception cref="LossNotFiniteException">The loss of an example is NaN or infinite: the message names the first, and what to
    /// do.</exception>
    /// <inheritdoc cref="Score"/>
    public static Elbo Evaluate<T>(
        IVariationalModel<T> model, DataSet data, EvaluateOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ElboScores scores = Score(model, data, options, cancellationToken);
        NotFiniteLoss.ThrowIfAny(scores.NotFinite);
        return scores.Mean;
    }

    /// <summary>The terms of each example. Where one is NaN or infinite, a warning names the first example.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The examples. Pixels that are drawn are drawn once, as the data set's seed says.</param>
    /// <param name="options">Seed, samples and speed; null for the defaults.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    /// <exception cref="ArgumentException">An option is not possible, or the examples have another size or shape than the
    /// model's.</exception>
    /// <exception cref="DataFormatException">A value is not possible under the model's likelihood.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static ElboScores Score<T>(
        IVariationalModel<T> model, DataSet data, EvaluateOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new EvaluateOptions();
        OptionChecks.Check(options);
        OptionChecks.Check<T>(model.Description, data);
        var reconstruction = new double[data.Count];
        var kl = new double[data.Count];
        EvaluationPass.Run(model.ModelState, data, options, new Scores<T>(reconstruction, kl, options.Samples), cancellationToken);
        ElboScores scores = new(
            reconstruction, kl, !model.Description.IsDeterministic,
            [.. Findings.For(model.Description, data), .. Findings.OfKl(kl.Average(), model.Description)]);
        return scores.Noting(NotFiniteLoss.Find(model, data, scores.Losses));
    }

    /// <summary>What training makes small, of each example [count], without a word about it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The examples.</param>
    /// <param name="options">Seed, samples and speed.</param>
    /// <param name="state">Weights to take in place of the model's; null for its own.</param>
    internal static double[] LossesOf<T>(IVariationalModel<T> model, DataSet data, EvaluateOptions options, ModelState<T>? state = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var reconstruction = new double[data.Count];
        var kl = new double[data.Count];
        EvaluationPass.Run(
            state ?? model.ModelState, data, options, new Scores<T>(reconstruction, kl, options.Samples), CancellationToken.None);
        return model.Description.IsDeterministic ? reconstruction : [.. reconstruction.Zip(kl, (term, divergence) => term + divergence)];
    }

    /// <summary>
    /// The importance weighted bound: the mean over the examples of −log (1/K) Σₖ p(x, zₖ) / q(zₖ|x), zₖ ~ q(z|x), in nats (Burda, Grosse
    /// and Salakhutdinov,
    /// <i>Importance weighted autoencoders</i>, 2016, equation 8). Its mean over the draws falls from −ELBO towards −log p(x)
    /// as K = <see cref="EvaluateOptions.Samples"/> grows; a single estimate may rise.
    /// </summary>
    /// <exception cref="LossNotFiniteException">The bound of an example is NaN or infinite: the message names the first, and what to
    /// do.</exception>
    /// <inheritdoc cref="Score"/>
    public static double ImportanceBound<T>(
        IVariationalModel<T> model, DataSet data, EvaluateOptions options, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ImportanceScores scores = ScoreImportance(model, data, options, cancellationToken);
        NotFiniteLoss.ThrowIfAny(scores.NotFinite);
        return scores.MeanBound;
    }

    /// <summary>The importance weighted bound of each example. The weights are added by their logarithms, sample after sample: memory does
    /// not grow with their number. Where a bound is NaN or infinite, a warning names the first example.</summary>
    /// <inheritdoc cref="Score"/>
    public static ImportanceScores ScoreImportance<T>(
        IVariationalModel<T> model, DataSet data, EvaluateOptions options, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        OptionChecks.Check(options);
        OptionChecks.Check<T>(model.Description, data);
        if (model.Description.IsDeterministic)
        {
            throw new ArgumentException($"{model.Description.Name} is deterministic: it has no posterior density, and so no importance "
                + "weights.");
        }

        if (options.PosteriorMean)
            throw new ArgumentException("PosteriorMean is true; the importance weighted bound takes samples.");
        ImportanceWeights<T> weights = new(data.Count, options.Samples);
        EvaluationPass.Run(model.ModelState, data, options, weights, cancellationToken);
        double[] bound = weights.Bound();
        NotFiniteLoss? notFinite = NotFiniteLoss.Find(model, data, bound);
        return new ImportanceScores(
            bound, weights.EffectiveSampleSize(), options.Samples,
            [.. notFinite is null ? [] : new[] { Findings.NotFinite(notFinite) }, .. Findings.For(model.Description, data),
                .. Findings.OfKl(weights.MeanKl, model.Description, mayBeInfinite: true)])
        { NotFinite = notFinite };
    }

    /// <summary>The mean reconstruction loss of a deterministic autoencoder over a data set.</summary>
    /// <exception cref="InvalidOperationException">The model is no deterministic autoencoder.</exception>
    /// <exception cref="LossNotFiniteException">The loss of an example is NaN or infinite: the message names the first, and what to
    /// do.</exception>
    /// <inheritdoc cref="Score"/>
    public static AutoencoderLoss EvaluateAutoencoder<T>(
        IVariationalModel<T> model, DataSet data, EvaluateOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireDeterministic(model);
        ElboScores scores = Score(model, data, options, cancellationToken);
        NotFiniteLoss.ThrowIfAny(scores.NotFinite);
        return new AutoencoderLoss(scores.Mean.Reconstruction) { Findings = scores.Findings };
    }

    /// <summary>The reconstruction loss of each example under a deterministic autoencoder, in nats [count].</summary>
    /// <exception cref="InvalidOperationException">The model is no deterministic autoencoder.</exception>
    /// <inheritdoc cref="Score"/>
    public static double[] ScoreAutoencoder<T>(
        IVariationalModel<T> model, DataSet data, EvaluateOptions? options = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireDeterministic(model);
        return Score(model, data, options, cancellationToken).Reconstruction;
    }

    /// <summary>
    /// The mean of (x − mean of p(x|z))² over a data set, z sampled, of all elements together or of each; for models whose network keeps
    /// it.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The examples.</param>
    /// <param name="options">Seed and speed.</param>
    /// <param name="otherwise">What an element gets that no example has: as many values as there are means.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <returns>The means, and how many of them no example has.</returns>
    internal static (double[] Means, int Unseen) MeanSquaredErrors<T>(
        IVariationalModel<T> model, DataSet data, EvaluateOptions options, double[] otherwise, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SquaredErrorSums<T> sums = new(new double[otherwise.Length], data.Features);
        EvaluationPass.Run(model.ModelState, data, options, sums, cancellationToken);
        return sums.Means(otherwise);
    }

    private static void RequireDeterministic<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.Description.IsDeterministic)
        {
            throw new InvalidOperationException($"{model.Description.Name} is no deterministic autoencoder: it has a bound (Evaluate, "
                + "Score), of which the reconstruction is one term.");
        }
    }

    private sealed class Scores<T>(double[] reconstruction, double[] kl, int samples) : IEvaluationResult<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Take(VariationalNetwork<T> network, int first, int sample)
        {
            for (int row = 0; row < network.Batch.Rows; row++)
            {
                reconstruction[first + row] += network.Reconstruction.Total(row) / samples;
                double ofSample = network.Kl?.Total(row) ?? double.NaN;
                kl[first + row] = sample == 0 ? ofSample : MeanWith(kl[first + row], ofSample, sample + 1);
            }
        }

        // The mean of numbers that are all the same is that number, to the bit: a KL in closed form does not depend on how many samples
        // there are.
        private static double MeanWith(double mean, double value, int count)
        {
            if (value.Equals(mean))
                return mean;
            return double.IsFinite(mean) && double.IsFinite(value) ? mean + (value - mean) / count : mean + value;
        }
    }

    private sealed class SquaredErrorSums<T>(double[] sums, int features) : IEvaluationResult<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly double[] terms = new double[sums.Length];
        private SquaredErrors<T>? errors;

        public void Take(VariationalNetwork<T> network, int first, int sample)
        {
            errors ??= SquaredErrors<T>.Of(network, features);
            errors!.AddTo(sums, terms, network, network.Batch.Rows);
        }

        public (double[] Means, int Unseen) Means(double[] otherwise)
        {
            var means = new double[sums.Length];
            int unseen = 0;
            for (int i = 0; i < means.Length; i++)
            {
                bool isSeen = terms[i] > 0;
                means[i] = isSeen ? sums[i] / terms[i] : otherwise[i];
                unseen += isSeen ? 0 : 1;
            }

            return (means, unseen);
        }
    }
}
