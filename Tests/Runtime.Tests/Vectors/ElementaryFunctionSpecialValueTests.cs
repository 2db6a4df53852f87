using System;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>Infinities, NaN, zeros and their signs, the ends of the ranges.</summary>
public sealed class ElementaryFunctionSpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;
    private const double NaN = double.NaN;

    [Theory]
    [InlineData(ElementaryFunction.Exp, 0.0, 1.0)]
    [InlineData(ElementaryFunction.Exp, Infinity, Infinity)]
    [InlineData(ElementaryFunction.Exp, -Infinity, 0.0)]
    [InlineData(ElementaryFunction.Exp, 1e30, Infinity)]
    [InlineData(ElementaryFunction.Exp, -1e30, 0.0)]
    [InlineData(ElementaryFunction.Expm1, 0.0, 0.0)]
    [InlineData(ElementaryFunction.Expm1, Infinity, Infinity)]
    [InlineData(ElementaryFunction.Expm1, -Infinity, -1.0)]
    [InlineData(ElementaryFunction.Expm1, -1e30, -1.0)]
    [InlineData(ElementaryFunction.ExpRemainder, 0.0, 0.0)]
    [InlineData(ElementaryFunction.ExpRemainder, Infinity, Infinity)]
    [InlineData(ElementaryFunction.ExpRemainder, -Infinity, Infinity)]
    [InlineData(ElementaryFunction.ExpRemainder, 1e30, Infinity)]
    [InlineData(ElementaryFunction.Log, 1.0, 0.0)]
    [InlineData(ElementaryFunction.Log, 0.0, -Infinity)]
    [InlineData(ElementaryFunction.Log, -1.0, NaN)]
    [InlineData(ElementaryFunction.Log, -Infinity, NaN)]
    [InlineData(ElementaryFunction.Log, Infinity, Infinity)]
    [InlineData(ElementaryFunction.Log1p, 0.0, 0.0)]
    [InlineData(ElementaryFunction.Log1p, -1.0, -Infinity)]
    [InlineData(ElementaryFunction.Log1p, -2.0, NaN)]
    [InlineData(ElementaryFunction.Log1p, -Infinity, NaN)]
    [InlineData(ElementaryFunction.Log1p, Infinity, Infinity)]
    [InlineData(ElementaryFunction.Tanh, 0.0, 0.0)]
    [InlineData(ElementaryFunction.Tanh, Infinity, 1.0)]
    [InlineData(ElementaryFunction.Tanh, -Infinity, -1.0)]
    [InlineData(ElementaryFunction.Tanh, 1e30, 1.0)]
    [InlineData(ElementaryFunction.Erf, 0.0, 0.0)]
    [InlineData(ElementaryFunction.Erf, Infinity, 1.0)]
    [InlineData(ElementaryFunction.Erf, -Infinity, -1.0)]
    [InlineData(ElementaryFunction.Erf, -1e30, -1.0)]
    [InlineData(ElementaryFunction.InverseNormal, 0.5, 0.0)]
    [InlineData(ElementaryFunction.InverseNormal, 0.0, -Infinity)]
    [InlineData(ElementaryFunction.InverseNormal, 1.0, Infinity)]
    [InlineData(ElementaryFunction.InverseNormal, -0.1, NaN)]
    [InlineData(ElementaryFunction.InverseNormal, 1.1, NaN)]
    [InlineData(ElementaryFunction.InverseNormal, Infinity, NaN)]
    [InlineData(ElementaryFunction.InverseNormal, -Infinity, NaN)]
    [InlineData(ElementaryFunction.LogGamma, 1.0, 0.0)]
    [InlineData(ElementaryFunction.LogGamma, 2.0, 0.0)]
    [InlineData(ElementaryFunction.LogGamma, 0.0, Infinity)]
    [InlineData(ElementaryFunction.LogGamma, Infinity, Infinity)]
    [InlineData(ElementaryFunction.LogGamma, -1.5, NaN)]
    [InlineData(ElementaryFunction.Digamma, 0.0, -Infinity)]
    [InlineData(ElementaryFunction.Digamma, Infinity, Infinity)]
    [InlineData(ElementaryFunction.Digamma, -0.5, NaN)]
    [InlineData(ElementaryFunction.StirlingError, 0.0, Infinity)]
    [InlineData(ElementaryFunction.StirlingError, Infinity, 0.0)]
    [InlineData(ElementaryFunction.StirlingError, -0.5, NaN)]
    [InlineData(ElementaryFunction.StirlingErrorSlope, Infinity, -0.0)]
    [InlineData(ElementaryFunction.StirlingErrorSlope, -0.5, NaN)]
    [InlineData(ElementaryFunction.LogExpm1Ratio, 0.0, 0.0)]
    [InlineData(ElementaryFunction.LogExpm1RatioSlope, 0.0, 0.5)]
    [InlineData(ElementaryFunction.LogExpm1RatioSlope, 1e30, 1.0)]
    [InlineData(ElementaryFunction.Exp, NaN, NaN)]
    [InlineData(ElementaryFunction.Expm1, NaN, NaN)]
    [InlineData(ElementaryFunction.ExpRemainder, NaN, NaN)]
    [InlineData(ElementaryFunction.Log, NaN, NaN)]
    [InlineData(ElementaryFunction.Log1p, NaN, NaN)]
    [InlineData(ElementaryFunction.Log1pUnit, NaN, NaN)]
    [InlineData(ElementaryFunction.Tanh, NaN, NaN)]
    [InlineData(ElementaryFunction.Erf, NaN, NaN)]
    [InlineData(ElementaryFunction.InverseNormal, NaN, NaN)]
    [InlineData(ElementaryFunction.LogGamma, NaN, NaN)]
    [InlineData(ElementaryFunction.Digamma, NaN, NaN)]
    [InlineData(ElementaryFunction.StirlingError, NaN, NaN)]
    [InlineData(ElementaryFunction.StirlingErrorSlope, NaN, NaN)]
    public void TheValueIsExact(ElementaryFunction function, double x, double expected)
    {
        Bits.AssertEqual([(float)expected], [Single(function, (float)x)], "single");
        Bits.AssertEqual([expected], [Double(function, x)], "double");
    }

    [Theory]
    [InlineData(ElementaryFunction.Exp, 1.0)]
    [InlineData(ElementaryFunction.Expm1, -0.0)]
    [InlineData(ElementaryFunction.Log, -Infinity)]
    [InlineData(ElementaryFunction.Log1p, -0.0)]
    [InlineData(ElementaryFunction.Tanh, -0.0)]
    [InlineData(ElementaryFunction.Erf, -0.0)]
    [InlineData(ElementaryFunction.InverseNormal, -Infinity)]
    public void TheValueAtMinusZeroIsExact(ElementaryFunction function, double expected)
    {
        Bits.AssertEqual([(float)expected], [Single(function, -0f)], "single");
        Bits.AssertEqual([expected], [Double(function, -0.0)], "double");
    }

    [Fact]
    public void EveryNaNStaysNaN()
    {
        foreach (ElementaryFunction function in Enum.GetValues<ElementaryFunction>())
        {
            for (int bit = 0; bit < 23; bit++)
            {
                Assert.True(
                    float.IsNaN(Single(function, BitConverter.UInt32BitsToSingle(0xFF800000u | (1u << bit)))), $"{function}, bit {bit}");
            }

            for (int bit = 0; bit < 52; bit++)
            {
                Assert.True(
                    double.IsNaN(
                        Double(function, BitConverter.UInt64BitsToDouble(0x7FF0000000000000ul | (1ul << bit)))), $"{function}, bit {bit}");
            }
        }
    }

    [Fact]
    public void ExpIsFiniteUpToItsLimitAndNormalDownToTheOther()
    {
        float largest = Single(ElementaryFunction.Exp, 88.7228317f);
        Assert.InRange(largest, 3.4e38f, float.MaxValue);
        Assert.Equal(float.PositiveInfinity, Single(ElementaryFunction.Exp, MathF.BitIncrement(88.7228317f)));
        Assert.InRange(Single(ElementaryFunction.Exp, -87.33654f), 1.17549435e-38f, 1.1756e-38f);
        Assert.Equal(0, Single(ElementaryFunction.Exp, -87.33656f));

        Assert.InRange(Double(ElementaryFunction.Exp, 709.782712893384), 1.79e308, double.MaxValue);
        Assert.Equal(double.PositiveInfinity, Double(ElementaryFunction.Exp, Math.BitIncrement(709.782712893384)));
        Assert.InRange(Double(ElementaryFunction.Exp, -708.3964185322641), 2.2250738585072014e-308, 2.22508e-308);
        Assert.Equal(0, Double(ElementaryFunction.Exp, -708.39642));
    }

    [Fact]
    public void DenormalArgumentsComeBackFromTheFunctionsWithSlopeOne()
    {
        foreach (ElementaryFunction function in (ElementaryFunction[])[ElementaryFunction.Expm1, ElementaryFunction.Log1p,
            ElementaryFunction.Tanh])
        {
            Assert.Equal(-1.1e-41f, Single(function, -1.1e-41f));
            Assert.Equal(1.1e-310, Double(function, 1.1e-310));
        }
    }

    [Fact]
    public void QuantilesAreAntisymmetric()
    {
        for (int k = 1; k < 1 << 12; k++)
        {
            double p = k / 4096.0;
            Assert.Equal(-Single(ElementaryFunction.InverseNormal, (float)p), Single(ElementaryFunction.InverseNormal, (float)(1 - p)));
            Assert.Equal(-Double(ElementaryFunction.InverseNormal, p), Double(ElementaryFunction.InverseNormal, 1 - p));
        }
    }

    private static float Single(ElementaryFunction function, float x) => Evaluation.Run<Float1>(function, [x])[0];

    private static double Double(ElementaryFunction function, double x) => Evaluation.Run<Double1>(function, [x])[0];
}
