using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Activations;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using Xunit;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Tests.Symbolics;

public class VectorPrinterTests
{
    [Fact]
    public void TheReparameterizationAndItsKl()
    {
        DiagonalNormal posterior = new();
        Expression klTerm = new NormalToStandardNormal().Term;
        Symbol dz = new("dz");
        Expression Gradient(Symbol parameter) => Simplifier.Simplify(
            (dz * Derivative.Of(posterior.Sample, parameter)) + Derivative.Of(klTerm, parameter));
        AssertCode(
            Printer(),
            """
            TVector half = TVector.Broadcast(0.5f);
            TVector one = TVector.Broadcast(1f);
            ---
            TVector sigma = Exp(half * logVariance);
            TVector sample = TVector.FusedMultiplyAdd(sigma, epsilon, mean);
            total += half * TVector.FusedMultiplyAdd(mean, mean, ExpRemainder(logVariance));
            TVector dMean = dz + mean;
            TVector dLogVariance = half * (dz * sigma * epsilon + sigma * sigma - one);
            """,
            new("sample", posterior.Sample),
            new("kl", klTerm, "total += {0};"),
            new("dMean", Gradient(DiagonalNormal.Location)),
            new("dLogVariance", Gradient(DiagonalNormal.LogVariance)));
    }

    [Fact]
    public void BernoulliLossAndGradientShareOneExponential()
    {
        Bernoulli bernoulli = new();
        IReadOnlyList<string> lines = AssertCode(
            Printer(),
            """
            TVector one = TVector.Broadcast(1f);
            ---
            TVector expMinusAbsLogits = Exp(-TVector.Abs(logits));
            total += x * logits - TVector.Max(logits, TVector.Zero) - Log1pUnit(expMinusAbsLogits);
            TVector logitsIsNonnegative = TVector.GreaterThanOrEqual(logits, TVector.Zero);
            TVector sigmoidLogitsNumerator = TVector.Select(logitsIsNonnegative, one, expMinusAbsLogits);
            TVector gradient = x - sigmoidLogitsNumerator / (one + expMinusAbsLogits);
            """,
            new("logDensity", bernoulli.LogDensity, "total += {0};"),
            new("gradient", bernoulli.Score(Bernoulli.Logits)));
        Assert.Equal(1, lines.Sum(line => line.Split(" Exp(").Length - 1));
    }

    [Fact]
    public void AGaussianWithAVarianceForEachElement() => AssertCode(
        Printer(Precision.Double),
        """
        TVector minusHalf = TVector.Broadcast(-0.5);
        TVector logTwoPi = TVector.Broadcast(1.8378770664093456);
        TVector half = TVector.Broadcast(0.5);
        TVector one = TVector.Broadcast(1.0);
        ---
        TVector inverseSigma = Exp(minusHalf * logVariance);
        TVector standardized = (x - mean) * inverseSigma;
        TVector standardizedSquared = standardized * standardized;
        TVector logDensity = minusHalf * (standardizedSquared + logVariance + logTwoPi);
        TVector dMean = standardized * inverseSigma;
        TVector dLogVariance = half * (standardizedSquared - one);
        """,
        new("logDensity", Gaussian.PerElementVariance.LogDensity),
        new("dMean", Gaussian.PerElementVariance.Score(Gaussian.Location)),
        new("dLogVariance", Gaussian.PerElementVariance.Score(Gaussian.LogVariance)));

    [Fact]
    public void ASharedVarianceIsPreparedBeforeTheLoop() => AssertCode(
        Printer(uniform: ["variance"]),
        """
        TVector minusHalf = TVector.Broadcast(-0.5f);
        TVector one = TVector.Broadcast(1f);
        TVector inverseVariance = one / variance;
        TVector logVariance = Log(variance);
        TVector logTwoPi = TVector.Broadcast(1.837877f);
        TVector logVariancePlusLogTwoPi = logVariance + logTwoPi;
        ---
        TVector residual = x - mean;
        TVector squaredError = residual * residual;
        TVector deviance = TVector.FusedMultiplyAdd(inverseVariance, squaredError, logVariancePlusLogTwoPi);
        TVector logDensity = minusHalf * deviance;
        TVector dMean = inverseVariance * residual;
        """,
        new("logDensity", Gaussian.SharedVariance.LogDensity),
        new("dMean", Gaussian.SharedVariance.Score(Gaussian.Location)));

    [Fact]
    public void AFixedSigmaIsFoldedIntoLiterals() => AssertCode(
        Printer(),
        """
        TVector minusHalfInverseSigmaSquared = TVector.Broadcast(-50f);
        TVector logNormalizer = TVector.Broadcast(-1.3836466f);
        TVector inverseSigmaSquared = TVector.Broadcast(100f);
        ---
        TVector residual = x - mean;
        TVector logDensity = minusHalfInverseSigmaSquared * (residual * residual) - logNormalizer;
        TVector dMean = inverseSigmaSquared * residual;
        """,
        new("logDensity", Gaussian.FixedSigma(new Rational(1, 10)).LogDensity),
        new("dMean", Gaussian.FixedSigma(new Rational(1, 10)).Score(Gaussian.Location)));

