using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Fusion;

/// <summary>Finds what is the same at every element of a phase — a function of scalars alone — so that it is computed once, before the loops.</summary>
internal sealed class InvariantHoisting(ISet<string> scalars)
{
    private readonly List<(string Name, Expression Value)> hoisted = [];

    /// <summary>The hoisted values, in order, with the names that now stand for them.</summary>
    public IReadOnlyList<(string Name, Expression Value)> Hoisted => hoisted;

    /// <summary>The expression with every invariant part replaced by its name.</summary>
    public Expression Apply(Expression expression) => expression.Rewrite(node => node switch
    {
        // A division by an invariant becomes a product with its reciprocal.
        Quotient { Denominator: var denominator, Numerator: var numerator } when IsInvariant(denominator) && !IsInvariant(numerator) =>
            numerator * Hoist("inverse", 1 / denominator),
        Sum sum => Group(sum, "logNormalizer"),
        Product product => Group(product, "scale"),
        _ => node,
    });

    private Expression Group(Expression node, string name)
    {
        Expression[] invariant = [.. node.Operands.Where(IsInvariant)];
        if (invariant.Length == node.Operands.Count || invariant.Length == 0 || !invariant.Any(HasSymbol))
            return node;
        Expression group = invariant.Length == 1 ? invariant[0] : node.WithOperands(invariant);
        Expression replacement = group.Core is Symbol or Constant ? group : Hoist(name, group);
        return node.WithOperands([.. node.Operands.Where(operand => !IsInvariant(operand)), replacement]);
    }

    private Symbol Hoist(string name, Expression value)
    {
        value = Simplifier.Simplify(value);
        foreach ((string existing, Expression known) in hoisted)
        {
            if (known == value)
                return new Symbol(existing);
        }

        int number = 1 + hoisted.Count(pair => pair.Name.StartsWith(name, System.StringComparison.Ordinal));
        string unique = number == 1 ? name : name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        hoisted.Add((unique, value));
        return new Symbol(unique);
    }

    private bool IsInvariant(Expression expression) =>
        expression.FreeSymbols().All(symbol => scalars.Contains(symbol) || hoisted.Any(pair => pair.Name == symbol));

    private static bool HasSymbol(Expression expression) => expression.FreeSymbols().Any();
}
