using System;
using System.Globalization;
using VaeGen.Integration.Tests.Models;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>What z is, given x.</summary>
internal enum RandomPosterior
{
    Diagonal,
    Full,
    Deterministic,
}

/// <summary>A valid model drawn from a seed: its networks over all kinds of layers, its posterior, its likelihood, its condition; and
/// whether its data has gaps.</summary>
/// <param name="Seed">The seed, which is also in the name of the class.</param>
/// <param name="Source">The class.</param>
/// <param name="Features">Elements of x.</param>
/// <param name="Latent">Elements of z.</param>
/// <param name="Likelihood">The family of x.</param>
/// <param name="Classes">The classes of the condition; 0 for none.</param>
/// <param name="HasKinks">Whether a derivative jumps somewhere.</param>
/// <param name="DependsOnTraining">Whether a layer is something else in training.</param>
internal sealed record RandomModel(
    int Seed, string Source, int Features, int Latent, string Likelihood, int Classes, bool HasKinks, bool DependsOnTraining)
{
    private static readonly string[] Likelihoods =
    [
        "Bernoulli", "Bernoulli", "ContinuousBernoulli", "Gaussian", "Gaussian, Sigma = 0.7", "Gaussian, MinSigma = 0.2",
        "Gaussian, Scale = Scale.PerElement",
        "Gaussian, Scale = Scale.FromDecoder", "Gaussian, Scale = Scale.FromDecoder, MinSigma = 0.2", "Laplace", "Laplace, MinSigma = 0.2",
        "Poisson", "NegativeBinomial",
        "DiscretizedLogistic", "Categorical, Classes = ",
    ];

    private const string Classified = "Categorical, Classes = ";

    /// <summary>The name of the class.</summary>
    public string Name => NameOf(Seed);

    /// <summary>What z is, given x.</summary>
    public RandomPosterior Posterior { get; init; }

    /// <summary>Whether elements of x are missing.</summary>
    public bool HasMissing { get; init; }

    /// <summary>A random value that x may take.</summary>
    public double DrawValue(Random random) => Likelihood.Split(',')[0] switch
    {
        "Bernoulli" or "ContinuousBernoulli" => random.NextDouble(),
        "Poisson" or "NegativeBinomial" => random.Next(8),
        "Categorical" => random.Next(int.Parse(Likelihood[Classified.Length..], CultureInfo.InvariantCulture)),
        "DiscretizedLogistic" => random.Next(256) / 255.0,
        _ => Point.Normal(random),
    };

    /// <summary>The model of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="isDouble">Whether it computes in double precision.</param>
    public static RandomModel Draw(int seed, bool isDouble = true)
    {
        Random random = new(seed);
        bool isVolume = random.Next(5) > 0;
        RandomShape x = isVolume
            ? new RandomShape(random.Next(3) == 0 ? random.Next(2, 4) : 1, random.Next(2, 7), random.Next(2, 7), IsVolume: true)
            : new RandomShape(random.Next(1, 20), 1, 1, IsVolume: false);
        int latent = random.Next(3) == 0 ? random.Next(8, 11) : random.Next(1, 5);
        string likelihood = Likelihoods[seed % Likelihoods.Length];
        if (likelihood == Classified)
            likelihood += Invariant($"{random.Next(2, 17)}");
        // Seeds that follow each other show every likelihood with every posterior, and with and without a condition.
        int round = seed / Likelihoods.Length;
        RandomPosterior posterior = (round % 4) switch
        {
            0 => RandomPosterior.Full,
            1 => RandomPosterior.Deterministic,
            _ => RandomPosterior.Diagonal,
        };
        if (posterior == RandomPosterior.Full)
            latent = Math.Max(latent, 2);
        int classes = round % 3 == 0 ? random.Next(2, 5) : 0;

        RandomStack encoder = new(random, "Encoder");
        if (random.Next(10) == 0)
            encoder.MakeChain(x.Size, latent);
        else
            encoder.Add(x, random.Next(1, 5));
        RandomStack decoder = new(random, "Decoder");
        if (random.Next(10) == 0)
            decoder.MakeChain(latent, x.Size);
        else
            decoder.AddUpTo(x, latent);
        string shape = isVolume ? Invariant($"{x.Channels}, {x.Height}, {x.Width}") : Invariant($"{x.Channels}");
        string source = $"""
            [Model(Precision = Precision.{(isDouble ? "Double" : "Single")})]
            {encoder}
            {decoder}
            {(classes == 0 ? "" : Invariant($"[Condition({classes})]"))}
            {Latents(posterior, latent)}
            [Likelihood({Shaped(likelihood, shape)})]
            internal sealed partial class {NameOf(seed)};

            """;
        return new RandomModel(
            seed, source, x.Size, latent, likelihood, classes, encoder.HasKinks || decoder.HasKinks, encoder.DependsOnTraining
            || decoder.DependsOnTraining)
        {
            Posterior = posterior,
            HasMissing = random.Next(2) == 0,
        };
    }

    private static string Latents(RandomPosterior posterior, int latent) => posterior switch
    {
        RandomPosterior.Deterministic => Invariant($"[Posterior(Deterministic, {latent})]"),
        RandomPosterior.Full => Invariant($"[Prior(Normal, {latent})]\n[Posterior(Normal, Covariance = Covariance.Full)]"),
        _ => Invariant($"[Prior(Normal, {latent})]"),
    };

    private static string Shaped(string likelihood, string shape)
    {
        string[] parts = likelihood.Split(", ", 2);
        return parts.Length == 1 ? $"{parts[0]}, {shape}" : $"{parts[0]}, {shape}, {parts[1]}";
    }

    private static string NameOf(int seed) => Invariant($"Random{seed}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
