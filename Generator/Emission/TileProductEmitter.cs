using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>Writes what makes the tiles of a phase before anything pointwise is done with them: products, tiles gathered from elsewhere,
/// noise.</summary>
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
        foreach (NoiseTensor noise in phase.Noise)
            writer.Line(noise.DrawCall + ";");
    }

    private void Product(ContractionTensor product)
    {
        string slot = NextSlot();
        string sum = $"{product.Name}Tile";
        if (product.Terms.Length > 1)
            writer.Line($"// {product.Terms.Length} products add up in {sum}: each goes on with the sums before it.");
        for (int i = 0; i < product.Terms.Length; i++)
        {
            ContractionTerm term = product.Terms[i];
            writer.Line(
                $"{(i == 0 ? $"ReadOnlySpan<{Element}> " : "")}{sum} = {EmissionContext.Product(term, continues: i > 0)}("
                + $"worker, {FieldNames.Of(term.Left)}, {context.MapArgument(term)}{context.Factor(term)}, tile{slot});");
        }
    }

    private void Gather(GatherTensor gather)
    {
        KernelCall call = gather.Call(phase.Stored);
        string worker = call.FillsSlot ? "worker, " : "";
        string slot = call.FillsSlot ? NextSlot() : "";
        string code = $"{call.Kernel}{(call.IsVectorized ? $"<TVector, {Element}>" : "")}({worker}{string.Join(", ", call.Operands)}, "
            + $"tile{slot})";
        // What lies in its place already is a span only for those who read it.
        bool isRead = !gather.IsWrittenWhereComputed
            || phase.Values.Any(value => value.Inputs.Contains(gather)) || phase.RowSums.Any(sum => sum.Source == gather);
        writer.Line(isRead ? $"ReadOnlySpan<{Element}> {gather.Name}Tile = {code};" : code + ";");
    }

    private string NextSlot() => Slots++ == 0 ? "" : $", slot: {EmissionContext.Text(Slots - 1)}";
}
