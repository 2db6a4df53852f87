using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>Simplifies sums of simple terms: nested sums are opened, like terms collected, constants added.</summary>
internal static class SumRules
{
    public static Expression Simplify(IEnumerable<Expression> terms)
    {
        List<Expression> bodies = [];
        Dictionary<Expression, Rational> coefficients = [];
        foreach (Expression term in terms)
            Add(term, 1);

        MergeExpm1();
        (Expression Body, Rational Coefficient)[] collected =
            [.. bodies.Select(body => (body, coefficients[body])).Where(term => !term.Item2.IsZero)];
        return Build(collected);

        void Add(Expression term, Rational factor)
        {
            (Rational coefficient, Expression body) = Split(term);
            coefficient *= factor;
            if (body is Sum nested && Rational.Abs(coefficient).IsOne)
            {
                foreach (Expression inner in nested.Operands)
                    Add(inner, coefficient);
            }
            else if (coefficients.TryGetValue(body, out Rational present))
            {
                coefficients[body] = present + coefficient;
            }
            else
            {
                bodies.Add(body);
                coefficients.Add(body, coefficient);
            }
        }

        // expm1(u) + 1 = exp(u), for the same multiple of both.
        void MergeExpm1()
        {
            for (int i = 0; i < bodies.Count; i++)
            {
                if (bodies[i].Core is Call { Function: Function.Expm1 } call && coefficients.TryGetValue(Constant.One, out Rational ones)
                    && ones == coefficients[call] && !ones.IsZero)
                {
                    Expression exponential = Scalar.Exp(call.Argument);
                    coefficients[Constant.One] = 0;
                    coefficients[call] = 0;
                    Add(exponential, ones);
                }
            }
        }
    }

    /// <summary>A term as rational coefficient times the rest; a plain number is its coefficient times one.</summary>
    public static (Rational Coefficient, Expression Body) Split(Expression term) => term switch
    {
        Constant constant => (constant.Value, Constant.One),
        Product { Coefficient: Constant coefficient } product => (coefficient.Value, product.Rest),
        Quotient { Numerator: Constant { Value: Rational value } } quotient => (value, new Quotient(1, quotient.Denominator)),
        Quotient { Numerator: Product { Coefficient: Constant coefficient } numerator } quotient =>
            (coefficient.Value, new Quotient(numerator.Rest, quotient.Denominator)),
        _ => (1, term),
    };

    /// <summary>The inverse of <see cref="Split"/>.</summary>
    public static Expression Join(Rational coefficient, Expression body)
    {
        if (coefficient.IsZero)
            return Constant.Zero;

        if (coefficient.IsOne)
            return body;

        return body switch
        {
            Constant { Value.IsOne: true } => new Constant(coefficient),
            Quotient quotient => JoinFraction(coefficient, quotient),
            Product product => new Product([new Constant(coefficient), .. product.Operands]),
            _ => new Product(new Constant(coefficient), body),
        };
    }

    // A coefficient goes before the fraction unless the numerator is nothing else: ½ (u/v), but 2/v.
    private static Expression JoinFraction(Rational coefficient, Quotient quotient) => quotient.Numerator is Constant { Value.IsOne: true }
        ? new Quotient(new Constant(coefficient), quotient.Denominator)
        : new Product(new Constant(coefficient), quotient);

    // A sum starts with a positive term if it has one: 1 - y, not -y + 1.
    private static Expression Build((Expression Body, Rational Coefficient)[] terms)
    {
        // ½ a + ½ b is ½ (a + b).
        Rational common = terms.Length < 2 ? 1 : Rational.Abs(terms[0].Coefficient);
        if (terms.Any(term => Rational.Abs(term.Coefficient) != common))
            common = 1;

        if (terms.Length > 1 && terms.All(term => term.Coefficient.Sign < 0) && !common.IsOne)
            common = -common;

        terms = [.. terms.Select(term => (term.Body, term.Coefficient / common))];
        List<Expression> ordered = [.. terms.Select(term => Join(term.Coefficient, term.Body))];
        int positive = System.Array.FindIndex(terms, term => term.Coefficient.Sign > 0);
        if (positive > 0)
        {
            Expression first = ordered[positive];
            ordered.RemoveAt(positive);
            ordered.Insert(0, first);
        }

        return ordered.Count switch
        {
            0 => Constant.Zero,
            1 => ordered[0],
            _ => Join(common, new Sum([.. ordered])),
        };
    }
}
