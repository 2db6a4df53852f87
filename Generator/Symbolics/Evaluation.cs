using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Generator.Symbolics;

/// <summary>Values of expressions in double precision.</summary>
internal static class Evaluation
{
    /// <summary>The value for given values of the symbols; every node is computed once.</summary>
    public static double Evaluate(this Expression expression, Func<string, double> valueOf)
    {
        Dictionary<Expression, double> memo = [];
        return Visit(expression);

        double Visit(Expression node)
        {
            if (!memo.TryGetValue(node, out double value))
            {
                value = Compute(node.Core);
                memo.Add(node, value);
            }

            return value;
        }

        double Compute(Expression node) => node switch
        {
            Symbol symbol => valueOf(symbol.Name),
            Constant constant => constant.Value.ToDouble(),
            NamedConstant constant => constant.Value.ToDouble(),
            Sum sum => sum.Operands.Skip(1).Aggregate(Visit(sum.Operands[0]), (total, term) => total + Visit(term)),
            Product product => product.Operands.Skip(1).Aggregate(Visit(product.Operands[0]), (total, factor) => total * Visit(factor)),
            Quotient quotient => Visit(quotient.Numerator) / Visit(quotient.Denominator),
            Power power => Math.Pow(Visit(power.Base), power.Exponent),
            Condition condition => condition.Holds(Visit(condition.Left), Visit(condition.Right)) ? 1 : 0,
            Select select => Visit(select.Condition) == 1 ? Visit(select.WhenTrue) : Visit(select.WhenFalse),
            Call { Function: Function.Max } call => Math.Max(Visit(call.Operands[0]), Visit(call.Operands[1])),
            Call { Function: Function.Min } call => Math.Min(Visit(call.Operands[0]), Visit(call.Operands[1])),
            Call { Function: Function.Clamp } call =>
                Math.Max(Visit(call.Operands[1]), Math.Min(Visit(call.Operands[2]), Visit(call.Argument))),
            Call { Function: Function.ClampGradient } call =>
                ClampGradient(Visit(call.Argument), Visit(call.Operands[1]), Visit(call.Operands[2]), Visit(call.Operands[3])),
            Call { Function: Function.PoissonDeviance } call => PoissonDeviance(Visit(call.Operands[0]), Visit(call.Operands[1])),
            Call { Function: Function.BinomialDeviance } call => BinomialDeviance([.. call.Operands.Select(Visit)]),
            Call { Function: Function.LogSumExp } call => LogSumExp([.. call.Operands.Select(Visit)]),
            Call call => Apply(call.Function, Visit(call.Argument)),
            _ => throw new InvalidOperationException($"There is no value of {node.GetType().Name}."),
        };
    }

    private static double ClampGradient(double gradient, double clamped, double least, double greatest) =>
        clamped >= greatest ? Math.Max(gradient, 0) : clamped <= least ? Math.Min(gradient, 0) : gradient;

    private static double LogSumExp(double[] terms)
    {
        double largest = terms.Max();
        return largest + Math.Log(terms.Sum(term => Math.Exp(term - largest)));
    }

    private static double Apply(Function function, double x) => function switch
    {
        Function.Exp => Math.Exp(x),
        Function.Expm1 => Expm1(x),
        Function.ExpRemainder => ExpRemainder(x),
        Function.Log => Math.Log(x),
        Function.Log1p => Log1p(x),
        Function.Sqrt => Math.Sqrt(x),
        Function.Tanh => Math.Tanh(x),
        Function.Erf => ErrorFunction.Erf(x),
        Function.Sigmoid => (x >= 0 ? 1 : Math.Exp(x)) / (1 + Math.Exp(-Math.Abs(x))),
        Function.Softplus => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))),
        Function.Abs => Math.Abs(x),
        Function.StopGradient => x,
        Function.LogGamma => GammaFunction.Log(x),
        Function.Digamma => GammaFunction.Digamma(x),
        Function.StirlingError => GammaFunction.StirlingError(x),
        Function.StirlingErrorSlope => GammaFunction.StirlingErrorSlope(x),
        Function.LogExpm1Ratio => LogExpm1Ratio(x),
        Function.LogExpm1RatioSlope => LogExpm1RatioSlope(x),
        _ => throw new InvalidOperationException($"{function} takes two arguments."),
    };

    private static double PoissonDeviance(double x, double logMean) =>
        x == 0 ? Math.Exp(logMean) : x * ExpRemainder(logMean - Math.Log(x));

    private static double BinomialDeviance(double[] operands)
    {
        (double x, double r, double u, double v) = (operands[0], operands[1], operands[2], operands[3]);
        return x == 0 ? r * v : (x * ExpRemainder(Log1p(r / x) - u)) + (r * ExpRemainder(Log1p(x / r) - v));
    }

    // The series near zero, up to a term that adds nothing.
    private static double ExpRemainder(double x)
    {
        if (Math.Abs(x) >= 1)
            return Math.Exp(x) - 1 - x;

        double sum = 0;
        double term = x;
        for (int n = 2; n < 25; n++)
        {
            term *= x / n;
            sum += term;
        }

        return sum;
    }

    // The series in B₂ₖ x²ᵏ / (2k (2k)!) near zero; elsewhere forms that overflow nowhere.
    private static double LogExpm1Ratio(double x)
    {
        double square = x * x;
        double size = Math.Abs(x);
        return size < 0.5
            ? (x / 2)
            + (square
                * ((1.0 / 24)
                    + (square * ((-1.0 / 2880) + (square * ((1.0 / 181440) + (square * ((-1.0 / 9676800) + (square / 479001600)))))))))
            : Math.Max(x, 0) + Math.Log(-Expm1(-size) / size);
    }

    private static double LogExpm1RatioSlope(double x)
    {
        double square = x * x;
        double size = Math.Abs(x);
        if (size < 0.5)
        {
            return 0.5
                + (x * ((1.0 / 12)
                    + (square * ((-1.0 / 720) + (square * ((1.0 / 30240) + (square * ((-1.0 / 1209600) + (square / 47900160)))))))));
        }

        double below = (1 / size) + (Math.Exp(-size) / Expm1(-size));
        return x < 0 ? below : 1 - below;
    }

    // Kahan's forms: the rounding of exp(x) and of 1 + x cancels.
    private static double Expm1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }

    private static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }
}
