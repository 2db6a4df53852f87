using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Optimizers;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>An optimizer's update as lines of C#, over the scalars of the step.</summary>
/// <param name="Invariants">What holds for all weights: declared before the loop.</param>
/// <param name="Lines">The body of the loop.</param>
internal sealed record UpdateCode(IReadOnlyList<string> Invariants, IReadOnlyList<string> Lines)
{
    /// <summary>The code of a rule in a model's precision.</summary>
    public static UpdateCode Of(UpdateRule rule, EmissionContext context)
    {
        string[] reserved = ["gradient", "offset", "i", "weights", "firstMoments", "secondMoments", "g", "m", "v", "w"];
        string[] uniform = [.. rule.Scalars.Select(scalar => scalar.Symbol.Name)];
        VectorPrinter printer = new(context.Precision, Local, [.. reserved, .. uniform], uniform);
        VectorOutput[] moments = rule.NewFirstMoment is { } first
            ? [new("newM", first), new("newV", rule.NewSecondMoment)]
            : [new("newV", rule.NewSecondMoment)];
        IReadOnlyList<string> lines = printer.Print([.. moments, new("newW", rule.NewWeight)]);
        IEnumerable<string> scalars = rule.Scalars.Select(scalar => $"TVector {scalar.Symbol.Name} = TVector.Broadcast({scalar.Code});");
        return new UpdateCode([.. scalars, .. printer.Declarations], lines);
    }

    private static string Local(string symbol) =>
        symbol == UpdateRule.Gradient.Name ? "g" : symbol == UpdateRule.Weight.Name ? "w" : symbol;
}
