using System.Collections.Generic;
using System.Linq;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Symbolics;

/// <summary>Lowers the composite primitives to functions that the runtime has, in forms that overflow nowhere.</summary>
internal static class Expansion
{
    public static Expression Expand(Expression expression) => expression.Rewrite(Lower);

    /// <summary>The same for expressions of one block, which keep sharing what they share.</summary>
    public static IReadOnlyList<Expression> Expand(IEnumerable<Expression> expressions) => expressions.Rewrite(Lower);

    private static Expression Lower(Expression node) => node switch
    {
        Call { Function: Function.Softplus } call => Max(call.Argument, 0) + Log1p(Decay(call.Argument)),
        Call { Function: Function.Sigmoid } call => Sigmoid(call),
        Call { Function: Function.LogSumExp } call => Shifted(call),
        Call { Function: Function.StopGradient } call => call.Argument,
        Power power => new Product([.. Enumerable.Repeat(power.Base, power.Exponent)]),
        Sum sum when sum.Operands.Any(IsSum) => new Sum([.. sum.Operands.SelectMany(Terms)]),
        _ => node,
    };

    private static Expression Sigmoid(Call call)
    {
        string name = Wording.Describe(call);
        Expression decay = Decay(call.Argument);
        return Named(name, Named(name + "Numerator", Select(GreaterOrEqual(call.Argument, 0), 1, decay)) / (1 + decay));
    }

    // The largest term is taken out: what is left lies between 0 and the logarithm of their number.
    private static Expression Shifted(Call call)
    {
        Expression largest = call.Operands[0];
        for (int count = 2; count <= call.Operands.Count; count++)
        {
            string name = count == call.Operands.Count ? "largest" : "largestOfFirst" + Wording.Capitalize(Wording.Of(count));
            largest = Named(name, Max(largest, call.Operands[count - 1]));
        }

        return Named("logNormalizer", largest + Log(Named("total", new Sum([.. call.Operands.Select(term => Exp(term - largest))]))));
    }

    // e = exp(-|x|) lies in (0, 1] for every x; softplus and sigmoid of one argument share it.
    private static Expression Decay(Expression x) => Exp(-CallRules.Simplify((Call)Abs(x)));

    // A softplus inside a sum becomes terms of the sum: x l - max(l, 0) - log1p(e) from left to right loses nothing where x l and max(l, 0)
    // are large and equal.
    private static bool IsSum(Expression term) => SumRules.Split(term) is { Body: Sum, Coefficient: Rational sign }
        && Rational.Abs(sign).IsOne;

    private static IEnumerable<Expression> Terms(Expression term)
    {
        (Rational sign, Expression body) = SumRules.Split(term);
        return !IsSum(term) ? [term] : sign.Sign > 0 ? body.Operands : body.Operands.Select(Product.Negate);
    }
}
