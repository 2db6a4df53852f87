using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace VaeGen.Generator.Symbolics;

/// <summary>Writes expressions as a mathematician would on one line: <c>½ (exp(log σ²) + μ² − 1 − log σ²)</c>, <c>{x > 0: x, else exp(x) −
/// 1}</c>.</summary>
internal sealed class FormulaPrinter
{
    /// <summary>The letters that <c>docs/math</c> fixes.</summary>
    public static readonly IReadOnlyDictionary<string, string> UsualLetters = new Dictionary<string, string>
    {
        ["logits"] = "l",
        ["mean"] = "μ",
        ["logVariance"] = "log σ²",
        ["variance"] = "σₓ²",
        ["minVariance"] = "σ₀²",
        ["logScale"] = "log s",
        ["logRate"] = "log λ",
        ["logTotalCount"] = "log r",
        ["sigma"] = "σₓ",
        ["epsilon"] = "ε",
        ["uniform"] = "U",
        ["beta1"] = "β₁",
        ["beta2"] = "β₂",
        ["oneMinusBeta1"] = "(1 − β₁)",
        ["oneMinusBeta2"] = "(1 − β₂)",
        ["gradient"] = "g",
        ["weight"] = "w",
        ["stabilizer"] = "ε",
    };

    private static readonly IReadOnlyDictionary<Rational, string> Fractions = new Dictionary<Rational, string>
    {
        [new(1, 2)] = "½",
        [new(1, 3)] = "⅓",
        [new(2, 3)] = "⅔",
        [new(1, 4)] = "¼",
        [new(3, 4)] = "¾",
        [new(1, 8)] = "⅛",
    };

    private readonly Func<string, string?> letterOf;
    private readonly Func<Expression, string?> partOf;

    private FormulaPrinter(Func<string, string?> letterOf, Func<Expression, string?> partOf)
    {
        this.letterOf = letterOf;
        this.partOf = partOf;
    }

    // How tightly a piece of text holds together.
    private enum Binding
    {
        Choice,
        Sum,
        Product,
        Atom,
    }

    /// <summary>The formula, with letters of the caller's in place of the usual ones.</summary>
    public static string Print(Expression expression, IReadOnlyDictionary<string, string>? letters = null) =>
        Print(expression, name => (letters ?? UsualLetters).TryGetValue(name, out string? letter) ? letter : null, _ => null);

    /// <summary>The formula, in which some parts stand under names of their own.</summary>
    /// <param name="expression">The expression; itself it is written out.</param>
    /// <param name="letterOf">The letter of a symbol; null where its name is one.</param>
    /// <param name="partOf">The name of a part; null for what is written out.</param>
    /// <param name="isFactor">Whether it stands behind a sign such as Σ, so that a sum needs parentheses.</param>
    public static string Print(
        Expression expression, Func<string, string?> letterOf, Func<Expression, string?> partOf, bool isFactor = false)
    {
        (string text, Binding binding) = new FormulaPrinter(letterOf, partOf).Write(Core(expression));
        return isFactor && binding < Binding.Product ? $"({text})" : text;
    }

    /// <summary><c>z = μ + exp(½ log σ²) ε</c></summary>
    public static string Equation(string name, Expression expression, IReadOnlyDictionary<string, string>? letters = null) =>
        name + " = " + Print(expression, letters);

    // What is held constant has its value; only a derivative sees the difference.
    private static Expression Core(Expression expression) =>
        expression.Core is Call { Function: Function.StopGradient } held ? Core(held.Argument) : expression.Core;

    private string Write(Expression expression, Binding least)
    {
        (string text, Binding binding) = partOf(expression) is { } part ? (part, Binding.Atom) : Write(Core(expression));
        return binding < least ? "(" + text + ")" : text;
    }

