using System;
using System.Linq;

namespace VaeGen.Integration.Tests.Densities;

/// <summary>Where a log-density is computed.</summary>
/// <param name="X">x.</param>
/// <param name="Parameters">What the heads give.</param>
internal sealed record DensityPoint(double X, double[] Parameters);

/// <summary>A likelihood by its definition, in numbers of 400 bits.</summary>
/// <param name="Likelihood">What stands in the likelihood attribute.</param>
/// <param name="Heads">The names of the heads in files.</param>
/// <param name="LogDensity">log p of x and what the heads give.</param>
/// <param name="Draw">An x and what the heads give, before rounding: ordinary ones, and extreme ones.</param>
internal sealed record ExactDensity(
    string Likelihood, string[] Heads, Func<Exact, Exact[], Exact> LogDensity, Func<Random, DensityPoint> Draw)
{
    // Half of it, of which a Laplace's floor is the root, has an exact root.
    private const double VarianceOfFloor = 1.0 / 512;

    private const double LargestCount = 1e7;

    private static readonly Exact LogTwoPi = Exact.Log(2 * Exact.Pi);

    public static readonly ExactDensity[] All =
    [
        new("Bernoulli", ["logits"], (x, l) => (x * l[0]) - Softplus(l[0]), random => new(Unit(random), [Logits(random)])),
        new(
            "ContinuousBernoulli",
            ["logits"],
            (x, l) => l[0].Scaled.IsZero ? 0 : (x * l[0]) - Exact.Log((Exact.Exp(l[0]) - 1) / l[0]),
            random => new(Unit(random), [Logits(random)])),
        new(
            "DiscretizedLogistic",
            ["mean", "log_scale"],
            DiscretizedLogistic,
            random => new(random.Next(256) / 255.0, [Near(random, random.NextDouble(), 0.01), Between(random, -9.9, 2.9)])),
        new("Gaussian", ["mean"], (x, l) => Gaussian(x, l[0], VarianceOfFloor), random => Real(random)),
        new("Gaussian, Scale = PerElement", ["mean"], (x, l) => Gaussian(x, l[0], VarianceOfFloor), random => Real(random)),
        new("Gaussian, Sigma = 0.1", ["mean"], (x, l) => Gaussian(x, l[0], (Exact)1 / 100), random => Real(random)),
        new(
            "Gaussian, Scale = FromDecoder",
            ["mean", "log_variance"],
            (x, l) => Gaussian(x, l[0], Exact.Exp(l[1]) + VarianceOfFloor),
            random => Real(random, Between(random, -32, 60))),
        new(
            "Laplace",
            ["mean", "log_scale"],
            (x, l) => Laplace(x, l[0], Exact.Exp(l[1]) + (1.0 / 32)),
            random => Real(random, Between(random, -16, 60))),
        new(
            "Poisson",
            ["log_rate"],
            (x, l) => (x * l[0]) - Exact.Exp(l[0]) - ExactGamma.Log(x + 1),
            random =>
            {
                double count = Count(random);
                // At most the limit of log λ.
                return new(count, [Math.Min(LogMean(random, count), 29.9)]);
            }),
        new(
            "NegativeBinomial",
            ["log_total_count", "logits"],
            NegativeBinomial,
            random =>
            {
                double count = Count(random);
                double logTotalCount = Between(random, -19.9, 19.9);
                return new(count, [logTotalCount, LogMean(random, count) - logTotalCount]);
            }),
        new(
            "Categorical, Classes = 4",
            ["logits_0", "logits_1", "logits_2", "logits_3"],
            (x, l) => l[(int)(double)x] - Exact.Log(l.Aggregate((Exact)0, (sum, logit) => sum + Exact.Exp(logit))),
            random => new(random.Next(4), [Logits(random), Logits(random), Logits(random), Logits(random)])),
    ];

    /// <summary>Everything the model computes with that is not zero.</summary>
    public (string Name, double Value)[] Settings(double[] parameters) =>
    [
        .. Heads.Zip(parameters, (head, value) => ($"decoder.{head}.bias", value)),
        .. Likelihood switch
        {
            "Gaussian" or "Gaussian, Scale = PerElement" => [("decoder.variance", VarianceOfFloor)],
            "Laplace" or "Gaussian, Scale = FromDecoder" => new[] { ("decoder.min_variance", VarianceOfFloor) },
            _ => [],
        },
    ];

    private static Exact Softplus(Exact l) => l.Scaled.Sign > 0 ? l + Exact.Log(1 + Exact.Exp(-l)) : Exact.Log(1 + Exact.Exp(l));

    private static Exact Gaussian(Exact x, Exact mean, Exact variance) =>
        -(((x - mean) * (x - mean) / variance) + Exact.Log(variance) + LogTwoPi) / 2;

    private static Exact Laplace(Exact x, Exact mean, Exact scale) =>
        -(new Exact(System.Numerics.BigInteger.Abs((x - mean).Scaled)) / scale) - Exact.Log(2 * scale);

    private static Exact NegativeBinomial(Exact x, Exact[] l)
    {
        Exact totalCount = Exact.Exp(l[0]);
        return ExactGamma.Log(totalCount + x) - ExactGamma.Log(totalCount) - ExactGamma.Log(x + 1) - (x * Softplus(-l[1]))
            - (totalCount * Softplus(l[1]));
    }

    // The logarithm of the mass in the level's cell, each tail written so that it does not vanish next to 1.
    private static Exact DiscretizedLogistic(Exact x, Exact[] l)
    {
        Exact scale = Exact.Exp(l[1]);
        Exact upper = (x - l[0] + ((Exact)1 / 510)) / scale;
        Exact lower = (x - l[0] - ((Exact)1 / 510)) / scale;
        bool isLowest = (double)x < 1.0 / 510;
        bool isHighest = (double)x > 1 - (1.0 / 510);
        return (isLowest || isHighest ? 0 : Exact.Log(1 - Exact.Exp(lower - upper)))
            - (isHighest ? 0 : Softplus(-upper)) - (isLowest ? 0 : Softplus(lower));
    }

    // Every third the extreme of its kind.
    private static double Unit(Random random) => random.Next(3) switch { 0 => 0, 1 => 1, _ => random.NextDouble() };

    private static double Logits(Random random) => random.Next(3) switch
    {
        0 => Between(random, -80, 80),
        1 => Between(random, -1, 1) * Math.Pow(10, -random.Next(8)),
        _ => Between(random, -6, 6),
    };

    private static DensityPoint Real(Random random, params double[] further)
    {
        double mean = random.Next(3) == 0 ? Between(random, -100, 100) : Between(random, -1, 1);
        return new(Near(random, mean, 0.1), [mean, .. further]);
    }

    private static double Near(Random random, double value, double deviation) => random.Next(3) switch
    {
        0 => value + (1e-3 * deviation * Between(random, -1, 1)),
        1 => value + (deviation * Between(random, -1, 1)),
        _ => value + (30 * deviation * Between(random, -1, 1)),
    };

    private static double Count(Random random) => random.Next(4) switch
    {
        0 => random.Next(4),
        1 => random.Next(40),
        2 => Math.Floor(Math.Pow(LargestCount, random.NextDouble())),
        _ => Math.Floor(LargestCount * random.NextDouble()),
    };

    // At the count, where all large terms of the log-density cancel, within its standard deviation, further off, and anywhere.
    private static double LogMean(Random random, double count) => Math.Log(Math.Max(count, 0.5)) + (random.Next(5) switch
    {
        0 => 0,
        1 => Between(random, -2, 2) / Math.Sqrt(Math.Max(count, 1)),
        2 => Between(random, -0.1, 0.1),
        3 => Between(random, -3, 3),
        _ => Between(random, -50, 50),
    });

    private static double Between(Random random, double least, double greatest) => least + (random.NextDouble() * (greatest - least));
}
