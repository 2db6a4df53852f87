using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The formulas that a phase computes, one line each, with the section of the mathematical documentation where one derives them.</summary>
internal sealed class PhaseFormulas
{
    private readonly Phase phase;
    private readonly EmissionContext context;
    private readonly Dictionary<string, string> letters;

    // What a product is called where it is stored; within the phase's formulas it is written out.
    private readonly Dictionary<ContractionTensor, string> storedLetters;

    private PhaseFormulas(Phase phase, EmissionContext context)
    {
        this.phase = phase;
        this.context = context;
        letters = FormulaLetters.Of(context.Program);
        storedLetters = phase.Products.ToDictionary(product => product, product => Letter(product));
        foreach (ContractionTensor product in phase.Products)
            letters[product.Symbol] = Product(product);
    }

    /// <summary>The lines of a phase.</summary>
    public static IEnumerable<string> Of(Phase phase, EmissionContext context) => new PhaseFormulas(phase, context).Lines();

    private IEnumerable<string> Lines()
    {
        switch (phase.Kind)
        {
            case PhaseKind.WeightGradient:
                yield return $"d{Letter(phase.Target!)} = {string.Join(" + ", ((ContractionTensor)phase.Gradient!).Terms.Select(TransposedTerm))}";
                break;
            case PhaseKind.BiasGradient:
                yield return $"d{Letter(phase.Target!)} = Σ {Letter(((SumTensor)phase.Gradient!).Source)} over the examples";
                break;
            default:
                foreach (ContractionTensor product in phase.Products.Where(phase.Stored.Contains))
                    yield return $"{storedLetters[product]} = {Product(product)}";
                foreach (PointwiseTensor value in phase.Values)
                    yield return Equation(value) + Reference(value);
                break;
        }
    }

    private string Equation(PointwiseTensor value) => value == context.Program.Reconstruction.Source && context.Program.Likelihood.Formula is { } formula
        ? $"{Letter(value)} = −({formula})"
        : FormulaPrinter.Equation(Letter(value), value.Value, letters);

    private string Letter(Tensor tensor) => letters.TryGetValue(tensor.Symbol, out string? letter) ? letter : tensor.Symbol;

    private string Product(ContractionTensor product)
    {
        string[] terms = [.. product.Terms.Select(term => $"{Letter(term.Left)} {Letter(term.Right)}{(context.ReadsTransposed(term) ? "ᵀ" : "")}")];
        return terms.Length == 1 ? terms[0] : $"({string.Join(" + ", terms)})";
    }

    private string TransposedTerm(ContractionTerm term) => $"{Letter(term.Left)}ᵀ {Letter(term.Right)}";

    private string Reference(Tensor tensor)
    {
        string? section = tensor == context.Program.Latent ? new NormalPosterior().Documentation
            : tensor == context.Program.Kl.Source ? new NormalPosterior().KlDocumentation
            : tensor == context.Program.Reconstruction.Source ? context.Program.Likelihood.Documentation
            : null;
        return section is null ? "" : $"  ({section})";
    }
}
