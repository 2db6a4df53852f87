using System.Collections.Generic;
using System.Linq;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Symbolics;

/// <summary>
/// Derivatives of an activation in terms of its output h instead of its input x, so that the backward pass needs no other array than the
/// forward pass keeps anyway: 1 - h² for tanh, h (1 - h) for the sigmoid, (h > 0 ? 1 : h + α) for ELU.
/// </summary>
internal static class OutputForm
{
    /// <summary>
    /// Rewrites a derivative without the input. In each branch of a choice, the value that the definition takes there may be replaced;
    /// <paramref name="positiveWherePositive"/> states that h > 0 exactly where x > 0, so that comparisons of x with zero become
    /// comparisons of h.
    /// </summary>
    /// <returns>False where the input is still needed: GELU, SiLU.</returns>
    public static bool TryExpress(
        Expression definition, Expression derivative, Symbol input, Symbol output, bool positiveWherePositive, out Expression inOutput)
    {
        Rewriting rewriting = new(input, output, positiveWherePositive);
        inOutput = Simplifier.Simplify(rewriting.Apply(AsChoice(Simplifier.Simplify(definition)), Simplifier.Simplify(derivative)));
        return !inOutput.Contains(input);
    }

    // max(x, 0) is a choice, too.
    private static Expression AsChoice(Expression definition) => definition.Core is Call { Function: Function.Max } max
        ? Select(GreaterThan(max.Operands[0], max.Operands[1]), max.Operands[0], max.Operands[1])
        : definition;

    private sealed class Rewriting(Symbol input, Symbol output, bool positiveWherePositive)
    {
        public Expression Apply(Expression definition, Expression derivative)
        {
            if (derivative.Core is Select slope)
            {
                Select? value = definition.Core is Select choice && choice.Condition == slope.Condition ? choice : null;
                return Select(
                    OfOutput(slope.Condition), Apply(value?.WhenTrue ?? definition, slope.WhenTrue),
                    Apply(value?.WhenFalse ?? definition, slope.WhenFalse));
            }

            return Simplifier.Simplify(Eliminate(definition, derivative));
        }

        private Condition OfOutput(Condition condition) => positiveWherePositive
            && condition == GreaterThan(input, 0) ? GreaterThan(output, 0) : condition;

        // Where h = c f(x) + k, f(x) is (h - k) / c.
        private Expression Eliminate(Expression value, Expression derivative)
        {
            if (!value.Contains(input))
                return derivative;

            Expression known = output;
            (Rational factor, Expression body) = SumRules.Split(value.Core);
            Expression result = derivative.Replace(value, known);
            if (!factor.IsOne && !factor.IsZero)
                known = output / factor;

            if (body is Product { Operands.Count: 2 } product && product.Operands[0] is NamedConstant scale)
            {
                known /= scale;
                body = product.Rest;
            }

            result = result.Replace(body, known);
            foreach ((Expression what, Expression by) in Identities(body, known))
                result = Distribute(result.Replace(what, by));

            return result;
        }

        // What else is known once y = f(x) is: exp(x) = expm1(x) + 1, and the sigmoid from the softplus.
        private static IEnumerable<(Expression What, Expression By)> Identities(Expression function, Expression y)
        {
            if (function.Core is Call call)
            {
                switch (call.Function)
                {
                    case Function.Expm1:
                        yield return (Exp(call.Argument), y + 1);
                        break;
                    case Function.Softplus:
                        yield return (Sigmoid(call.Argument), -Expm1(-y));
                        break;
                }
            }
        }

        // α (h/α + 1) is h + α.
        private static Expression Distribute(Expression expression)
        {
            Expression simple = Simplifier.Simplify(expression);
            if (simple is not Product product || product.Operands.OfType<Sum>().Count() != 1
                || !product.Operands.All(factor => factor is Sum || !factor.HasSymbols))
            {
                return simple;
            }

            Expression[] scales = [.. product.Operands.Where(factor => factor is not Sum)];
            return Simplifier.Simplify(
                new Sum([.. product.Operands.OfType<Sum>().Single().Operands.Select(term => new Product([.. scales, term]))]));
        }
    }
}
