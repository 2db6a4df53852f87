using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>
/// Brings an expression into the form in which a numericist would write it: constants folded exactly, sums and products flattened, like
/// terms and powers collected, functions cancelled where that is valid for every argument. The value changes by rounding at most, except
/// that what overflowed or was not a number on the way (0 · ∞, exp then log) may become the finite value that was meant; no new 0/0 arises.
/// Order is the order of writing, so formulas stay recognizable.
/// </summary>
internal static class Simplifier
{
    // One step can make room for another above it only, so that few rounds reach the end; the bound is a guard against rules that undo each
    // other.
    private const int RoundLimit = 8;

    public static Expression Simplify(Expression expression)
    {
        for (int round = 0; round < RoundLimit; round++)
        {
            Expression simpler = expression.Rewrite(Step);
            if (simpler == expression)
                return simpler;

            expression = simpler;
        }

        return expression;
    }

    /// <summary>Simplifies a node whose operands are simple.</summary>
    internal static Expression Step(Expression node) => node switch
    {
        Sum sum => SumRules.Simplify(sum.Operands),
        Product or Quotient or Power => ProductRules.Simplify(node),
        Call call => CallRules.Simplify(call),
        Select select => SelectRules.Simplify(select),
        Named named => Rename(named),
        _ => node,
    };

    // A leaf needs no name; a constant other than 0 and ±1 keeps its own.
    private static Expression Rename(Named named) => named.Expression switch
    {
        Constant { Value: Rational value } constant when value.IsZero || Rational.Abs(value).IsOne => constant,
        Constant constant => new NamedConstant(named.Name, named.Name, constant.Value),
        Symbol or NamedConstant => named.Expression,
        Named inner => new Named(named.Name, inner.Expression),
        _ => named,
    };
}
