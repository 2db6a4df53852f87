using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using VaeGen.Generator.Tests.Symbolics;
using Xunit;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Tests.Distributions;

public class DistributionTests
{
    private static readonly IReadOnlyDictionary<string, DistributionFamily> All = new Dictionary<string, DistributionFamily>
    {
        ["Bernoulli"] = new Bernoulli(),
        ["Gaussian σ = 0.1"] = Gaussian.FixedSigma(new Rational(1, 10)),
        ["Gaussian σ = 1"] = Gaussian.FixedSigma(1),
        ["Gaussian, shared σ²"] = Gaussian.SharedVariance,
        ["Gaussian, log σ²"] = Gaussian.PerElementVariance,
        ["Normal posterior"] = new DiagonalNormal(),
        ["Standard normal"] = new StandardNormal(),
        ["Student-t"] = new StudentT(),
        ["Gaussian, σ² per element"] = Gaussian.ElementVariance,
        ["Gaussian, σ² of the network"] = Gaussian.NetworkVariance,
        ["Continuous Bernoulli"] = new ContinuousBernoulli(),
        ["Laplace"] = new Laplace(),
        ["Poisson"] = new Poisson(),
        ["Negative binomial"] = new NegativeBinomial(),
        ["Discretized logistic"] = new DiscretizedLogistic(),
        ["Categorical"] = new Categorical(4),
    };

