using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Differentiation;

/// <summary>The gradient of a value that is used several times: the sum of what each use contributes.</summary>
internal static class Accumulation
{
    /// <summary>Adds the contributions; products become one chain of multiply-adds, everything else one expression.</summary>
    public static Tensor Of(Tensor of, IReadOnlyList<Tensor> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        string name = Gradients.NameOf(of.Name);
        // A product of another name is the gradient of another value, which is passed on as it is.
        ContractionTensor[] products = [.. parts.OfType<ContractionTensor>().Where(product => product.Name == name)];
        if (products.Length == parts.Count)
            return Chain(name, of.Axes, products);

        // The same tensor may be the contribution of several uses: each counts. A part that is no expression is a value beside the sum,
        // which has the name.
        GradientWalk partNames = new(active: new HashSet<Tensor>());
        List<Tensor> summands =
            [.. parts.Where(part => !products.Contains(part)).Select(part => part.Name == name ? part.AsPart(partNames) : part)];
        if (products.Length > 0)
            summands.Insert(0, Chain(name + "Product", of.Axes, products));

        Expression sum = 0;
        ArgumentNames names = new();
        foreach (Tensor summand in summands)
        {
            // An expression becomes part of the sum; it has no name of its own any more.
            sum += summand is PointwiseTensor pointwise
                ? names.Rename(pointwise.Value, pointwise.Arguments)
                : new Symbol(names.Of(summand));
        }

        return PointwiseBuilder.Create(name, of.Axes, sum, names.Tensors);
    }

    private static ContractionTensor Chain(string name, ImmutableArray<Axis> axes, IEnumerable<ContractionTensor> products) =>
        new(name, axes, [.. products.SelectMany(product => product.Terms)]);
}
