using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>
/// Makes pointwise nodes: over the symbols of their arguments, simplified, without unused arguments or constants among them, and no node at all where the
/// expression is one tensor as it is.
/// </summary>
internal static class PointwiseBuilder
{
    /// <summary>A tensor with this expression, over the keys of <paramref name="arguments"/>, at every element.</summary>
    public static Tensor Create(
        string name, ImmutableArray<Axis> axes, Expression value, IReadOnlyDictionary<string, Tensor> arguments, bool signPreserving = false)
    {
        value = Simplifier.Simplify(value.Substitute(arguments.ToDictionary(pair => pair.Key, pair => InExpressions(pair.Value))));
        Dictionary<string, Tensor> bySymbol = [];
        foreach (Tensor argument in arguments.Values)
            bySymbol[argument.Symbol] = argument;
        if (value.Core is Symbol symbol && bySymbol[symbol.Name].Axes.SequenceEqual(axes))
            return bySymbol[symbol.Name];
        ImmutableDictionary<string, Tensor> used = value.FreeSymbols().ToImmutableDictionary(free => free, free => bySymbol[free]);
        return new PointwiseTensor(name, axes, value, used, signPreserving);
    }

    /// <summary>The same, where the expression is over the symbols of the arguments.</summary>
    public static Tensor Create(
        string name, ImmutableArray<Axis> axes, Expression value, IEnumerable<Tensor> arguments, bool signPreserving = false) =>
        Create(name, axes, value, arguments.Distinct().ToDictionary(argument => argument.Symbol), signPreserving);

    private static Expression InExpressions(Tensor tensor) =>
        tensor is PointwiseTensor { Arguments.IsEmpty: true } constant ? constant.Value : new Symbol(tensor.Symbol);
}
