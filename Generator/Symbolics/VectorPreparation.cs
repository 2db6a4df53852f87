using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>
/// Brings the expressions of one block into the shape of the code: kernel functions only, each constant part one literal, a minus sign
/// outside of the product it belongs to, the parts that depend on uniform symbols alone together, so that they can be computed before the
/// loop.
/// </summary>
internal sealed class VectorPreparation
{
    private const int LongestName = 28;

    private readonly ISet<string> uniformSymbols;
    private readonly Dictionary<Expression, bool> uniformity = new(ReferenceComparer.Instance);

    public VectorPreparation(ISet<string> uniformSymbols) => this.uniformSymbols = uniformSymbols;

    public IReadOnlyList<Expression> Prepare(IEnumerable<Expression> expressions) =>
        ShareExponentials([.. Expansion.Expand(expressions).Rewrite(Step)]);

    /// <summary>A part of expressions in the shape that it has in them.</summary>
    public Expression PreparePart(Expression part) => Expansion.Expand([part]).Rewrite(Step)[0];

    /// <summary>Whether the value is the same in all lanes and iterations.</summary>
    public bool IsUniform(Expression expression)
    {
        if (!expression.HasSymbols)
            return true;
        if (!uniformity.TryGetValue(expression, out bool isUniform))
        {
            isUniform = expression is Symbol symbol ? uniformSymbols.Contains(symbol.Name) : expression.Operands.All(IsUniform);
            uniformity.Add(expression, isUniform);
        }

        return isUniform;
    }

    public static bool IsNegation(Expression expression) => expression.Core is Product { Coefficient.Value: Rational value } && value == -1;

    public static bool IsConstant(Expression expression) => expression.Core is Constant or NamedConstant;

    // exp(2u) is the square of exp(u), where that is there already: the variance next to the standard deviation.
    private static IReadOnlyList<Expression> ShareExponentials(IReadOnlyList<Expression> expressions)
    {
        HashSet<Expression> exponentials =
            [.. expressions.SelectMany(expression => expression.Nodes()).Where(node => node is Call { Function: Function.Exp })];
        // None is twice another where no number stands in any of them: to simplify each would take longer than all else.
        if (!exponentials.Any(exponential => HasCoefficient(((Call)exponential).Argument)))
            return expressions;
        return expressions.Rewrite(node =>
        {
            if (node is Call { Function: Function.Exp } call)
            {
                Expression root = Scalar.Exp(Simplifier.Simplify(Scalar.OneHalf * call.Argument));
                return exponentials.Contains(root) ? new Product(root, root) : node;
            }

            return node;
        });
    }

    private static bool HasCoefficient(Expression expression) => expression.Core switch
    {
        Product product => product.Operands.Any(
            operand => IsConstant(operand) ? !Rational.Abs(ValueOf(operand)).IsOne : HasCoefficient(operand)),
        Quotient quotient => IsConstant(quotient.Denominator) || HasCoefficient(quotient.Numerator) || HasCoefficient(quotient.Denominator),
        Sum sum => sum.Operands.Any(HasCoefficient),
        _ => false,
    };

    private static Rational ValueOf(Expression constant) =>
        constant.Core is Constant number ? number.Value : ((NamedConstant)constant.Core).Value;

    private static Expression Literal(Rational value, string? name) =>
        name is null ? new Constant(value) : new NamedConstant(name, name, value);

    private static Expression Negation(Expression expression) =>
        IsNegation(expression) ? ((Product)expression.Core).Rest : new Product(new Constant(-1), expression);

    private Expression Step(Expression node) => node switch
    {
        Named named when IsConstantTerm(named.Expression) => TermValue(named.Expression).IsZero
            ? Constant.Zero
            : Literal(TermValue(named.Expression), named.Name),
        Sum sum => FoldSum(sum),
        Product product => FoldProduct(product.Operands),
        Quotient quotient => FoldQuotient(quotient),
        Call call when ConstantValue.TryFind(call, out Rational value) => Literal(value, Short(Wording.Of(call), null)),
        Select { WhenTrue: Expression whenTrue, WhenFalse: Expression whenFalse } when whenTrue == whenFalse => whenTrue,
        _ => node,
    };

    private Expression FoldSum(Sum sum)
    {
        List<Expression> terms = Gather(sum.Operands, IsConstantTerm, AddConstants);
        terms = Gather(terms, IsUniform, uniform => Together(uniform, terms.Count, group => new Sum(group)));
        return terms.Count switch
        {
            0 => Constant.Zero,
            1 => terms[0],
            _ => new Sum([.. terms]),
        };
    }

    private static bool IsConstantTerm(Expression term) => IsConstant(IsNegation(term) ? Negation(term) : term);

    private static Rational TermValue(Expression term) => IsNegation(term) ? -ValueOf(Negation(term)) : ValueOf(term);

