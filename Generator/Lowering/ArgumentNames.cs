using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>
/// The names of tensors in one expression: each its own symbol, and where several have the same (a network that is used twice), a number
/// after it. Two values under one name would silently be one.
/// </summary>
internal sealed class ArgumentNames
{
    private readonly Dictionary<Tensor, string> names = [];
    private readonly Dictionary<string, Tensor> tensors = [];

    /// <summary>The tensor of each name given so far.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => tensors;

    /// <summary>The name of a tensor, the same at every call.</summary>
    public string Of(Tensor tensor)
    {
        if (names.TryGetValue(tensor, out string? name))
            return name;
        name = tensor.Symbol;
        for (int number = 2; tensors.ContainsKey(name); number++)
            name = $"{tensor.Symbol}Number{number.ToString(CultureInfo.InvariantCulture)}";
        names.Add(tensor, name);
        tensors.Add(name, tensor);
        return name;
    }

    /// <summary>The expression over these names, constants in their place.</summary>
    /// <param name="value">An expression over the keys of <paramref name="arguments"/>.</param>
    /// <param name="arguments">What its symbols stand for.</param>
    public Expression Rename(Expression value, IReadOnlyDictionary<string, Tensor> arguments) =>
        value.Substitute(arguments.OrderBy(pair => pair.Key, System.StringComparer.Ordinal).ToDictionary(
            pair => pair.Key, pair => pair.Value is PointwiseTensor { Arguments.IsEmpty: true } constant
            ? constant.Value
            : new Symbol(Of(pair.Value))));

    /// <summary>The tensors that an expression over these names needs.</summary>
    public ImmutableDictionary<string, Tensor> UsedIn(Expression value) =>
        value.FreeSymbols().ToImmutableDictionary(name => name, name => tensors[name]);
}
