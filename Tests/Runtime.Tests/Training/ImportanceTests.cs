using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>The importance weighted bound, where log p(x) is known: a linear model with a Gaussian likelihood is probabilistic
/// PCA.</summary>
public sealed class ImportanceTests
{
    private const double Variance = 0.3;

    private static readonly DataSet Data = LinearData.Real(20);

    // The columns of W are orthogonal, so that the posterior's covariance is diagonal.
    private static readonly double[,] W = { { 1, 0.5 }, { 1, -0.5 }, { 0.5, 0 }, { 0, 0.25 }, { 0.5, 0 }, { 0, 0.25 } };

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void WithTheExactPosteriorEverySampleGivesTheEvidence(int samples)
    {
        ImportanceScores scores = Evaluator.ScoreImportance(Model(shift: 0), Data, new EvaluateOptions { Samples = samples });
        Assert.Equal((20, samples), (scores.Count, scores.Samples));
        for (int i = 0; i < Data.Count; i++)
        {
            Assert.Equal(-LogEvidence(i), scores.Bound[i], 1e-12);
            Assert.Equal(samples, scores.EffectiveSampleSize[i], 1e-9);
        }
    }

    [Fact]
    public void WithAnotherPosteriorTheBoundFallsTowardsTheEvidence()
    {
        LinearModel model = Model(shift: 0.4);
        double evidence = Enumerable.Range(0, Data.Count).Average(i => -LogEvidence(i));
        double[] bounds =
            [.. new[] { 1, 10, 100, 10_000 }.Select(
                samples => Evaluator.ImportanceBound(model, Data, new EvaluateOptions { Samples = samples }))];
        Assert.Equal(bounds.OrderDescending(), bounds);
        Assert.Equal(evidence, bounds[^1], 0.02);
        Assert.InRange(Evaluator.ScoreImportance(model, Data, new EvaluateOptions { Samples = 100 }).MeanEffectiveSampleSize, 10, 90);
    }

    [Fact]
    public void OneSampleIsWorthOneAndTheMeanIsTheBound()
    {
        LinearModel model = Model(shift: 0.4);
        ImportanceScores scores = Evaluator.ScoreImportance(model, Data, new EvaluateOptions());
        Assert.All(scores.EffectiveSampleSize, size => Assert.Equal(1.0, size));
        Assert.Equal(scores.Bound.Average(), Evaluator.ImportanceBound(model, Data, new EvaluateOptions()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    public void NeitherBatchSizeNorThreadsChangeABit(int batchSize, int threads)
    {
        LinearModel model = Model(shift: 0.4);
        ImportanceScores expected = Evaluator.ScoreImportance(model, Data, new EvaluateOptions { Samples = 5 });
        ImportanceScores actual =
            Evaluator.ScoreImportance(
                model, Data, new EvaluateOptions { Samples = 5, BatchSize = batchSize, Threads = threads, TakesThreadsExactly = true });
        Assert.Equal(expected.Bound, actual.Bound);
        Assert.Equal(expected.EffectiveSampleSize, actual.EffectiveSampleSize);
    }

    // q(z|x) = N(Σ Wᵀ x / σ² + shift, Σ) with Σ = (I + Wᵀ W / σ²)⁻¹; without the shift it is p(z|x).
    private static LinearModel Model(double shift)
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        Parameters<double> parameters = model.ModelState.Parameters;
        PanelMatrix<double> mean = parameters.Matrix("encoder.mean.weight");
        PanelMatrix<double> logVariance = parameters.Matrix("encoder.log_variance.weight");
        PanelMatrix<double> logVarianceBias = parameters.Matrix("encoder.log_variance.bias");
        PanelMatrix<double> meanBias = parameters.Matrix("encoder.mean.bias");
        PanelMatrix<double> decoder = parameters.Matrix("decoder.mean.weight");
        PanelMatrix<double> decoderBias = parameters.Matrix("decoder.mean.bias");
        PanelMatrix<double> variance = parameters.Matrix("decoder.variance");
        variance[0, 0] = Variance;
        for (int j = 0; j < LinearModel.Latent; j++)
        {
            double posteriorVariance = 1 / (1 + Enumerable.Range(0, LinearModel.Features).Sum(i => W[i, j] * W[i, j]) / Variance);
            logVarianceBias[0, j] = Math.Log(posteriorVariance);
            meanBias[0, j] = shift;
            for (int i = 0; i < LinearModel.Features; i++)
            {
                mean[i, j] = posteriorVariance * W[i, j] / Variance;
                logVariance[i, j] = 0;
                decoder[j, i] = W[i, j];
                decoderBias[0, i] = 0;
            }
        }

        parameters.RefreshTransposed();
        return model;
    }

    // log N(x; 0, W Wᵀ + σ² I), by the directions of W's columns, which are orthogonal.
    private static double LogEvidence(int example)
    {
        double[] x = new double[LinearModel.Features];
        Data.CopyExample(example, null, x);
        double logDeterminant = LinearModel.Features * Math.Log(Variance);
        double square = x.Sum(value => value * value) / Variance;
        for (int j = 0; j < LinearModel.Latent; j++)
        {
            double length = Enumerable.Range(0, LinearModel.Features).Sum(i => W[i, j] * W[i, j]);
            double along = Enumerable.Range(0, LinearModel.Features).Sum(i => W[i, j] * x[i]);
            logDeterminant += Math.Log(1 + length / Variance);
            square -= along * along / (Variance * (Variance + length));
        }

        return -0.5 * (LinearModel.Features * Math.Log(2 * Math.PI) + logDeterminant + square);
    }
}
