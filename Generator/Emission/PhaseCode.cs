using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The pointwise values of a phase as lines of C#.</summary>
/// <param name="Invariants">What holds for the whole phase: declared before its loops.</param>
/// <param name="Lines">The body of the innermost loop.</param>
internal sealed record PhaseCode(IReadOnlyList<string> Invariants, IReadOnlyList<string> Lines)
{
    /// <summary>Names of the method around the lines.</summary>
    private static readonly string[] FrameNames = ["worker", "tile", "lane", "row", "i"];

    /// <summary>The code of a phase's values.</summary>
    public static PhaseCode Of(Phase phase, EmissionContext context)
    {
        Tensor[] scalars = [.. phase.Values.SelectMany(value => value.Inputs)
            .Where(tensor => tensor.Axes.IsEmpty && !phase.Computes(tensor)).Distinct()];
        IEnumerable<Tensor> read = phase.Values.SelectMany(value => value.Inputs);
        HashSet<string> reserved = [.. FrameNames, .. read.Select(tensor => tensor.Symbol)];
        reserved.ExceptWith(phase.Values.Select(value => value.Symbol));
        VectorPrinter printer = new(context.Precision, symbol => symbol, reserved, scalars.Select(tensor => tensor.Symbol));
        IReadOnlyList<string> lines = printer.Print([.. phase.Values.Select(value => new VectorOutput(value.Symbol, value.Value))]);
        return new(
            [.. scalars.Select(tensor => $"TVector {tensor.Symbol} = TVector.Broadcast({context.Scalar(tensor)});"), .. printer.Declarations],
            lines);
    }
}