    public static TheoryData<string> Names() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ScoresAreSlopesOfTheLogDensity(string name)
    {
        DistributionFamily distribution = All[name];
        foreach (Dictionary<string, double> point in Points(name))
        {
            // Between two levels there is nothing to have a slope, nor is there below a count of zero, and no gradient reaches the floor of
            // a variance.
            bool hasSlopeByValue = distribution.Support is not (Support.ByteLevels or Support.Classes)
                && (distribution.Support != Support.Counts || point["x"] > 0);
            foreach (string symbol in distribution.LogDensity.FreeSymbols()
                .Where(symbol => symbol != "minVariance" && (symbol != "x" || hasSlopeByValue)))
            {
                double At(Expression expression, double at) => expression.Evaluate(other => other == symbol ? at : point[other]);
                double expected = Differences.Of(at => At(distribution.LogDensity, at), point[symbol], 0.01);
                double actual = At(distribution.Score(new Symbol(symbol)), point[symbol]);
                Assert.True(
                    Math.Abs(expected - actual) <= 1e-9
                    * (1 + Math.Abs(expected)
                        + Math.Abs(At(distribution.LogDensity, point[symbol]))), $"{symbol}: {actual}, not {expected}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DensitiesIntegrateToOneAndHaveTheirMean(string name)
    {
        DistributionFamily distribution = All[name];
        foreach (Dictionary<string, double> point in Points(name))
        {
            double Density(double x) => Math.Exp(distribution.LogDensity.Evaluate(symbol => symbol == "x" ? x : point[symbol]));
            double mean = distribution.Mean.Evaluate(symbol => point[symbol]);
            if (distribution is Bernoulli)
            {
                Assert.Equal(1, Density(0) + Density(1), 1e-14);
                Assert.Equal(mean, Density(1), 1e-14);
                continue;
            }

            if (distribution.Support != Support.Real)
            {
                (double tolerance, IEnumerable<(double X, double Weight)> nodes) = Nodes(distribution);
                (double X, double Mass)[] masses = [.. nodes.Select(node => (node.X, node.Weight * Density(node.X)))];
                Assert.Equal(1, masses.Sum(node => node.Mass), 1e-10);
                Assert.Equal(mean, masses.Sum(node => node.X * node.Mass), tolerance * (1 + Math.Abs(mean)));
                continue;
            }

            // The substitution x = mean + sinh t makes the trapezoidal rule exact to rounding, heavy tails included.
            double total = 0;
            double moment = 0;
            // A kink at the mean, at t = 0, leaves that rule the square of the step; Simpson's, on either side of it, leaves the fourth
            // power.
            bool hasKink = distribution is Laplace;
            double step = hasKink ? 0.004 : 0.02;
            for (int k = (int)(-30 / step); k <= 30 / step; k++)
            {
                double t = k * step;
                double rule = !hasKink ? 1 : k % 2 == 0 ? 2.0 / 3 : 4.0 / 3;
                double weight = rule * step * Math.Cosh(t) * Density(mean + Math.Sinh(t));
                total += weight;
                moment += weight * Math.Sinh(t);
            }

            Assert.Equal(1, total, hasKink ? 1e-6 : 1e-10);
            Assert.Equal(0, moment, 1e-9);
        }
    }

    [Theory]
    [InlineData(1, 800, 0)]
    [InlineData(0, 800, -800)]
    [InlineData(1, -800, -800)]
    [InlineData(0, -800, 0)]
    [InlineData(0.25, 700, -525)]
    [InlineData(1, 1e30, 0)]
    [InlineData(0, -1e30, 0)]
    public void ExtremeLogitsKeepTheirExactValue(double x, double logits, double expected)
    {
        Bernoulli bernoulli = new();
        foreach (Expression form in new[] { bernoulli.LogDensity, Expansion.Expand(bernoulli.LogDensity) })
            Assert.Equal(expected, form.Evaluate(name => name == "x" ? x : logits));

        Expression score = bernoulli.Score(Bernoulli.Logits);
        Assert.Equal(x - (logits > 0 ? 1 : 0), Expansion.Expand(score).Evaluate(name => name == "x" ? x : logits), 1e-300);
    }

    [Fact]
    public void ExpandedLogDensityKeepsSmallLosses()
    {
        // log sigmoid(30) = -9.4e-14: next to 30 it would vanish if max(l, 0) and log1p were added first.
        Expression expanded = Expansion.Expand(new Bernoulli().LogDensity);
        double actual = expanded.Evaluate(name => name == "x" ? 1 : 30);
        Assert.Equal(-9.357622968839737e-14, actual, 1e-27);
    }

    [Theory]
    [InlineData(0, 0, -800)]
    [InlineData(0, 0, 800)]
    [InlineData(700, -700, 0)]
    [InlineData(1, 1, -1200)]
    public void ExtremeVariancesGiveNoNaN(double x, double mean, double logVariance)
    {
        DistributionFamily gaussian = Gaussian.PerElementVariance;
        foreach (Expression expression in new[] { gaussian.LogDensity, gaussian.Score(Gaussian.Location),
            gaussian.Score(Gaussian.LogVariance) })
        {
            Assert.True(double.IsFinite(expression.Evaluate(name => name switch { "x" => x, "mean" => mean, _ => logVariance })));
        }
    }

    [Fact]
    public void TheSampleHasTheLogVarianceAndItsKlIsTheIntegral()
    {
        DiagonalNormal posterior = new();
        Expression klTerm = new NormalToStandardNormal().Term;
        foreach (Dictionary<string, double> point in Points("Normal posterior"))
        {
            double At(Expression expression, double epsilon) => expression.Evaluate(name => name == "epsilon" ? epsilon : point[name]);
            double deviation = At(posterior.Sample, 1) - At(posterior.Sample, 0);
            Assert.Equal(point["logVariance"], 2 * Math.Log(deviation), 1e-12);
            Assert.Equal(point["mean"], At(posterior.Sample, 0));

            double kl = 0;
            const double step = 0.05;
            for (double epsilon = -12; epsilon <= 12; epsilon += step)
            {
                double z = At(posterior.Sample, epsilon);
                double logQ = posterior.LogDensity.Evaluate(name => name == "x" ? z : point[name]);
                double logP = new StandardNormal().LogDensity.Evaluate(_ => z);
                kl += step * Math.Exp(-0.5 * epsilon * epsilon) / Math.Sqrt(2 * Math.PI) * (logQ - logP);
            }

            Assert.Equal(kl, klTerm.Evaluate(name => point[name]), 1e-9);
        }
    }

    [Fact]
    public void BernoulliSamplesAreOnesWithTheirProbability()
    {
        Bernoulli bernoulli = new();
        double Draw(double uniform) => bernoulli.Sample.Evaluate(name => name == "uniform" ? uniform : 0.4);
        double probability = bernoulli.Mean.Evaluate(_ => 0.4);
        Assert.Equal(1, Draw(probability - 1e-12));
        Assert.Equal(0, Draw(probability));
    }

    [Fact]
    public void SigmaMustBePositive() => Assert.Throws<ArgumentOutOfRangeException>(() => Gaussian.FixedSigma(0));

    [Fact]
    public void FormulasReadWell()
    {
        DiagonalNormal posterior = new();
        Expression klTerm = new NormalToStandardNormal().Term;
        Assert.Equal("x·l − softplus(l)", new Bernoulli().LogDensity.ToString());
        Assert.Equal("x − sigmoid(l)", new Bernoulli().Score(Bernoulli.Logits).ToString());
        Assert.Equal("−½ (x − μ)² / σₓ² − (log σₓ + ½ log 2π)", All["Gaussian σ = 0.1"].LogDensity.ToString());
        Assert.Equal("−½ ((x − μ)² / σₓ² + log σₓ² + log 2π)", Gaussian.SharedVariance.LogDensity.ToString());
        Assert.Equal("(x − μ) / σₓ²", Gaussian.SharedVariance.Score(Gaussian.Location).ToString());
        Assert.Equal("½ (((x − μ) exp(−½ log σ²))² − 1)", Gaussian.PerElementVariance.Score(Gaussian.LogVariance).ToString());
        Assert.Equal("z = μ + exp(½ log σ²) ε", FormulaPrinter.Equation("z", posterior.Sample));
        Assert.Equal("KL = ½ (exp(log σ²) − 1 − log σ² + μ²)", FormulaPrinter.Equation("KL", klTerm));
        Assert.Equal("½ (exp(log σ²) − 1)", Derivative.Of(klTerm, DiagonalNormal.LogVariance).ToString());
    }

    [Fact]
    public void SamplesByInversionAreTheInverseOfTheDistributionFunction()
    {
        foreach (double logits in new[] { -30, -2, -1e-9, 0, 0.3, 5, 40 })
        {
            ContinuousBernoulli family = new();
            for (double u = 0.05; u < 1; u += 0.1)
            {
                double x = family.Sample.Evaluate(name => name == "uniform" ? u : logits);
                // F(x), and for positive log-odds by symmetry 1 − F(1 − x) of the negative ones.
                double distance = logits > 0 ? 1 - x : x;
                double mass = Math.Abs(logits) < 1e-6
                    ? distance
                    : (1 - Math.Exp(-Math.Abs(logits) * distance)) / (1 - Math.Exp(-Math.Abs(logits)));
                Assert.Equal(u, Math.Abs(logits) < 1e-6 ? x : mass, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.4)]
    [InlineData(3)]
    public void LaplaceSamplesAreTheInverseOfTheDistributionFunction(double scale)
    {
        Laplace family = new();
        for (double u = 0.05; u < 1; u += 0.1)
        {
            double x = family.Sample.Evaluate(name => name switch { "uniform" => u, "mean" => 0.7, "logScale" => Math.Log(scale), _ => 0 });
            double tail = 0.5 * Math.Exp(-Math.Abs(x - 0.7) / scale);
            Assert.Equal(u, x < 0.7 ? tail : 1 - tail, 1e-12);
        }
    }

    [Fact]
    public void ExtremeParametersGiveFiniteDensitiesAndScores()
    {
        foreach (DistributionFamily family in new DistributionFamily[] { new ContinuousBernoulli(), new Laplace(), new Poisson(),
            new NegativeBinomial(), new DiscretizedLogistic(), Gaussian.NetworkVariance })
        {
            foreach (double extreme in new[] { -600, -50, -1e-300, 0, 1e-12, 50, 600 })
            {
                foreach (double x in family.Support == Support.Counts ? new[] { 0.0, 1, 1e6 } : [0.0, 1.0 / 255, 1])
                {
                    double At(Expression expression) => Expansion.Expand(expression).Evaluate(name => name switch
                    {
                        "x" => x,
                        "minVariance" => 1e-6,
                        _ => family.Parameters.Single(parameter => parameter.Symbol.Name == name).Range is var (least, greatest)
                        ? Math.Clamp(extreme, least, greatest) : extreme,
                    });
                    Assert.True(double.IsFinite(At(family.LogDensity)), $"{family.Name}: {family.LogDensity} at x = {x}, {extreme}");
                    Assert.All(
                        family.Parameters,
                        parameter =>
                        Assert.True(
                            double.IsFinite(At(family.Score(parameter.Symbol))), $"{family.Name}, {parameter.Name} at x = {x}, {extreme}"));
                }
            }
        }
    }

    // Where the mass lies, and how much of the interval around it a point stands for; the mean of a discretized logistic is exact to half a
    // level.
    private static (double MeanTolerance, IEnumerable<(double X, double Weight)> Nodes) Nodes(DistributionFamily distribution) =>
        distribution.Support switch
        {
            Support.Counts => (1e-9, Enumerable.Range(0, 40_000).Select(count => ((double)count, 1.0))),
            Support.Classes => (1e-9, Enumerable.Range(0, 4).Select(c => ((double)c, 1.0))),
            Support.ByteLevels => (1.0 / 510, Enumerable.Range(0, 256).Select(level => (level / 255.0, 1.0))),
            // Simpson's rule.
            _ => (1e-9, Enumerable.Range(0, 2001).Select(i => (i / 2000.0, (i is 0 or 2000 ? 1 : i % 2 == 1 ? 4 : 2) / 6000.0))),
        };

    private static IEnumerable<Dictionary<string, double>> Points(string name)
    {
        Random random = new(11);
        double At(double from, double to) => from + (random.NextDouble() * (to - from));
        for (int i = 0; i < 6; i++)
        {
            yield return new()
            {
                ["x"] = name is "Bernoulli" or "Continuous Bernoulli" ? At(0, 1) : name is "Poisson" or "Negative binomial"
                ? random.Next(9)
                : name == "Discretized logistic" ? random.Next(256) / 255.0 : name == "Categorical" ? random.Next(4) : name == "Laplace"
                ? At(1.5, 2) : At(-2, 2),
                ["logits"] = At(-6, 6),
                ["mean"] = At(-1, 1),
                ["logVariance"] = At(-2, 1.5),
                ["variance"] = At(0.3, 3),
                ["minVariance"] = At(0.01, 0.1),
                ["logScale"] = At(-3, 0.5),
                ["logRate"] = At(-2, 3),
                ["logTotalCount"] = At(-1, 3),
                ["logits0"] = At(-3, 3),
                ["logits1"] = At(-3, 3),
                ["logits2"] = At(-3, 3),
                ["logits3"] = At(-3, 3),
            };
        }
    }

    /// <summary>Student's t with three degrees of freedom: a new distribution is expressions and nothing else.</summary>
    private sealed class StudentT : DistributionFamily
    {
        // log Γ(2) - log Γ(3/2) = -log(√π / 2)
        private static readonly NamedConstant LogGammaRatio =
            new("logGammaRatio", "log Γ(2) − log Γ(3/2)", "0.1207822376352452223455184457816472122519");

        public override string Name => "StudentT";

        public override IReadOnlyList<Parameter> Parameters => Gaussian.PerElementVariance.Parameters;

        public override Expression LogDensity { get; } = LogGammaRatio - (OneHalf * (Log(3 * Pi) + Gaussian.LogVariance))
            - (2 * Log1p(Square((Value - Gaussian.Location) * Exp(-OneHalf * Gaussian.LogVariance)) / 3));

        public override Support Support => Support.Real;

        public override Expression Mean => Gaussian.Location;

        public override string Citation => "Student 1908";

        public override MathSection Documentation => MathSection.Elbo;
    }
}
