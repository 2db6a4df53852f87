using System;
using System.Globalization;
using VaeGen.Integration.Tests.Models;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>A valid model drawn from a seed: its networks over all kinds of layers, its likelihood, its condition.</summary>
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
        "Bernoulli", "Bernoulli", "ContinuousBernoulli", "Gaussian", "Gaussian, Sigma = 0.7", "Gaussian, Scale = Scale.PerElement",
        "Gaussian, Scale = Scale.FromDecoder", "Laplace", "Poisson", "NegativeBinomial", "DiscretizedLogistic",
    ];

    /// <summary>The name of the class.</summary>
    public string Name => NameOf(Seed);

    /// <summary>A random value that x may take.</summary>
    public double DrawValue(Random random) => Likelihood.Split(',')[0] switch
    {
        "Bernoulli" or "ContinuousBernoulli" => random.NextDouble(),
        "Poisson" or "NegativeBinomial" => random.Next(8),
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
        string likelihood = Likelihoods[random.Next(Likelihoods.Length)];
        int classes = random.Next(4) == 0 ? random.Next(2, 5) : 0;
        bool isFull = latent > 1 && random.Next(4) == 0;

        RandomStack encoder = new(random);
        encoder.Add(x, random.Next(1, 5));
        RandomStack decoder = new(random);
        RandomShape hidden = decoder.Add(new RandomShape(latent, 1, 1, IsVolume: false), random.Next(1, 4));
        if (isVolume && random.Next(2) == 0 && hidden.Size <= 180)
            decoder.AddHead(x);
        else if (hidden.Size == x.Size)
            decoder.MakeLastLayerTheHead();
        string shape = isVolume ? Invariant($"{x.Channels}, {x.Height}, {x.Width}") : Invariant($"{x.Channels}");
        string source = $"""
            [Model(Precision = Precision.{(isDouble ? "Double" : "Single")})]
            [Encoder]
            {encoder}
            [Decoder]
            {decoder}
            {(classes == 0 ? "" : Invariant($"[Condition({classes})]"))}
            [Prior(Normal, {Invariant($"{latent}")})]
            {(isFull ? "[Posterior(Normal, Covariance = Covariance.Full)]" : "")}
            [Likelihood({Shaped(likelihood, shape)})]
            internal sealed partial class {NameOf(seed)};

            """;
        return new RandomModel(
            seed, source, x.Size, latent, likelihood, classes, encoder.HasKinks || decoder.HasKinks, encoder.DependsOnTraining || decoder.DependsOnTraining);
    }

    private static string Shaped(string likelihood, string shape)
    {
        string[] parts = likelihood.Split(", ", 2);
        return parts.Length == 1 ? $"{parts[0]}, {shape}" : $"{parts[0]}, {shape}, {parts[1]}";
    }

    private static string NameOf(int seed) => Invariant($"Random{seed}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
