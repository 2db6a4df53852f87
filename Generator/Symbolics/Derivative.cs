using System;
using System.Collections.Generic;
using System.Linq;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Symbolics;

/// <summary>Derivatives of expressions.</summary>
internal static class Derivative
{
    /// <summary>Function of one argument x with value y: its derivative, written in x or in y, whichever is already there or
    /// cheaper.</summary>
    private static readonly IReadOnlyDictionary<Function, Func<Expression, Expression, Expression>> Rules =
        new Dictionary<Function, Func<Expression, Expression, Expression>>
        {
            [Function.Exp] = (x, y) => y,
            [Function.Expm1] = (x, y) => Exp(x),
            // Not Expm1: the exponential is there already, in the loss or in another gradient.
            [Function.ExpRemainder] = (x, y) => Exp(x) - 1,
            [Function.Log] = (x, y) => 1 / x,
            [Function.Log1p] = (x, y) => 1 / (1 + x),
            [Function.Sqrt] = (x, y) => 1 / (2 * y),
            [Function.Tanh] = (x, y) => 1 - Square(y),
            [Function.Erf] = (x, y) => 2 / Sqrt(Pi) * Exp(-Square(x)),
            [Function.Sigmoid] = (x, y) => y * (1 - y),
            [Function.Softplus] = (x, y) => Sigmoid(x),
            [Function.Abs] = (x, y) => Select(GreaterThan(x, 0), 1, Select(LessThan(x, 0), -1, 0)),
            [Function.StopGradient] = (x, y) => 0,
            [Function.LogGamma] = (x, y) => Digamma(x),
            [Function.StirlingError] = (x, y) => StirlingErrorSlope(x),
            [Function.LogExpm1Ratio] = (x, y) => LogExpm1RatioSlope(x),
        };

    /// <summary>The functions of one argument that have a rule.</summary>
    public static IEnumerable<Function> Differentiable => Rules.Keys;

    /// <summary>
    /// The simplified derivative of an expression by one of its symbols. Where a function has a kink, it is the derivative of the branch
    /// that the comparison takes: the slope of max(x, 0) at zero is zero.
    /// </summary>
    public static Expression Of(Expression expression, Symbol symbol)
    {
        // Keyed by structure: equal parts have one derivative, whatever their names.
        Dictionary<Expression, Expression> memo = [];
        return Simplifier.Simplify(Visit(expression));

        Expression Visit(Expression node)
        {
            if (!memo.TryGetValue(node, out Expression? derivative))
            {
                derivative = Differentiate(node);
                memo.Add(node, derivative);
            }

            return derivative;
        }

        Expression Differentiate(Expression node)
        {
            switch (node.Core)
            {
                case Symbol leaf:
                    return leaf.Name == symbol.Name ? 1 : 0;
                case Constant or NamedConstant:
                    return 0;
                case Sum sum:
                    return Total(sum.Operands.Select(Visit));
                case Product product:
                    return Total(product.Operands.Select((factor, i) => Term(product, i, node)));
                case Power power:
                    return power.Exponent == 2
                        ? 2 * power.Base * Visit(power.Base)
                        : power.Exponent * new Power(power.Base, power.Exponent - 1) * Visit(power.Base);
                case Quotient quotient:
                    return Fraction(quotient, node);
                case Select select:
                    return Select(select.Condition, Visit(select.WhenTrue), Visit(select.WhenFalse));
                case Call { Function: Function.PoissonDeviance } call:
                    return Contributions(PoissonSlopes(call), [.. call.Operands.Select(Visit)]);
                case Call { Function: Function.BinomialDeviance } call:
                    return Contributions(BinomialSlopes(call), [.. call.Operands.Select(Visit)]);
                case Call { Function: Function.LogSumExp } call:
                    return Total(call.Operands.Select(term => IsZero(Visit(term)) ? 0 : Softmax(term, node) * Visit(term)));
                case Call { IsChoice: true } call:
                    return Choice(call, Visit(call.Operands[0]), Visit(call.Operands[1]));
                case Call call:
                    Expression inner = Visit(call.Argument);
                    return IsZero(inner) ? 0 : Rule(call.Function)(call.Argument, node) * inner;
                default:
                    throw new InvalidOperationException($"There is no derivative of {node.GetType().Name}.");
            }
        }

        // A factor exp(v) gives back the whole product: (u exp(v))' = u' exp(v) + u exp(v) v'.
        Expression Term(Product product, int index, Expression value)
        {
            Expression slope = product.Operands[index].Core is Call { Function: Function.Exp } call
                ? Visit(call.Argument)
                : Visit(product.Operands[index]);
            return product.Operands[index].Core is Call { Function: Function.Exp }
                ? IsZero(slope) ? 0 : value * slope
                : Replaced(product, index, slope);
        }

        // (n/d)' = (n' - (n/d) d') / d: no d² that could overflow.
        Expression Fraction(Quotient quotient, Expression value)
        {
            Expression numerator = Visit(quotient.Numerator);
            Expression denominator = Visit(quotient.Denominator);
            return (IsZero(denominator) ? numerator : numerator - (value * denominator)) / quotient.Denominator;
        }
    }

    // ψ and its kind are derivatives themselves: no density has them.
    private static Func<Expression, Expression, Expression> Rule(Function function) =>
        Rules.TryGetValue(function, out Func<Expression, Expression, Expression>? rule)
        ? rule
        : throw new InvalidOperationException($"There is no derivative of {function}.");

    // x log x − x log λ + λ − x.
    private static Expression[] PoissonSlopes(Call call)
    {
        (Expression x, Expression logMean) = (call.Operands[0], call.Operands[1]);
        return [Log(x) - logMean, Exp(logMean) - x];
    }

    // x u + r v − x log(1 + r/x) − r log(1 + x/r): what the logarithms contribute by their own slopes cancels.
    private static Expression[] BinomialSlopes(Call call)
    {
        (Expression x, Expression r, Expression u, Expression v) = (call.Operands[0], call.Operands[1], call.Operands[2], call.Operands[3]);
        return [u - Log1p(r / x), v - Log1p(x / r), x, r];
    }

    private static Expression Contributions(IReadOnlyList<Expression> slopes, IReadOnlyList<Expression> inner) =>
        Total(inner.Select((operand, i) => IsZero(operand) ? 0 : slopes[i] * operand));

    private static Expression Choice(Call call, Expression first, Expression second)
    {
        Comparison comparison = call.Function == Function.Max ? Comparison.GreaterThan : Comparison.LessThan;
        return first == second ? first : Select(new Condition(comparison, call.Operands[0], call.Operands[1]), first, second);
    }

    private static Expression Total(IEnumerable<Expression> terms)
    {
        Expression[] contributing = [.. terms.Where(term => !IsZero(term))];
        return contributing.Length switch
        {
            0 => 0,
            1 => contributing[0],
            _ => new Sum(contributing),
        };
    }

    private static Expression Replaced(Product product, int index, Expression derivative)
    {
        if (IsZero(derivative))
            return 0;

        Expression[] factors = [.. product.Operands];
        factors[index] = derivative;
        return new Product(factors);
    }

    private static bool IsZero(Expression expression) => expression.Core is Constant { Value.IsZero: true };
}
