using System;
using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using Xunit;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Tests.Symbolics;

public class SimplifierTests
{
    private static readonly Symbol X = new("x");
    private static readonly Symbol Y = new("y");

    public static TheoryData<string, string> Forms() => new()
    {
        { Simple(X + 0), "x" },
        { Simple(0 * Exp(X)), "0" },
        { Simple(1 * X / 1), "x" },
        { Simple(-(-X)), "x" },
        { Simple(X - (X - Y)), "y" },
        { Simple((2 * X) + Y - X - X), "y" },
        { Simple((X * Y) + (Y * X)), "2 x·y" },
        { Simple(-X + 1), "1 − x" },
        { Simple(-(X - Y)), "y − x" },
        { Simple((X - Y) * -2 * Y), "2 (y − x) y" },
        { Simple(-OneHalf * (1 - Square(X))), "½ (x² − 1)" },
        { Simple((OneHalf * X) + (OneHalf * Y)), "½ (x + y)" },
        { Simple(X * X * X), "x³" },
        { Simple(Square(-X)), "x²" },
        { Simple(Square(Abs(X))), "x²" },
        { Simple(new Power(2 * X, 3)), "8 x³" },
        { Simple(X / Y / Y), "x/y²" },
        { Simple(X / (Y / X)), "x²/y" },
        { Simple(X / X), "x/x" },
        { Simple(Exp(X) / Exp(X)), "1" },
        { Simple(Constant.One / 3 / 7), "1/21" },
        { Simple(Number("0.1") + Number("0.2")), "0.3" },
        { Simple(Log(Exp(X))), "x" },
        { Simple(Exp(Log(X))), "exp(log x)" },
        { Simple(Exp(Log(1 + Square(X)))), "1 + x²" },
        { Simple(Sqrt(Exp(X))), "exp(½ x)" },
        { Simple(Sqrt(Square(X))), "|x|" },
        { Simple(Sqrt(new Constant(new Rational(9, 4)))), "1.5" },
        { Simple(Log(1 + Exp(X))), "softplus(x)" },
        { Simple(Log1p(Exp(-Abs(X)))), "log1p(exp(−|x|))" },
        { Simple(Log(Sigmoid(X))), "−softplus(−x)" },
        { Simple(Expm1(X) + 1), "exp(x)" },
        { Simple(Tanh(-X)), "−tanh(x)" },
        { Simple(Max(X, X)), "x" },
        { Simple(Max(3, Number("2.5"))), "3" },
        { Simple(Min(3, Number("2.5"))), "2.5" },
        { Simple(Select(GreaterThan(X, 0), Y, Y)), "y" },
        { Simple(Select(GreaterThan(2, 1), X, Y)), "x" },
        { Simple(Select(LessOrEqual(2, 1), X, Y)), "y" },
        { Simple(Y * Select(GreaterThan(X, 0), 1, 0)), "x > 0 ? y : 0" },
        { Simple(Y * Select(GreaterThan(X, 0), 1, Number("0.01"))), "x > 0 ? y : 0.01 y" },
        { Simple(Select(GreaterThan(X, 0), Select(GreaterThan(X, 0), X, Y), 1)), "x > 0 ? x : 1" },
        { Simple(Sqrt(2) * Sqrt(Pi)), "√(2 π)" },
        { Simple(Square(Sqrt(2))), "2" },
        { Simple(FlushTiny(FlushTiny(X))), "flush(x)" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void FormsAreThoseOneWouldWrite(string actual, string expected) => Assert.Equal(expected, actual);

    [Fact]
    public void DivisionByZeroIsLeftAlone() => Assert.Equal("x/0", Simple(X / 0));

    [Fact]
    public void NothingChangesInRandomExpressions()
    {
        RandomExpressions source = new(3);
        for (int i = 0; i < 3000; i++)
        {
            Expression expression = source.Next(4);
            Expression simple = Simplifier.Simplify(expression);
            for (int j = 0; j < 3; j++)
            {
                Dictionary<string, double> point = source.Point();
                double expected = expression.Evaluate(name => point[name]);
                double actual = simple.Evaluate(name => point[name]);
                double size = Magnitude(expression, point);
                Assert.True(expected == actual || Math.Abs(expected - actual) <= 1e-11 * size, $"{expression} = {expected}, but {simple} = {actual}");
            }
        }
    }

    [Fact]
    public void SimplifyingTwiceIsSimplifyingOnce()
    {
        RandomExpressions source = new(5);
        for (int i = 0; i < 1000; i++)
        {
            Expression simple = Simplifier.Simplify(source.Next(4));
            Assert.Equal(simple, Simplifier.Simplify(simple));
        }
    }

    [Fact]
    public void NamesSurviveAndChangeNothing()
    {
        Expression sigma = Named("sigma", Exp(X));
        Assert.Equal(sigma, Exp(X));
        Assert.Equal("0", Simple(sigma - Exp(X)));
        Assert.Contains(Simplifier.Simplify((sigma * Y) + 0).Nodes(), node => node is Named { Name: "sigma" });
    }

    [Fact]
    public void OrderOfTermsAndFactorsDoesNotMatterToEquality()
    {
        Assert.Equal(X + (Y * 2), (2 * Y) + X);
        Assert.NotEqual(X - Y, Y - X);
        Assert.NotEqual(X / Y, Y / X);
    }

    // The largest intermediate value: what rounding is relative to.
    private static double Magnitude(Expression expression, Dictionary<string, double> point)
    {
        double largest = 1;
        foreach (Expression node in expression.Nodes())
        {
            largest = Math.Max(largest, Math.Abs(node.Evaluate(name => point[name])));
        }

        return largest * largest;
    }

    private static string Simple(Expression expression) => Simplifier.Simplify(expression).ToString();
}
