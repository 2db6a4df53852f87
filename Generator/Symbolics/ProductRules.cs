using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>Simplifies products, fractions and powers of simple operands: one rational coefficient, then powers of distinct factors, over
/// powers of distinct factors.</summary>
internal static class ProductRules
{
    private const int LargestFoldedExponent = 64;

    public static Expression Simplify(Expression node)
    {
        Factors factors = new();
        factors.Add(node, 1);
        return factors.Undefined ? node : PushIntoSelect(factors) ?? factors.Build();
    }

    // g · (h > 0 ? 1 : slope) is (h > 0 ? g : slope · g): a mask instead of a multiplication, and zero stays zero whatever g is.
    private static Expression? PushIntoSelect(Factors factors)
    {
        foreach (Expression factor in factors.Numerator)
        {
            if (factor.Core is Select select && (IsZeroOrOne(select.WhenTrue) || IsZeroOrOne(select.WhenFalse))
                && factors.HasOthers(factor))
            {
                factors.Remove(factor);
                Expression rest = factors.Build();
                Expression pushed = SelectRules.Simplify(
                    new Select(
                        select.Condition, Simplify(new Product(rest, select.WhenTrue)), Simplify(new Product(rest, select.WhenFalse))));
                return factor is Named named && rest.Core is Constant { Value: Rational value }
                    && value == -1 ? new Named(Opposite(named.Name), pushed) : pushed;
            }
        }

        return null;
    }

    // -(-tail) is tail again.
    private static string Opposite(string name) =>
        name.StartsWith("minus", System.StringComparison.Ordinal)
        ? char.ToLowerInvariant(name[5]) + name.Substring(6)
        : "minus" + Wording.Capitalize(name);

    private static bool IsZeroOrOne(Expression branch) => branch.Core is Constant { Value: Rational value }
        && (value.IsZero || value.IsOne);

    /// <summary>The factors of a product with their exponents, in order of appearance.</summary>
    private sealed class Factors
    {
        private readonly List<Expression> order = [];
        private readonly Dictionary<Expression, (int Above, int Below)> exponents = [];
        private Rational coefficient = 1;

        /// <summary>Whether the product divides by the number zero; it is left as it is then.</summary>
        public bool Undefined { get; private set; }

        public IEnumerable<Expression> Numerator => order.Where(factor => exponents[factor] == (1, 0));

        public bool HasOthers(Expression factor) => !coefficient.IsOne || order.Any(other => other != factor);

        public void Remove(Expression factor)
        {
            order.Remove(factor);
            exponents.Remove(factor);
        }

        public void Add(Expression factor, int exponent)
        {
            switch (factor)
            {
                case Constant { Value.IsZero: true } when exponent < 0:
                    Undefined = true;
                    break;
                case Constant constant when System.Math.Abs(exponent) <= LargestFoldedExponent:
                    coefficient *= Rational.Power(constant.Value, exponent);
                    break;
                case Product product:
                    foreach (Expression inner in product.Operands)
                        Add(inner, exponent);

                    break;
                case Power power:
                    Add(power.Base, exponent * power.Exponent);
                    break;
                case Quotient quotient when System.Math.Abs(exponent) == 1 || !quotient.Denominator.HasSymbols:
                    Add(quotient.Numerator, exponent);
                    Add(quotient.Denominator, -exponent);
                    break;
                case Call { Function: Function.Abs } magnitude when exponent % 2 == 0:
                    Add(magnitude.Argument, exponent);
                    break;
                case Call { Function: Function.Sqrt } root when Signs.IsNonnegative(root.Argument) && exponent % 2 == 0:
                    Add(root.Argument, exponent / 2);
                    break;
                default:
                    Count(factor, exponent);
                    break;
            }
        }

        public Expression Build()
        {
            if (coefficient.IsZero)
                return Constant.Zero;

            List<Expression> above = [];
            List<Expression> below = [];
            foreach (Expression factor in order)
            {
                (int up, int down) = exponents[factor];
                if (Signs.IsNonzero(factor))
                {
                    int common = System.Math.Min(up, down);
                    (up, down) = (up - common, down - common);
                }

                AddPower(above, factor, up);
                AddPower(below, factor, down);
            }

            MergeRoots(above);
            MergeRoots(below);
            Rational number = Turn(coefficient, above);
            Expression numerator = Multiply(above);
            return below.Count == 0 ? SumRules.Join(number, numerator) : SumRules.Join(number, new Quotient(numerator, Multiply(below)));
        }

        private static void AddPower(List<Expression> factors, Expression factor, int exponent)
        {
            if (exponent > 0)
                factors.Add(exponent == 1 ? factor : new Power(factor, exponent));
        }

        private static Expression Multiply(List<Expression> factors) => factors.Count switch
        {
            0 => Constant.One,
            1 => factors[0],
            _ => new Product([.. factors]),
        };

        // √2 √π is √(2π), for constants.
        private static void MergeRoots(List<Expression> factors)
        {
            Expression[] radicands = [.. factors.Where(IsConstantRoot).Select(root => ((Call)root).Argument)];
            if (radicands.Length > 1)
            {
                int place = factors.FindIndex(IsConstantRoot);
                factors.RemoveAll(IsConstantRoot);
                factors.Insert(place, CallRules.Simplify((Call)Scalar.Sqrt(ProductRules.Simplify(new Product(radicands)))));
            }
        }

        private static bool IsConstantRoot(Expression factor) =>
            factor is Call { Function: Function.Sqrt } root && !root.HasSymbols && Signs.IsNonnegative(root.Argument);

        // -(a - b) c is (b - a) c, and -½ (1 - q) is ½ (q - 1): a sign goes where it costs nothing.
        private static Rational Turn(Rational coefficient, List<Expression> factors)
        {
            int place = coefficient.Sign < 0 ? factors.FindIndex(HasSubtraction) : -1;
            if (place < 0 && coefficient == -1 && factors.Count == 1 && factors[0] is Sum)
                place = 0;

            if (place < 0)
                return coefficient;

            factors[place] = SumRules.Simplify(factors[place].Operands.Select(Product.Negate));
            return -coefficient;
        }

        private static bool HasSubtraction(Expression factor) =>
            factor is Sum sum && sum.Operands.Any(term => SumRules.Split(term).Coefficient.Sign < 0);

        private void Count(Expression factor, int exponent)
        {
            if (!exponents.TryGetValue(factor, out (int Above, int Below) present))
                order.Add(factor);

            exponents[factor] = exponent > 0 ? (present.Above + exponent, present.Below) : (present.Above, present.Below - exponent);
        }
    }
}
