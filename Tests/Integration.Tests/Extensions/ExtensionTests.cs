using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Parsing;
using VaeGen.Integration.Tests.Gradients;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Extensions;

/// <summary>
/// Families, a closed KL, an objective that the generator does not know, each one file of this folder: their gradients are those of finite
/// differences, and what they estimate is, on the mean of a million draws, what a quadrature gives.
/// </summary>
public sealed class ExtensionTests
{
    private const int Rows = 1000;
    private const int Batches = 1000;
    private const double MostStandardErrors = 5;

    private static readonly CompiledModels Models = new(
        [
            new ModelDeclaration("LogisticPosterior", [6, 5, 2], [2, 5, 6], "Bernoulli", "Tanh"),
            new ModelDeclaration("LogisticUnderNormal", [6, 5, 2], [2, 5, 6], "Bernoulli", "Tanh"),
            new ModelDeclaration("LaplacePrior", [6, 5, 2], [2, 5, 6], "Bernoulli", "Tanh"),
            new ModelDeclaration("LaplacePriorSampled", [6, 5, 2], [2, 5, 6], "Bernoulli", "Tanh"),
            new ModelDeclaration("StudentLikelihood", [6, 5, 1], [1, 5, 6], "Gaussian, Sigma = 1", "Tanh"),
            new ModelDeclaration("Tempered", [6, 5, 1], [1, 5, 6], "Bernoulli", "Tanh"),
        ],
        Compile);

    // Found in this assembly as the generator finds its own.
    private static readonly FamilyTable Added = FamilyTable.Of(typeof(ExtensionTests).Assembly);

