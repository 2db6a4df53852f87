using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The formulas that a phase computes, with the section of the mathematical documentation where one derives them; what is too long
/// for a line is indented.</summary>
internal sealed class PhaseFormulas
{
    // With the indentation of a method and the comment's slashes, 120 columns.
    private const int Width = 108;

    // A formula that is longer is stated over its named parts, as the code is.
    private const int LongestWhole = 72;

    private readonly Phase phase;
    private readonly EmissionContext context;

    // Products and what else is written out within the phase's formulas.
    private readonly Dictionary<string, string> written = [];
    private readonly Dictionary<Expression, string> parts = [];

    private PhaseFormulas(Phase phase, EmissionContext context)
    {
        this.phase = phase;
        this.context = context;
        foreach (ContractionTensor product in phase.Products.Where(product => !IsStated(product)))
            written[product.Symbol] = product.Formula(Letter);
        foreach (TriangularOuterTensor outer in phase.Gathers.OfType<TriangularOuterTensor>())
            written[outer.Symbol] = outer.Formula(Letter);
    }

    /// <summary>The lines of a phase.</summary>
    public static IEnumerable<string> Of(Phase phase, EmissionContext context) =>
        new PhaseFormulas(phase, context).Formulas().SelectMany(formula => LineBreaks.Wrap(formula, Width));

    private IEnumerable<string> Formulas() => phase.Kind switch
    {
        PhaseKind.WeightGradient or PhaseKind.BiasGradient => [$"d{Letter(phase.Target!)} = {phase.Gradient!.Formula(Letter)}"],
        PhaseKind.ComputedGradient => [$"the step of {Letter(phase.Target!)} by {Letter(phase.Gradient!)}"],
        _ => [.. phase.Products.Where(IsStated).Select(product => $"{Letter(product)} = {product.Formula(Letter)}"), .. Gathers(),
            .. Noise(), .. Sums(), .. Values()],
    };

    // A gradient that several layers pass on is stated before it is used, as what is stored is.
    private bool IsStated(ContractionTensor product) => phase.Stored.Contains(product)
        || (product.Terms.Length > 1 && product.Terms.All(term => term.ReadsTransposed));

    private IEnumerable<string> Gathers()
    {
        foreach (GatherTensor gather in phase.Gathers.Where(gather => gather is not TriangularOuterTensor))
            yield return $"{Letter(gather)} = {gather.Formula(Letter)}";
        foreach (Tensor second in phase.SecondResults)
            yield return $"{Letter(second)} = {second.Formula(Letter)}";
        foreach (ScatterTensor image in phase.Scatters)
            yield return $"{Letter(image)} = {image.Formula(Letter)}";
    }

    private IEnumerable<string> Noise() => phase.Noise.Select(
        noise => $"{Letter(noise)} ~ {(noise.Kind == NoiseKind.Normal ? "N(0, 1)" : "U(0, 1)")}");

    private IEnumerable<string> Sums()
    {
        foreach (SumTensor sum in phase.Totals)
            yield return $"{Letter(sum)} = {sum.Formula(Letter)}";
        foreach (SumTensor sum in phase.ColumnSums)
            yield return $"{Letter(sum)} = {sum.Formula(Letter)}";
    }

    private IEnumerable<string> Values()
    {
        if (phase.Values.Count == 0)
            yield break;
        if (phase.Values.Any(value => Equation(value).Length > LongestWhole))
        {
            foreach ((Expression part, string local) in PhaseCode.Of(phase, context).Parts)
                parts[part] = local;
        }

        HashSet<Expression> stated = [];
        foreach (PointwiseTensor value in phase.Values)
        {
            if (HandWritten(value) is null)
            {
                foreach (string part in Statements(value.Value, stated))
                    yield return part;
            }

            foreach (string line in WithNotes(Equation(value), Held(value) + Reference(value)))
                yield return line;
        }
    }

    // What does not fit behind the formula stands below it.
    private static IEnumerable<string> WithNotes(string equation, string notes) => equation.Length + notes.Length <= Width
        ? [equation + notes]
        : [.. LineBreaks.Wrap(equation, Width), .. notes.Length > 0 ? new[] { "  " + notes } : []];

    // The parts that a formula mentions, each before its first use.
    private IEnumerable<string> Statements(Expression expression, HashSet<Expression> stated)
    {
        if (parts.Count == 0)
            yield break;
        foreach (Expression node in Mentioned(expression))
        {
            if (!stated.Add(node))
                continue;
            foreach (string inner in Statements(node, stated))
                yield return inner;
            yield return $"{parts[node]} = {Print(node, node)}";
        }
    }

    // The outermost parts: what lies within them is mentioned by them.
    private IEnumerable<Expression> Mentioned(Expression expression)
    {
        foreach (Expression operand in expression.Core.Operands)
        {
            if (PartOf(operand) is not null)
            {
                yield return operand.Core;
                continue;
            }

            foreach (Expression inner in Mentioned(operand))
                yield return inner;
        }
    }

    private string? PartOf(Expression expression) => parts.Count > 0 && parts.TryGetValue(expression, out string? local) ? local : null;

    private string Print(Expression expression, Expression? whole = null, bool isFactor = false) => FormulaPrinter.Print(
        expression,
        name => written.TryGetValue(name, out string? text) || context.Letters.TryGetValue(name, out text) ? text : null,
        part => ReferenceEquals(part.Core, whole) ? null : PartOf(part),
        isFactor);

    private string Equation(PointwiseTensor value)
    {
        bool isApproximate =
            context.Program.Decoded.Observed.Any(observed => observed.Mean == value && observed.Family.IsMeanApproximate);
        string sum = IsTerm(value) ? "Σ " : "";
        string formula = HandWritten(value) is { } whole
            ? $"−{sum}({whole})"
            : sum + Print(value.Value, value.Value.Core, isFactor: sum.Length > 0);
        return $"{Letter(value)} {(isApproximate ? "≈" : "=")} {formula}";
    }

    // What stands in an example's sum over the elements, as the sum.
    private bool IsTerm(PointwiseTensor value) => phase.RowSums.Any(sum => sum.Source == value) && context.IsForward(value);

    private string? HandWritten(PointwiseTensor value) =>
        context.OfLikelihoods.FirstOrDefault(observed => observed.Loss.Source == value)?.Family.Formula;

    // The value is what it is; only its derivative sees what does not vary.
    private string Held(PointwiseTensor value)
    {
        if (!context.IsForward(value))
            return "";
        string[] held =
            [.. value.Value.Nodes().OfType<Call>().Where(call => call.Function == Function.StopGradient)
                .Select(call => Print(call.Argument)).Distinct()];
        return held.Length == 0 ? "" : $"  ({string.Join(", ", held)} held constant)";
    }

    private string Letter(Tensor tensor) => context.Letters.TryGetValue(tensor.Symbol, out string? letter) ? letter : tensor.Symbol;

    private string Reference(Tensor tensor)
    {
        ForwardValues training = context.Program.Training;
        MathSection? section =
            training.Latents.FirstOrDefault(latent => latent.Variable.Value.Name == tensor.Name && latent.Kl is not null)
                ?.Variable.Posterior.Family.Documentation
            ?? training.Latents.FirstOrDefault(latent => (latent.Term.Kl as SumTensor)?.Source.Name == tensor.Name)
                ?.Term.Closed?.Documentation
            ?? training.Observed.FirstOrDefault(observed => observed.Variable.Loss.Source.Name == tensor.Name)
                ?.Variable.Family.Documentation;
        return section is null ? "" : $"  ({section})";
    }
}
