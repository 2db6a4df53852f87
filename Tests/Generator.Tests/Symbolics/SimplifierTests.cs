using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using VaeGen.Generator.Symbolics;
using Xunit;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Tests.Symbolics;

public class SimplifierTests
{
    private static readonly Symbol X = new("x");
    private static readonly Symbol Y = new("y");

    public static TheoryData<string, string, string> Forms() => new FormRows
    {
        { X + 0, "x" },
        { 0 * Exp(X), "0" },
        { 1 * X / 1, "x" },
        { -(-X), "x" },
        { X - (X - Y), "y" },
        { (2 * X) + Y - X - X, "y" },
        { (X * Y) + (Y * X), "2 x·y" },
        { -X + 1, "1 − x" },
        { -(X - Y), "y − x" },
        { (X - Y) * -2 * Y, "2 (y − x) y" },
        { -OneHalf * (1 - Square(X)), "½ (x² − 1)" },
        { (OneHalf * X) + (OneHalf * Y), "½ (x + y)" },
        { X * X * X, "x³" },
        { Square(-X), "x²" },
        { Square(Abs(X)), "x²" },
        { new Power(2 * X, 3), "8 x³" },
        { X / Y / Y, "x/y²" },
        { X / (Y / X), "x²/y" },
        { X / X, "x/x" },
        { Exp(X) / Exp(X), "1" },
        { Constant.One / 3 / 7, "1/21" },
        { Number("0.1") + Number("0.2"), "0.3" },
        { Log(Exp(X)), "x" },
        { Exp(Log(X)), "exp(log x)" },
        { Exp(Log(1 + Square(X))), "1 + x²" },
        { Sqrt(Exp(X)), "exp(½ x)" },
        { Sqrt(Square(X)), "|x|" },
        { Sqrt(new Constant(new Rational(9, 4))), "1.5" },
        { Log(1 + Exp(X)), "softplus(x)" },
        { Log1p(Exp(-Abs(X))), "log(1 + exp(−|x|))" },
        { Log(Sigmoid(X)), "−softplus(−x)" },
        { Expm1(X) + 1, "exp(x)" },
        { Tanh(-X), "−tanh(x)" },
        { Max(X, X), "x" },
        { Max(3, Number("2.5")), "3" },
        { Min(3, Number("2.5")), "2.5" },
        { Select(GreaterThan(X, 0), Y, Y), "y" },
        { Select(GreaterThan(2, 1), X, Y), "x" },
        { Select(LessOrEqual(2, 1), X, Y), "y" },
        { Y * Select(GreaterThan(X, 0), 1, 0), "{x > 0: y, else 0}" },
        { Y * Select(GreaterThan(X, 0), 1, Number("0.01")), "{x > 0: y, else 0.01 y}" },
        { Select(GreaterThan(X, 0), Select(GreaterThan(X, 0), X, Y), 1), "{x > 0: x, else 1}" },
        { Sqrt(2) * Sqrt(Pi), "√(2 π)" },
        { Square(Sqrt(2)), "2" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void FormsAreThoseOneWouldWrite(string input, string actual, string expected) =>
        Assert.Equal($"{input} = {expected}", $"{input} = {actual}");

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
                Assert.True(expected == actual
                    || Math.Abs(expected - actual) <= 1e-11 * size, $"{expression} = {expected}, but {simple} = {actual}");
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
            largest = Math.Max(largest, Math.Abs(node.Evaluate(name => point[name])));

        return largest * largest;
    }

    private static string Simple(Expression expression) => Simplifier.Simplify(expression).ToString();

    // Two inputs may have one form: the text of the input tells the rows apart.
    private sealed class FormRows : TheoryData<string, string, string>
    {
        public void Add(Expression input, string expected, [CallerArgumentExpression(nameof(input))] string text = "") =>
            Add(text, Simple(input), expected);
    }
}
