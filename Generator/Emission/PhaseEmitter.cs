using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the method of one phase: the tile loop, the products, and the pointwise work on the tile.</summary>
internal sealed class PhaseEmitter(SourceWriter writer, EmissionContext context, Phase phase)
{
    private const string Index = "i";

    private string Element => context.ElementType;

    /// <summary>Writes the method under this name.</summary>
    public void Emit(string method)
    {
        foreach (string formula in PhaseFormulas.Of(phase, context))
            writer.Line("// " + formula);
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"private void {method}(Worker worker)");
        using (writer.Block())
        {
            switch (phase.Kind)
            {
                case PhaseKind.Tiles:
                    Tiles();
                    break;
                case PhaseKind.WeightGradient:
                    WeightGradient();
                    break;
                default:
                    BiasGradient();
                    break;
            }
        }
    }

    private void Tiles()
    {
        PhaseCode code = PhaseCode.Of(phase, context);
        foreach (string line in code.Invariants)
            writer.Line(line);
        if (code.Invariants.Count > 0)
            writer.Line();
        writer.Line($"foreach (Tile tile in worker.Share<{Element}>(Rows, {context.PanelsConstant(phase.Columns)}))");
        using (writer.Block())
        {
            Products();
            foreach (NoiseTensor noise in phase.Noise)
                writer.Line($"FillNoise({noise.Name}, tile);");
            Spans();
            if (phase.Values.Count > 0)
            {
                writer.Line();
                Loops(code);
            }

            Epilogue();
        }
    }

    private void Products()
    {
        for (int slot = 0; slot < phase.Products.Count; slot++)
        {
            ContractionTensor product = phase.Products[slot];
            string slotArgument = slot == 0 ? "" : $", slot: {slot.ToString(CultureInfo.InvariantCulture)}";
            for (int i = 0; i < product.Terms.Length; i++)
            {
                ContractionTerm term = product.Terms[i];
                string arguments = $"(worker, {term.Left.Name}, {context.Factor(term)}, tile{slotArgument});";
                writer.Line(i == 0 && product.Terms.Length == 1
                    ? $"ReadOnlySpan<{Element}> {TileOf(product)} = Product.Multiply<TVector, {Element}>{arguments}"
                    : i == 0
                        ? $"Product.Multiply<TVector, {Element}>{arguments}"
                        : i < product.Terms.Length - 1
                            ? $"Product.MultiplyAdd<TVector, {Element}>{arguments}"
                            : $"ReadOnlySpan<{Element}> {TileOf(product)} = Product.MultiplyAdd<TVector, {Element}>{arguments}");
            }
        }
    }

    private void Spans()
    {
        foreach (Tensor tensor in TileInputs())
            writer.Line($"ReadOnlySpan<{Element}> {TileOf(tensor)} = {tensor.Name}.Tile(tile);");
        foreach (Tensor tensor in ColumnInputs())
            writer.Line($"ReadOnlySpan<{Element}> {TileOf(tensor)} = {tensor.Name}.Row(0, tile.Panel);");
        foreach (Tensor tensor in RowInputs())
            writer.Line($"ReadOnlySpan<{Element}> {TileOf(tensor)} = {context.RowValues(tensor)}.AsSpan(tile.FirstRow, tile.Rows);");
        foreach (Tensor tensor in phase.Stored.Where(tensor => tensor is PointwiseTensor))
            writer.Line($"Span<{Element}> {TileOf(tensor)} = {tensor.Name}.Tile(tile);");
        for (int i = 0; i < phase.RowSums.Count; i++)
        {
            string slot = (phase.Products.Count + i).ToString(CultureInfo.InvariantCulture);
            writer.Line($"Span<{Element}> {TileOf(phase.RowSums[i].Source)} = worker.Slot<{Element}>({slot})[..(tile.Rows * PanelWidth)];");
        }
    }

    private void Loops(PhaseCode code)
    {
        writer.Line("for (int lane = 0; lane < PanelWidth; lane += TVector.Count)");
        using (writer.Block())
        {
            foreach (Tensor tensor in ColumnInputs())
                writer.Line($"TVector {tensor.Symbol} = TVector.Load({TileOf(tensor)}, lane);");
            writer.Line("for (int row = 0; row < tile.Rows; row++)");
            using (writer.Block())
            {
                writer.Line($"int {Index} = row * PanelWidth + lane;");
                foreach (Tensor tensor in RowInputs())
                    writer.Line($"TVector {tensor.Symbol} = TVector.Broadcast({TileOf(tensor)}[row]);");
                foreach (Tensor tensor in LoadedElements())
                    writer.Line($"TVector {tensor.Symbol} = TVector.Load({TileOf(tensor)}, {Index});");
                foreach (string line in code.Lines)
                    writer.Line(line);
                foreach (Tensor tensor in phase.Stored.Where(tensor => tensor is PointwiseTensor))
                    writer.Line($"{tensor.Symbol}.Store({TileOf(tensor)}, {Index});");
                foreach (SumTensor sum in phase.RowSums)
                    writer.Line($"{sum.Source.Symbol}.Store({TileOf(sum.Source)}, {Index});");
            }
        }
    }

    private void Epilogue()
    {
        // A product that is stored as it is: the gradient through a layer without an activation.
        Tensor[] products = [.. phase.Stored.Where(tensor => tensor is ContractionTensor)];
        Tensor[] padded = [.. phase.Stored.Where(tensor => tensor is PointwiseTensor or ContractionTensor && context.HasPadding(phase.Columns))];
        if (phase.Values.Count > 0 && phase.RowSums.Count + products.Length + padded.Length > 0)
            writer.Line();
        foreach (Tensor product in products)
            writer.Line($"{TileOf(product)}.CopyTo({product.Name}.Tile(tile));");
        foreach (SumTensor sum in phase.RowSums)
            writer.Line($"{sum.Name}.Set<TVector>(tile, {TileOf(sum.Source)});");
        foreach (Tensor tensor in padded)
            writer.Line($"{tensor.Name}.ClearPadding(tile);");
    }

    private void WeightGradient()
    {
        ContractionTensor gradient = (ContractionTensor)phase.Gradient!;
        ParameterTensor target = phase.Target!;
        writer.Line(
            $"foreach (Tile tile in worker.Share<{Element}>({context.SizeConstant(target.Axes[0])}, {context.PanelsConstant(target.Axes[1])}))");
        using (writer.Block())
        {
            string transposed = context.IsTransposed(target) ? $", {target.Name}Transposed" : "";
            writer.Line($"Prefetch(tile, {target.Name}{transposed});");
            for (int i = 0; i < gradient.Terms.Length; i++)
            {
                ContractionTerm term = gradient.Terms[i];
                string declaration = i == gradient.Terms.Length - 1 ? $"ReadOnlySpan<{Element}> gradient = " : "";
                string method = i == 0 ? "MultiplyTransposed" : "MultiplyTransposedAdd";
                writer.Line($"{declaration}Product.{method}<TVector, {Element}>(worker, {term.Left.Name}, {term.Right.Name}, Rows, tile);");
            }

            writer.Line($"Update(gradient, {target.Name}.OffsetOf(tile));");
            if (context.IsTransposed(target))
                writer.Line($"Transposition.Write({target.Name}, {target.Name}Transposed, tile);");
        }
    }

    private void BiasGradient()
    {
        SumTensor gradient = (SumTensor)phase.Gradient!;
        ParameterTensor target = phase.Target!;
        writer.Line($"foreach (Tile tile in worker.Share<{Element}>(1, {context.PanelsConstant(target.Axes[0])}))");
        using (writer.Block())
        {
            writer.Line(
                $"ReadOnlySpan<{Element}> gradient = Product.SumRows<TVector, {Element}>(worker, {gradient.Source.Name}, Rows, tile.Panel);");
            writer.Line($"Update(gradient, {target.Name}.OffsetOf(tile));");
        }
    }

    private static string TileOf(Tensor tensor) => tensor.Name + "Tile";

    private IEnumerable<Tensor> ReadElements => phase.Values.SelectMany(value => value.Inputs).Distinct().Where(tensor => !phase.Values.Contains(tensor));

    // Products are read from their own tile buffer; everything else of [rows, columns] from memory.
    private IEnumerable<Tensor> LoadedElements() => ReadElements.Where(tensor => tensor.Axes.Length == 2);

    private IEnumerable<Tensor> TileInputs() => LoadedElements().Where(tensor => tensor is not ContractionTensor || !phase.Computes(tensor));

    private IEnumerable<Tensor> ColumnInputs() => ReadElements.Where(tensor => tensor.Axes.Length == 1 && !tensor.HasBatch);

    private IEnumerable<Tensor> RowInputs() => ReadElements.Where(tensor => tensor.Axes.Length == 1 && tensor.HasBatch);
}
