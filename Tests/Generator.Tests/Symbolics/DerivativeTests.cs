using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Symbolics;
using Xunit;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Tests.Symbolics;

public class DerivativeTests
{
    private static readonly Symbol X = new("x");

    private static readonly double[] Points = [-700, -40, -6.3, -2.5, -1.1, -0.4, 0.3, 0.9, 1.7, 3.2, 8.5, 50, 700];

    public static TheoryData<string> Functions() => [.. Derivative.Differentiable.Select(function => function.ToString())];

    [Theory]
    [MemberData(nameof(Functions))]
    public void EveryRuleIsTheSlope(string name)
    {
        Function function = Enum.Parse<Function>(name);
        Expression value = new Call(function, X);
        Expression slope = Derivative.Of(value, X);
        if (function == Function.StopGradient)
        {
            Assert.Equal(Constant.Zero, slope);
            return;
        }

        foreach (double x in Points.Where(x => IsDefined(function, x)))
        {
            double expected = Differences.Of(at => value.Evaluate(_ => at), x, StepAt(x));
            AssertClose(expected, slope.Evaluate(_ => x), value.Evaluate(_ => x), x);
        }
    }

    [Fact]
    public void EveryFunctionOfOneArgumentHasARule()
    {
        IEnumerable<Function> all = Enum.GetValues<Function>().Where(function => !new Call(function, X, X).TakesSeveral);
        // Derivatives themselves, which no density contains.
        Function[] last = [Function.Digamma, Function.StirlingErrorSlope, Function.LogExpm1RatioSlope];
        Assert.Equal(all.Except(last), Derivative.Differentiable.Order());
    }

    [Fact]
    public void RulesOfOperatorsAndChoicesAreSlopes()
    {
        Symbol y = new("y");
        Expression[] values =
        [
            X * y * X, new Power(X, 5), X / (1 + Square(X)), (y - X) / y, 1 / (2 + X), Max(X, y), Min(X, y), Max(Square(X), 2 * X),
            Select(GreaterThan(X, y), Square(X), Exp(y)), Exp(X) * Log(2 + Square(X)), Sqrt(1 + (X * X)) / Exp(X),
        ];
        foreach (Expression value in values)
        {
            Expression slope = Derivative.Of(value, X);
            foreach (double x in new[] { -1.3, -0.4, 0.35, 1.1, 2.6 })
            {
                double At(Expression expression, double at) => expression.Evaluate(name => name == "x" ? at : 0.7);
                AssertClose(Differences.Of(at => At(value, at), x, 0.01), At(slope, x), At(value, x), x);
            }
        }
    }

    [Fact]
    public void RandomExpressionsHaveTheirSlope()
    {
        RandomExpressions source = new(7);
        int compared = 0;
        for (int i = 0; i < 400; i++)
        {
            Expression value = source.Next(3);
            Expression slope = Derivative.Of(value, X);
            Dictionary<string, double> point = source.Point();
            double At(Expression expression, double x) => expression.Evaluate(name => name == "x" ? x : point[name]);
            double coarse = Differences.Of(x => At(value, x), point["x"], 2e-3);
            double fine = Differences.Of(x => At(value, x), point["x"], 1e-3);

            // Two steps that disagree straddle a kink.
            if (Math.Abs(coarse - fine) < 1e-9 * (1 + Math.Abs(fine)))
            {
                double actual = At(slope, point["x"]);
                Assert.True(
                    Math.Abs(actual - fine) < 1e-7
                    * (1 + Math.Abs(fine) + Math.Abs(At(value, point["x"]))), $"{value}: {actual}, not {fine}");
                compared++;
            }
        }

        Assert.True(compared > 300, $"only {compared} compared");
    }

    [Fact]
    public void KinksTakeTheBranchOfTheComparison()
    {
        Assert.Equal(0, Derivative.Of(Max(X, 0), X).Evaluate(_ => 0));
        Assert.Equal(0, Derivative.Of(Abs(X), X).Evaluate(_ => 0));
    }

    [Fact]
    public void GradientsStopWhereTheyAreToldTo() =>
        Assert.Equal(StopGradient(X), Derivative.Of(StopGradient(X) * X, X));

    [Fact]
    public void DeepSharingCostsNoMoreThanItsNodes()
    {
        Expression left = X;
        Expression right = X;
        for (int i = 0; i < 200; i++)
        {
            left = Tanh(left + left);
            right = Tanh(right + right);
        }

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Expression slope = Derivative.Of(left, X);
        Assert.InRange(slope.Nodes().Count, 200, 3000);
        Assert.False(double.IsNaN(slope.Evaluate(_ => 0.1)));
    }

    private static double StepAt(double x) => Math.Abs(x) > 30 ? 0.02 : 0.02 * Math.Min(1, Math.Abs(x));

    private static bool IsDefined(Function function, double x) => function switch
    {
        Function.Log or Function.Sqrt or Function.LogGamma or Function.StirlingError => x > 0,
        Function.Log1p => x > -1,
        _ => true,
    };

    private static void AssertClose(double expected, double actual, double value, double x)
    {
        double tolerance = 2e-10 * (1 + Math.Abs(expected) + Math.Abs(value));
        Assert.True(Math.Abs(actual - expected) <= tolerance, $"at {x}: {actual}, not {expected}");
    }
}
