using System;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>Single precision computes the same as double precision, from the same program: at equal points loss and gradient agree to its
/// rounding.</summary>
public sealed class PrecisionTests
{
    // Sums of some hundred rounded terms: a few times 6e-8.
    private const double LossTolerance = 2e-7;
    private const double GradientTolerance = 1e-6;

    private static readonly string[] Likelihoods = ["Bernoulli", "Gaussian", "Gaussian, Sigma = 0.4"];

    private static readonly string[] Activations = ["Identity", "Relu", "LeakyRelu", "Elu", "Gelu", "Silu", "Tanh", "Sigmoid", "Softplus"];

    private static readonly CompiledModels Models = new(
        from precision in new[] { true, false }
        from activation in Activations
        from likelihood in Likelihoods.Index()
        select new ModelDeclaration(
            Name(activation, likelihood.Index, precision), [40, 33, 7], [7, 25, 40], likelihood.Item, activation, precision));

    public static MatrixTheoryData<string, int> Cases => new(Activations, [0, 1, 2]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void SingleAgreesWithDouble(string activation, int likelihood)
    {
        const int Rows = 19;
        string single = Name(activation, likelihood, isDouble: false);
        ModelProbe<float> singles = new(Models.Create<float>(single), VectorWidth.Bits256, threads: 1, Rows);
        ModelProbe<double> doubles =
            new(Models.Create<double>(Name(activation, likelihood, isDouble: true)), VectorWidth.Bits256, threads: 1, Rows);
        Point point = Point.Draw(Models.Declaration(single), singles.Network.Parameters, Rows, seed: 5).RoundedToSingle();
        singles.SetParameters(point.Parameters);
        doubles.SetParameters(point.Parameters);

        LossAndGradient expected = doubles.LossAndGradient(point.X, point.Epsilon, point.Weights);
        LossAndGradient actual = singles.LossAndGradient(point.X, point.Epsilon, point.Weights);
        double lossError = Math.Abs(actual.Loss - expected.Loss) / Math.Abs(expected.Loss);
        double gradientError = Norm([.. actual.Gradient.Zip(expected.Gradient, (a, e) => a - e)]) / Norm(expected.Gradient);
        TestContext.Current.TestOutputHelper?.WriteLine($"loss {lossError:e2}, gradient {gradientError:e2}");
        Assert.InRange(lossError, 0, LossTolerance);
        Assert.InRange(gradientError, 0, GradientTolerance);
    }

    private static string Name(
        string activation, int likelihood, bool isDouble) => $"{activation}{likelihood}{(isDouble ? "Double" : "Single")}";

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
