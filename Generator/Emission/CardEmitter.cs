using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The card at the head of a model's first file: what the model is, every layer with its shapes, the ELBO as a formula, and the
/// defaults.</summary>
internal static class CardEmitter
{
    private const int Width = 117;
    private const string Indentation = "                ";

    /// <summary>The card as comment lines.</summary>
    public static IReadOnlyList<string> Lines(EmissionContext context)
    {
        ModelSpec spec = context.Spec;
        string kind = spec.IsDeterministic ? "a deterministic autoencoder" : "a variational autoencoder";
        string precision = context.ElementType == "double" ? "float64" : "float32";
        List<string> lines = [.. Wrapped($"{spec.Host.PlainName}: ", $"{kind}, {ModelFormula.Of(spec)}, {precision}"), ""];
        string condition = FormulaLetters.Given(context.Program);
        (IEnumerable<string> encoder, IEnumerable<string> decoder) = CardLayers.Of(context);
        lines.AddRange([$"Encoder  x{condition} → z", .. Input(context), .. encoder, ""]);
        lines.AddRange([$"Decoder  z{condition} → x", .. decoder, ""]);
        if (spec.Condition is { } classes)
        {
            lines.Add($"Condition  c is one of {Grouped(classes.Value)} classes, a one among zeros; the layer that reads it has a row of "
                + "weights");
            lines.Add("           for each: {layer}.condition.weight");
            lines.Add("");
        }

        lines.Add($"Trained parameters: {Grouped(context.Program.Parameters.Where(parameter => parameter.IsTrained).Sum(Count))}");
        lines.Add("");
        Elbo(lines, context);
        lines.Add("");
        string samples = spec.IsDeterministic ? "" : "one Monte Carlo sample; ";
        lines.Add($"Defaults: {samples}weights and biases uniform in ±1/√fan-in;");
        lines.Add("          Adam with α = 10⁻³, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸;");
        lines.Add("          the last, smaller batch of an epoch is trained on, with the mean over its own size.");
        return [.. lines.Select(line => line.Length == 0 ? "//" : "// " + line)];
    }

    /// <summary>The values of a parameter.</summary>
    public static long Count(ParameterTensor parameter) => parameter.Axes.Aggregate(1L, (count, axis) => count * axis.Size!.Value);

