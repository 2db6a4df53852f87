using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Differentiation;

/// <summary>Reverse-mode differentiation of the tensor program: one row of a table for each operation, and a walk from the loss back to the parameters.</summary>
internal static class Gradients
{
    /// <summary>The gradient of a scalar by each of the given tensors that it depends on.</summary>
    public static IReadOnlyDictionary<Tensor, Tensor> Of(Tensor loss, IEnumerable<Tensor> sources)
    {
        IReadOnlyList<Tensor> order = TensorOrder.Of([loss]);
        HashSet<Tensor> active = DependentOn(order, [.. sources]);
        Dictionary<Tensor, List<Tensor>> contributions = new()
        {
            [loss] = [new PointwiseTensor("one", [], 1, ImmutableDictionary<string, Tensor>.Empty)],
        };
        Dictionary<Tensor, Tensor> gradients = [];

        foreach (Tensor tensor in order.Reverse())
        {
            if (!active.Contains(tensor) || !contributions.TryGetValue(tensor, out List<Tensor>? parts))
                continue;
            Tensor gradient = Accumulation.Of(tensor, parts);
            gradients[tensor] = gradient;
            foreach ((Tensor input, Tensor part) in GradientTable.Of(tensor, gradient, active))
            {
                if (!contributions.TryGetValue(input, out List<Tensor>? list))
                    contributions[input] = list = [];
                list.Add(part);
            }
        }

        return gradients;
    }

    /// <summary>The name of the gradient of something: <c>dh1</c>, <c>dLogits</c>.</summary>
    public static string NameOf(string name) =>
        name.Length == 1 || char.IsDigit(name[1]) ? "d" + name : "d" + char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static HashSet<Tensor> DependentOn(IReadOnlyList<Tensor> order, HashSet<Tensor> sources)
    {
        HashSet<Tensor> active = [];
        foreach (Tensor tensor in order)
        {
            if (sources.Contains(tensor) || (tensor is not StopGradientTensor && tensor.Inputs.Any(active.Contains)))
                active.Add(tensor);
        }

        return active;
    }
}
