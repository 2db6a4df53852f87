using System.Collections.Generic;
using System.Linq;
using System.Text;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Fusion;

/// <summary>A schedule as text, one line a fact: what a contributor reads to see what was fused with what.</summary>
internal static class ScheduleText
{
    /// <summary>The phases of a schedule in order, with their products, values, sums and stores.</summary>
    public static string Of(Schedule schedule)
    {
        StringBuilder text = new();
        text.Append(schedule.Task).Append('\n');
        foreach (Phase phase in schedule.Phases)
        {
            if (phase.NeedsSynchronization)
                text.Append("  ---- all workers meet\n");
            text.Append("  ").Append(phase.Kind).Append(" [").Append(Rows(phase)).Append(", ").Append(phase.Columns.Name).Append("]\n");
            foreach (string line in Lines(phase))
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Rows(Phase phase) => phase.Kind switch
    {
        PhaseKind.WeightGradient => phase.Target!.Axes[0].Name,
        PhaseKind.BiasGradient or PhaseKind.ColumnStatistics => "1",
        _ => "rows",
    };

    private static IEnumerable<string> Lines(Phase phase)
    {
        foreach (ContractionTensor product in phase.Products)
            yield return $"{product.Name} = {Terms(product)}";
        foreach (GatherTensor gather in phase.Gathers)
            yield return $"{gather.Name} = {gather.GetType().Name.Replace("Tensor", "")} of {gather.Source.Name}";
        foreach (ScatterTensor scatter in phase.Scatters)
            yield return $"{scatter.Name} = patches of {scatter.Volume.Name} by {scatter.Weights.Name} by map {scatter.Map.Name}, plus {scatter.Bias.Name}";
        foreach (Tensor noise in phase.Noise)
            yield return $"{noise.Name} ~ {(noise is UniformNoiseTensor ? "U(0, 1)" : "N(0, 1)")}";
        foreach (SumTensor total in phase.Totals)
            yield return $"add up {total.Name}";
        foreach (SumTensor sum in phase.ColumnSums)
            yield return $"{sum.Name} = sum of {sum.Source.Name} over rows{(sum.IsOverPositions ? " and positions" : "")}";
        foreach (PointwiseTensor value in phase.Values)
            yield return $"{value.Name} = {FormulaPrinter.Print(value.Value, Names(value))}";
        foreach (SumTensor sum in phase.RowSums)
            yield return $"{sum.Name} = sum of {sum.Source.Name} over {sum.Over[0].Name}";
        foreach (StateUpdate update in phase.StateUpdates)
            yield return $"set {update.State.Name} to {update.Value.Name}";
        if (phase.Target is { } target)
            yield return $"update {target.Name} by {(phase.Gradient is ContractionTensor product ? Terms(product) : "sum of " + ((SumTensor)phase.Gradient!).Source.Name + " over rows")}";
        if (phase.Stored.Count > 0)
            yield return "store " + string.Join(", ", phase.Stored.Select(tensor => tensor.Name));
    }

    private static Dictionary<string, string> Names(PointwiseTensor value) =>
        value.Arguments.Keys.ToDictionary(symbol => symbol, symbol => symbol);

    private static string Terms(ContractionTensor product) =>
        string.Join(" + ", product.Terms.Select(term => $"{term.Left.Name} · {term.Right.Name} over {(term.Over.IsBatch ? "rows" : term.Over.Name)}{(term.Map is null ? "" : " by map " + term.Map.Name)}"));
}
