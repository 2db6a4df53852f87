using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>What is known of a sign, the weaker first.</summary>
internal enum Sign
{
    Unknown,
    Nonnegative,
    Positive,
}

/// <summary>What is known of the sign of an expression for every value of its symbols (that is not NaN), in exact arithmetic.</summary>
internal static class Signs
{
    public static bool IsPositive(Expression expression) => expression.Sign == Sign.Positive;

    public static bool IsNonnegative(Expression expression) => expression.Sign != Sign.Unknown;

    public static bool IsNonzero(Expression expression) => IsPositive(expression) || IsPositive(Product.Negate(expression));

    /// <summary>Whether the expression is written as the negative of another.</summary>
    public static bool IsNegated(Expression expression) => SumRules.Split(expression.Core).Coefficient.Sign < 0;

    /// <summary>The sign of a node from those of its operands; read it as <see cref="Expression.Sign"/>, which remembers it.</summary>
    public static Sign Find(Expression expression) => expression switch
    {
        Named named => named.Expression.Sign,
        Constant constant => Of(constant.Value),
        NamedConstant constant => Of(constant.Value),
        Sum => Weakest(expression) == Sign.Nonnegative && Strongest(expression) == Sign.Positive ? Sign.Positive : Weakest(expression),
        Product => Weakest(expression),
        Power power => power.Base.Sign == Sign.Unknown && power.Exponent % 2 == 0 ? Sign.Nonnegative : power.Base.Sign,
        Quotient quotient => quotient.Denominator.Sign == Sign.Positive ? quotient.Numerator.Sign : Sign.Unknown,
        Select select => Min(select.WhenTrue.Sign, select.WhenFalse.Sign),
        Call call => OfCall(call),
        _ => Sign.Unknown,
    };

    private static Sign OfCall(Call call) => call.Function switch
    {
        Function.Exp or Function.Sigmoid or Function.Softplus or Function.LogExpm1RatioSlope => Sign.Positive,
        Function.ExpRemainder => Sign.Nonnegative,
        Function.Sqrt or Function.Abs => call.Argument.Sign == Sign.Positive ? Sign.Positive : Sign.Nonnegative,
        Function.Max => Strongest(call),
        Function.Min => Weakest(call),
        _ => Sign.Unknown,
    };

    private static Sign Of(Rational value) => value.Sign > 0 ? Sign.Positive : value.IsZero ? Sign.Nonnegative : Sign.Unknown;

    private static Sign Weakest(Expression expression) => expression.Operands.Min(operand => operand.Sign);

    private static Sign Strongest(Expression expression) => expression.Operands.Max(operand => operand.Sign);

    private static Sign Min(Sign a, Sign b) => a < b ? a : b;
}