    private (string Text, Binding Binding) Write(Expression expression) => expression switch
    {
        Constant constant => Number(constant.Value),
        NamedConstant constant => (constant.Display, IsWord(constant.Display) ? Binding.Atom : Binding.Product),
        Symbol symbol => Letter(symbol.Name),
        Sum sum => (Terms(sum), Binding.Sum),
        Product { Coefficient.Value: Rational value } product when value == -1 => Opposite(product.Rest),
        Product product => (Factors(product), product.Coefficient?.Value.Sign < 0 ? Binding.Sum : Binding.Product),
        Quotient quotient => (Fraction(quotient), Binding.Product),
        Power power => (Base(power.Base) + Superscript(power.Exponent), Binding.Atom),
        Condition condition =>
        (Write(condition.Left, Binding.Sum) + Sign(condition.Comparison) + Write(condition.Right, Binding.Sum), Binding.Choice),
        Select select => ("{" + Cases(select) + "}", Binding.Atom),
        Call { Function: Function.Log } call when IsLetter(call.Argument) => ("log " + Write(call.Argument, Binding.Atom), Binding.Product),
        Call { Function: Function.Expm1 } call => ($"exp({Write(call.Argument, Binding.Choice)}) − 1", Binding.Sum),
        Call { Function: Function.ExpRemainder } call =>
            ($"exp({Write(call.Argument, Binding.Choice)}) − 1 − {Write(call.Argument, Binding.Product)}", Binding.Sum),
        Call { Function: Function.Log1p } call => ($"log({OnePlus(Write(call.Argument, Binding.Sum))})", Binding.Atom),
        Call { Function: Function.LogExpm1RatioSlope } call =>
            ($"1 + 1/(exp({Write(call.Argument, Binding.Choice)}) − 1) − 1/{Write(call.Argument, Binding.Atom)}", Binding.Sum),
        Call call => (Application(call), Binding.Atom),
        _ => throw new InvalidOperationException($"There is no formula of {expression.GetType().Name}."),
    };

    private static string OnePlus(string text) => text[0] == '−' ? "1 − " + text.Substring(1) : "1 + " + text;

    private (string Text, Binding Binding) Opposite(Expression expression) => Core(expression) is Call { Function: Function.Expm1 } call
        && partOf(expression) is null
        ? ($"1 − exp({Write(call.Argument, Binding.Choice)})", Binding.Sum)
        : ("−" + Write(expression, Binding.Product), Binding.Sum);

    // Where a condition leads to a second one with the same alternative, both have to hold; what is tested after the first failed is a case
    // of its own.
    private string Cases(Select select)
    {
        string condition = Write(select.Condition, Binding.Choice);
        Expression value = select.WhenTrue;
        while (Core(value) is Select inner && inner.WhenFalse == select.WhenFalse && partOf(value) is null)
        {
            condition += " and " + Write(inner.Condition, Binding.Choice);
            value = inner.WhenTrue;
        }

        bool goesOn = Core(select.WhenFalse) is Select && partOf(select.WhenFalse) is null;
        string otherwise = goesOn ? Cases((Select)Core(select.WhenFalse)) : "else " + Write(select.WhenFalse, Binding.Sum);
        return $"{condition}: {Write(value, Binding.Sum)}, {otherwise}";
    }

    private (string Text, Binding Binding) Letter(string name)
    {
        string text = letterOf(name) ?? name;
        return (text, IsWord(text) || text[0] == '(' ? Binding.Atom : text.Contains(" + ") ? Binding.Sum : Binding.Product);
    }

    private static bool IsWord(string text) =>
        text.All(character => char.IsLetterOrDigit(character) || character is '.' or '²' or '₀' or '₁' or '₂' or '′' or '\u0304');

    private static (string Text, Binding Binding) Number(Rational value)
    {
        string sign = value.Sign < 0 ? "−" : "";
        Rational magnitude = Rational.Abs(value);
        Binding whole = value.Sign < 0 ? Binding.Sum : Binding.Atom;
        if (Fractions.TryGetValue(magnitude, out string? fraction))
            return (sign + fraction, whole);
        return IsShortDecimal(magnitude)
            ? (sign + BinaryFormat.DecimalText(magnitude), whole)
            : (sign + magnitude.ToString(), value.Sign < 0 ? Binding.Sum : Binding.Product);
    }

    // 1/64 is read more easily than 0.015625.
    private static bool IsShortDecimal(Rational value) => (value * Rational.Power(10, 40)).IsInteger
        && (!value.Numerator.IsOne || value.Denominator > 1000 || (value * 1000).IsInteger);

