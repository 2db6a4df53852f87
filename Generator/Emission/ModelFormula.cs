using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>A model in one line: <c>784-400-20, Relu, Normal, Bernoulli</c>. A saved model is recognized by it.</summary>
internal static class ModelFormula
{
    /// <summary>The line.</summary>
    public static string Of(ModelSpec spec)
    {
        string[] encoder = Chain(spec.Encoder);
        string[] decoder = Chain(spec.Decoder);
        string sizes = decoder.SequenceEqual(encoder.Reverse())
            ? string.Join("-", encoder)
            : $"{string.Join("-", encoder)}, {string.Join("-", decoder)}";
        string[] activations = [.. Activations(spec.Encoder.Layers).Concat(Activations(spec.Decoder.Layers)).Distinct()];
        string likelihood = FamilyTable.Standard.Find<LikelihoodWord>(spec.Likelihood.Distribution.Value).Text
            + (spec.Likelihood.Sigma is { } sigma ? $" σ = {sigma.Value}" : "")
            + (spec.Likelihood.Classes > 0 ? $" of {EmissionContext.Text(spec.Likelihood.Classes)}" : "")
            + (spec.Likelihood.Exposure is { } exposure ? $" Exposure = {ExposureText(exposure)}" : "")
            + (spec.Likelihood.Scale switch { Scale.PerElement => " σ per element", Scale.FromDecoder => " σ from the decoder", _ => "" });
        string[] condition = spec.Condition is { } classes ? [$"{EmissionContext.Text(classes.Value)} classes"] : [];
        FamilyTable families = FamilyTable.Standard;
        string posterior = families.Find<PosteriorWord>(spec.Posterior.Distribution.Value).Text;
        string[] ofPosterior = spec.Prior is null || posterior == "Normal" ? [] : [$"{posterior} posterior"];
        string[] covariance = spec.Posterior.HasFullCovariance ? ["full covariance"] : [];
        string[] input = spec.Input == InputScaling.Raw ? [] : [$"Input = {spec.Input}"];
        string prior = spec.Prior is null ? posterior : families.Find<PriorWord>(spec.Prior.Distribution.Value).Text;
        return string.Join(", ", new[] { sizes }.Concat(activations).Concat([prior, likelihood])
            .Concat(ofPosterior).Concat(covariance).Concat(condition).Concat(input));
    }

    private static string ExposureText(int exposure) =>
        exposure == Exposure.RowTotal ? nameof(Exposure.RowTotal) : EmissionContext.Text(exposure);

    private static string[] Chain(NetworkSpec network) =>
        [network.Input.Value.ToString(), .. network.Layers.Select(LayerText.Short), network.HeadLayer is { } head
            ? LayerText.Short(head)
            : network.Head.Value.ToString()];

    // A layer that only moves or normalizes values has no activation to speak of.
    private static IEnumerable<string> Activations(IEnumerable<LayerSpec> layers) => layers.SelectMany(layer =>
        (layer is ResidualLayerSpec residual ? Activations(residual.Layers) : [])
        .Concat(layer is DenseLayerSpec or ConvolutionLayerSpec
            || layer.Activation.Value != Activation.Identity ? [layer.Activation.Value.ToString()] : []));
}
