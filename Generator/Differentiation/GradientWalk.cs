using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Differentiation;

/// <summary>What the gradient rule of an operation may ask: which nodes gradients are wanted of, and names for the nodes it
/// makes.</summary>
/// <param name="active">The nodes between the loss and what it is differentiated by.</param>
internal sealed class GradientWalk(ISet<Tensor> active)
{
    private readonly Dictionary<string, int> names = [];

    /// <summary>Whether the gradient by this node is wanted.</summary>
    public bool IsActive(Tensor tensor) => active.Contains(tensor);

    /// <summary>A name that no other node of the walk asked for: as it is, or with a number.</summary>
    public string NewName(string name)
    {
        names.TryGetValue(name, out int count);
        names[name] = ++count;
        return count == 1 ? name : name + count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The gradient of a node over all its axes: the gradient of a sum is the same for every element, and is one number until
    /// somebody needs them all.</summary>
    public Tensor Spread(Tensor gradient, Tensor of) => gradient.Axes.SequenceEqual(of.Axes) ? gradient
        : gradient is PointwiseTensor pointwise
        ? PointwiseBuilder.Create(Gradients.NameOf(of.Name), of.Axes, pointwise.Value, pointwise.Arguments)
        : PointwiseBuilder.Create(
            Gradients.NameOf(of.Name), of.Axes, new Symbol(gradient.Symbol),
            ImmutableDictionary<string, Tensor>.Empty.Add(gradient.Symbol, gradient));
}
