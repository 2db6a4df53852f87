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
        foreach (TriangularOuterTensor outer in phase.Gathers.OfType<TriangularOuterTensor>())
            letters[outer.Symbol] = $"{Letter(outer.Source)}ᵢ {Letter(outer.Vector)}ⱼ";
    }

    /// <summary>The lines of a phase.</summary>
    public static IEnumerable<string> Of(Phase phase, EmissionContext context) => new PhaseFormulas(phase, context).Lines();

    private IEnumerable<string> Lines() => phase.Kind switch
    {
        PhaseKind.WeightGradient => [WeightGradient((ContractionTensor)phase.Gradient!)],
        PhaseKind.BiasGradient => [$"d{Letter(phase.Target!)} = {OverBatch((SumTensor)phase.Gradient!)}"],
        _ => Values(),
    };

    private IEnumerable<string> Values()
    {
        foreach (ContractionTensor product in phase.Products.Where(phase.Stored.Contains))
            yield return $"{storedLetters[product]} = {Product(product)}";
        foreach (GatherTensor gather in phase.Gathers.Where(gather => gather is not TriangularOuterTensor))
            yield return $"{Letter(gather)} = {Gathered(gather)}";
        foreach (ScatterTensor image in phase.Scatters)
            yield return $"{Letter(image)} = {Letter(image.Weights)} ∗{(image.Map.IsTransposed ? "" : "ᵀ")} {Letter(image.Volume)} + {Letter(image.Bias)}";
        foreach (SumTensor sum in phase.Totals)
            yield return $"{Letter(sum)} = Σ {Letter(sum.Source)} over the elements";
        foreach (SumTensor sum in phase.ColumnSums)
            yield return $"{Letter(sum)} = {OverBatch(sum)}";
        foreach (PointwiseTensor value in phase.Values)
            yield return Equation(value) + Reference(value);
    }

    private string Equation(PointwiseTensor value) => (value == context.Program.Training.Reconstruction.Source || value == context.Program.Evaluation.Reconstruction.Source) && context.Program.Likelihood.Formula is { } formula
        ? $"{Letter(value)} = −({formula})"
        : FormulaPrinter.Equation(Letter(value), value.Value, letters);

    private string Letter(Tensor tensor) => letters.TryGetValue(tensor.Symbol, out string? letter) ? letter : tensor.Symbol;

    private string OverBatch(SumTensor sum) => $"Σ {Letter(sum.Source)} over the examples{(sum.IsOverPositions ? " and positions" : "")}";

    private string Product(ContractionTensor product) => string.Join(" + ", product.Terms.Select(Term));

    // A convolution goes back by a transposed one, and a transposed one by a convolution.
    private string Term(ContractionTerm term)
    {
        bool isBack = context.ReadsTransposed(term);
        return term.Map is { } map
            ? $"{Letter(term.Right)} ∗{(map.IsTransposed != isBack ? "ᵀ" : "")} {Letter(term.Left)}"
            : $"{Letter(term.Left)} {Letter(term.Right)}{(isBack ? "ᵀ" : "")}";
    }

    private string WeightGradient(ContractionTensor gradient)
    {
        string[] terms = [.. gradient.Terms.Select(term => $"{Letter(term.Left)}ᵀ {Letter(term.Right)}")];
        string sum = string.Join(" + ", terms);
        return gradient.Terms[0].Map is null
            ? $"d{Letter(phase.Target!)} = {sum}"
            : $"d{Letter(phase.Target!)} = Σ {sum} over the positions that a tap joins";
    }

    private string Gathered(GatherTensor gather)
    {
        string source = Letter(gather.Source);
        return gather switch
        {
            RelayoutTensor { ToVolume: true } => $"{source}, position by position",
            RelayoutTensor => $"{source}, channel by channel",
            PoolingTensor pooling => $"{(pooling.Taps is null ? "mean" : "greatest")} of each {Window(pooling.Map)} of {source}",
            PoolingGradientTensor { Pooling: { Taps: not null } pooling } => $"Σ {source} of the {Window(pooling.Map)}s whose greatest is here",
            PoolingGradientTensor { Pooling: var pooling } => $"Σ {source} of the {Window(pooling.Map)}s around, / {EmissionContext.Text(pooling.Map.Kernel * pooling.Map.Kernel)}",
            UpsamplingTensor upsampling => $"{source}, each position {Square(upsampling.Map)} times",
            UpsamplingGradientTensor { Upsampling: var upsampling } => $"Σ {source} over the {Square(upsampling.Map)} repetitions",
            TriangularProductTensor product => $"Σ {source}ᵢⱼ {Letter(product.Vector)}ⱼ over j < i",
            TriangularSquaresTensor => $"Σ {source}ᵢⱼ² over j < i",
            _ => gather.GetType().Name,
        };
    }

    private static string Window(WindowMap map) => Square(map) + " window";

    private static string Square(WindowMap map) => $"{EmissionContext.Text(map.Kernel)}×{EmissionContext.Text(map.Kernel)}";

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
