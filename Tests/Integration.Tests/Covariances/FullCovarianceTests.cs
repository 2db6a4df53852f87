using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Integration.Tests.Gradients;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Covariances;

/// <summary>A posterior with a full covariance: its sample, its KL, its gradient, against the textbook's matrices and the diagonal
/// posterior.</summary>
public sealed class FullCovarianceTests
{
    private const string Full = "Full";
    private const double Tolerance = 1e-12;
    private const int Rows = 5;

    // Around a panel of eight doubles, in z and in what lies below the diagonal; with and without a hidden layer.
    private static readonly CompiledModels Models = new(
    [
        new ModelDeclaration("Pair", [7, 5, 2], [2, 5, 7], "Bernoulli", "Tanh", Covariance: Full),
        new ModelDeclaration("Four", [7, 4], [4, 7], "Bernoulli", Covariance: Full),
        new ModelDeclaration("Eight", [9, 6, 8], [8, 6, 9], "Gaussian, Sigma = 0.7", "Silu", Covariance: Full),
        new ModelDeclaration("Seventeen", [19, 6, 17], [17, 4, 19], "Gaussian, Scale = FromDecoder", "Softplus", Covariance: Full),
        new ModelDeclaration("Conditional", [7, 5, 3], [3, 5, 7], "Laplace", "Tanh", Classes: 3, Covariance: Full),
        new ModelDeclaration("Independent", [7, 5, 3], [3, 5, 7], "Bernoulli", "Tanh", Covariance: "Diagonal"),
        new ModelDeclaration("Uncorrelated", [7, 5, 3], [3, 5, 7], "Bernoulli", "Tanh", Covariance: Full),
        new ModelDeclaration("Singles", [37, 6, 19], [19, 9, 37], "Bernoulli", IsDouble: false, Covariance: Full),
    ]);

    [Theory]
    [InlineData("Pair")]
    [InlineData("Four")]
    [InlineData("Eight")]
    [InlineData("Seventeen")]
    [InlineData("Conditional")]
    public void TheGradientIsTheDerivativeOfTheLoss(string name)
    {
        GradientErrors errors =
            GradientCheck.Run(Models.Declaration(name), Models.Create<double>(name), VectorWidth.Bits256, Rows, seed: 12);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {errors}");
        Assert.InRange(errors.NormError, 0, 1e-6);
        Assert.InRange(errors.DirectionError, 0, 1e-6);
        Assert.InRange(errors.LossError, 0, 1e-13);
    }

    [Fact]
    public void SampleAndKlAreTheTextbooks()
    {
        (ModelProbe<double> probe, Point point) = Prepare("Four", seed: 8);
        probe.Loss(point.X, point.Epsilon, point.Weights);
        for (int row = 0; row < Rows; row++)
        {
            double[] x = point.X[(row * 7)..((row + 1) * 7)];
            double[] mean = Affine(probe, "encoder.mean", x);
            double[,] factor = Factor(Affine(probe, "encoder.log_diagonal", x), Affine(probe, "encoder.off_diagonal", x));
            double[,] covariance = SmallMatrix.Multiply(factor, SmallMatrix.Transpose(factor));

            // KL(N(μ, Σ) ‖ N(0, I)) = ½ (tr Σ + μᵀ μ − n − log det Σ).
            double trace = Enumerable.Range(0, 4).Sum(i => covariance[i, i]);
            double kl = 0.5 * (trace + mean.Sum(value => value * value) - 4 - SmallMatrix.Invert(covariance).LogDeterminant);
            Assert.Equal(kl, probe.Network.Kl!.Total(row), Tolerance);
            for (int i = 0; i < 4; i++)
            {
                double z = mean[i] + Enumerable.Range(0, 4).Sum(j => factor[i, j] * point.Epsilon[(row * 4) + j]);
                Assert.Equal(z, probe.Network.Latent[row, i], Tolerance);
            }
        }
    }

    [Fact]
    public void EncodeGivesTheFactorAndTheVarianceOfEachElement()
    {
        (ModelProbe<double> probe, Point point) = Prepare("Four", seed: 9);
        IVariationalModel<double> model = Models.Create<double>("Four");
        new ModelProbe<double>(model, VectorWidth.Bits256, threads: 1, Rows).SetParameters(point.Parameters);
        Posterior<double> posterior = Inference.Encode(model, point.X);
        for (int row = 0; row < Rows; row++)
        {
            double[] x = point.X[(row * 7)..((row + 1) * 7)];
            double[,] factor = Factor(Affine(probe, "encoder.log_diagonal", x), Affine(probe, "encoder.off_diagonal", x));
            for (int i = 0; i < 4; i++)
            {
                double variance = Enumerable.Range(0, 4).Sum(j => factor[i, j] * factor[i, j]);
                Assert.Equal(Math.Log(variance), posterior.LogVariance[(row * 4) + i], Tolerance);
                for (int j = 0; j < 4; j++)
                    Assert.Equal(factor[i, j], posterior.Factor![(((row * 4) + i) * 4) + j], Tolerance);
            }
        }

        Assert.Equal(Inference.Decode(model, posterior.Mean), Inference.Reconstruct(model, point.X));
        Assert.Null(Inference.Encode(Models.Create<double>("Independent"), point.X).Factor);
    }

