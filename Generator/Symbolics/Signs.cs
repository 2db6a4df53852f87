using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>What is known of the sign of an expression for every value of its symbols (that is not NaN).</summary>
internal static class Signs
{
    /// <summary>Certainly above zero, in exact arithmetic.</summary>
    public static bool IsPositive(Expression expression) => expression.Core switch
    {
        Constant constant => constant.Value.Sign > 0,
        NamedConstant constant => constant.Value.Sign > 0,
        Call { Function: Function.Exp or Function.Sigmoid or Function.Softplus } => true,
        Call { Function: Function.Sqrt } call => IsPositive(call.Argument),
        Sum sum => sum.Operands.All(IsNonnegative) && sum.Operands.Any(IsPositive),
        Product product => product.Operands.All(IsPositive),
        Quotient quotient => IsPositive(quotient.Numerator) && IsPositive(quotient.Denominator),
        Power power => IsPositive(power.Base),
        Select select => IsPositive(select.WhenTrue) && IsPositive(select.WhenFalse),
        _ => false,
    };

    /// <summary>Certainly not below zero.</summary>
    public static bool IsNonnegative(Expression expression) => IsPositive(expression) || expression.Core switch
    {
        Constant constant => constant.Value.Sign >= 0,
        Call { Function: Function.Abs or Function.Sqrt } => true,
        Call { Function: Function.Max } call => call.Operands.Any(IsNonnegative),
        Call { Function: Function.Min } call => call.Operands.All(IsNonnegative),
        Power power => power.Exponent % 2 == 0 || IsNonnegative(power.Base),
        Sum sum => sum.Operands.All(IsNonnegative),
        Product product => product.Operands.All(IsNonnegative),
        Quotient quotient => IsNonnegative(quotient.Numerator) && IsPositive(quotient.Denominator),
        Select select => IsNonnegative(select.WhenTrue) && IsNonnegative(select.WhenFalse),
        _ => false,
    };

    public static bool IsNonzero(Expression expression) => IsPositive(expression) || IsPositive(Product.Negate(expression));

    /// <summary>Whether the expression is written as the negative of another.</summary>
    public static bool IsNegated(Expression expression) => SumRules.Split(expression.Core).Coefficient.Sign < 0;
}
