using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Tests.Parsing;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>Spoils a valid declaration: whatever it was, it is invalid afterwards.</summary>
internal static class RandomSlips
{
    /// <summary>Layers that are wrong wherever they stand.</summary>
    private static readonly Func<Random, string>[] WrongLayers =
    [
        random => $"Conv({-random.Next(5)}, 3)",
        random => $"Conv(3, {-random.Next(5)})",
        random => $"Conv(channels: 3, kernel: {random.Next(1025, 9000)}, Padding = 1)",
        random => $"Conv(3, 3, Stride = {-random.Next(5)})",
        random => $"Conv(3, 3, Padding = {random.Next(3, 9)})",
        random => $"Conv(3, 3, Padding = {-random.Next(1, 9)})",
        _ => "Conv(int.MaxValue, 1)",
        random => $"ConvTranspose(3, 3, OutputPadding = {random.Next(1, 5)})",
        random => $"ConvTranspose(3, 4, Stride = 2, Padding = 1, OutputPadding = {random.Next(2, 5)})",
        random => $"ConvTranspose(kernel: {-random.Next(5)}, channels: {-random.Next(5)})",
        random => $"ConvTranspose(3, 3, Stride = int.MinValue, Activation = (Activation){random.Next(90, 99)})",
        random => $"MaxPool({-random.Next(5)})",
        random => $"MaxPool(2, Stride = {-random.Next(5)})",
        random => $"MaxPool(3, Padding = {random.Next(2, 9)})",
        random => $"AvgPool(2, Padding = {random.Next(2, 9)})",
        random => $"AvgPool(int.MaxValue, Stride = {random.Next(1, 5)})",
        random => $"Upsample({-random.Next(-1, 5)})",
        _ => "Upsample(int.MaxValue)",
        random => $"Dropout({random.Next(100, 200)} / 100.0)",
        random => $"Dropout(rate: -{random.Next(1, 9)})",
        _ => "Dropout(double.NaN)",
        _ => "Dense",
        _ => "Dense(Activation = Tanh)",
        random => $"Dense({-random.Next(5)})",
        random => $"Dense({random.Next(1, 5)}, {random.Next(1, 5)})",
        random => $"Dense(new[] {{ 1, 2, 3, {random.Next(1, 5)} }})",
        random => $"Dense({random.Next(1, 5)}, {-random.Next(5)}, {random.Next(-5, 5)})",
        _ => "Dense(null!)",
        _ => "Dense(int.MaxValue)",
        _ => "Dense(50000, 50000, 50000)",
        random => $"Dense(7, Activation = (Activation){random.Next(90, 99)})",
        _ => "LayerNorm(Activation = 0)",
        _ => "BatchNorm(Activation = (Activation)(-1))",
        _ => "Residual",
        _ => "EndResidual",
        _ => "EndResidual(Activation = Tanh)",
    ];

    /// <summary>Runs of layers that are wrong wherever they stand.</summary>
    private static readonly string[][] WrongRuns =
    [
        ["Residual", "EndResidual"],
        ["Residual", "Dense(3)", "Dense(4)", "EndResidual", "Residual", "Dense(5)", "EndResidual"],
        ["Dense(9)", "Conv(3, 3)"],
        ["Dense(9)", "LayerNorm", "Upsample(2)"],
        ["Dense(9)", "MaxPool(2)"],
        ["Dense(1)", "LayerNorm"],
        ["Dense(3, 4, 5)", "Conv(2, 7, Padding = 1)"],
        ["Dense(3, 4, 2)", "AvgPool(3)"],
        ["Dense(3, 1, 1)", "ConvTranspose(2, 4, Padding = 3)"],
        ["Dense(1, 1, 1)", "ConvTranspose(1, 3, Stride = 99999, OutputPadding = 99998)"],
        ["Dense(64, 40, 40)", "Upsample(1024)", "MaxPool(1024)"],
        ["Dense(50000)", "Dense(50000)"],
        ["Dense(20000, 1, 1)", "Conv(2000, 9, Padding = 4)"],
    ];

    private static readonly string[] WrongDistributions =
    [
        "Prior(Bernoulli, 3)", "Prior((Distribution)99, 3)", "Prior(Normal, 0)", "Prior(Normal, -3)", "Prior(Normal, 3, 4)",
        "Prior(Normal, 1, 2, 3)",
        "Prior(Normal, null!)", "Prior(shape: [2, 2], distribution: Normal)", "Prior(Normal, int.MaxValue)",
    ];

