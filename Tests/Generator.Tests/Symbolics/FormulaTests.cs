using System;
using System.Linq;
using VaeGen.Generator.Symbolics;
using Xunit;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Tests.Symbolics;

/// <summary>How formulas, names and constants are written.</summary>
public sealed class FormulaTests
{
    private static readonly Symbol X = new("x");
    private static readonly Symbol A = new("a");

    [Fact]
    public void AChoiceIsACaseDistinction() =>
        Assert.Equal("{x > 0: a, else 0}", FormulaPrinter.Print(Select(GreaterThan(X, 0), A, 0)));

    [Fact]
    public void ConditionsWithOneAlternativeHoldTogether() =>
        Assert.Equal("{x > 0 and x < 1: a, else 2}", FormulaPrinter.Print(Select(GreaterThan(X, 0), Select(LessThan(X, 1), A, 2), 2)));

    [Fact]
    public void WhatIsTestedAfterwardsIsACaseOfItsOwn() =>
        Assert.Equal("{x > 0: 1, x < 0: −1, else 0}", FormulaPrinter.Print(Select(GreaterThan(X, 0), 1, Select(LessThan(X, 0), -1, 0))));

    [Fact]
    public void ADifferentAlternativeStaysInside() =>
        Assert.Equal(
            "{x > 0: {x < 1: a, else 3}, else 2}", FormulaPrinter.Print(Select(GreaterThan(X, 0), Select(LessThan(X, 1), A, 3), 2)));

    [Fact]
    public void NumericalFormsAreWrittenOut()
    {
        Assert.Equal("exp(x) − 1", FormulaPrinter.Print(Expm1(X)));
        Assert.Equal("a (1 − exp(x))", FormulaPrinter.Print(A * -Expm1(X)));
        Assert.Equal("log(1 + x)", FormulaPrinter.Print(Log1p(X)));
        Assert.Equal("(a − x)²", FormulaPrinter.Print(Square(A - StopGradient(X))));
        Assert.Equal("(1/64) x", FormulaPrinter.Print(new Constant(new Rational(1, 64)) * X));
    }

    [Fact]
    public void PartsStandUnderTheirNames()
    {
        Expression part = Exp(-X);
        Expression sum = part + (A * part);
        Assert.Equal("scale + a·scale", FormulaPrinter.Print(sum, _ => null, expression => expression == part ? "scale" : null));
    }

    [Theory]
    [InlineData("a = bbbbbbbb + (cccc − dddd)", 20, "a = bbbbbbbb|    + (cccc − dddd)")]
    [InlineData("a = {x > 0: bbbbbbb, else ccccccc}", 24, "a = {x > 0: bbbbbbb,|    else ccccccc}")]
    [InlineData("a = bb", 3, "a = bb")]
    public void LinesBreakWhereTheyAreLoosest(string line, int width, string expected) =>
        Assert.Equal(expected.Split('|'), LineBreaks.Wrap(line, width));

    // What is written as a quotient is the same number as its literal, in both formats.
    [Fact]
    public void SpelledQuotientsAreTheNearestNumbers()
    {
        int spelled = 0;
        for (int numerator = 1; numerator <= 40; numerator++)
        {
            for (int denominator = 1; denominator <= 1024; denominator++)
            {
                Rational value = new(numerator, denominator);
                spelled += BinaryFormat.Single.Spelling(value).Contains('/') ? 1 : 0;
                Assert.Equal(BinaryFormat.Single.ToDouble(value), (float)numerator / denominator);
                Assert.Equal(BinaryFormat.Double.ToDouble(value), (double)numerator / denominator);
            }
        }

        Assert.True(spelled > 10_000);
        Assert.Equal("1f / 510f", BinaryFormat.Single.Spelling(new Rational(1, 510)));
        Assert.Equal("-1.0 / 3.0", BinaryFormat.Double.Spelling(new Rational(-1, 3)));
        Assert.Equal("0.125f", BinaryFormat.Single.Spelling(new Rational(1, 8)));
        Assert.Equal("3.1415927f", BinaryFormat.Single.Spelling(Pi.Value));
    }

    [Theory]
    [InlineData(20, "twenty")]
    [InlineData(-15, "minusFifteen")]
    [InlineData(42, "fortyTwo")]
    public void NumbersAreRead(int value, string words) => Assert.Equal(words, Wording.Of(new Constant(value)));

    [Fact]
    public void NamesSayWhatABranchIs()
    {
        Assert.Equal("oneOver64", Wording.Of(new Constant(new Rational(1, 64))));
        Assert.Equal("aIfAboveLowest", Wording.Describe(Select(GreaterThan(X, 3, "isAboveLowest"), A, 0)));
        Assert.Equal("xAtMostThree", Wording.Describe(Min(X, 3)));
        Assert.Equal("scaledX", Wording.Describe(X * A * Exp(X) * Sqrt(A)));
    }

    // The slope of a named part has its name, whichever sign it is used with.
    [Fact]
    public void SlopesAreNamedAfterTheirParts()
    {
        Expression tail = Named("tail", Select(GreaterThan(X, 0), Exp(2 * A) * X, 0));
        Expression slope = Simplifier.Simplify(Derivative.Of(-tail, A));
        VectorPrinter printer = new(Precision.Double, name => name);
        (Expression, string)[] names = [.. DerivedNames.Slopes([tail], [(A, "a")])];
        VectorBlock block = printer.Print([new("y", slope * slope), new("z", tail)], names);
        Assert.Contains(block.Lines, line => line.StartsWith("TVector minusTailByA = ", StringComparison.Ordinal));
        Assert.DoesNotContain(block.Lines, line => line.Contains("choice", StringComparison.Ordinal));
    }

    // One table for all nodes of one structure, built by comparing one level at a time.
    [Fact]
    public void EqualNodesHaveOneRepresentative()
    {
        Representatives representatives = new();
        Expression first = Exp(X + A) * X;
        Assert.Same(representatives.Of(first), representatives.Of(X * Exp(A + X)));
        Assert.Same(representatives.Of(first), representatives.Of(Named("product", Exp(X + A) * X)));
        Assert.NotSame(representatives.Of(first), representatives.Of(Exp(X - A) * X));
    }
}
