using System.Collections.Generic;

namespace VaeGen.Generator.Lowering;

/// <summary>Walks the graph so that every node comes after its inputs; the order depends only on the graph.</summary>
internal static class TensorOrder
{
    /// <summary>The nodes that the outputs need, inputs first.</summary>
    public static IReadOnlyList<Tensor> Of(IEnumerable<Tensor> outputs)
    {
        List<Tensor> order = [];
        HashSet<Tensor> seen = [];
        foreach (Tensor output in outputs)
            Visit(output, seen, order);
        return order;
    }

    private static void Visit(Tensor tensor, HashSet<Tensor> seen, List<Tensor> order)
    {
        if (!seen.Add(tensor))
            return;
        foreach (Tensor input in tensor.Inputs)
            Visit(input, seen, order);
        order.Add(tensor);
    }
}