    [Theory]
    [InlineData("Relu", "TVector.Select(TVector.GreaterThan(h, TVector.Zero), dh, TVector.Zero)")]
    [InlineData("LeakyRelu", "TVector.Select(TVector.GreaterThan(h, TVector.Zero), dh, negativeSlope * dh)")]
    [InlineData("Elu", "TVector.Select(TVector.GreaterThan(h, TVector.Zero), dh, dh * (h + one))")]
    [InlineData("Tanh", "dh * (one - h * h)")]
    [InlineData("Sigmoid", "dh * h * (one - h)")]
    [InlineData("Softplus", "-dh * Expm1(-h)")]
    [InlineData("Identity", "dh")]
    public void BackwardOfAnActivationFromItsOutput(string name, string expected)
    {
        Assert.True(ActivationTable.Find(name).TryDeriveFromOutput(out Expression slope));
        Assert.Equal([$"TVector dx = {expected};"], Printer().Print(new VectorOutput("dx", Simplifier.Simplify(new Symbol("dh") * slope))));
    }

    [Fact]
    public void NamesAreUniqueAndNotReserved()
    {
        Symbol x = new("x");
        Expression first = Named("class", Exp(x));
        Expression second = Named("sigma", Log(x));
        VectorPrinter printer = new(Precision.Single, name => name, ["sigma", "half"]);
        string[] lines = [.. printer.Print(new VectorOutput("y", (first * first) + Tanh(second) + (OneHalf * second)))];
        Assert.Equal("TVector half2 = TVector.Broadcast(0.5f);", Assert.Single(printer.Declarations));
        Assert.Equal(["TVector expX = Exp(x);", "TVector logX = Log(x);", "TVector y = expX * expX + Tanh(logX) + half2 * logX;"], lines);
    }

    [Fact]
    public void BlocksOfOneMethodShareConstantsAndNotLocals()
    {
        Symbol x = new("x");
        VectorPrinter printer = Printer();
        IReadOnlyList<string> first = printer.Print(new VectorOutput("y", OneHalf * Square(Exp(x))));
        IReadOnlyList<string> second = printer.Print(new VectorOutput("y", OneHalf * Square(Exp(x))));
        Assert.Equal(first, second);
        Assert.Single(printer.Declarations);
    }

    [Fact]
    public void LongLinesAreCutAtNamedParts()
    {
        Symbol x = new("x");
        Expression sum = x;
        for (int i = 2; i < 40; i++)
            sum = Simplifier.Simplify(Tanh(sum + (i * x)) - (sum / (i + Square(x))));

        VectorPrinter printer = Printer();
        IReadOnlyList<string> lines = printer.Print(new VectorOutput("y", sum));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 110));
        Assert.All(
            lines.SkipLast(1),
            line => Assert.Contains(lines, other => other != line && other.Contains(line.Split(' ')[1], StringComparison.Ordinal)));
    }

    [Fact]
    public void EmittedCodeComputesWhatTheExpressionIs()
    {
        RandomExpressions source = new(23);
        List<(VectorOutput[] Outputs, Dictionary<string, double> Point)> blocks = [];
        for (int i = 0; i < 150; i++)
        {
            Expression shared = source.Next(3);
            VectorOutput[] outputs =
            [
                new("first", Simplifier.Simplify(source.Next(3) + shared)),
                new("second", (new Symbol("first") * source.Next(2)) - shared),
                new("third", Derivative.Of(source.Next(3) * shared, new Symbol("x"))),
            ];
            blocks.Add((outputs, source.Point()));
        }

        double[][] actual = EmittedCode.Run(
            blocks.Select(block => new VectorPrinter(Precision.Double, name => name, uniformSymbols: ["z"]) is var printer
                ? (printer.Print(block.Outputs), printer.Declarations, block.Point)
                : default),
            ["first", "second", "third"]);
        for (int i = 0; i < blocks.Count; i++)
        {
            Dictionary<string, double> values = new(blocks[i].Point);
            for (int j = 0; j < 3; j++)
            {
                VectorOutput output = blocks[i].Outputs[j];
                double expected = output.Value.Evaluate(name => values[name]);
                values[output.Name] = expected;
                Assert.True(
                    Math.Abs(expected - actual[i][j]) <= 1e-9
                    * (1 + Math.Abs(expected)), $"{output.Value} = {expected}, but the code gives {actual[i][j]}");
            }
        }
    }

    private static VectorPrinter Printer(Precision precision = Precision.Single, IEnumerable<string>? uniform = null) =>
        new(precision, name => name, ["i", "lane"], uniform);

    private static IReadOnlyList<string> AssertCode(VectorPrinter printer, string expected, params VectorOutput[] outputs)
    {
        IReadOnlyList<string> lines = printer.Print(outputs);
        Assert.Equal(expected, string.Join("\n", printer.Declarations.Append("---").Concat(lines)), ignoreLineEndingDifferences: true);
        return lines;
    }
}
