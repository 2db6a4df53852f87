using System;
using System.Linq;
using System.Numerics;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Densities;

/// <summary>
/// Draws of every likelihood have the mean that Decode gives and the variance of the family, lie in its support, and are a pure function of
/// the seed. The biases of the heads are the parameters, the same for each example.
/// </summary>
public sealed class LikelihoodDrawTests
{
    private const int Features = 5;
    private const int Samples = 8000;
    private const double LeastVariance = 0.0625;

    private static readonly string[] All =
        ["Categorical, Classes = 4", "ContinuousBernoulli", "Laplace", "Poisson", "NegativeBinomial", "DiscretizedLogistic",
            "Gaussian, Scale = FromDecoder", "Gaussian, Scale = PerElement"];

    private static readonly CompiledModels Models = new(
        from isDouble in new[] { true, false }
        from likelihood in All
        select new ModelDeclaration(Name(likelihood, isDouble), [Features, 2], [2, Features], likelihood, IsDouble: isDouble));

    public static TheoryData<string, double, double> Cases => new()
    {
        { "ContinuousBernoulli", -9, 0 }, { "ContinuousBernoulli", 0, 0 }, { "ContinuousBernoulli", 1.5, 0 }, { "ContinuousBernoulli", 60,
            0 },
        { "Laplace", 0.5, -2 }, { "Laplace", -3, 1 },
        { "Poisson", -2, 0 }, { "Poisson", 1, 0 }, { "Poisson", 6, 0 }, { "Poisson", 25, 0 },
        { "NegativeBinomial", -1, 1 }, { "NegativeBinomial", 2, -1 }, { "NegativeBinomial", 12, -9 },
        { "DiscretizedLogistic", 0.4, -3 }, { "DiscretizedLogistic", 0.02, -1 }, { "DiscretizedLogistic", 0.5, -9 },
        { "Gaussian, Scale = FromDecoder", 0.5, -1 }, { "Gaussian, Scale = PerElement", 2, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void DrawsInDouble(string likelihood, double first, double second) => Verify<double>(likelihood, first, second);

    [Theory]
    [MemberData(nameof(Cases))]
    public void DrawsInSingle(string likelihood, double first, double second) => Verify<float>(likelihood, first, second);

    private static void Verify<T>(string likelihood, double first, double second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IVariationalModel<T> model = Models.Create<T>(Name(likelihood, typeof(T) == typeof(double)));
        ModelProbe<T> probe = new(model, VectorWidth.Scalar, threads: 1, capacity: 1);
        probe.SetOnly(Parameters(likelihood, first, second));
        T[] drawn = Inference.Sample(model, Samples, seed: 5, Pixels.Drawn);
        Assert.Equal(drawn[..(40 * Features)], Inference.Sample(model, 40, seed: 5, Pixels.Drawn));
        Assert.NotEqual(drawn[..(40 * Features)], Inference.Sample(model, 40, seed: 6, Pixels.Drawn));

        double[] x = [.. drawn.Select(double.CreateTruncating)];
        Assert.All(x, value => Assert.True(IsPossible(likelihood, value), $"{value:R}"));
        double mean = double.CreateTruncating(Inference.Decode(model, new T[2])[0]);
        (double variance, double fourth) = Moments(likelihood, first, second, mean);
        double level = likelihood == "DiscretizedLogistic" ? 1 / 510.0 : 0;
        Assert.Equal(mean, x.Average(), (5 * Math.Sqrt(variance / x.Length)) + level + (1e-6 * Math.Abs(mean)));
        Assert.Equal(
            variance, x.Average(value => (value - mean) * (value - mean)),
            (6 * Math.Sqrt(fourth / x.Length)) + (level * level) + (1e-5 * variance));
    }

    [Fact]
    public void ClassesAreDrawnAndScoredByTheirProbabilities()
    {
        IVariationalModel<double> model = Models.Create<double>("CategoricalClassesDouble");
        ModelProbe<double> probe = new(model, VectorWidth.Scalar, threads: 1, capacity: 1);
        double[] logits = [-700, 1.5, -0.25, 700 - 699];
        probe.SetOnly([.. logits.Select((logit, c) => ($"decoder.logits_{c}.bias", logit))]);
        double total = logits.Sum(Math.Exp);
        double[] x = Inference.Sample(model, Samples, seed: 5, Pixels.Drawn);
        for (int c = 0; c < logits.Length; c++)
        {
            double p = Math.Exp(logits[c]) / total;
            Assert.Equal(p, x.Count(value => value == c) / (double)x.Length, 5 * Math.Sqrt(p / x.Length));
            Assert.Equal(
                Features * (Math.Log(total) - logits[c]),
                probe.Loss([.. Enumerable.Repeat((double)c, Features)], new double[2]).Reconstruction,
                1e-12 * Math.Max(1, 5 * Math.Abs(logits[c])));
        }

        Assert.Equal(logits.Select((logit, c) => c * Math.Exp(logit) / total).Sum(), Inference.Decode(model, new double[2])[0], 1e-14);
        DataFormatException failure =
            Assert.Throws<DataFormatException>(() => Evaluator.Evaluate(model, DataSet.From(new double[,] { { 0, 1, 2, 3, 4 } })));
        Assert.Contains(
            "the value 4 at element 4 of example 0; a class, a whole number from 0 to 3, was expected", failure.Message,
            StringComparison.Ordinal);
    }

    // The variance, and a bound of the variance of (x − mean)².
    private static (double Variance, double Fourth) Moments(string likelihood, double first, double second, double mean)
    {
        double leastScale = Math.Sqrt(LeastVariance / 2);
        switch (likelihood.Split(',')[0])
        {
            case "ContinuousBernoulli":
                double ofUnitInterval = Math.Abs(first) < 1e-6
                    ? 1.0 / 12
                    : (1 / (first * first)) - (Math.Exp(-Math.Abs(first)) / Math.Pow(1 - Math.Exp(-Math.Abs(first)), 2));
                return (ofUnitInterval, 9 * ofUnitInterval * ofUnitInterval);
            case "Laplace":
                double scale = Math.Exp(second) + leastScale;
                return (2 * scale * scale, 24 * Math.Pow(scale, 4));
            case "Poisson":
                return (mean, mean + (3 * mean * mean));
            case "NegativeBinomial":
                double spread = mean * (1 + Math.Exp(second));
                return (spread, spread * spread * (3 + (6 / Math.Exp(first)) + (1 / spread)));
            case "DiscretizedLogistic":
                return Levels(first, second);
            default:
                double gaussian = likelihood.EndsWith("FromDecoder", StringComparison.Ordinal) ? Math.Exp(second) + LeastVariance : 0.25;
                return (gaussian, 2 * gaussian * gaussian);
        }
    }

    // Of the levels, from their probabilities.
    private static (double Variance, double Fourth) Levels(double mean, double logScale)
    {
        double Below(double edge) => 1 / (1 + Math.Exp(-(edge - mean) / Math.Exp(logScale)));
        double[] mass =
            [.. Enumerable.Range(0, 256).Select(k => (k == 255 ? 1 : Below((k + 0.5) / 255)) - (k == 0 ? 0 : Below((k - 0.5) / 255)))];
        double average = mass.Select((p, k) => p * k / 255).Sum();
        return (mass.Select((p, k) => p * Math.Pow((k / 255.0) - average, 2)).Sum(),
            mass.Select((p, k) => p * Math.Pow((k / 255.0) - average, 4)).Sum());
    }

    private static bool IsPossible(string likelihood, double x) => likelihood.Split(',')[0] switch
    {
        "ContinuousBernoulli" => x is >= 0 and <= 1,
        "Poisson" or "NegativeBinomial" => x >= 0 && Math.Floor(x) == x,
        "DiscretizedLogistic" => x is >= 0 and <= 1 && Math.Abs((255 * x) - Math.Round(255 * x)) < 1e-4,
        _ => double.IsFinite(x),
    };

    private static (string, double)[] Parameters(string likelihood, double first, double second) => likelihood switch
    {
        "ContinuousBernoulli" => [("decoder.logits.bias", first)],
        "Poisson" => [("decoder.log_rate.bias", first)],
        "NegativeBinomial" => [("decoder.log_total_count.bias", first), ("decoder.logits.bias", second)],
        "DiscretizedLogistic" => [("decoder.mean.bias", first), ("decoder.log_scale.bias", second)],
        "Laplace" => [("decoder.mean.bias", first), ("decoder.log_scale.bias", second), ("decoder.min_variance", LeastVariance)],
        "Gaussian, Scale = PerElement" => [("decoder.mean.bias", first), ("decoder.variance", 0.25)],
        _ => [("decoder.mean.bias", first), ("decoder.log_variance.bias", second), ("decoder.min_variance", LeastVariance)],
    };

    private static string Name(string likelihood, bool isDouble) =>
        string.Concat(likelihood.Where(char.IsLetter)) + (isDouble ? "Double" : "Single");
}
