using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the method of one phase: the tile loop, the products, and the pointwise work on the tile.</summary>
internal sealed class PhaseEmitter(SourceWriter writer, EmissionContext context, Phase phase)
{
    private const string Index = "i";

    private string Element => context.ElementType;

    /// <summary>
    /// The whole phase as one call; null where it is a method. What a gradient of one product or sum does is the same in every model, so
    /// the runtime does it.
    /// </summary>
    public string? Call() => phase switch
    {
        { Kind: PhaseKind.WeightGradient, Gradient: ContractionTensor { Terms: { Length: 1 } terms } } when terms[0] is var term =>
            $"UpdateWeights(worker, {Field(term.Left)}, {context.MapArgument(term)}{Field(term.Right)}, {Field(phase.Target!)});",
        { Kind: PhaseKind.BiasGradient, Gradient: SumTensor { Axes.Length: 1, Source: { HasBatch: true, Axes.Length: 2 } } sum } =>
            $"{BiasUpdate(sum)}(worker, {Field(sum.Source)}, {Field(phase.Target!)});",
        _ => null,
    };

    /// <summary>Writes the method under this name.</summary>
    public void Emit(string method)
    {
        foreach (string formula in PhaseFormulas.Of(phase, context))
            writer.Line("// " + formula);
        writer.Line("[MethodImplAttribute(MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"private void {method}(Worker worker)");
        using (writer.Block())
        {
            switch (phase.Kind)
            {
                case PhaseKind.Tiles or PhaseKind.WeightValues:
                    Tiles();
                    break;
                case PhaseKind.Images:
                    Images();
                    break;
                case PhaseKind.RowStatistics or PhaseKind.ColumnStatistics or PhaseKind.Numbers:
                    new StatisticsEmitter(writer, context, phase).Emit();
                    break;
                case PhaseKind.WeightGradient:
                    WeightGradient();
                    break;
                case PhaseKind.BiasGradient:
                    BiasGradient();
                    break;
                default:
                    ComputedGradient();
                    break;
            }
        }
    }

    private static string BiasUpdate(SumTensor sum) => !sum.IsOverPositions ? "UpdateBias"
        : sum.Source.Axes[1].IsVolume ? "UpdateBiasOfChannels"
        : "UpdateBiasOfImage";

    private void Tiles()
    {
        PhaseCode code = PhaseCode.Of(phase, context);
        foreach (string line in code.Invariants)
            writer.Line(line);
        if (code.Invariants.Count > 0)
            writer.Line();
        // A product without a map goes over all panels alike; a convolution's strips stay within a position.
        bool isDense = phase.Products.Count > 0 && phase.Products.All(product => product.Terms.All(term => term.Map is null));
        string panels = isDense ? context.Sizes.Panels(phase.Columns!) : context.Sizes.Tiles(phase.Columns!);
        string left = SparseLeft(phase.Products.SelectMany(product => product.Terms));
        string rows = phase.Rows!.IsBatch ? EmissionContext.RowsOf(phase.Rows) : context.Sizes.StoredRows(phase.Rows);
        writer.Line($"foreach (Tile tile in worker.Share<{Element}>({rows}, {panels}{left}))");
        using (writer.Block())
        {
            TileProductEmitter products = new(writer, context, phase);
            products.Emit();
            Spans(products.Slots);
            if (phase.Values.Count > 0)
            {
                writer.Line();
                Loops(code);
            }

            Epilogue();
        }
    }

    // A worker has whole rows, so that nobody else adds to their pixels.
    private void Images()
    {
        using (writer.Block($"foreach (Tile tile in worker.Share<{Element}>({EmissionContext.RowsOf(phase.Rows!)}, 1))"))
        {
            foreach (ScatterTensor image in phase.Scatters)
            {
                writer.Line(
                    $"ConvolveIntoImage(worker, {Field(image.Volume)}, {image.Map.Name}, {Field(image.Weights)}, {Field(image.Bias)}, "
                        + $"{Field(image)}, tile);");
            }
        }
    }

    private void Spans(int usedSlots)
    {
        foreach (Tensor tensor in TileInputs())
            writer.Line($"ReadOnlySpan<{Element}> {TileOf(tensor)} = {Field(tensor)}.Tile(tile);");
        foreach (Tensor tensor in ColumnInputs())
            writer.Line($"ReadOnlySpan<{Element}> {TileOf(tensor)} = {context.RowOf(tensor, phase.Columns)};");
        foreach (Tensor tensor in RowInputs())
            writer.Line($"ReadOnlySpan<{Element}> {TileOf(tensor)} = {context.RowValues(tensor)}.AsSpan(tile.FirstRow, tile.Rows);");
        foreach (Tensor tensor in StoredValues())
            writer.Line($"Span<{Element}> {TileOf(tensor)} = {Field(tensor)}.Tile(tile);");
        Tensor[] summed = [.. SummedValues()];
        for (int i = 0; i < summed.Length; i++)
            writer.Line($"Span<{Element}> {TileOf(summed[i])} = TileBuffer(worker, tile, slot: {EmissionContext.Text(usedSlots + i)});");
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
                foreach (Tensor tensor in StoredValues().Concat(SummedValues()))
                    writer.Line($"{tensor.Symbol}.Store({TileOf(tensor)}, {Index});");
            }
        }
    }

    private void Epilogue()
    {
        // A product that is stored as it is: the gradient through a layer without an activation. Pixels laid out as a volume are in their
        // place already.
        Tensor[] products =
            [.. phase.Stored.Where(tensor => tensor is ContractionTensor or GatherTensor && !tensor.IsWrittenWhereComputed)];
        Tensor[] padded =
            [.. phase.Stored.Where(tensor => tensor is PointwiseTensor or ContractionTensor && context.HasPadding(phase.Columns!))];
        if (phase.Values.Count > 0 && phase.RowSums.Count + products.Length + padded.Length > 0)
            writer.Line();
        if (MaskedValues().Any())
        {
            writer.Line(MaskedValues().Any(EmissionContext.IsScaledInput)
                ? "// An element of x that is missing is zero here."
                : HasExposureColumn ? "// An element of x that is missing has no term and no gradient, nor has the exposure."
                : "// An element of x that is missing has no term and no gradient.");
        }

        foreach (Tensor tensor in MaskedValues())
        {
            writer.Line($"ClearMissing(tile, {TileOf(tensor)}{RowsAndGroup(tensor)});");
            if (HasExposureColumn && !EmissionContext.IsScaledInput(tensor))
                writer.Line($"ClearExposure(tile, {TileOf(tensor)});");
        }

        foreach (Tensor product in products)
            writer.Line($"{TileOf(product)}.CopyTo({Field(product)}.Tile(tile));");
        foreach (SumTensor sum in phase.RowSums)
            writer.Line($"{Field(sum)}.Set<TVector>(tile, {TileOf(sum.Source)});");
        foreach (Tensor tensor in padded)
            writer.Line($"{Field(tensor)}.ClearPadding(tile);");
        foreach (Tensor tensor in phase.Stored.Where(context.IsTransposed))
            writer.Line($"Transposition.Write({Field(tensor)}, {Field(tensor)}Transposed, tile);");
    }

    // Weights that are used at several places: their gradient is a sum of products.
    private void WeightGradient()
    {
        ContractionTensor gradient = (ContractionTensor)phase.Gradient!;
        ParameterTensor target = phase.Target!;
        string rows = context.Sizes.StoredRows(target.Axes[0]);
        writer.Line($"foreach (Tile tile in worker.Share<{Element}>({rows}, "
            + $"{context.Sizes.Panels(target.Axes[1])}{SparseLeft(gradient.Terms)}))");
        using (writer.Block())
        {
            writer.Line($"Prefetch(worker, tile, {Field(target)});");
            for (int i = 0; i < gradient.Terms.Length; i++)
            {
                ContractionTerm term = gradient.Terms[i];
                string sum = i == 0 ? $"ReadOnlySpan<{Element}> gradient" : "gradient";
                writer.Line($"{sum} = MultiplyTransposed{(i == 0 ? "" : "Add")}(worker, {Field(term.Left)}, "
                    + $"{context.MapArgument(term)}{Field(term.Right)}, tile);");
            }

            writer.Line($"Update(gradient, {Field(target)}, tile);");
        }
    }

    // A sum that is not over the examples.
    private void BiasGradient()
    {
        string panels = phase.Columns is { } columns ? context.Sizes.Panels(columns) : "1";
        using (writer.Block($"foreach (Tile tile in worker.Share<{Element}>(1, {panels}))"))
        {
            writer.Line($"ReadOnlySpan<{Element}> gradient = {context.SumRows((SumTensor)phase.Gradient!)};");
            writer.Line($"Update(gradient, {Field(phase.Target!)}, tile);");
        }
    }

    private void ComputedGradient()
    {
        ParameterTensor target = phase.Target!;
        string rows = phase.Rows is { } inputs ? context.Sizes.StoredRows(inputs) : "1";
        string panels = phase.Columns is { } columns ? context.Sizes.Panels(columns) : "1";
        using (writer.Block($"foreach (Tile tile in worker.Share<{Element}>({rows}, {panels}))"))
            writer.Line($"Update({Field(phase.Gradient!)}.Tile(tile), {Field(target)}, tile);");
    }

    // A product that may walk lists wants other strips.
    private string SparseLeft(IEnumerable<ContractionTerm> terms) =>
        terms.FirstOrDefault(term => term.Map is null && context.Sparse.Contains(term.Left)) is { } sparse ? ", " + Field(sparse.Left) : "";

    private static string Field(Tensor tensor) => FieldNames.Of(tensor);

    private static string TileOf(Tensor tensor) => FieldNames.TileOf(tensor);

    private IEnumerable<Tensor> ReadElements =>
        phase.Values.SelectMany(value => value.Inputs).Distinct()
        .Where(tensor => tensor is not PointwiseTensor value || !phase.Values.Contains(value));

    // Products are read from their own tile buffer; everything else of [rows, columns] from memory.
    private IEnumerable<Tensor> LoadedElements() => ReadElements.Where(tensor => tensor.Axes.Length == 2);

    private IEnumerable<Tensor> TileInputs() => LoadedElements()
        .Concat(phase.RowSums.Select(sum => sum.Source).Where(source => source is not PointwiseTensor || !phase.Values.Contains(source)))
        .Distinct()
        .Where(tensor => tensor is not (ContractionTensor or GatherTensor) || !phase.Computes(tensor));

    private IEnumerable<Tensor> ColumnInputs() => ReadElements.Where(tensor => tensor.Axes.Length == 1 && !tensor.HasBatch);

    private IEnumerable<Tensor> RowInputs() => ReadElements.Where(tensor => tensor.Axes.Length == 1 && tensor.HasBatch);

    // What is made of the elements of x: by the encoder its input, by the likelihood terms of its sums, and their gradients.
    private IEnumerable<Tensor> MaskedValues() =>
        SummedValues().Concat(StoredValues()).Where(tensor => context.CountsWhereObserved(tensor, phase));

    // What is left away is one row an example, and the first group.
    private string RowsAndGroup(Tensor tensor)
    {
        int group = context.GroupOf(phase);
        string rows = RowSpaces.CountOf(tensor.Rows!);
        return group > 0 ? $", {rows}, group: {EmissionContext.Text(group)}" : tensor.Rows!.Fan is null ? "" : ", " + rows;
    }

    private bool HasExposureColumn => context.Program.Exposure?.Column is not null;

    private IEnumerable<Tensor> StoredValues() => phase.Stored.Where(tensor => tensor is PointwiseTensor);

    // What is summed over the columns and needed nowhere else goes through a tile buffer.
    private IEnumerable<Tensor> SummedValues() =>
        phase.RowSums.Select(sum => sum.Source).Distinct()
            .Where(source => source is PointwiseTensor value && phase.Values.Contains(value) && !phase.Stored.Contains(source));
}