    private static readonly string[] WrongLikelihoods =
    [
        "Likelihood((Distribution)99, 1, 8, 8)", "Likelihood(Bernoulli, 8, 8)", "Likelihood(Bernoulli, 1, 0, 8)",
        "Likelihood(Bernoulli, 1, 8, -8)",
        "Likelihood(Bernoulli, 1, 2, 3, 4)", "Likelihood(Gaussian, null!)", "Likelihood(Gaussian, 1, 8, 8, Sigma = 0)",
        "Likelihood(Gaussian, 1, 8, 8, Sigma = double.NaN)", "Likelihood(Bernoulli, 3, 60000, 60000)", "Likelihood(Gaussian, int.MaxValue)",
        "Likelihood(shape: [3, 3], distribution: Gaussian, Sigma = 1)", "Likelihood(Deterministic, 1, 8, 8)",
        "Likelihood(Poisson, 1, 8, 8, Sigma = 0.1)",
        "Likelihood(Bernoulli, 1, 8, 8, Scale = PerElement)", "Likelihood(Laplace, 1, 8, 8, Scale = FromDecoder)",
        "Likelihood(Gaussian, 1, 8, 8, Scale = (Scale)9)",
        "Likelihood(Gaussian, 1, 8, 8, Scale = PerElement, Sigma = 1)", "Likelihood(Gaussian, 1, 8, 8, MinSigma = 0.1, Sigma = 1)",
        "Likelihood(Gaussian, 1, 8, 8, MinSigma = -1)", "Likelihood(Laplace, 1, 8, 8, MinSigma = double.PositiveInfinity)",
        "Likelihood(NegativeBinomial, 1, 8, 8, MinSigma = 0.1)",
        "Likelihood(Categorical, 1, 8, 8)", "Likelihood(Categorical, 1, 8, 8, Classes = 1)",
        "Likelihood(Categorical, 1, 8, 8, Classes = 17)", "Likelihood(Poisson, 1, 8, 8, Exposure = 64)",
        "Likelihood(NegativeBinomial, 1, 8, 8, Exposure = -2)", "Likelihood(Laplace, 1, 8, 8, Exposure = 1)",
        "Likelihood(ContinuousBernoulli, 1, 8, 8, Classes = 3)", "Likelihood(Categorical, 1, 8, 8, Classes = 3, Sigma = 0.1)",
    ];

    /// <summary>Posteriors that are wrong with a prior, and posteriors that are wrong without one; each gets the size of z.</summary>
    private static readonly Func<int, string>[] PosteriorsWithPrior =
    [
        latent => $"Posterior(Deterministic, {latent})", _ => "Posterior(Deterministic)",
        latent => $"Posterior(Deterministic, {latent}, Covariance = Full)",
        latent => $"Posterior(Normal, {latent})", latent => $"Posterior(Normal, {latent}, Covariance = Full)",
        latent => $"Posterior(Normal, {latent}, 1, 1)",
        _ => "Posterior(Poisson)", _ => "Posterior((Distribution)99)", _ => "Posterior(Normal, Covariance = (Covariance)7)",
        _ => "Posterior(Categorical, Covariance = Full)",
    ];

    private static readonly Func<int, string>[] PosteriorsWithoutPrior =
    [
        latent => $"Posterior(Deterministic, {latent}, Covariance = Full)",
        latent => $"Posterior(Deterministic, {latent}, Covariance = Diagonal)",
        latent => $"Posterior(Deterministic, {latent}, Covariance = (Covariance)7)", latent => $"Posterior(Deterministic, {-latent})",
        _ => "Posterior(Deterministic, 0)",
        latent => $"Posterior(Deterministic, {latent}, 1, 1)", latent => $"Posterior(Deterministic, {latent}, 2)",
        _ => "Posterior(Deterministic, int.MaxValue)",
        latent => $"Posterior(Normal, {latent})", _ => "Posterior(Normal, Covariance = Full)", _ => "Posterior(Normal)",
    ];

    private static readonly string[] WrongConditions =
        ["Condition(1)", "Condition(0)", "Condition(-3)", "Condition(65537)", "Condition(int.MinValue)", "Condition(classes: "
            + "int.MaxValue)"];