    private string Terms(Sum sum)
    {
        StringBuilder text = new();
        foreach (Expression term in sum.Operands)
        {
            bool negative = partOf(term) is null && Signs.IsNegated(term);
            if (text.Length > 0)
                text.Append(negative ? " − " : " + ");
            else if (negative)
                text.Append('−');
            text.Append(Write(negative ? Product.Negate(term.Core) : term, negative ? Binding.Product : Binding.Sum));
        }

        return text.ToString();
    }

    // x·l between letters, a space where parentheses or a number already set the factors apart.
    private string Factors(Product product)
    {
        StringBuilder text = new();
        for (int i = 0; i < product.Operands.Count; i++)
        {
            Expression factor = product.Operands[i];
            bool last = i == product.Operands.Count - 1;
            if (i > 0)
            {
                bool letterBefore = IsLetter(product.Operands[i - 1]);
                text.Append((letterBefore && IsLetter(factor)) || IsNumber(factor) ? "·" : " ");
            }

            Binding least = i == 0
                && factor is Constant { Value: Rational value } ? OfCoefficient(value) : last ? Binding.Product : Binding.Atom;
            text.Append(Write(factor, factor.Core is Quotient && i > 0 && !IsNumber(product.Operands[0]) ? Binding.Atom : least));
        }

        return text.ToString();
    }

    // (1/64) s, so that nobody reads 1/(64 s).
    private static Binding OfCoefficient(Rational value) => Number(value).Text.Contains('/') ? Binding.Atom : Binding.Sum;

    private string Fraction(Quotient quotient)
    {
        string numerator = Write(quotient.Numerator, Binding.Product);
        string denominator = Write(quotient.Denominator, Binding.Atom);
        return numerator.Contains(' ') || denominator.Contains(' ') ? numerator + " / " + denominator : numerator + "/" + denominator;
    }

    private string Base(Expression expression)
    {
        string text = Write(expression, Binding.Atom);
        return text[text.Length - 1] == '²' ? "(" + text + ")" : text;
    }

    private string Application(Call call)
    {
        if (call.Function == Function.Abs)
            return "|" + Write(call.Argument, Binding.Sum) + "|";
        if (call.Function == Function.Sqrt)
        {
            string radicand = Write(call.Argument, Binding.Atom);
            return "√" + (IsLetter(call.Argument) || IsNumber(call.Argument) || radicand[0] == '(' ? radicand : "(" + radicand + ")");
        }

        if (Special(call) is { } special)
            return special;
        string arguments = string.Join(", ", call.Operands.Select(operand => Write(operand, Binding.Choice)));
        string name = call.Function switch
        {
            Function.PoissonDeviance => "poissonDeviance",
            Function.BinomialDeviance => "binomialDeviance",
            _ => call.Function.ToString().ToLowerInvariant(),
        };
        return $"{name}({arguments})";
    }

    // Functions that people write out.
    private string? Special(Call call)
    {
        string argument = Write(call.Argument, Binding.Choice);
        return call.Function switch
        {
            Function.LogGamma => $"log Γ({argument})",
            Function.Digamma => $"ψ({argument})",
            Function.LogExpm1Ratio => $"log((exp({argument}) − 1) / {Write(call.Argument, Binding.Atom)})",
            Function.LogSumExp
            when call.Operands.Count > 3 => $"logsumexp({argument}, …, {Write(call.Operands[call.Operands.Count - 1], Binding.Choice)})",
            Function.ClampGradient => $"{{{argument}, but 0 where it leads out of "
                + $"[{Write(call.Operands[2], Binding.Choice)}, {Write(call.Operands[3], Binding.Choice)}]}}",
            Function.StirlingError => $"δ({argument})",
            Function.StirlingErrorSlope => $"δ'({argument})",
            _ => null,
        };
    }

    private static bool IsNumber(Expression factor) => factor.Core is Constant;

    private bool IsLetter(Expression factor) => partOf(factor) is not null
        || Core(factor) is Symbol or NamedConstant || (Core(factor) is Power power && IsLetter(power.Base))
        || (Core(factor) is Call { Function: Function.Sqrt } root && IsLetter(root.Argument));

    private static string Superscript(int exponent) =>
        string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.GreaterThan => " > ",
        Comparison.GreaterOrEqual => " ≥ ",
        Comparison.LessThan => " < ",
        _ => " ≤ ",
    };
}
