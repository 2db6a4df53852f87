using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The pointwise values of a phase as lines of C#.</summary>
/// <param name="Invariants">What holds for the whole phase: declared before its loops.</param>
/// <param name="Lines">The body of the innermost loop.</param>
/// <param name="Parts">The named parts of the values that are locals, with their locals; parts of parts first.</param>
internal sealed record PhaseCode(
    IReadOnlyList<string> Invariants, IReadOnlyList<string> Lines, IReadOnlyList<(Expression Part, string Local)> Parts)
{
    /// <summary>Names of the method around the lines.</summary>
    private static readonly string[] FrameNames = ["worker", "tile", "lane", "row", "i"];

    /// <summary>The code of a phase's values, found once.</summary>
    public static PhaseCode Of(Phase phase, EmissionContext context)
    {
        if (!context.Codes.TryGetValue(phase, out PhaseCode? code))
        {
            code = Find(phase, context);
            context.Codes.Add(phase, code);
        }

        return code;
    }

    private static PhaseCode Find(Phase phase, EmissionContext context)
    {
        Tensor[] scalars = [.. phase.Values.SelectMany(value => value.Inputs)
            .Where(tensor => tensor.Axes.IsEmpty && !phase.Computes(tensor)).Distinct()];
        IEnumerable<Tensor> read = phase.Values.SelectMany(value => value.Inputs);
        HashSet<string> reserved = [.. FrameNames, .. read.Select(tensor => tensor.Symbol)];
        reserved.ExceptWith(phase.Values.Select(value => value.Symbol));
        VectorPrinter printer = new(context.Precision, symbol => symbol, reserved, scalars.Select(tensor => tensor.Symbol));
        (Expression Part, string Name)[] slopes =
            [.. DerivedNames.Slopes(phase.Values.Where(context.IsForward).Select(value => value.Value), Differentiated(phase))];
        VectorBlock block = printer.Print([.. phase.Values.Select(value => new VectorOutput(value.Symbol, value.Value))], slopes);
        return new(
            [.. scalars.Select(tensor => $"TVector {tensor.Symbol} = TVector.Broadcast({context.Scalar(tensor)});"),
                .. printer.Declarations],
            [.. block.Lines],
            [.. NamedParts(phase, slopes, block)]);
    }

    // What the values of the phase are differentiated by: where the gradient of x is a value, x.
    private static IReadOnlyCollection<(Symbol Symbol, string Word)> Differentiated(Phase phase)
    {
        HashSet<string> gradients = [.. phase.Values.Select(value => value.Symbol)];
        return [.. phase.Values.SelectMany(value => value.Value.FreeSymbols()).Distinct()
            .Where(symbol => gradients.Contains(Gradients.NameOf(symbol))).Select(symbol => (new Symbol(symbol), Word(symbol)))];
    }

    // The likelihood's mean is xMean beside the posterior's: in names of slopes the parameter is enough.
    private static string Word(string symbol) =>
        symbol.Length > 1 && symbol[0] == 'x' && char.IsUpper(symbol[1]) ? symbol.Substring(1) : symbol;

    private static IEnumerable<(Expression Part, string Local)> NamedParts(
        Phase phase, IReadOnlyList<(Expression Part, string Name)> slopes, VectorBlock block)
    {
        HashSet<Expression> parts = [.. slopes.Select(slope => slope.Part)];
        HashSet<string> values = [.. phase.Values.Select(value => value.Symbol)];
        HashSet<Expression> seen = [];
        foreach (Expression node in phase.Values.SelectMany(value => value.Value.Nodes()))
        {
            bool isPart = node.Core is not (Symbol or Constant or NamedConstant) && (node is Named || parts.Contains(node));
            if (isPart && seen.Add(node) && block.LocalOf(node) is { } local && !values.Contains(local))
                yield return (node.Core, local);
        }
    }
}
