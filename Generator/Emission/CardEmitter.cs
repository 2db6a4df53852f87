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
        string condition = spec.Condition is null ? "" : ", c";
        Network(lines, context, $"Encoder  x{condition} → z", spec.Encoder, "encoder");
        Network(lines, context, $"Decoder  z{condition} → x", spec.Decoder, "decoder");
        if (spec.Condition is { } classes)
        {
            lines.Add($"Condition  c is one of {Grouped(classes.Value)} classes, a one among zeros; the layer that reads it has a row of weights for each: {{layer}}.condition.weight");
            lines.Add("");
        }

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
        string likelihood = Likelihoods.Of(spec.Likelihood).Name + (spec.Likelihood.Sigma is { } sigma ? $" σ = {sigma.Value}" : "");
        string[] condition = spec.Condition is { } classes ? [$"{classes.Value.ToString(CultureInfo.InvariantCulture)} classes"] : [];
        return string.Join(", ", new[] { sizes }.Concat(activations).Concat([new StandardNormal().Name, likelihood]).Concat(condition));
    }

    private static string Chain(NetworkSpec network) => string.Join(
        "-",
        new[] { network.Input.Value }.Concat(network.Layers.Select(layer => layer.Output)).Concat([network.Head.Value]).Select(shape => shape.ToString()));

    private static void Network(List<string> lines, EmissionContext context, string title, NetworkSpec spec, string prefix)
    {
        lines.Add(title);
        ParameterTensor[] weights = [.. context.Program.Parameters.Where(p => p.Kind == ParameterKind.Weight && p.FileName.StartsWith(prefix + ".", System.StringComparison.Ordinal))];
        ParameterTensor[] ofClasses = [.. weights.Where(weight => weight.Axes[0] == context.Program.Condition?.Axes[1])];
        weights = [.. weights.Except(ofClasses)];
        for (int i = 0; i < weights.Length; i++)
        {
            ParameterTensor weight = weights[i];
            bool hidden = i < spec.Layers.Count;
            string output = hidden ? weight.Axes[1].Name : weight.FileName.Split('.')[1].Replace('_', '-');
            string activation = hidden ? spec.Layers[i].Activation.Value.ToString() : "";
            string shape = $"[rows, {weight.Axes[0]}] → [rows, {weight.Axes[1]}]";
            int count = Count(weight) + weight.Axes[1].Size!.Value;
            if (ofClasses.FirstOrDefault(other => other.FileName == $"{LayerOf(weight)}.condition.weight") is { } ofClass)
            {
                count += Count(ofClass);
                shape = $"[rows, {weight.Axes[0]} + c] → [rows, {weight.Axes[1]}]";
            }

            lines.Add($"  {output,-13}{shape,-30}{activation,-10}{Grouped(count),12} parameters   {weight.FileName}");
        }

        lines.Add("");
    }

    private static void Elbo(List<string> lines, EmissionContext context)
    {
        Dictionary<string, string> letters = FormulaLetters.Of(context.Program);
        // μ is the posterior's mean; that of p(x|z) is m.
        Dictionary<string, string> likelihoodLetters = new(letters) { [Gaussian.Location.Name] = "m" };
        NormalPosterior posterior = new();
        DistributionFamily likelihood = context.Program.Likelihood;
        string given = context.Spec.Condition is null ? "" : ", c";
        lines.Add($"ELBO = E[log p(x|z{given})] − KL(q(z|x{given}) ‖ p(z)), in nats: summed over the elements of x and z, mean over the batch   (docs/math/elbo.md#elbo)");
        lines.Add($"  {$"q(z|x{given})",-14}normal: z = {FormulaPrinter.Print(posterior.Sample, letters)}, ε ~ N(0, 1)   ({posterior.Documentation})");
        lines.Add($"  KL            Σ {FormulaPrinter.Print(Simplifier.Simplify(posterior.KlToStandardNormal), letters)}   ({posterior.KlDocumentation})");
        lines.Add($"  {$"log p(x|z{given})",-14}{likelihood.Name}: Σ {FormulaPrinter.Print(Simplifier.Simplify(likelihood.LogDensity), likelihoodLetters)}   ({likelihood.Documentation})");
        if (likelihood.SharedParameters.Count > 0)
            lines.Add("  σ²            shared by all elements: the mean squared error, running during training, exact over the training set at its end");
    }

    private static string LayerOf(ParameterTensor weight) => weight.FileName.Substring(0, weight.FileName.Length - ".weight".Length);

    private static int Count(ParameterTensor parameter) => parameter.Axes.Aggregate(1, (count, axis) => count * axis.Size!.Value);

    private static string Grouped(int value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", " ");
}
