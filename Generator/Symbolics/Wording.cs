using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>Expressions read aloud: the names of locals that nobody named.</summary>
internal static class Wording
{
    private const int LongestName = 36;
    private const int LongestSubject = 24;
    private const int DeepestWords = 4;
    private const int GreatestSpelledDenominator = 1000;

    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen",
        "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly IReadOnlyDictionary<Rational, string> Fractions = new Dictionary<Rational, string>
    {
        [100] = "hundred",
        [1000] = "thousand",
        [new(1, 2)] = "half",
        [new(1, 3)] = "third",
        [new(2, 3)] = "twoThirds",
        [new(1, 4)] = "quarter",
        [new(3, 4)] = "threeQuarters",
        [new(3, 2)] = "threeHalves",
        [new(1, 8)] = "eighth",
        [new(1, 10)] = "tenth",
    };

    /// <summary>The name in words if it is short enough to read; else a name after the first thing in it that has one.</summary>
    /// <param name="expression">What is named.</param>
    /// <param name="nameOf">Names of parts, beside those that stand in the expression.</param>
    public static string Describe(Expression expression, Func<Expression, string?>? nameOf = null)
    {
        string words = Of(expression, DeepestWords, nameOf);
        return words.Length <= LongestName && words != Kind(expression.Core) ? words : Summary(expression.Core, nameOf);
    }

    /// <summary>The expression read aloud; what lies deep is named by its kind.</summary>
    public static string Of(Expression expression, int depth = DeepestWords, Func<Expression, string?>? nameOf = null) =>
        (expression as Named)?.Name ?? nameOf?.Invoke(expression) ?? expression switch
        {
            Symbol symbol => symbol.Name,
            NamedConstant constant => constant.Name,
            Constant constant => Number(constant.Value),
            _ when depth == 0 => Kind(expression),
            Power { Exponent: 2 } power => Of(power.Base, depth - 1, nameOf) + "Squared",
            Sum { Operands.Count: 2 } sum => PairOf(sum, depth - 1, nameOf),
            Product { Operands.Count: 2 } product => PairOf(product, depth - 1, nameOf),
            Quotient { Numerator: Constant { Value.IsOne: true } } quotient => "inverse"
            + Capitalize(Of(quotient.Denominator, depth - 1, nameOf)),
            Quotient quotient => Of(quotient.Numerator, depth - 1, nameOf) + "Over"
            + Capitalize(Of(quotient.Denominator, depth - 1, nameOf)),
            Condition condition => condition.Name ?? Comparing(condition, depth - 1, nameOf),
            Select select => Choosing(select, depth - 1, nameOf),
            Call { IsChoice: true } call => Limiting(call, depth - 1, nameOf),
            Call { TakesSeveral: false } call => Verb(call.Function) + Capitalize(Of(call.Argument, depth - 1, nameOf)),
            _ => Kind(expression),
        };

    public static string Capitalize(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);

    private static string Comparing(Condition condition, int depth, Func<Expression, string?>? nameOf)
    {
        string left = Of(condition.Left, depth, nameOf);
        if (condition.Right is Constant { Value.IsZero: true })
        {
            return left + condition.Comparison switch
            {
                Comparison.GreaterThan => "IsPositive",
                Comparison.GreaterOrEqual => "IsNonnegative",
                Comparison.LessThan => "IsNegative",
                _ => "IsNonpositive",
            };
        }

        return left + (condition.Comparison is Comparison.GreaterThan or Comparison.GreaterOrEqual ? "Exceeds" : "Below")
            + Capitalize(Of(condition.Right, depth, nameOf));
    }

    // What is zero unless a condition holds is named after what it is then.
    private static string Choosing(Select select, int depth, Func<Expression, string?>? nameOf)
    {
        string condition = Capitalize(Of(select.Condition, depth, nameOf));
        if (select.Condition.Name is { Length: > 2 } name && name.StartsWith("is", StringComparison.Ordinal))
            condition = name.Substring(2);
        return IsZero(select.WhenFalse) ? Of(select.WhenTrue, depth, nameOf) + "If" + condition
            : IsZero(select.WhenTrue) ? Of(select.WhenFalse, depth, nameOf) + "Unless" + condition
            : Of(select.WhenTrue, depth, nameOf) + "Or" + Capitalize(Of(select.WhenFalse, depth, nameOf));
    }

    private static string Limiting(Call call, int depth, Func<Expression, string?>? nameOf)
    {
        (string first, string second) = (Of(call.Operands[0], depth, nameOf), Of(call.Operands[1], depth, nameOf));
        return call.Function == Function.Min ? first + "AtMost" + Capitalize(second) : first + "AtLeast" + Capitalize(second);
    }

