using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>Counts what random models are made of, alone and in pairs: an oracle says nothing about what it was never shown.</summary>
internal static class DrawnFeatures
{
    private static readonly string[] Layers =
        ["Dense", "Conv", "ConvTranspose", "MaxPool", "AvgPool", "Upsample", "LayerNorm", "BatchNorm", "Dropout", "Residual"];

    private static readonly string[] Options =
        ["OutputPadding =", "Stride =", "Padding =", .. Enum.GetNames<Activation>().Select(activation => $"Activation = {activation}")];

    private static readonly string[] Likelihoods =
    [
        "Bernoulli", "ContinuousBernoulli", "Gaussian", "Gaussian, Sigma = 0.7", "Gaussian, MinSigma = 0.2",
        "Gaussian, Scale = Scale.PerElement",
        "Gaussian, Scale = Scale.FromDecoder", "Gaussian, Scale = Scale.FromDecoder, MinSigma = 0.2", "Laplace", "Laplace, MinSigma = 0.2",
        "Poisson", "NegativeBinomial",
        "DiscretizedLogistic", "Categorical",
    ];

    /// <summary>How many models have each feature, and each pair of one with missing elements, a condition or a posterior.</summary>
    public static (Dictionary<string, int> Alone, Dictionary<string, int> Pairs) Count(IReadOnlyCollection<RandomModel> models)
    {
        Dictionary<string, Func<RandomModel, bool>> settings = new()
        {
            ["missing elements"] = model => model.HasMissing,
            ["condition"] = model => model.Classes > 0,
            ["full covariance"] = model => model.Posterior == RandomPosterior.Full,
            ["deterministic"] = model => model.Posterior == RandomPosterior.Deterministic,
        };
        Dictionary<string, Func<RandomModel, bool>> parts =
            new(settings) { ["chain"] = model => HasChain(model), ["stack"] = model => !HasChain(model) };
        foreach (string layer in Layers)
            parts[layer] = model => Has(model, $"[{layer}(") || Has(model, $"[{layer}]");
        foreach (string likelihood in Likelihoods)
        {
            parts[$"Likelihood({likelihood})"] = model => model.Likelihood == likelihood
                || model.Likelihood.StartsWith(likelihood + ", Classes", StringComparison.Ordinal);
        }

        Dictionary<string, int> alone =
            parts.Concat(
                Options.Select(option => KeyValuePair.Create<string, Func<RandomModel, bool>>(option, model => Has(model, option))))
            .ToDictionary(part => part.Key, part => models.Count(part.Value));
        Dictionary<string, int> pairs = [];
        foreach ((string setting, Func<RandomModel, bool> isSet) in settings)
        {
            foreach ((string part, Func<RandomModel, bool> has) in parts)
            {
                if (part != setting && !(settings.ContainsKey(part) && IsPosterior(part) && IsPosterior(setting)))
                    pairs[$"{setting} and {part}"] = models.Count(model => isSet(model) && has(model));
            }
        }

        return (alone, pairs);
    }

    private static bool IsPosterior(string setting) => setting is "full covariance" or "deterministic";

    private static bool HasChain(RandomModel model) => Has(model, "[Encoder(") || Has(model, "[Decoder(");

    private static bool Has(RandomModel model, string text) => model.Source.Contains(text, StringComparison.Ordinal);
}
