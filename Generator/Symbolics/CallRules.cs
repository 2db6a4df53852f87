using System;
using System.Linq;
using System.Numerics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Symbolics;

/// <summary>Simplifies functions of simple arguments: exact values, symmetries, inverses that hold for every argument, stable
/// forms.</summary>
internal static class CallRules
{
    public static Expression Simplify(Call call) => ExactValue(call) ?? Cancel(call) ?? Symmetry(call) ?? call;

    private static Expression? ExactValue(Call call)
    {
        if (call.TakesSeveral)
        {
            return call.IsChoice && call.Operands[0] is Constant a && call.Operands[1] is Constant b
                ? call.Function == Function.Max == a.Value > b.Value ? a : b
                : null;
        }

        if (call.Argument is not Constant { Value: Rational x })
            return null;

        return call.Function switch
        {
            Function.Abs => new Constant(Rational.Abs(x)),
            Function.Sqrt => ExactRoot(x),
            Function.Exp when x.IsZero => 1,
            Function.Log when x.IsOne => 0,
            Function.LogGamma when x.IsOne || x == 2 => 0,
            Function.Sigmoid when x.IsZero => OneHalf,
            Function.Expm1 or Function.ExpRemainder or Function.Log1p or Function.Tanh or Function.Erf when x.IsZero => 0,
            _ => null,
        };
    }

    private static Expression? Cancel(Call call) => (call.Function, call.Argument.Core) switch
    {
        (Function.Max or Function.Min, _) => call.Operands[0] == call.Operands[1] ? call.Operands[0] : null,
        (Function.Log, Call { Function: Function.Exp } inner) => inner.Argument,
        (Function.Log, Call { Function: Function.Sigmoid } inner) => -Softplus(ProductRules.Simplify(-inner.Argument)),
        (Function.Log, Call { Function: Function.Sqrt } inner) => OneHalf * Log(inner.Argument),
        (Function.Exp, Call { Function: Function.Log } inner) when Signs.IsPositive(inner.Argument) => inner.Argument,
        (Function.Log1p, Call { Function: Function.Expm1 } inner) => inner.Argument,
        (Function.Log1p, Call { Function: Function.Exp } inner) when !IsNegativeMagnitude(inner.Argument) => Softplus(inner.Argument),
        (Function.Log, Sum sum) => SoftplusOf(sum),
        (Function.Sqrt, Call { Function: Function.Exp } inner) => Exp(ProductRules.Simplify(OneHalf * inner.Argument)),
        (Function.Sqrt, Power { Exponent: 2 } inner) => Simplify((Call)Abs(inner.Base)),
        (Function.StopGradient, Call inner) when inner.Function == call.Function => inner,
        _ => null,
    };

    // log(1 + exp(u))
    private static Expression? SoftplusOf(Sum sum)
    {
        if (sum.Operands.Count != 2)
            return null;

        Expression other = sum.Operands[0] == Constant.One ? sum.Operands[1] : sum.Operands[0];
        return sum.Operands.Contains(Constant.One) && other.Core is Call { Function: Function.Exp } inner
            && !IsNegativeMagnitude(inner.Argument)
            ? Softplus(inner.Argument)
            : null;
    }

    private static Expression? Symmetry(Call call) => call.Function switch
    {
        Function.Abs when Signs.IsNonnegative(call.Argument) => call.Argument,
        Function.Abs when Signs.IsNegated(call.Argument) => Abs(ProductRules.Simplify(Product.Negate(call.Argument.Core))),
        Function.Tanh or Function.Erf when Signs.IsNegated(call.Argument) && call.Argument.Core is not Sum =>
            Product.Negate(new Call(call.Function, ProductRules.Simplify(Product.Negate(call.Argument.Core)))),
        _ => null,
    };

    /// <summary>Whether it is exp(−|x|), which lies between 0 and 1.</summary>
    public static bool IsDecay(Expression expression) => expression.Core is Call { Function: Function.Exp } call
        && IsNegativeMagnitude(call.Argument);

    // exp(-|x|) cannot overflow: it is the stable form already.
    private static bool IsNegativeMagnitude(Expression argument) =>
        argument.Core is Product { Coefficient.Value.Sign: < 0, Rest.Core: Call { Function: Function.Abs } };

    private static Constant? ExactRoot(Rational value)
    {
        if (value.Sign < 0)
            return null;

        BigInteger numerator = IntegerRoot(value.Numerator);
        BigInteger denominator = IntegerRoot(value.Denominator);
        return numerator * numerator == value.Numerator && denominator * denominator == value.Denominator
            ? new Constant(new Rational(numerator, denominator))
            : null;
    }

    /// <summary>⌊√n⌋ by Newton's method from above.</summary>
    internal static BigInteger IntegerRoot(BigInteger n)
    {
        if (n.IsZero)
            return n;

        BigInteger root = BigInteger.One << ((int)Math.Ceiling(BigInteger.Log(n, 2) / 2) + 1);
        while (true)
        {
            BigInteger next = (root + (n / root)) >> 1;
            if (next >= root)
                return root;

            root = next;
        }
    }
}
