using System.Collections.Generic;
using System.Linq;
using System.Text;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Fusion;

/// <summary>A model's program as text after each pass, one line a fact: what a contributor reads to see what a change to a pass
/// does.</summary>
internal static class ProgramText
{
    /// <summary>The values from x to the loss, the gradients, and the phases of each task.</summary>
    public static string Of(VariationalProgram program, IEnumerable<Schedule> schedules)
    {
        StringBuilder text = new();
        IReadOnlyList<Tensor> forward = TensorOrder.Of([program.Loss]);
        text.Append("lowered\n");
        foreach (Tensor tensor in forward)
            text.Append("  ").Append(Line(tensor)).Append('\n');

        HashSet<Tensor> known = [.. forward];
        text.Append("differentiated\n");
        foreach (Tensor tensor in TensorOrder.Of(
            program.Parameters.Where(program.Gradients.ContainsKey).Select(parameter => program.Gradients[parameter])).Where(known.Add))
        {
            text.Append("  ").Append(Line(tensor)).Append('\n');
        }

        foreach (Schedule schedule in schedules)
            Append(text, schedule);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Schedule schedule)
    {
        text.Append("scheduled: ").Append(schedule.Task).Append('\n');
        foreach (Phase phase in schedule.Phases)
        {
            if (phase.NeedsSynchronization)
                text.Append("  ---- all workers meet\n");
            text.Append("  ").Append(phase.Kind);
            Axis? rows = phase.Rows == Axis.Batch ? null : phase.Rows;
            if (rows is not null || phase.Columns is not null)
            {
                text.Append(" over ")
                    .Append(string.Join(", ", new[] { rows, phase.Columns }.OfType<Axis>().Select(axis => axis.Name)));
            }

            text.Append('\n');
            foreach (string line in Lines(phase))
                text.Append("    ").Append(line).Append('\n');
        }
    }

    private static IEnumerable<string> Lines(Phase phase)
    {
        foreach (Tensor tensor in phase.Computed.Concat(phase.RowSums))
            yield return Line(tensor) + (phase.Stored.Contains(tensor) ? "; stored" : "");
        foreach (SumTensor total in phase.Totals)
            yield return $"add up {total.Name}";
        foreach (StateUpdate update in phase.StateUpdates)
            yield return $"set {update.State.Name} to {update.Value.Name}";
        if (phase.Target is { } target)
        {
            yield return $"update {target.Name} by "
                + $"{(phase.Kind == PhaseKind.ComputedGradient ? phase.Gradient!.Name : phase.Gradient!.Formula(Name))}";
        }
    }

    private static string Line(Tensor tensor) =>
        $"{tensor.Name} [{string.Join(", ", tensor.Axes.Select(axis => axis.Name))}] = "
            + $"{(tensor is LeafTensor ? Leaf(tensor) : tensor.Formula(Name))}";

    private static string Leaf(Tensor leaf) => leaf.Formula(_ => leaf.Operation.ToLowerInvariant());

    private static string Name(Tensor tensor) => tensor.Name;
}