    [Fact]
    public void WithoutCorrelationsItIsTheDiagonalPosterior()
    {
        (ModelProbe<double> diagonal, Point point) = Prepare("Independent", seed: 10);
        ModelProbe<double> full = new(Models.Create<double>("Uncorrelated"), VectorWidth.Bits256, threads: 1, Rows);
        Dictionary<string, double[]> values = Values(diagonal, point.Parameters);
        full.SetParameters([.. full.Network.Parameters.All.SelectMany(parameter => parameter.Shape.Name switch
        {
            // σ is exp(½ log σ²), and the diagonal of the factor exp(ℓ).
            "encoder.log_diagonal.weight" or "encoder.log_diagonal.bias" =>
                values[parameter.Shape.Name.Replace("log_diagonal", "log_variance", StringComparison.Ordinal)].Select(value => value / 2),
            "encoder.off_diagonal.weight" or "encoder.off_diagonal.bias" => new double[parameter.Count],
            _ => values[parameter.Shape.Name],
        })]);
        LossAndGradient expected = diagonal.LossAndGradient(point.X, point.Epsilon, point.Weights);
        LossAndGradient actual = full.LossAndGradient(point.X, point.Epsilon, point.Weights);
        Assert.Equal(expected.Reconstruction, actual.Reconstruction, Tolerance);
        Assert.Equal(expected.Kl, actual.Kl, Tolerance);
        Dictionary<string, double[]> gradients = Values(full, actual.Gradient);
        foreach ((string name, double[] gradient) in Values(diagonal, expected.Gradient)
            .Where(pair => !pair.Key.Contains("log_variance", StringComparison.Ordinal)))
        {
            Assert.All(gradient.Zip(gradients[name]), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }

    [Fact]
    public void NeitherVectorsNorThreadsChangeABit()
    {
        const int Many = 21;
        LossAndGradient expected = Of(VectorWidth.Scalar, threads: 1);
        Assert.Contains(expected.Gradient, value => value != 0);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            LossAndGradient actual = Of(width, threads: 2);
            Assert.Equal((expected.Reconstruction, expected.Kl), (actual.Reconstruction, actual.Kl));
            Assert.Equal(expected.Gradient, actual.Gradient);
        }

        LossAndGradient Of(VectorWidth width, int threads)
        {
            ModelProbe<float> probe = new(Models.Create<float>("Singles"), width, threads, Many);
            Point point = Point.Draw(Models.Declaration("Singles"), probe.Network.Parameters, Many, seed: 2);
            probe.SetParameters(point.Parameters);
            return probe.LossAndGradient(point.X, point.Epsilon, point.Weights);
        }
    }

    [Fact]
    public void TheHeadsHaveTheirNamesAndShapesInFiles() => Assert.Equal(
        [
            "encoder.mean.weight [4, 7]", "encoder.mean.bias [4]", "encoder.log_diagonal.weight [4, 7]", "encoder.log_diagonal.bias [4]",
            "encoder.off_diagonal.weight [6, 7]", "encoder.off_diagonal.bias [6]", "decoder.logits.weight [7, 4]",
            "decoder.logits.bias [7]",
        ],
        Models.Create<double>("Four").ModelState.Parameters.All.Select(
            parameter => $"{parameter.Shape.Name} [{string.Join(", ", parameter.Shape.Shape)}]"));

    private static (ModelProbe<double> Probe, Point Point) Prepare(string name, int seed)
    {
        ModelProbe<double> probe = new(Models.Create<double>(name), VectorWidth.Bits256, threads: 1, Rows);
        Point point = Point.Draw(Models.Declaration(name), probe.Network.Parameters, Rows, seed);
        probe.SetParameters(point.Parameters);
        return (probe, point);
    }

    private static Dictionary<string, double[]> Values(ModelProbe<double> probe, double[] all)
    {
        Dictionary<string, double[]> values = [];
        int first = 0;
        foreach (Parameter<double> parameter in probe.Network.Parameters.All)
        {
            values[parameter.Shape.Name] = all[first..(first + parameter.Count)];
            first += parameter.Count;
        }

        return values;
    }

    private static double[] Affine(ModelProbe<double> probe, string layer, double[] x)
    {
        Dictionary<string, double[]> values = Values(probe, probe.GetParameters());
        double[] weights = values[layer + ".weight"];
        return [.. values[layer + ".bias"].Select(
            (bias, output) => bias + x.Select((value, i) => weights[(output * x.Length) + i] * value).Sum())];
    }

    // Row by row below the diagonal.
    private static double[,] Factor(double[] logDiagonal, double[] below)
    {
        double[,] factor = new double[logDiagonal.Length, logDiagonal.Length];
        for (int i = 0, next = 0; i < logDiagonal.Length; i++)
        {
            for (int j = 0; j < i; j++)
                factor[i, j] = below[next++];
            factor[i, i] = Math.Exp(logDiagonal[i]);
        }

        return factor;
    }
}
