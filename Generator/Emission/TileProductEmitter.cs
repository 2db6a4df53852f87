using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>Writes what makes the tiles of a phase before anything pointwise is done with them: products, tiles gathered from elsewhere, noise.</summary>
internal sealed class TileProductEmitter(SourceWriter writer, EmissionContext context, Phase phase)
{
    private string Element => context.ElementType;

    /// <summary>Tile buffers of the worker that are in use.</summary>
    public int Slots { get; private set; }

    /// <summary>Writes the calls.</summary>
    public void Emit()
    {
        foreach (ContractionTensor product in phase.Products)
            Product(product);
        foreach (GatherTensor gather in phase.Gathers)
            Gather(gather);
        foreach (Tensor noise in phase.Noise)
        {
            writer.Line(noise is UniformNoiseTensor uniform
                ? $"FillUniform({noise.Name}, tile, layer: {EmissionContext.Text(uniform.Layer)});"
                : $"FillNoise({noise.Name}, tile);");
        }
    }

    private void Product(ContractionTensor product)
    {
        string slot = NextSlot();
        for (int i = 0; i < product.Terms.Length; i++)
        {
            ContractionTerm term = product.Terms[i];
            string declaration = i == product.Terms.Length - 1 ? $"ReadOnlySpan<{Element}> {product.Name}Tile = " : "";
            string method = $"{EmissionContext.Kernel(term)}.{(i == 0 ? "Multiply" : "MultiplyAdd")}";
            writer.Line(
                $"{declaration}{method}<TVector, {Element}>(worker, {term.Left.Name}, {context.MapArgument(term)}{context.Factor(term)}, tile{slot});");
        }
    }

    private void Gather(GatherTensor gather)
    {
        string source = gather.Source.Name;
        string call = gather switch
        {
            RelayoutTensor { ToVolume: true } => $"Volume.FromFlat({source}, {gather.Name}, tile)",
            RelayoutTensor => $"Volume.ToFlat(worker, {source}, tile{NextSlot()})",
            PoolingTensor { Taps: { } taps } pooling when phase.Stored.Contains(taps) =>
                $"Pooling.Max<TVector, {Element}>(worker, {source}, {pooling.Map.Name}, {taps.Name}, tile{NextSlot()})",
            PoolingTensor pooling =>
                $"Pooling.{(pooling.Taps is null ? "Average" : "Max")}<TVector, {Element}>(worker, {source}, {pooling.Map.Name}, tile{NextSlot()})",
            PoolingGradientTensor { Pooling: { Taps: { } taps } pooling } =>
                $"Pooling.MaxGradient<TVector, {Element}>(worker, {source}, {pooling.Map.Name}, {taps.Name}, tile{NextSlot()})",
            PoolingGradientTensor gradient =>
                $"Pooling.AverageGradient<TVector, {Element}>(worker, {source}, {gradient.Pooling.Map.Name}, tile{NextSlot()})",
            UpsamplingTensor upsampling => $"Upsampling.Nearest({source}, {upsampling.Map.Name}, tile)",
            UpsamplingGradientTensor gradient =>
                $"Upsampling.Gradient<TVector, {Element}>(worker, {source}, {gradient.Upsampling.Map.Name}, tile{NextSlot()})",
            TriangularProductTensor product => $"Triangular.Multiply(worker, {source}, {product.Vector.Name}, tile{NextSlot()})",
            TriangularSquaresTensor => $"Triangular.SumSquares(worker, {source}, tile{NextSlot()})",
            TriangularOuterTensor outer => $"Triangular.Outer(worker, {source}, {outer.Vector.Name}, tile{NextSlot()})",
            _ => throw new System.NotSupportedException($"Nothing gathers the tiles of {gather.GetType().Name} '{gather.Name}'."),
        };
        bool isRead = gather is not RelayoutTensor { ToVolume: true }
            || phase.Values.Any(value => value.Inputs.Contains(gather)) || phase.RowSums.Any(sum => sum.Source == gather);
        writer.Line(isRead ? $"ReadOnlySpan<{Element}> {gather.Name}Tile = {call};" : call + ";");
    }

    private string NextSlot() => Slots++ == 0 ? "" : $", slot: {EmissionContext.Text(Slots - 1)}";
}
