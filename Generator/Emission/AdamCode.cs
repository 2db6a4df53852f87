using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The Adam update as lines of C#, over the scalars of the step.</summary>
/// <param name="Formulas">The update as formulas.</param>
/// <param name="Invariants">What holds for all weights: declared before the loop.</param>
/// <param name="Lines">The body of the loop.</param>
internal sealed record AdamCode(IReadOnlyList<string> Formulas, IReadOnlyList<string> Invariants, IReadOnlyList<string> Lines)
{
    /// <summary>The code of the update in a model's precision.</summary>
    public static AdamCode Of(EmissionContext context)
    {
        string[] reserved = ["gradient", "offset", "i", "weights", "firstMoments", "secondMoments"];
        string[] uniform = [.. AdamRule.StepScalars.Select(scalar => scalar.Name)];
        VectorPrinter printer = new(context.Precision, Local, [.. reserved, .. uniform, "g", "m", "v", "w"], uniform);
        IReadOnlyList<string> lines = printer.Print(
            new VectorOutput("newM", AdamRule.NewFirstMoment),
            new VectorOutput("newV", AdamRule.NewSecondMoment),
            new VectorOutput("newW", AdamRule.NewWeight));
        string[] scalars = [.. uniform.Select(name => $"TVector {name} = TVector.Broadcast(Adam.{char.ToUpperInvariant(name[0])}{name.Substring(1)});")];
        string[] formulas =
        [
            "m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  w ← w − rate m / (√v rootCorrection + stabilizer)",
            "with rate = α / (1 − β₁ᵗ), rootCorrection = 1 / √(1 − β₂ᵗ); what is smaller than the smallest normal number becomes 0.",
            AdamRule.Documentation,
        ];
        return new AdamCode(formulas, [.. scalars, .. printer.Declarations], lines);
    }

    private static string Local(string symbol) =>
        symbol == AdamRule.Gradient.Name ? "g" : symbol == AdamRule.Weight.Name ? "w" : symbol;
}
