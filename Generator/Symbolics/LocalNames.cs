using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>Names for locals in words, unique in a block and never a keyword.</summary>
internal sealed class LocalNames
{
    private const int LongestName = 28;
    private const int DeepestWords = 4;

    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if",
        "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override",
        "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void",
        "volatile", "while",
    ];

    private static readonly IReadOnlyDictionary<Rational, string> Numbers = new Dictionary<Rational, string>
    {
        [0] = "zero",
        [1] = "one",
        [2] = "two",
        [3] = "three",
        [4] = "four",
        [5] = "five",
        [6] = "six",
        [7] = "seven",
        [8] = "eight",
        [9] = "nine",
        [10] = "ten",
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

    private readonly HashSet<string> taken;
    private readonly HashSet<string> takenInside;

    public LocalNames(IEnumerable<string> reserved)
        : this(reserved, [])
    {
    }

    private LocalNames(IEnumerable<string> taken, IEnumerable<string> takenInside)
    {
        this.taken = [.. taken];
        this.takenInside = [.. takenInside];
    }

    public LocalNames Copy() => new(taken, takenInside);

    /// <summary>The names of a scope inside: what is taken here is taken there; its neighbours' names are free.</summary>
    public LocalNames Inner() => new(taken, []);

    public void Reserve(string name) => taken.Add(name);

    /// <summary>Keeps a name of an inner scope from being declared out here.</summary>
    public void ReserveInside(string name) => takenInside.Add(name);

    /// <summary>The first of the wishes that is free, else the last with a number.</summary>
    public string Take(params string[] wishes)
    {
        string? free = wishes.FirstOrDefault(IsFree);
        for (int number = 2; free is null; number++)
        {
            string numbered = wishes[wishes.Length - 1] + number.ToString(CultureInfo.InvariantCulture);
            free = IsFree(numbered) ? numbered : null;
        }

        taken.Add(free);
        return free;
    }

    /// <summary>The name in words if it is short enough to read, else what kind of value it is.</summary>
    public static string Describe(Expression expression)
    {
        string words = Words(expression);
        return words.Length <= LongestName ? words : Kind(expression.Core);
    }

    /// <summary>The expression read aloud; what lies deep is named by its kind.</summary>
    public static string Words(Expression expression, int depth = DeepestWords) => expression switch
    {
        Named named => named.Name,
        Symbol symbol => symbol.Name,
        NamedConstant constant => constant.Name,
        Constant constant => Number(constant.Value),
        _ when depth == 0 => Kind(expression),
        Power { Exponent: 2 } power => Words(power.Base, depth - 1) + "Squared",
        Sum { Operands.Count: 2 } sum => PairOf(sum, depth - 1),
        Product { Operands.Count: 2 } product => PairOf(product, depth - 1),
        Quotient { Numerator: Constant { Value.IsOne: true } } quotient => "inverse" + Capitalize(Words(quotient.Denominator, depth - 1)),
        Quotient quotient => Words(quotient.Numerator, depth - 1) + "Over" + Capitalize(Words(quotient.Denominator, depth - 1)),
        Condition condition => Comparing(condition, depth - 1),
        Call { TakesSeveral: false } call => Verb(call.Function) + Capitalize(Words(call.Argument, depth - 1)),
        _ => Kind(expression),
    };

    public static string Capitalize(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);

    private static string Comparing(Condition condition, int depth)
    {
        string left = Words(condition.Left, depth);
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
            + Capitalize(Words(condition.Right, depth));
    }

    private static string PairOf(Sum sum, int depth)
    {
        (Expression first, Expression second) = (sum.Operands[0], sum.Operands[1]);
        return Signs.IsNegated(second)
            ? Words(first, depth) + "Minus" + Capitalize(Words(Product.Negate(second.Core), depth))
            : Words(first, depth) + "Plus" + Capitalize(Words(second, depth));
    }

    private static string PairOf(Product product, int depth)
    {
        (Expression first, Expression second) = (product.Operands[0], product.Operands[1]);
        if (first == second)
        {
            return Words(first, depth) + "Squared";
        }

        if (first is Constant { Value: Rational value } && value == -1)
        {
            return "minus" + Capitalize(Words(second, depth));
        }

        return first is Constant or NamedConstant
            ? Words(first, depth) + Capitalize(Words(second, depth))
            : Words(first, depth) + "Times" + Capitalize(Words(second, depth));
    }

    private static string Number(Rational value)
    {
        Rational magnitude = Rational.Abs(value);
        string sign = value.Sign < 0 ? "minus" : "";
        string words = Numbers.TryGetValue(magnitude, out string? word)
            ? word
            : "value" + BinaryFormat.DecimalText(BinaryFormat.Double.ShortestDecimal(magnitude)).Replace('.', '_').Replace("-", "Minus");
        return sign.Length == 0 ? words : sign + Capitalize(words);
    }

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
        Call call => Verb(call.Function) + "Value",
        _ => "value",
    };

    private static string Verb(Function function) => char.ToLowerInvariant(function.ToString()[0]) + function.ToString().Substring(1);

    private bool IsFree(string name) => !taken.Contains(name) && !takenInside.Contains(name) && !Keywords.Contains(name);
}