    private static string PairOf(Sum sum, int depth, Func<Expression, string?>? nameOf)
    {
        (Expression first, Expression second) = (sum.Operands[0], sum.Operands[1]);
        return Signs.IsNegated(second)
            ? Of(first, depth, nameOf) + "Minus" + Capitalize(Of(Product.Negate(second.Core), depth, nameOf))
            : Of(first, depth, nameOf) + "Plus" + Capitalize(Of(second, depth, nameOf));
    }

    private static string PairOf(Product product, int depth, Func<Expression, string?>? nameOf)
    {
        (Expression first, Expression second) = (product.Operands[0], product.Operands[1]);
        if (first == second)
            return Of(first, depth, nameOf) + "Squared";
        if (first is Constant { Value: Rational value } && value == -1)
            return "minus" + Capitalize(Of(second, depth, nameOf));
        return first is Constant or NamedConstant
            ? Of(first, depth, nameOf) + Capitalize(Of(second, depth, nameOf))
            : Of(first, depth, nameOf) + "Times" + Capitalize(Of(second, depth, nameOf));
    }

    // Whole numbers up to 99 and fractions in words; 1/64 is oneOver64; all else in digits.
    private static string Number(Rational value)
    {
        Rational magnitude = Rational.Abs(value);
        string sign = value.Sign < 0 ? "minus" : "";
        string words = Fractions.TryGetValue(magnitude, out string? fraction) ? fraction
            : magnitude.IsInteger && magnitude < 100 ? Whole((int)magnitude.Numerator)
            : !magnitude.IsInteger && magnitude.Denominator <= GreatestSpelledDenominator
                ? Number(new Rational(magnitude.Numerator, 1)) + "Over" + magnitude.Denominator.ToString(CultureInfo.InvariantCulture)
            : "value" + BinaryFormat.DecimalText(BinaryFormat.Double.ShortestDecimal(magnitude)).Replace('.', '_').Replace("-", "Minus");
        return sign.Length == 0 ? words : sign + Capitalize(words);
    }

    private static string Whole(int number) => number < Small.Length ? Small[number]
        : Tens[(number / 10) - 2] + (number % 10 == 0 ? "" : Capitalize(Small[number % 10]));

    // Too long to be read aloud: what kind of value it is, and of what.
    private static string Summary(Expression expression, Func<Expression, string?>? nameOf)
    {
        if (expression is Select { WhenFalse: Constant { Value.IsZero: true } } select)
            return Subject(select.WhenTrue, nameOf) + "OrZero";
        string subject = Subject(expression, nameOf);
        return expression switch
        {
            Product or Power => "scaled" + Capitalize(subject),
            Quotient => subject + "Ratio",
            Call { TakesSeveral: false } call => Verb(call.Function) + "Of" + Capitalize(subject),
            Call { IsChoice: false } call => Verb(call.Function),
            _ => subject + Capitalize(Kind(expression)),
        };
    }

    // The first part that has a name of its own, constants aside; of a short description, all of it.
    private static string Subject(Expression expression, Func<Expression, string?>? nameOf)
    {
        if ((expression as Named)?.Name is { } own)
            return own;
        string words = Of(expression, 3, nameOf);
        if (expression is Symbol || nameOf?.Invoke(expression) is not null || (expression is Call && words.Length <= LongestSubject))
            return words;
        return expression.Operands.Where(operand => operand.HasSymbols).Select(operand => Subject(operand, nameOf))
            .FirstOrDefault() ?? Kind(expression);
    }

    private static bool IsZero(Expression expression) => expression.Core is Constant { Value.IsZero: true };

    private static string Kind(Expression expression) => expression switch
    {
        Sum sum => sum.Operands.Count(term => !Signs.IsNegated(term)) == 1 ? "difference" : "sum",
        Product or Power => "product",
        Quotient => "ratio",
        Select => "choice",
        Condition => "mask",
        Call { Function: Function.Max } => "larger",
        Call { Function: Function.Min } => "smaller",
        Call { Function: Function.Exp } => "exponential",
        Call { Function: Function.Log or Function.Log1p } => "logarithm",
        Call { Function: Function.Sqrt } => "root",
        Call { Function: Function.Abs } => "magnitude",
        Call call => Verb(call.Function),
        _ => "value",
    };

    private static string Verb(Function function) => char.ToLowerInvariant(function.ToString()[0]) + function.ToString().Substring(1);
}
