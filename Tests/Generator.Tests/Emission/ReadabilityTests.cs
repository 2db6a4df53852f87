using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Emission;

/// <summary>What a reader of emitted code may expect of every likelihood, posterior and layer: formulas within 120 columns, names that mean
/// something.</summary>
public sealed class ReadabilityTests
{
    private static readonly Regex Nameless =
        new(@"TVector (choice|sum|ratio|numerator|product|difference|larger|smaller|value\w*|\w+Value\d+)\d* = (?!TVector\.Load)");

    public static TheoryData<string> Models() =>
    [
        "[Likelihood(Bernoulli)]",
        "[Likelihood(ContinuousBernoulli)]",
        "[Likelihood(Gaussian)]",
        "[Likelihood(Gaussian, Sigma = 0.1)]",
        "[Likelihood(Gaussian, Scale = PerElement)]",
        "[Likelihood(Gaussian, Scale = FromDecoder)]",
        "[Likelihood(Laplace)]",
        "[Likelihood(Poisson)]",
        "[Likelihood(NegativeBinomial)]",
        "[Likelihood(DiscretizedLogistic)]",
        "[Likelihood(Categorical, Classes = 16)]",
        "[Posterior(Normal, Covariance = Full)] [Likelihood(Bernoulli)] [Condition(10)]",
        "[Posterior(Deterministic)] [Likelihood(Gaussian)]",
        "[Model(Precision = VaeGen.Precision.Double)] [Likelihood(DiscretizedLogistic)]",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void OfVectors(string attributes)
    {
        string prior = attributes.Contains("Deterministic", StringComparison.Ordinal) ? "" : "[Prior(Normal)]";
        Check($"[Encoder(784, 60, 20, Activation = Gelu)] [Decoder(20, 60, 784, Activation = Silu)] {prior} {attributes}");
    }

    [Fact]
    public void OfLayers() => Check(
        "[Encoder] [Conv(24, 3, Padding = 1, Activation = Identity)] [BatchNorm(Activation = Silu)] [MaxPool(2)] [Residual] [Conv(24, 3, "
            + "Padding = 1)] [Dropout(0.25)] "
        + "[EndResidual(Activation = Relu)] [AvgPool(2)] [Dense(100, Activation = Identity)] [LayerNorm(Activation = Gelu)] [Decoder] "
        + "[Dense(24, 7, 7)] [Upsample(4)] "
        + "[Conv(1, 3, Padding = 1)] [Prior(Normal, 8)] [Likelihood(Gaussian, 1, 28, 28)]");

    private static void Check(string attributes)
    {
        ModelCompilation model =
            ModelCompilation.Of($"using VaeGen;\n/// <summary>A model.</summary>\n{attributes}\npublic partial class Readable;\n")
            .MustCompile();
        foreach (GeneratedFile file in model.Files)
        {
            string[] lines = file.Text.Split('\n');
            foreach (string line in lines)
            {
                Assert.DoesNotContain("docs/", line, StringComparison.Ordinal);
                Assert.DoesNotContain("stopgradient", line, StringComparison.OrdinalIgnoreCase);
                Assert.False(Nameless.IsMatch(line), line);
            }

            foreach (string line in Formulas(lines))
                Assert.True(line.Length <= 120, line);
            AssertStatedPartsAreLocals(lines);
        }

        string[] card =
            [.. model.Text("Readable.g.cs").Split('\n')
                .Where(line => line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("///", StringComparison.Ordinal))];
        Assert.All(card, line => Assert.True(line.Length <= 140, line));
    }

    // The comments above the methods of phases.
    private static IEnumerable<string> Formulas(string[] lines)
    {
        for (int i = 1; i < lines.Length; i++)
        {
            if (!lines[i].Contains("(Worker worker)", StringComparison.Ordinal)
                || !lines[i - 1].Contains("MethodImplOptions", StringComparison.Ordinal))
            {
                continue;
            }

            for (int j = i - 2; j >= 0 && lines[j].TrimStart().StartsWith("// ", StringComparison.Ordinal); j--)
                yield return lines[j];
        }
    }

    // A word before the equals sign of a formula, several letters long and no gradient or sum, is a local of the method below.
    private static void AssertStatedPartsAreLocals(string[] lines)
    {
        string[] body = [];
        for (int i = lines.Length - 1; i >= 0; i--)
        {
            if (lines[i].Contains("MethodImplOptions", StringComparison.Ordinal))
                body = [.. lines.Skip(i).TakeWhile(line => line != "        }")];
            if (Regex.Match(lines[i].Trim(), @"^// ([a-z]{3,}(?:[A-Z]\w*)+) = ") is { Success: true } part && body.Length > 0)
                Assert.Contains(body, line => Regex.IsMatch(line, $@"\b{part.Groups[1].Value}(Tile|Rows)? ?="));
        }
    }
}