    /// <summary>The slips, each with how often it is drawn: most are wrong layers.</summary>
    private static readonly (int Weight, Action<RandomDeclaration, Random> Slip)[] Slips =
    [
        (30, (model, random) => Insert(model, random, [WrongLayers[random.Next(WrongLayers.Length)](random)])),
        (20, (model, random) => Insert(model, random, WrongRuns[random.Next(WrongRuns.Length)])),
        (4, (model, random) => model.Prior = WrongDistributions[random.Next(WrongDistributions.Length)]),
        (2, (model, _) => model.EncoderHead = null),
        (2, (model, _) => model.DecoderHead = null),
        (1, (model, _) => (model.EncoderHead, model.EncoderLayers) = (null, [])),
        (1, (model, _) => (model.DecoderHead, model.DecoderLayers) = (null, [])),
        (1, (model, _) => (model.Prior, model.Posterior) = (null, null)),
        (1, (model, _) => model.Likelihood = null),
        (3, (model, random) => model.Others.Add(WrongLayers[random.Next(WrongLayers.Length)](random))),
        (3, (model, random) => model.Others.Add(random.Next(2) == 0 ? "Dense(3)" : "Conv(3, 3)")),
        (2, (model, _) => (model.EncoderHead, model.EncoderLayers) = ("Encoder(Activation = Tanh)", [])),
        (2, (model, _) => (model.DecoderHead, model.DecoderLayers) = ("Decoder", [])),
        (2, (model, random) => (model.EncoderHead, model.EncoderLayers) =
            ($"Encoder({model.Data.Size + random.Next(1, 9)}, {model.Latent})", [])),
        (2, (model, random) => (model.DecoderHead, model.DecoderLayers) =
            ($"Decoder({model.Latent + random.Next(1, 9)}, 3, {model.Data.Size})", [])),
        (2, (model, random) => (model.EncoderHead, model.EncoderLayers) =
            ($"Encoder({model.Data.Size}, {-random.Next(9)}, {model.Latent})", [])),
        (2, (model, random) => model.Prior = model.IsStack ? "Prior(Normal)" : $"Prior(Normal, {model.Latent + random.Next(1, 9)})"),
        (2, (model, random) => model.Likelihood = model.IsStack
            ? "Likelihood(Bernoulli)"
            : $"Likelihood(Bernoulli, {model.Data.Size + random.Next(1, 9)})"),
        (1, (model, _) => model.Others.Add("Model(Precision = (Precision)7)")),
        (2, (model, random) => model.Posterior = random.Next(2) == 0 ? "Posterior(Bernoulli)" : $"Posterior(Normal, Covariance = "
            + $"(Covariance){random.Next(3, 9)})"),
        (8, (model, random) => (model.Prior, model.Posterior) =
            ($"Prior(Normal, {model.Latent})", Any(PosteriorsWithPrior, random)(model.Latent))),
        (8, (model, random) => (model.Prior, model.Posterior) = (null, Any(PosteriorsWithoutPrior, random)(model.Latent))),
        (2, (model, random) => (model.Prior, model.Posterior) =
            ($"Prior(Normal, {(random.Next(2) == 0 ? 1 : random.Next(1025, 2000))})", "Posterior(Normal, Covariance = Full)")),
        (2, (model, random) => (model.Prior, model.Posterior) =
            (null, model.IsStack ? "Posterior(Deterministic)" : $"Posterior(Deterministic, {model.Latent + random.Next(1, 9)})")),
        (12, (model, random) => model.Likelihood = Any(WrongLikelihoods, random)),
        (6, (model, random) => Condition(model, Any(WrongConditions, random))),
        (4, (model, random) =>
        {
            Condition(model, "Condition(10)");
            Insert(model, random, Any(WrongRuns, random));
        }),
    ];

    /// <summary>Spoils the declaration in one way, and in some of them a layer as well.</summary>
    public static void Spoil(RandomDeclaration model, Random random)
    {
        int drawn = random.Next(Slips.Sum(entry => entry.Weight));
        foreach ((int weight, Action<RandomDeclaration, Random> slip) in Slips)
        {
            drawn -= weight;
            if (drawn < 0)
            {
                slip(model, random);
                break;
            }
        }

        // Never the other half of a block, which could mend what the first slip has broken.
        string another = WrongLayers[random.Next(WrongLayers.Length)](random);
        if (random.Next(4) == 0 && !another.Contains("Residual", StringComparison.Ordinal))
            Insert(model, random, [another]);
    }

    private static T Any<T>(T[] choices, Random random) => choices[random.Next(choices.Length)];

    // There may be one already.
    private static void Condition(RandomDeclaration model, string condition)
    {
        model.Others.RemoveAll(attribute => attribute.StartsWith("Condition", StringComparison.Ordinal));
        model.Others.Add(condition);
    }

    private static void Insert(RandomDeclaration model, Random random, string[] layers)
    {
        List<string> into = random.Next(2) == 0 ? model.EncoderLayers : model.DecoderLayers;
        into.InsertRange(random.Next(into.Count + 1), layers);
    }
}