    public static TheoryData<string> Names => [.. Models.Declarations.Select(declaration => declaration.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreRight(string name)
    {
        GradientErrors errors = GradientCheck.Run(
            Models.Declaration(name), Models.Create<double>(name), VectorWidth.Bits256, rows: 5, seed: 31,
            noise: name.StartsWith("Logistic", StringComparison.Ordinal) ? value => 1 / (1 + Math.Exp(-value)) : null);
        TestContext.Current.TestOutputHelper?.WriteLine(errors.ToString());
        Assert.InRange(errors.NormError, 0, 1e-6);
        Assert.InRange(errors.DirectionError, 0, 1e-6);
        Assert.InRange(errors.LossError, 0, 1e-12);
    }

    // Densities written down again, as functions of z.
    [Theory]
    [InlineData("LogisticPosterior")]
    [InlineData("LogisticUnderNormal")]
    [InlineData("LaplacePrior")]
    [InlineData("LaplacePriorSampled")]
    public void TheKlIsThatOfAQuadrature(string name)
    {
        ModelProbe<double> probe = Probe(name);
        (double[] kl, double error) = Estimate(probe, network => network.Kl!);
        double expected = 0;
        bool isLogistic = name.StartsWith("Logistic", StringComparison.Ordinal);
        for (int j = 0; j < 2; j++)
        {
            double mean = probe.Network.PosteriorMean[0, j];
            double logScale = isLogistic
                ? (probe.Network.PosteriorLogVariance[0, j] - Math.Log(Math.PI * Math.PI / 3)) / 2
                : probe.Network.PosteriorLogVariance[0, j] / 2;
            Func<double, double> logPrior = name switch
            {
                "LogisticPosterior" => LogLogistic,
                "LogisticUnderNormal" => LogNormal,
                _ => z => -Math.Abs(z) - Math.Log(2),
            };
            Func<double, double> logStandard = isLogistic ? LogLogistic : LogNormal;
            expected += Integral(
                t => Math.Exp(logStandard(t)) * (logStandard(t) - logScale - logPrior(mean + (Math.Exp(logScale) * t))));
        }

        if (name == "LaplacePrior")
            Assert.Equal(expected, kl.Average(), 1e-6);
        else
            AssertUnbiased(expected, kl.Average(), error);
    }

    [Fact]
    public void TheReconstructionUnderAnAddedLikelihoodIsThatOfAQuadrature()
    {
        ModelProbe<double> probe = Probe("StudentLikelihood");
        (double[] losses, double error) = Estimate(probe, network => network.Reconstruction);
        AssertUnbiased(ExpectedReconstruction(probe), losses.Average(), error);
    }

    [Fact]
    public void AnAddedObjectiveIsThatOfAQuadrature()
    {
        ModelProbe<double> probe = Probe("Tempered");
        (double[] losses, double error) = Estimate(probe, network => network.Ports.Totals(PortRole.Objective)!);
        double kl = probe.Network.Kl!.Total(0);
        AssertUnbiased(ExpectedReconstruction(probe) + (kl / 4), losses.Average(), error);
    }

    private static double LogLogistic(double t) => -t - (2 * Math.Log(1 + Math.Exp(-t)));

    private static double LogNormal(double t) => -0.5 * ((t * t) + Math.Log(2 * Math.PI));

    // The trapezoid rule, which for such functions is exact to far more digits than are compared.
    private static double Integral(Func<double, double> f)
    {
        const double Step = 1e-3;
        double sum = 0;
        for (double t = -36; t <= 36; t += Step)
            sum += Step * f(t);
        return sum;
    }

    private static void AssertUnbiased(double expected, double mean, double standardError)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{mean} ± {standardError}, expected {expected}");
        Assert.InRange(standardError, 1e-9, 0.01 * Math.Abs(expected));
        Assert.InRange(Math.Abs(mean - expected), 0, MostStandardErrors * standardError);
    }

    private static ModelProbe<double> Probe(string name)
    {
        ModelProbe<double> probe = new(Models.Create<double>(name), VectorWidth.Bits256, threads: 1, Rows);
        probe.SetParameters(Point.Draw(Models.Declaration(name), probe.Network.Parameters, rows: 1, seed: 3).Parameters);
        return probe;
    }

    private static double[] Example => [0.1, 0.9, 0.4, 0.6, 0, 1];

    // Of one latent: the mean over its noise.
    private static double ExpectedReconstruction(ModelProbe<double> probe)
    {
        double[] x = Example;
        int draws = probe.NoiseSizes[0];
        return Integral(
            t => Math.Abs(t) > 12 ? 0 : Math.Exp(LogNormal(t)) * probe.Loss(x, [.. Enumerable.Repeat(t, draws)]).Reconstruction);
    }

    /// <summary>The means over a thousand batches of a thousand equal examples, one a row, and the standard error of their mean.</summary>
    private static (double[] Means, double Error) Estimate(
        ModelProbe<double> probe, Func<VariationalNetwork<double>, RowTotals<double>> value)
    {
        double[] x = [.. Enumerable.Range(0, Rows).SelectMany(_ => Example)];
        probe.Loss(x, new double[Rows * probe.NoiseSizes[0]]);
        probe.Network.Run(NetworkTask.Encode, threads: 1);
        Batch<double> batch = probe.Network.Batch;
        batch.NoiseSource = NoiseSource.Drawn;
        batch.Seed = 7;
        for (int row = 0; row < Rows; row++)
            batch.Examples[row] = row;
        double[] means = new double[Rows];
        for (int sample = 0; sample < Batches; sample++)
        {
            batch.StreamAndSample = RandomStream.EvaluationNoise.WithSample(sample);
            probe.Network.Run(NetworkTask.EstimateElbo, threads: 1);
            RowTotals<double> totals = value(probe.Network);
            for (int row = 0; row < Rows; row++)
                means[row] += totals.Total(row) / Batches;
        }

        double mean = means.Average();
        double variance = means.Sum(one => (one - mean) * (one - mean)) / (Rows - 1);
        return (means, Math.Sqrt(variance / Rows));
    }

    private static ModelCompilation Compile(string source)
    {
        ModelStages stages = new(ModelParser.Parse, _ => [], spec => ModelEmitter.Emit(spec, WordsOf(spec.Host.PlainName)));
        return ModelCompilation.Of(new VaeGenerator(stages), new ModelAnalyzer(stages), source);
    }

    // What the words of a declaration mean in the model of that name.
    private static Vocabulary WordsOf(string name)
    {
        Vocabulary words = Vocabulary.Standard;
        return name switch
        {
            "LogisticPosterior" => words with { Posterior = _ => new Logistic(isPrior: false), Prior = _ => new Logistic(isPrior: true) },
            "LogisticUnderNormal" => words with { Posterior = _ => new Logistic(isPrior: false) },
            "LaplacePrior" => words with { Prior = _ => new StandardLaplace(), ClosedKls = [.. words.ClosedKls, .. Added.ClosedKls] },
            "LaplacePriorSampled" => words with { Prior = _ => new StandardLaplace() },
            "StudentLikelihood" => words with { Likelihood = _ => new StudentT() },
            "Tempered" => words with { Objective = _ => new TemperedObjective() },
            _ => throw new KeyNotFoundException(name),
        };
    }
}
