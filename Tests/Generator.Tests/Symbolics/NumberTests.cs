using System;
using System.Globalization;
using VaeGen.Generator.Symbolics;
using Xunit;

namespace VaeGen.Generator.Tests.Symbolics;

public class NumberTests
{
    [Theory]
    [InlineData("0.5", "0.5f", "0.5")]
    [InlineData("0.044715", "0.044715f", "0.044715")]
    [InlineData("1e-8", "1e-8f", "1e-8")]
    [InlineData("3", "3f", "3.0")]
    [InlineData("-0.01", "-0.01f", "-0.01")]
    [InlineData("1234567890123", "1.234568e12f", "1.234567890123e12")]
    [InlineData("0.1000000000000000055511151231257827", "0.1f", "0.1")]
    [InlineData("1e-45", "1e-45f", "1e-45")]
    [InlineData("0", "0f", "0.0")]
    public void LiteralsAreShort(string text, string single, string dual)
    {
        Assert.Equal(single, BinaryFormat.Single.Literal(Rational.Parse(text)));
        Assert.Equal(dual, BinaryFormat.Double.Literal(Rational.Parse(text)));
    }

    [Fact]
    public void LiteralsReadBackAsTheNearestNumber()
    {
        Random random = new(1);
        for (int i = 0; i < 2000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(value))
            {
                Assert.Equal(value, double.Parse(BinaryFormat.Double.Literal(Rational.FromDouble(value)), CultureInfo.InvariantCulture));
                Assert.Equal(value, Rational.FromDouble(value).ToDouble());
            }

            float single = BitConverter.Int32BitsToSingle(random.Next());
            if (float.IsFinite(single))
            {
                string literal = BinaryFormat.Single.Literal(Rational.FromDouble(single));
                Assert.Equal(single, float.Parse(literal.TrimEnd('f'), CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void RoundingIsToTheNearestAndToEven()
    {
        Random random = new(2);
        for (int i = 0; i < 2000; i++)
        {
            string text = random.NextDouble().ToString("R", CultureInfo.InvariantCulture) + random.Next(100000)
                .ToString(CultureInfo.InvariantCulture);
            if (!text.Contains('E'))
            {
                Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), Rational.Parse(text).ToDouble());
                Assert.Equal(float.Parse(text, CultureInfo.InvariantCulture), (float)BinaryFormat.Single.ToDouble(Rational.Parse(text)));
            }
        }

        Rational half = new(1, 2);
        Assert.Equal(Math.Pow(2, 53), (Rational.PowerOfTwo(53) + half + half).ToDouble());
        Assert.Equal(Math.Pow(2, 53) + 4, (Rational.PowerOfTwo(53) + 3).ToDouble());
    }

    [Fact]
    public void WhatAPersonWroteIsRecovered()
    {
        Assert.Equal(new Rational(1, 10), Rational.FromShortestDecimal(0.1));
        Assert.Equal(new Rational(-3, 1000), Rational.FromShortestDecimal(-0.003));
        Assert.NotEqual(new Rational(1, 10), Rational.FromDouble(0.1));
    }

    [Fact]
    public void TooLargeConstantsAreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BinaryFormat.Single.Literal(Rational.Parse("1e39")));

    [Fact]
    public void NamedConstantsHaveTheirDigits()
    {
        Rational tolerance = Rational.Parse("1e-60");
        Rational twoPi = 2 * Scalar.Pi.Value;
        Assert.True(Rational.Abs(HighPrecision.Log(twoPi) - Scalar.LogTwoPi.Value) < tolerance);
        Assert.True(Rational.Abs(HighPrecision.Exp(Scalar.LogTwoPi.Value) - twoPi) < tolerance);
        Assert.Equal(Math.PI, Scalar.Pi.Value.ToDouble());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(-7, 3)]
    [InlineData(88, 1)]
    [InlineData(-600, 1)]
    [InlineData(1, 1000000)]
    public void ElementaryFunctionsOfConstantsAreExactToADouble(int numerator, int denominator)
    {
        Rational x = new(numerator, denominator);
        double value = (double)numerator / denominator;
        AssertUlps(Math.Exp(value), HighPrecision.Exp(x).ToDouble(), Math.Abs(value) + 2);
        Rational magnitude = Rational.Abs(x);
        AssertUlps(Math.Log(Math.Abs(value)), HighPrecision.Log(magnitude).ToDouble(), 2);
        AssertUlps(Math.Sqrt(Math.Abs(value)), HighPrecision.Sqrt(magnitude).ToDouble(), 2);
        Assert.True(Rational.Abs(HighPrecision.Log(HighPrecision.Exp(x)) - x) < Rational.Parse("1e-50"));
    }

    [Theory]
    [InlineData(0.1, 0.1124629160182848922)]
    [InlineData(0.5, 0.5204998778130465377)]
    [InlineData(1, 0.8427007929497148693)]
    [InlineData(2, 0.9953222650189527342)]
    [InlineData(2.6, 0.9997639655834706508)]
    [InlineData(-3, -0.9999779095030014146)]
    [InlineData(30, 1)]
    public void TheErrorFunctionIsGoodToADouble(double x, double expected) => Assert.Equal(expected, ErrorFunction.Erf(x), 4e-16);

    private static void AssertUlps(double expected, double actual, double ulps) =>
        Assert.True(Math.Abs(expected - actual) <= ulps * Math.BitIncrement(Math.Abs(expected)) * 2.3e-16, $"{actual}, not {expected}");
}