    private static IReadOnlyList<Expression> Together(IReadOnlyList<Expression> uniform, int all, Func<Expression[], Expression> combine) =>
        uniform.Count < 2 || uniform.Count == all ? uniform : [combine([.. uniform])];

    private static IReadOnlyList<Expression> AddConstants(IReadOnlyList<Expression> terms)
    {
        Rational value = terms.Aggregate(Rational.Zero, (total, term) => total + TermValue(term));
        if (value.IsZero)
            return [];

        if (terms.Count == 1 && terms[0] is not Constant)
            return terms;

        bool plain = terms.All(term => (IsNegation(term) ? Negation(term) : term).Core is Constant);
        Expression[] magnitudes = [.. terms.Select(term => value.Sign < 0 ? Product.Negate(term) : term)];
        Expression literal = Literal(Rational.Abs(value), plain ? null : Short(Wording.Of(new Sum(magnitudes)), "offset"));
        return [value.Sign < 0 ? Negation(literal) : literal];
    }

    private Expression FoldProduct(IEnumerable<Expression> factors)
    {
        bool negative = false;
        List<Expression> flat = [];
        foreach (Expression factor in factors)
        {
            bool turned = IsNegation(factor);
            Expression magnitude = turned ? Negation(factor) : factor;
            negative ^= turned;
            flat.AddRange(magnitude is Product product && product.Operands.Any(IsConstant) ? product.Operands : [magnitude]);
        }

        if (flat.Any(factor => IsConstant(factor) && ValueOf(factor).IsZero))
            return Constant.Zero;

        negative ^= flat.Count(factor => factor is Constant { Value.Sign: < 0 }) % 2 == 1;
        List<Expression> parts = Gather(flat, IsConstant, MultiplyConstants);
        parts = Gather(parts, IsUniform, uniform => Together(uniform, parts.Count, group => new Product(group)));
        Expression result = parts.Count switch
        {
            0 => Constant.One,
            1 => parts[0],
            _ => new Product([.. parts.OrderBy(part => IsConstant(part) ? 0 : 1)]),
        };
        return !negative ? result : result is Constant number ? new Constant(-number.Value) : Negation(result);
    }

    // The sign of a plain number is kept apart; a named constant keeps its own.
    private static IReadOnlyList<Expression> MultiplyConstants(IReadOnlyList<Expression> factors)
    {
        Expression[] magnitudes =
            [.. factors.Select(factor => factor is Constant number ? new Constant(Rational.Abs(number.Value)) : factor)];
        magnitudes = [.. magnitudes.Where(factor => factor != Constant.One)];
        Rational value = magnitudes.Aggregate(Rational.One, (total, factor) => total * ValueOf(factor));
        return magnitudes.Length switch
        {
            < 2 => magnitudes,
            _ when value.IsOne => [],
            _ => [Literal(
                value, magnitudes.All(factor => factor is Constant) ? null : Short(Wording.Of(new Product(magnitudes)), "scale"))],
        };
    }

    // Division by a constant or uniform value is multiplication by its reciprocal: for a constant the reciprocal is exact before it is
    // rounded once.
    private Expression FoldQuotient(Quotient quotient)
    {
        (Expression numerator, Expression denominator) = (quotient.Numerator, quotient.Denominator);
        if (IsConstant(denominator) && !ValueOf(denominator).IsZero)
        {
            string? name = denominator is NamedConstant ? Short("inverse" + Wording.Capitalize(Wording.Of(denominator)), "scale") : null;
            return FoldProduct([Literal(1 / ValueOf(denominator), name), numerator]);
        }

        if (IsUniform(denominator) && !IsUniform(numerator))
            return FoldProduct([new Quotient(1, denominator), numerator]);

        bool turned = IsNegation(numerator);
        Expression magnitude = turned ? Negation(numerator) : numerator;
        if (denominator is Product product && product.Operands.Any(IsConstant))
        {
            Expression divisor = FoldProduct(product.Operands.Where(IsConstant));
            Expression rest = FoldProduct(product.Operands.Where(factor => !IsConstant(factor)));
            Expression result = new Quotient(FoldQuotient(new Quotient(magnitude, divisor)), rest);
            return turned ? Negation(result) : result;
        }

        return turned ? Negation(new Quotient(magnitude, denominator)) : new Quotient(magnitude, denominator);
    }

    // Replaces the operands of a kind by what they combine to, in the place of the first.
    private static List<Expression> Gather(
        IReadOnlyList<Expression> operands, Func<Expression, bool> kind, Func<IReadOnlyList<Expression>, IReadOnlyList<Expression>> combine)
    {
        Expression[] gathered = [.. operands.Where(kind)];
        List<Expression> result = [.. operands.Where(operand => !kind(operand))];
        if (gathered.Length > 0)
            result.InsertRange(operands.TakeWhile(operand => !kind(operand)).Count(), combine(gathered));

        return result;
    }

    private static string? Short(string words, string? otherwise) => words.Length <= LongestName ? words : otherwise;
}
