using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>The value of an expression without symbols, exact or to many more digits than a literal holds.</summary>
internal static class ConstantValue
{
    public static bool TryFind(Expression expression, out Rational value)
    {
        Rational? found = expression.HasSymbols ? null : Find(expression.Core);
        value = found ?? Rational.Zero;
        return found is not null;
    }

    private static Rational? Find(Expression expression) => expression switch
    {
        Constant constant => constant.Value,
        NamedConstant constant => constant.Value,
        Symbol => null,
        Sum => FindAll(expression) is { } terms ? terms.Aggregate(Rational.Zero, (total, term) => total + term) : null,
        Product => FindAll(expression) is { } factors ? factors.Aggregate(Rational.One, (total, factor) => total * factor) : null,
        Quotient => FindAll(expression) is { } parts && !parts[1].IsZero ? parts[0] / parts[1] : null,
        Power power => Find(power.Base.Core) is { } @base ? Rational.Power(@base, power.Exponent) : null,
        Call { TakesSeveral: false } call => Find(call.Argument.Core) is { } argument ? Apply(call.Function, argument) : null,
        Call { IsChoice: true } call => FindAll(call) is { } both
        ? (call.Function == Function.Max == both[0] > both[1] ? both[0] : both[1])
        : null,
        _ => null,
    };

    private static Rational[]? FindAll(Expression expression)
    {
        Rational?[] values = [.. expression.Operands.Select(operand => Find(operand.Core))];
        return values.All(value => value is not null) ? [.. values.Select(value => value!.Value)] : null;
    }

    // erf, and what overflows or is not defined, stays an expression.
    private static Rational? Apply(Function function, Rational x) => function switch
    {
        Function.Exp when IsModerate(x) => HighPrecision.Exp(x),
        Function.Expm1 when IsModerate(x) => HighPrecision.Exp(x) - 1,
        Function.ExpRemainder when IsModerate(x) => HighPrecision.Exp(x) - 1 - x,
        Function.Log when x.Sign > 0 => HighPrecision.Log(x),
        Function.Log1p when x > -1 => HighPrecision.Log(1 + x),
        Function.Sqrt when x.Sign >= 0 => HighPrecision.Sqrt(x),
        Function.Sigmoid when IsModerate(x) => 1 / (1 + HighPrecision.Exp(-x)),
        Function.Softplus when IsModerate(x) => HighPrecision.Log(1 + HighPrecision.Exp(x)),
        Function.Tanh when IsModerate(x) => 1 - (2 / (HighPrecision.Exp(2 * x) + 1)),
        Function.Abs => Rational.Abs(x),
        Function.StopGradient => x,
        _ => null,
    };

    private static bool IsModerate(Rational x) => Rational.Abs(x) < 700;
}
