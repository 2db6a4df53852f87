using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Differentiation;

/// <summary>Reverse-mode differentiation of the tensor program: a walk from the loss back to the parameters, by the rule that each
/// operation has.</summary>
internal static class Gradients
{
    /// <summary>The gradient of a scalar by each of the given tensors.</summary>
    /// <exception cref="NotSupportedException">An operation on the way has no gradient rule, or a tensor has no gradient.</exception>
    public static IReadOnlyDictionary<Tensor, Tensor> Of(Tensor loss, IReadOnlyCollection<Tensor> sources)
    {
        IReadOnlyList<Tensor> order = TensorOrder.Of([loss]);
        HashSet<Tensor> active = DependentOn(order, [.. sources]);
        GradientWalk walk = new(active);
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
            foreach ((Tensor input, Tensor part) in tensor.Backward(gradient, walk))
            {
                if (!contributions.TryGetValue(input, out List<Tensor>? list))
                    contributions[input] = list = [];
                list.Add(part);
            }
        }

        foreach (Tensor source in sources)
        {
            gradients[source] = gradients.TryGetValue(source, out Tensor? gradient)
                ? Computed(walk.Spread(gradient, source), source)
                : throw new NotSupportedException($"The loss '{loss.Name}' does not depend on '{source.Name}', or holds it constant: it "
                    + "has no gradient.");
        }

        return gradients;
    }

    /// <summary>The name of the gradient of something: <c>dh1</c>, <c>dLogits</c>.</summary>
    public static string NameOf(string name) =>
        name.Length == 1 || char.IsDigit(name[1]) ? "d" + name : "d" + char.ToUpperInvariant(name[0]) + name.Substring(1);

    // A leaf may be a parameter that gets its own update first: what the sink reads has to be a copy.
    private static Tensor Computed(Tensor gradient, Tensor source) => gradient is not LeafTensor ? gradient : new PointwiseTensor(
        NameOf(source.Name), source.Axes, new Symbol(gradient.Symbol),
        ImmutableDictionary<string, Tensor>.Empty.Add(gradient.Symbol, gradient));

    private static HashSet<Tensor> DependentOn(IReadOnlyList<Tensor> order, HashSet<Tensor> sources)
    {
        HashSet<Tensor> active = [];
        foreach (Tensor tensor in order)
        {
            if (sources.Contains(tensor) || tensor.Inputs.Any(active.Contains))
                active.Add(tensor);
        }

        return active;
    }
}
