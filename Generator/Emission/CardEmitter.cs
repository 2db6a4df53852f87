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
            $"{spec.Host.PlainName}: {(spec.IsDeterministic ? "a deterministic autoencoder" : "a variational autoencoder")}, {ModelFormula.Of(spec)}, {(context.ElementType == "double" ? "float64" : "float32")}",
            "",
        ];
        string condition = spec.Condition is null ? "" : ", c";
        (IEnumerable<string> encoder, IEnumerable<string> decoder) = CardLayers.Of(context);
        lines.AddRange([$"Encoder  x{condition} → z", .. encoder, ""]);
        lines.AddRange([$"Decoder  z{condition} → x", .. decoder, ""]);
        if (spec.Condition is { } classes)
        {
            lines.Add($"Condition  c is one of {Grouped(classes.Value)} classes, a one among zeros; the layer that reads it has a row of weights for each: {{layer}}.condition.weight");
            lines.Add("");
        }

        lines.Add($"Trained parameters: {Grouped(context.Program.Parameters.Where(parameter => parameter.IsTrained).Sum(Count))}");
        lines.Add("");
        Elbo(lines, context);
        lines.Add("");
        lines.Add($"Defaults: {(spec.IsDeterministic ? "" : "one Monte Carlo sample; ")}weights and biases uniform in ±1/√fan-in; Adam with α = 10⁻³, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸;");
        lines.Add("the last, smaller batch of an epoch is trained on, with the mean over its own size.");
        return [.. lines.Select(line => line.Length == 0 ? "//" : "// " + line)];
    }

    /// <summary>The values of a parameter.</summary>
    public static long Count(ParameterTensor parameter) => parameter.Axes.Aggregate(1L, (count, axis) => count * axis.Size!.Value);

    /// <summary>A number with a space between thousands.</summary>
    public static string Grouped(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", " ");

    private static void Elbo(List<string> lines, EmissionContext context)
    {
        Dictionary<string, string> letters = FormulaLetters.Of(context.Program);
        // μ is the posterior's mean; that of p(x|z) is m.
        Dictionary<string, string> likelihoodLetters = new(letters) { [Gaussian.Location.Name] = "m", [Gaussian.LogVariance.Name] = "log v" };
        foreach (Parameter parameter in context.Program.Likelihood.Parameters.Where(parameter => parameter.Range is not null))
            likelihoodLetters[parameter.Symbol.Name] = parameter.Display;
        DistributionFamily likelihood = context.Program.Likelihood;
        string given = context.Spec.Condition is null ? "" : ", c";
        if (context.Spec.IsDeterministic)
        {
            lines.Add($"Loss = −log p(x|z{given}) at the code z, in nats: summed over the elements of x, mean over the batch. Nothing is sampled, and there is no KL   (docs/autoencoders.md)");
        }
        else
        {
            lines.Add($"ELBO = E[log p(x|z{given})] − KL(q(z|x{given}) ‖ p(z)), in nats: summed over the elements of x and z, mean over the batch   (docs/math/elbo.md#elbo)");
            if (context.Spec.Posterior.HasFullCovariance)
                FullCovariance(lines, $"q(z|x{given})", context.Spec.LatentSize);
            else
                Diagonal(lines, $"q(z|x{given})", letters);
        }

        lines.Add($"  {$"log p(x|z{given})",-14}{likelihood.Name}: Σ {likelihood.Formula ?? FormulaPrinter.Print(Simplifier.Simplify(likelihood.LogDensity), likelihoodLetters)}   ({likelihood.Documentation})");
        if (likelihood.Remark is { } remark)
            lines.Add($"                {remark}");
        if (likelihood.SharedParameters.Contains(Gaussian.Variance))
            lines.Add("  σ²            shared by all elements: the mean squared error, running during training, exact over the training set at its end");
        if (likelihood.ElementParameters.Contains(Gaussian.Variance))
            lines.Add("  σ²            one for each element: its mean squared error, running during training, exact over the training set at its end");
        if (likelihood.SharedParameters.Count + likelihood.ElementParameters.Count > 0)
            lines.Add($"  MinSigma      σ is at least {context.Spec.Likelihood.MinSigma ?? "1/255/√12 where the data are bytes, else 0.00001"}");
    }

    private static void Diagonal(List<string> lines, string name, Dictionary<string, string> letters)
    {
        NormalPosterior posterior = new();
        lines.Add($"  {name,-14}normal: z = {FormulaPrinter.Print(posterior.Sample, letters)}, ε ~ N(0, 1)   ({posterior.Documentation})");
        lines.Add($"  KL            Σ {FormulaPrinter.Print(Simplifier.Simplify(posterior.KlToStandardNormal), letters)}   ({posterior.KlDocumentation})");
    }

    private static void FullCovariance(List<string> lines, string name, int latents)
    {
        lines.Add($"  {name,-14}normal with a full covariance L Lᵀ: z = μ + L ε, ε ~ N(0, I); L is lower triangular, its diagonal exp(ℓ)   ({FullNormalPosterior.Documentation})");
        lines.Add($"  KL            ½ (Σ Lᵢⱼ² + Σ μᵢ² − {EmissionContext.Text(latents)}) − Σ ℓᵢ   ({FullNormalPosterior.Documentation})");
    }
}
