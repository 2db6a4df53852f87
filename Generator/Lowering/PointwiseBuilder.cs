using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>
/// Makes pointwise nodes: over the symbols of their arguments, simplified, without unused arguments or constants among them, and no node at
/// all where the expression is one tensor as it is.
/// </summary>
internal static class PointwiseBuilder
{
    /// <summary>A tensor with this expression, over the keys of <paramref name="arguments"/>, at every element.</summary>
    public static Tensor Create(
        string name, ImmutableArray<Axis> axes, Expression value, IReadOnlyDictionary<string, Tensor> arguments,
        bool signPreserving = false)
    {
        ArgumentNames names = new();
        value = Simplifier.Simplify(names.Rename(value, arguments));
        if (value.Core is Symbol symbol && names.Tensors[symbol.Name].Axes.SequenceEqual(axes))
            return names.Tensors[symbol.Name];
        return new PointwiseTensor(name, axes, value, names.UsedIn(value), signPreserving);
    }

    /// <summary>The same, where the expression is over the symbols of the arguments.</summary>
    public static Tensor Create(
        string name, ImmutableArray<Axis> axes, Expression value, IEnumerable<Tensor> arguments, bool signPreserving = false) =>
        Create(name, axes, value, arguments.Distinct().ToDictionary(argument => argument.Symbol), signPreserving);
}
