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
        letters = new Dictionary<string, string>(context.Letters);
        storedLetters = phase.Products.ToDictionary(product => product, product => Letter(product));
        foreach (ContractionTensor product in phase.Products)
            letters[product.Symbol] = product.Formula(Letter);
        foreach (TriangularOuterTensor outer in phase.Gathers.OfType<TriangularOuterTensor>())
            letters[outer.Symbol] = outer.Formula(Letter);
    }

    /// <summary>The lines of a phase.</summary>
    public static IEnumerable<string> Of(Phase phase, EmissionContext context) => new PhaseFormulas(phase, context).Lines();

    private IEnumerable<string> Lines() => phase.Kind switch
    {
        PhaseKind.WeightGradient or PhaseKind.BiasGradient => [$"d{Letter(phase.Target!)} = {phase.Gradient!.Formula(Letter)}"],
        PhaseKind.ComputedGradient => [$"the step of {Letter(phase.Target!)} by {Letter(phase.Gradient!)}"],
        _ => Values(),
    };

    private IEnumerable<string> Values()
    {
        foreach (ContractionTensor product in phase.Products.Where(phase.Stored.Contains))
            yield return $"{storedLetters[product]} = {product.Formula(Letter)}";
        foreach (GatherTensor gather in phase.Gathers.Where(gather => gather is not TriangularOuterTensor))
            yield return $"{Letter(gather)} = {gather.Formula(Letter)}";
        foreach (ScatterTensor image in phase.Scatters)
            yield return $"{Letter(image)} = {image.Formula(Letter)}";
        foreach (SumTensor sum in phase.Totals)
            yield return $"{Letter(sum)} = {sum.Formula(Letter)}";
        foreach (SumTensor sum in phase.ColumnSums)
            yield return $"{Letter(sum)} = {sum.Formula(Letter)}";
        foreach (PointwiseTensor value in phase.Values)
            yield return Equation(value) + Reference(value);
    }

    private string Equation(PointwiseTensor value) => (value == context.Program.Training.Reconstruction.Source || value == context.Program.Evaluation.Reconstruction.Source) && context.Program.Likelihood.Formula is { } formula
        ? $"{Letter(value)} = −({formula})"
        : FormulaPrinter.Equation(Letter(value), value.Value, letters);

    private string Letter(Tensor tensor) => letters.TryGetValue(tensor.Symbol, out string? letter) ? letter : tensor.Symbol;

    private string Reference(Tensor tensor)
    {
        bool isFull = context.Spec.Posterior.HasFullCovariance;
        string? section = tensor.Name == context.Program.Training.Latent.Name && !context.Spec.IsDeterministic
            ? (isFull ? FullNormalPosterior.Documentation : new NormalPosterior().Documentation)
            : tensor.Name == context.Program.Training.Kl?.Source.Name ? (isFull ? FullNormalPosterior.Documentation : new NormalPosterior().KlDocumentation)
            : tensor.Name == context.Program.Training.Reconstruction.Source.Name ? context.Program.Likelihood.Documentation
            : null;
        return section is null ? "" : $"  ({section})";
    }
}
