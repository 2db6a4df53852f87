using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace VaeGen.Generator.Symbolics;

/// <summary>Writes expressions as a mathematician would on one line: <c>½ (exp(log σ²) + μ² − 1 − log σ²)</c>.</summary>
internal sealed class FormulaPrinter
{
    /// <summary>The letters that <c>docs/math</c> fixes.</summary>
    public static readonly IReadOnlyDictionary<string, string> UsualLetters = new Dictionary<string, string>
    {
        ["logits"] = "l",
        ["mean"] = "μ",
        ["logVariance"] = "log σ²",
        ["variance"] = "σ²",
        ["minVariance"] = "σ₀²",
        ["logScale"] = "log s",
        ["logRate"] = "log λ",
        ["logTotalCount"] = "log r",
        ["sigma"] = "σ",
        ["epsilon"] = "ε",
        ["uniform"] = "u",
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

    private readonly IReadOnlyDictionary<string, string> letters;

    private FormulaPrinter(IReadOnlyDictionary<string, string> letters) => this.letters = letters;

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
        new FormulaPrinter(letters ?? UsualLetters).Write(expression, Binding.Choice);

    /// <summary><c>z = μ + exp(½ log σ²) ε</c></summary>
    public static string Equation(string name, Expression expression, IReadOnlyDictionary<string, string>? letters = null) =>
        name + " = " + Print(expression, letters);

    private string Write(Expression expression, Binding least)
    {
        (string text, Binding binding) = Write(expression.Core);
        return binding < least ? "(" + text + ")" : text;
    }

    private (string Text, Binding Binding) Write(Expression expression) => expression switch
    {
        Constant constant => Number(constant.Value),
        NamedConstant constant => (constant.Display, IsWord(constant.Display) ? Binding.Atom : Binding.Product),
        Symbol symbol => Letter(symbol.Name),
        Sum sum => (Terms(sum), Binding.Sum),
        Product { Coefficient: Constant { Value: Rational value } } product when value == -1 => ("−" + Write(product.Rest, Binding.Product), Binding.Sum),
        Product product => (Factors(product), product.Coefficient?.Value.Sign < 0 ? Binding.Sum : Binding.Product),
        Quotient quotient => (Fraction(quotient), Binding.Product),
        Power power => (Base(power.Base) + Superscript(power.Exponent), Binding.Atom),
        Condition condition => (Write(condition.Left, Binding.Sum) + Sign(condition.Comparison) + Write(condition.Right, Binding.Sum), Binding.Choice),
        Select select => (
            Write(select.Condition, Binding.Choice) + " ? " + Write(select.WhenTrue, Binding.Sum) + " : " + Write(select.WhenFalse, Binding.Sum),
            Binding.Choice),
        Call { Function: Function.Log } call when IsLetter(call.Argument) => ("log " + Write(call.Argument, Binding.Atom), Binding.Product),
        Call { Function: Function.LogExpm1RatioSlope } call => ($"1 + 1/(exp({Write(call.Argument, Binding.Choice)}) − 1) − 1/{Write(call.Argument, Binding.Atom)}", Binding.Sum),
        Call call => (Application(call), Binding.Atom),
        _ => throw new System.InvalidOperationException($"There is no formula of {expression.GetType().Name}."),
    };

    private (string Text, Binding Binding) Letter(string name)
    {
        string text = letters.TryGetValue(name, out string? letter) ? letter : name;
        return (text, IsWord(text) || text[0] == '(' ? Binding.Atom : text.Contains(" + ") ? Binding.Sum : Binding.Product);
    }

    private static bool IsWord(string text) => text.All(character => char.IsLetterOrDigit(character) || character is '.' or '²' or '₁' or '₂' or '\'');

    private static (string Text, Binding Binding) Number(Rational value)
    {
        string sign = value.Sign < 0 ? "−" : "";
        Rational magnitude = Rational.Abs(value);
        Binding whole = value.Sign < 0 ? Binding.Sum : Binding.Atom;
        if (Fractions.TryGetValue(magnitude, out string? fraction))
        {
            return (sign + fraction, whole);
        }

        return EndsSoon(magnitude)
            ? (sign + BinaryFormat.DecimalText(magnitude), whole)
            : (sign + magnitude.ToString(), value.Sign < 0 ? Binding.Sum : Binding.Product);
    }

    private static bool EndsSoon(Rational value) => (value * Rational.Power(10, 40)).IsInteger;

    private string Terms(Sum sum)
    {
        StringBuilder text = new();
        foreach (Expression term in sum.Operands)
        {
            bool negative = Signs.IsNegated(term);
            if (text.Length > 0)
            {
                text.Append(negative ? " − " : " + ");
            }
            else if (negative)
            {
                text.Append('−');
            }

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

            Binding least = i == 0 && factor is Constant ? Binding.Sum : last ? Binding.Product : Binding.Atom;
            text.Append(Write(factor, factor.Core is Quotient && i > 0 && !IsNumber(product.Operands[0]) ? Binding.Atom : least));
        }

        return text.ToString();
    }

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
        {
            return "|" + Write(call.Argument, Binding.Sum) + "|";
        }

        if (call.Function == Function.Sqrt)
        {
            string radicand = Write(call.Argument, Binding.Atom);
            return "√" + (IsLetter(call.Argument) || IsNumber(call.Argument) || radicand[0] == '(' ? radicand : "(" + radicand + ")");
        }

        if (Special(call) is { } special)
        {
            return special;
        }

        string name = call.Function == Function.FlushTiny ? "flush" : call.Function.ToString().ToLowerInvariant();
        return name + "(" + string.Join(", ", call.Operands.Select(operand => Write(operand, Binding.Choice))) + ")";
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
            Function.LogSumExp when call.Operands.Count > 3 => $"logsumexp({argument}, …, {Write(call.Operands[call.Operands.Count - 1], Binding.Choice)})",
            Function.LogRisingFactorial => $"log(Γ({argument} + {Write(call.Operands[1], Binding.Product)}) / Γ({argument}))",
            Function.DigammaDifference => $"(ψ({argument} + {Write(call.Operands[1], Binding.Product)}) − ψ({argument}))",
            _ => null,
        };
    }

    private static bool IsNumber(Expression factor) => factor.Core is Constant;

    private static bool IsLetter(Expression factor) =>
        factor.Core is Symbol or NamedConstant || (factor.Core is Power power && IsLetter(power.Base))
        || (factor.Core is Call { Function: Function.Sqrt } root && IsLetter(root.Argument));

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
