using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using Xunit;

namespace VaeGen.Generator.Tests.Distributions;

/// <summary>Formulas that a family states as text, because its expression has too many terms: each written here once more as code, and
/// compared with the expression.</summary>
public sealed class WrittenFormulaTests
{
    // l[x] − logsumexp(l0, …, l(k−1))
    [Theory]
    [InlineData(2, "l[x] − logsumexp(l0, l1)")]
    [InlineData(3, "l[x] − logsumexp(l0, l1, l2)")]
    [InlineData(16, "l[x] − logsumexp(l0, l1, …, l15)")]
    public void Categorical(int classes, string formula)
    {
        Categorical family = new(classes);
        Assert.Equal(formula, family.Formula);
        double[] logits = [.. Enumerable.Range(0, classes).Select(c => Math.Sin(3 * c) * 4)];
        double Logit(string name) => logits[int.Parse(name["logits".Length..], System.Globalization.CultureInfo.InvariantCulture)];
        double logSumExp = Math.Log(logits.Sum(Math.Exp));
        for (int x = 0; x < classes; x++)
        {
            Assert.Equal(logits[x] - logSumExp, family.LogDensity.Evaluate(name => name == "x" ? x : Logit(name)), 1e-13);
            for (int c = 0; c < classes; c++)
            {
                double score = (x == c ? 1 : 0) - Math.Exp(logits[c] - logSumExp);
                Assert.Equal(score, family.Score(new Symbol("logits" + c)).Evaluate(name => name == "x" ? x : Logit(name)), 1e-13);
            }
        }
    }

    // log(1 − exp(−1/(255 s))) − softplus((m − x − 1/510)/s) − softplus((x − m − 1/510)/s); x = 0 has the second term alone, x = 1 the
    // third.
    [Fact]
    public void DiscretizedLogistic()
    {
        DiscretizedLogistic family = new();
        Assert.Equal("log(1 − exp(−1/(255 s))) − softplus((m − x − 1/510)/s) − softplus((x − m − 1/510)/s)", family.Summary);
        foreach (double scale in new[] { 0.002, 0.05, 0.7, 12 })
        {
            foreach (double mean in new[] { -0.3, 0.001, 0.4, 0.999, 1.5 })
            {
                foreach (double x in new[] { 0, 1.0 / 255, 100.0 / 255, 254.0 / 255, 1 })
                {
                    double within = x is 0 or 1 ? 0 : Math.Log(-ExactExpm1(-1 / (255 * scale)));
                    double upper = x == 1 ? 0 : Softplus((mean - x - (1.0 / 510)) / scale);
                    double lower = x == 0 ? 0 : Softplus((x - mean - (1.0 / 510)) / scale);
                    Dictionary<string, double> point = new() { ["x"] = x, ["mean"] = mean, ["logScale"] = Math.Log(scale) };
                    double actual = family.LogDensity.Evaluate(name => point[name]);
                    double expected = within - upper - lower;
                    Assert.Equal(expected, actual, 1e-11 * (1 + Math.Abs(expected)));
                }
            }
        }
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    // By the series where 1 would swallow the difference.
    private static double ExactExpm1(double x) => Math.Abs(x) > 1e-3 ? Math.Exp(x) - 1 : x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4))))));
}