    /// <summary>A number with a space between thousands.</summary>
    public static string Grouped(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", " ");

    private static void Elbo(List<string> lines, EmissionContext context)
    {
        DistributionFamily likelihood = context.Likelihood;
        string given = FormulaLetters.Given(context.Program);
        if (context.Spec.IsDeterministic)
        {
            lines.Add($"Loss = −log p(x|z{given}) at the code z");
            lines.Add("       in nats: summed over the elements of x, mean over the batch; nothing is sampled, and there is no KL");
            lines.Add($"       ({MathSection.Autoencoder})");
        }
        else
        {
            lines.Add($"ELBO = E[log p(x|z{given})] − KL(q(z|x{given}) ‖ p(z))");
            lines.Add("       in nats: summed over the elements of x and z, mean over the batch");
            lines.Add($"       ({MathSection.Elbo})");
            Posterior(lines, $"q(z|x{given})", context);
        }

        Dictionary<string, string> letters = LikelihoodLetters(context);
        string formula = likelihood.Summary is { } summary
            ? $"({summary})"
            : FormulaPrinter.Print(
                Simplifier.Simplify(likelihood.LogDensity), name => letters.TryGetValue(name, out string? letter) ? letter : null,
                _ => null, isFactor: true);
        Entry(lines, $"log p(x|z{given})", $"{likelihood.Name}: Σ {formula}", likelihood.Documentation, isFormula: true);
        if (likelihood.Remark is { } remark)
            lines.AddRange(Wrapped(Indentation, remark));
        Limits(lines, likelihood.Parameters, InputLowering.IsInUnits(context.Spec.Input, likelihood) ? "′" : "");
        if (context.Program.Exposure is { } exposure)
            lines.AddRange(Wrapped(Indentation, Exposure(exposure, likelihood)));
        if (InputLowering.IsInUnits(context.Spec.Input, likelihood))
        {
            lines.AddRange(Wrapped(
                Indentation, "u = (x − m₀) / s₀, m₀ and s₀ mean and unit of x in the training data: decoder.output_mean, "
                    + "decoder.output_scale; − Σ log s₀ makes it a density of x"));
        }

        if (likelihood.SharedParameters.Contains(Gaussian.Variance))
            Variance(lines, "shared by all elements: the mean squared error");
        if (likelihood.ElementParameters.Contains(Gaussian.Variance))
            Variance(lines, "one for each element: its mean squared error");
        if (likelihood.SharedParameters.Count + likelihood.ElementParameters.Count > 0)
        {
            Entry(lines, "MinSigma", $"σₓ is at least {context.Spec.Likelihood.MinSigma ?? "1/255/√12 where the data are bytes, else "
                + "0.00001"}");
        }
    }

    private static string Exposure(ExposureLowering exposure, DistributionFamily likelihood)
    {
        string parameter = likelihood.Parameters.Single(parameter => parameter.TakesExposure).Display;
        string column = exposure.Column is { } index ? EmissionContext.Text(index) : "";
        string e = exposure.Column is null ? "Σ x / Σ x̄ over the elements that are there" : $"x / x̄ of element {column}";
        string left = exposure.Column is null ? "" : $"; that element has no term in log p(x|z)";
        return $"log e is added to {parameter} within its limits, e = {e}, x̄ the means of the training data: "
            + $"{exposure.Means.FileName}{left}";
    }

    // What the first layer reads, where that is not x.
    private static IEnumerable<string> Input(EmissionContext context)
    {
        if (context.Spec.Input == InputScaling.Raw)
            return [];
        string log = context.Spec.Input == InputScaling.Standardize ? "x" : "log(1 + x)";
        return Wrapped("  x′           ", context.Spec.Input == InputScaling.Log1p
            ? log
            : $"({log} − x̄) / sₓ, x̄ and sₓ mean and unit of {log} in the training data: encoder.input_mean, "
                + "encoder.input_scale");
    }

    private static void Limits(List<string> lines, IEnumerable<Parameter> parameters, string stroke = "")
    {
        string[] limits =
        [
            .. parameters.Where(parameter => parameter.Range is not null).Select(parameter =>
                $"{parameter.Display}{stroke} in [{Number(parameter.Range!.Value.Least)}, {Number(parameter.Range.Value.Greatest)}]"),
        ];
        if (limits.Length > 0)
            lines.AddRange(Wrapped(Indentation, $"limited to {string.Join(", ", limits)}"));

        static string Number(int limit) => EmissionContext.Text(limit).Replace('-', '−');
    }

    // What is in units of x has a stroke.
    private static Dictionary<string, string> LikelihoodLetters(EmissionContext context)
    {
        Dictionary<string, string> letters = context.Letters.ToDictionary(pair => pair.Key, pair => pair.Value);
        bool isInUnits = InputLowering.IsInUnits(context.Spec.Input, context.Likelihood);
        foreach (Parameter parameter in context.Likelihood.Parameters)
            letters[parameter.Symbol.Name] = parameter.Display + (isInUnits ? "′" : "");
        if (isInUnits)
            letters[DistributionFamily.Value.Name] = "u";
        return letters;
    }

    private static void Posterior(List<string> lines, string name, EmissionContext context)
    {
        LatentTerm term = context.Program.Training.Latents[0].Term;
        DistributionFamily posterior = term.Variable.Posterior.Family;
        IReadOnlyDictionary<string, string> letters = context.Letters;
        string noise = posterior.Noise == DistributionFamily.Uniform ? "U ~ U(0, 1)" : "ε ~ N(0, 1)";
        string draw = posterior.DrawText
            ?? $"{posterior.Name.ToLowerInvariant()}: z = {FormulaPrinter.Print(posterior.Sample!, letters)}, {noise}";
        Entry(lines, name, draw, posterior.Documentation);
        Limits(lines, posterior.Parameters);
        if (term.Prior is { Family: not StandardNormal } prior)
        {
            string density = FormulaPrinter.Print(
                Simplifier.Simplify(prior.Family.LogDensity),
                name => name == DistributionFamily.Value.Name ? "z" : letters.TryGetValue(name, out string letter) ? letter : null,
                _ => null, isFactor: true);
            Entry(lines, "p(z)", $"{prior.Family.Name}: log p = Σ {density}", prior.Family.Documentation, isFormula: true);
        }

        if (term.Closed is { } kl)
        {
            string formula = kl.Formula(context.Spec.LatentSize) ?? "Σ " + FormulaPrinter.Print(Simplifier.Simplify(kl.Term), letters);
            Entry(lines, "KL", formula, kl.Documentation);
        }
        else
        {
            Entry(lines, "KL", "log q − log p at the draw; this pair of families has no closed form here", MathSection.Elbo);
        }
    }

    private static void Variance(List<string> lines, string whose) =>
        Entry(lines, "σₓ²", whose + ", running during training, exact over the training set at its end");

    // A name, what it is, and the section that derives it: below it where the line would get too long.
    private static void Entry(List<string> lines, string name, string text, MathSection? section = null, bool isFormula = false)
    {
        string head = $"  {name,-14}";
        string reference = section is null ? "" : $"   ({section})";
        bool isShort = head.Length + text.Length + reference.Length <= Width;
        string line = isShort ? text + reference : text;
        lines.AddRange(isFormula ? LineBreaks.Wrap(head + line, Width, Indentation) : Wrapped(head, line));
        if (!isShort && section is not null)
            lines.Add(Indentation + reference.TrimStart());
    }

    // Breaks between words; the lines below begin under the first.
    private static IEnumerable<string> Wrapped(string head, string text)
    {
        string indentation = new(' ', Math.Min(head.Length, Indentation.Length));
        while (head.Length + text.Length > Width && text.LastIndexOf(' ', Width - head.Length) is > 0 and int space)
        {
            yield return head + text.Substring(0, space);
            (head, text) = (indentation, text.Substring(space + 1));
        }

        yield return head + text;
    }
}
