using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The card at the head of a model's first file: what the model is, every layer with its shapes, the ELBO as a formula, and the defaults.</summary>
internal static class CardEmitter
{
    /// <summary>The card as comment lines.</summary>
    public static IReadOnlyList<string> Lines(EmissionContext context)
    {
        ModelSpec spec = context.Spec;
        List<string> lines =
        [
            $"{spec.Host.PlainName}: a variational autoencoder, {Formula(spec)}, {(context.ElementType == "double" ? "float64" : "float32")}",
            "",
        ];
        Network(lines, context, "Encoder  x → z", spec.Encoder, "encoder");
        Network(lines, context, "Decoder  z → x", spec.Decoder, "decoder");
        lines.Add($"Trained parameters: {Grouped(context.Program.Parameters.Where(parameter => parameter.IsTrained).Sum(Count))}");
        lines.Add("");
        Elbo(lines, context);
        lines.Add("");
        lines.Add("Defaults: one Monte Carlo sample; weights and biases uniform in ±1/√fan-in; Adam with α = 10⁻³, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸;");
        lines.Add("the last, smaller batch of an epoch is trained on, with the mean over its own size.");
        return [.. lines.Select(line => line.Length == 0 ? "//" : "// " + line)];
    }

    /// <summary>The model in one line: <c>784-400-20, Relu, Normal, Bernoulli</c>.</summary>
    public static string Formula(ModelSpec spec)
    {
        string encoder = Chain(spec.Encoder);
        string decoder = Chain(spec.Decoder);
        string mirrored = string.Join("-", encoder.Split('-').Reverse());
        string sizes = decoder == mirrored ? encoder : $"{encoder}, {decoder}";
        string[] activations = [.. spec.Encoder.Layers.Concat(spec.Decoder.Layers).Select(layer => layer.Activation.Value.ToString()).Distinct()];
        string likelihood = Likelihoods.Of(spec.Likelihood).Name
            + (spec.Likelihood.Sigma is { } sigma ? $" σ = {sigma.Value}" : "")
            + (spec.Likelihood.Classes > 0 ? $" of {spec.Likelihood.Classes.ToString(CultureInfo.InvariantCulture)}" : "")
            + (spec.Likelihood.Scale switch { Scale.PerElement => " σ per element", Scale.FromDecoder => " σ from the decoder", _ => "" });
        return string.Join(", ", new[] { sizes }.Concat(activations).Concat([new StandardNormal().Name, likelihood]));
    }

    private static string Chain(NetworkSpec network) => string.Join(
        "-",
        new[] { network.Input.Value }.Concat(network.Layers.Cast<DenseLayerSpec>().Select(layer => layer.Size.Value)).Concat([network.Head.Value])
            .Select(size => size.ToString(CultureInfo.InvariantCulture)));

    private static void Network(List<string> lines, EmissionContext context, string title, NetworkSpec spec, string prefix)
    {
        lines.Add(title);
        ParameterTensor[] weights = [.. context.Program.Parameters.Where(p => p.Kind == ParameterKind.Weight && p.FileName.StartsWith(prefix + ".", System.StringComparison.Ordinal))];
        for (int i = 0; i < weights.Length; i++)
        {
            ParameterTensor weight = weights[i];
            bool hidden = i < spec.Layers.Count;
            string output = hidden ? weight.Axes[1].Name : weight.FileName.Split('.')[1].Replace('_', '-');
            string activation = hidden ? spec.Layers[i].Activation.Value.ToString() : "";
            string shape = $"[rows, {weight.Axes[0]}] → [rows, {weight.Axes[1]}]";
            int count = Count(weight) + weight.Axes[1].Size!.Value;
            lines.Add($"  {output,-13}{shape,-30}{activation,-10}{Grouped(count),12} parameters   {weight.FileName}");
        }

        lines.Add("");
    }

    private static void Elbo(List<string> lines, EmissionContext context)
    {
        Dictionary<string, string> letters = FormulaLetters.Of(context.Program);
        // μ is the posterior's mean; that of p(x|z) is m.
        Dictionary<string, string> likelihoodLetters = new(letters) { [Gaussian.Location.Name] = "m", [Gaussian.LogVariance.Name] = "log v" };
        foreach (Parameter parameter in context.Program.Likelihood.Parameters.Where(parameter => parameter.Range is not null))
            likelihoodLetters[parameter.Symbol.Name] = parameter.Display;
        NormalPosterior posterior = new();
        DistributionFamily likelihood = context.Program.Likelihood;
        lines.Add("ELBO = E[log p(x|z)] − KL(q(z|x) ‖ p(z)), in nats: summed over the elements of x and z, mean over the batch   (docs/math/elbo.md#elbo)");
        lines.Add($"  q(z|x)        normal: z = {FormulaPrinter.Print(posterior.Sample, letters)}, ε ~ N(0, 1)   ({posterior.Documentation})");
        lines.Add($"  KL            Σ {FormulaPrinter.Print(Simplifier.Simplify(posterior.KlToStandardNormal), letters)}   ({posterior.KlDocumentation})");
        lines.Add($"  log p(x|z)    {likelihood.Name}: Σ {likelihood.Formula ?? FormulaPrinter.Print(Simplifier.Simplify(likelihood.LogDensity), likelihoodLetters)}   ({likelihood.Documentation})");
        if (likelihood.Remark is { } remark)
            lines.Add($"                {remark}");
        if (likelihood.SharedParameters.Contains(Gaussian.Variance))
            lines.Add("  σ²            shared by all elements: the mean squared error, running during training, exact over the training set at its end");
        if (likelihood.ElementParameters.Contains(Gaussian.Variance))
            lines.Add("  σ²            one for each element: its mean squared error, running during training, exact over the training set at its end");
        if (likelihood.SharedParameters.Count + likelihood.ElementParameters.Count > 0)
            lines.Add($"  MinSigma      σ is at least {context.Spec.Likelihood.MinSigma ?? "1/255/√12 where the data are bytes, else 0.00001"}");
    }

    private static int Count(ParameterTensor parameter) => parameter.Axes.Aggregate(1, (count, axis) => count * axis.Size!.Value);

    private static string Grouped(int value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", " ");
}
