using System;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Covariances;

/// <summary>
/// A linear decoder with Gaussian noise has a posterior that is normal with one covariance for all x, which is not diagonal where the
/// columns of its weights are not orthogonal. An encoder that gives it makes the bound log p(x), with any number of samples.
/// </summary>
public sealed class TightBoundTests
{
    private const int Features = 5;
    private const int Latent = 3;
    private const double Sigma = 0.6;
    private const int Examples = 12;

    private static readonly CompiledModels Models = new(
    [
        new ModelDeclaration("Correlated", [Features, Latent], [Latent, Features], "Gaussian, Sigma = 0.6", Covariance: "Full"),
        new ModelDeclaration("Independent", [Features, Latent], [Latent, Features], "Gaussian, Sigma = 0.6"),
    ]);

    private static readonly double[,] W = { { 1, 0.9, -0.3 }, { 0.5, 0.7, 0.4 }, { -0.7, -0.5, 0.6 }, { 0.3, 0.3, 0.3 }, { 0.1, -0.2,
        1.1 } };
    private static readonly double[] B = [0.3, -0.2, 0.1, 0, 0.5];

    // Σ = (I + Wᵀ W / σ²)⁻¹, the posterior's covariance.
    private static readonly double[,] Covariance =
        SmallMatrix.Invert(
            SmallMatrix.Shifted(SmallMatrix.Multiply(SmallMatrix.Transpose(W), W), 1 / (Sigma * Sigma), diagonal: 1)).Inverse;

    private static readonly DataSet Data = DataSet.From(Values(), new DataShape(Features));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void WithTheTruePosteriorEveryWeightIsTheEvidence(int samples)
    {
        ImportanceScores scores = Evaluator.ScoreImportance(Correlated(), Data, new EvaluateOptions { Samples = samples });
        for (int i = 0; i < Examples; i++)
        {
            Assert.Equal(-LogEvidence(i), scores.Bound[i], 1e-11);
            Assert.Equal(samples, scores.EffectiveSampleSize[i], 1e-9);
        }
    }

    [Fact]
    public void TheBoundHasTheEvidenceForItsMean()
    {
        double evidence = Enumerable.Range(0, Examples).Average(LogEvidence);
        Elbo elbo = Evaluator.Evaluate(Correlated(), Data, new EvaluateOptions { Samples = 20_000 });
        Assert.Equal(-evidence, elbo.Nelbo, 0.02);
    }

    [Fact]
    public void ADiagonalPosteriorCannotReachIt()
    {
        // The best diagonal has the variances 1/(Σ⁻¹)ⱼⱼ; what it misses is ½ (Σ log (Σ⁻¹)ⱼⱼ − log det Σ⁻¹).
        (double[,] precision, double logDeterminant) = SmallMatrix.Invert(Covariance);
        double gap = 0.5 * (Enumerable.Range(0, Latent).Sum(j => Math.Log(precision[j, j])) + logDeterminant);
        double evidence = Enumerable.Range(0, Examples).Average(LogEvidence);
        Elbo elbo = Evaluator.Evaluate(Independent(precision), Data, new EvaluateOptions { Samples = 20_000 });
        Assert.InRange(gap, 0.5, 2);
        Assert.Equal(gap - evidence, elbo.Nelbo, 0.02);
    }

    private static IVariationalModel<double> Correlated()
    {
        IVariationalModel<double> model = Linear("Correlated");
        double[,] factor = SmallMatrix.Cholesky(Covariance);
        Parameters<double> parameters = model.ModelState.Parameters;
        for (int i = 0, next = 0; i < Latent; i++)
        {
            parameters.Matrix("encoder.log_diagonal.bias")[0, i] = Math.Log(factor[i, i]);
            for (int j = 0; j < i; j++)
                parameters.Matrix("encoder.off_diagonal.bias")[0, next++] = factor[i, j];
        }

        return model;
    }

    private static IVariationalModel<double> Independent(double[,] precision)
    {
        IVariationalModel<double> model = Linear("Independent");
        for (int j = 0; j < Latent; j++)
            model.ModelState.Parameters.Matrix("encoder.log_variance.bias")[0, j] = -Math.Log(precision[j, j]);
        return model;
    }

    // The decoder W z + b and the posterior mean Σ Wᵀ (x − b)/σ²; all else is 0.
    private static IVariationalModel<double> Linear(string name)
    {
        IVariationalModel<double> model = Models.Create<double>(name);
        ModelProbe<double> probe = new(model, VectorWidth.Bits256, threads: 1, capacity: 1);
        probe.SetParameters(new double[probe.Count]);
        double[,] gain = SmallMatrix.Multiply(Covariance, SmallMatrix.Transpose(W));
        Parameters<double> parameters = model.ModelState.Parameters;
        for (int i = 0; i < Features; i++)
        {
            parameters.Matrix("decoder.mean.bias")[0, i] = B[i];
            for (int j = 0; j < Latent; j++)
            {
                parameters.Matrix("decoder.mean.weight")[j, i] = W[i, j];
                parameters.Matrix("encoder.mean.weight")[i, j] = gain[j, i] / (Sigma * Sigma);
                parameters.Matrix("encoder.mean.bias")[0, j] -= gain[j, i] * B[i] / (Sigma * Sigma);
            }
        }

        parameters.RefreshTransposed();
        return model;
    }

    // log N(x; b, W Wᵀ + σ² I).
    private static double LogEvidence(int example)
    {
        double[] x = new double[Features];
        Data.CopyExample(example, null, x);
        (double[,] inverse, double logDeterminant) =
            SmallMatrix.Invert(SmallMatrix.Shifted(SmallMatrix.Multiply(W, SmallMatrix.Transpose(W)), scale: 1, diagonal: Sigma * Sigma));
        double square = Enumerable.Range(0, Features)
            .Sum(i => Enumerable.Range(0, Features).Sum(j => (x[i] - B[i]) * inverse[i, j] * (x[j] - B[j])));
        return -0.5 * ((Features * Math.Log(2 * Math.PI)) + logDeterminant + square);
    }

    private static double[] Values()
    {
        Random random = new(41);
        return [.. Enumerable.Range(0, Examples * Features).Select(_ => 1.5 * Point.Normal(random))];
    }
}
