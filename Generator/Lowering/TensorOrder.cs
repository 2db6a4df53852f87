using System.Collections.Generic;

namespace VaeGen.Generator.Lowering;

/// <summary>Walks the graph so that every node comes after its inputs; the order depends only on the graph.</summary>
internal static class TensorOrder
{
    /// <summary>The nodes that the outputs need, inputs first.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="given">Nodes that are there already, and are not walked through.</param>
    public static IReadOnlyList<Tensor> Of(IEnumerable<Tensor> outputs, ISet<Tensor>? given = null)
    {
        List<Tensor> order = [];
        HashSet<Tensor> seen = [];
        // The way from an output to the node at hand, with what each still has to visit: a network of thousands of layers is no deeper a
        // recursion.
        Stack<(Tensor Tensor, IEnumerator<Tensor> Inputs)> path = [];
        foreach (Tensor output in outputs)
        {
            Enter(output);
            while (path.Count > 0)
            {
                (Tensor tensor, IEnumerator<Tensor> inputs) = path.Peek();
                if (inputs.MoveNext())
                {
                    Enter(inputs.Current);
                    continue;
                }

                path.Pop();
                order.Add(tensor);
            }
        }

        return order;

        void Enter(Tensor tensor)
        {
            if (given?.Contains(tensor) != true && seen.Add(tensor))
                path.Push((tensor, tensor.Inputs.GetEnumerator()));
        }
    }
}
