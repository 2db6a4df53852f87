using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the body of a phase that makes one number an example, or one a column: sums, and what follows from them.</summary>
internal sealed class StatisticsEmitter(SourceWriter writer, EmissionContext context, Phase phase)
{
    private bool IsOfRows => phase.Kind == PhaseKind.RowStatistics;

    private string Element => context.ElementType;

    // The numbers of a tile of rows lie side by side, like those of a panel of columns.
    private string Index => IsOfRows ? "row" : "lane";

    /// <summary>Writes the loop over the tiles.</summary>
    public void Emit()
    {
        PhaseCode code = PhaseCode.Of(phase, context);
        foreach (string line in code.Invariants)
            writer.Line(line);
        if (code.Invariants.Count > 0)
            writer.Line();
        string tiles = IsOfRows ? $"{EmissionContext.RowsOf(phase.Columns!)}, 1"
            : phase.Columns is { } columns ? $"1, {context.Sizes.Panels(columns)}"
            : "1, 1";
        writer.Line($"foreach (Tile tile in worker.Share<{Element}>({tiles}))");
        using (writer.Block())
        {
            Sums();
            if (phase.Values.Count > 0)
            {
                Spans();
                writer.Line();
                Loop(code);
            }

            SumTensor[] stored = [.. phase.ColumnSums.Where(phase.Stored.Contains)];
            if (stored.Length > 0 && phase.Values.Count > 0)
                writer.Line();
            foreach (SumTensor sum in stored)
                writer.Line($"{SpanOf(sum)}.CopyTo({MemoryOf(sum)});");
            foreach (Tensor tensor in phase.Stored.Where(phase.ForSinks.Contains))
                writer.Line($"{FieldNames.Of(tensor)}.ClearPadding(tile);");
        }
    }

    private void Sums()
    {
        foreach (SumTensor sum in phase.Totals)
        {
            string declaration = phase.Values.Any(value => value.Inputs.Contains(sum)) ? $"ReadOnlySpan<{Element}> {SpanOf(sum)} = " : "";
            writer.Line($"{declaration}{FieldNames.Of(sum)}.AddUp<TVector>(tile);");
        }

        foreach (RowNumbersTensor numbers in phase.RowNumbers)
            writer.Line(numbers.Call + ";");
        for (int i = 0; i < phase.ColumnSums.Count; i++)
        {
            SumTensor sum = phase.ColumnSums[i];
            writer.Line($"ReadOnlySpan<{Element}> {SpanOf(sum)} = {context.SumRows(sum, slot: i)};");
        }
    }

    private void Spans()
    {
        ParameterTensor[] states = [.. phase.StateUpdates.Select(update => update.State)];
        foreach (Tensor tensor in Read().Where(tensor => tensor is not SumTensor sum || !Sums(sum)))
            writer.Line($"{(states.Contains(tensor) ? "" : "ReadOnly")}Span<{Element}> {SpanOf(tensor)} = {MemoryOf(tensor)};");
        foreach (Tensor tensor in Stored())
            writer.Line($"Span<{Element}> {SpanOf(tensor)} = {MemoryOf(tensor)};");
    }

    private void Loop(PhaseCode code)
    {
        writer.Line($"for (int {Index} = 0; {Index} < PanelWidth; {Index} += TVector.Count)");
        using (writer.Block())
        {
            foreach (Tensor tensor in Read())
                writer.Line($"TVector {tensor.Symbol} = TVector.Load({SpanOf(tensor)}, {Index});");
            foreach (string line in code.Lines)
                writer.Line(line);
            foreach (Tensor tensor in Stored())
                writer.Line($"{tensor.Symbol}.Store({SpanOf(tensor)}, {Index});");
            foreach (StateUpdate update in phase.StateUpdates)
                writer.Line($"{update.Value.Symbol}.Store({SpanOf(update.State)}, {Index});");
        }
    }

    private bool Sums(SumTensor sum) => phase.Totals.Contains(sum) || phase.ColumnSums.Contains(sum);

    private IEnumerable<Tensor> Read() =>
        phase.Values.SelectMany(value => value.Inputs).Distinct()
            .Where(tensor => (!tensor.Axes.IsEmpty || phase.ColumnSums.Contains(tensor)) && !phase.Values.Contains(tensor));

    private IEnumerable<Tensor> Stored() => phase.Stored.Where(tensor => tensor is PointwiseTensor);

    private static string SpanOf(Tensor tensor) => FieldNames.TileOf(tensor);

    private string MemoryOf(Tensor tensor) =>
        IsOfRows ? $"{context.RowValues(tensor)}.AsSpan(tile.FirstRow, PanelWidth)" : context.RowOf(tensor, phase.Columns);
}
