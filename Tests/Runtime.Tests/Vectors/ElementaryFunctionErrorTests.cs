using System;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>
/// The errors that the documentation states, in units in the last place of the exact result, against double-double references. Samples are
/// spread evenly over
/// the interval; where both ends are positive and lie far apart, evenly over the logarithm. Near the denormals the references lose their
/// lower half, so that doubles are
/// compared from e⁻⁶⁵⁰ on. The bounds are the largest errors among sixteen times as many samples, rounded up.
/// </summary>
public sealed class ElementaryFunctionErrorTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(ElementaryFunction.Exp, -87.3, 88.7, 1.1)]
    [InlineData(ElementaryFunction.Exp, -1.0, 1.0, 1.1)]
    [InlineData(ElementaryFunction.Expm1, -20.0, 88.7, 1.75)]
    [InlineData(ElementaryFunction.Expm1, -1.0, 1.0, 1.75)]
    [InlineData(ElementaryFunction.Expm1, 1e-40, 1.0, 1.75)]
    [InlineData(ElementaryFunction.ExpRemainder, 1e-15, 88.7, 4.5)]
    [InlineData(ElementaryFunction.ExpRemainder, -100.0, 88.7, 4.5)]
    [InlineData(ElementaryFunction.ExpRemainder, -2.0, 2.0, 4.5)]
    [InlineData(ElementaryFunction.Log, 1e-45, 3.4e38, 0.95)]
    [InlineData(ElementaryFunction.Log, 0.5, 2.0, 0.95)]
    [InlineData(ElementaryFunction.Log1p, 1e-40, 3.4e38, 1.5)]
    [InlineData(ElementaryFunction.Log1p, -0.9999999, 1.0, 1.5)]
    [InlineData(ElementaryFunction.Log1pUnit, 0.0, 1.0, 1.5)]
    [InlineData(ElementaryFunction.Tanh, 1e-40, 10.0, 1.4)]
    [InlineData(ElementaryFunction.Tanh, -1.0, 1.0, 1.4)]
    [InlineData(ElementaryFunction.Erf, 1e-40, 10.0, 1.1)]
    [InlineData(ElementaryFunction.Erf, -2.0, 2.0, 1.1)]
    [InlineData(ElementaryFunction.LogGamma, 1e-40, 3e36, 6.0)]
    [InlineData(ElementaryFunction.LogGamma, 0.5, 9.0, 6.0)]
    [InlineData(ElementaryFunction.LogExpm1Ratio, 1e-40, 3e38, 4.5)]
    [InlineData(ElementaryFunction.LogExpm1Ratio, -12.0, 12.0, 4.5)]
    [InlineData(ElementaryFunction.LogExpm1RatioSlope, 1e-40, 3e38, 6.0)]
    [InlineData(ElementaryFunction.LogExpm1RatioSlope, -12.0, 12.0, 6.0)]
    public void SingleResultsAreWithinTheStatedError(ElementaryFunction function, double from, double to, double bound)
    {
        float[] inputs = Array.ConvertAll(Samples(from, to), x => (float)x);
        float[] results = Evaluation.Run<Float8>(function, inputs);
        double worst = 0;
        double at = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            double exact = Evaluation.Reference(function, inputs[i]).High;
            double error = Math.Abs(results[i] - exact) / Math.ScaleB(1, Math.Max(Math.ILogB(exact), -126) - 23);
            if (!(error <= worst))
                (worst, at) = (error, inputs[i]);
        }

        output.WriteLine($"{function} single: {worst:F3} ULP at {at:R}");
        Assert.True(worst <= bound, $"{worst} ULP at {at:R}");
    }

    [Theory]
    [InlineData(ElementaryFunction.Exp, -650.0, 709.7, 1.0)]
    [InlineData(ElementaryFunction.Exp, -1.0, 1.0, 1.0)]
    [InlineData(ElementaryFunction.Expm1, -40.0, 709.7, 2.0)]
    [InlineData(ElementaryFunction.Expm1, -1.0, 1.0, 2.0)]
    [InlineData(ElementaryFunction.Expm1, 1e-290, 1.0, 2.0)]
    [InlineData(ElementaryFunction.ExpRemainder, 1e-130, 709.7, 4.5)]
    [InlineData(ElementaryFunction.ExpRemainder, -1000.0, 709.7, 4.5)]
    [InlineData(ElementaryFunction.ExpRemainder, -2.0, 2.0, 4.5)]
    [InlineData(ElementaryFunction.Log, 5e-324, 1.7e308, 0.9)]
    [InlineData(ElementaryFunction.Log, 0.5, 2.0, 0.9)]
    [InlineData(ElementaryFunction.Log1p, 1e-290, 1.7e308, 1.5)]
    [InlineData(ElementaryFunction.Log1p, -0.9999999, 1.0, 1.5)]
    [InlineData(ElementaryFunction.Log1pUnit, 0.0, 1.0, 1.5)]
    [InlineData(ElementaryFunction.Tanh, 1e-290, 30.0, 1.4)]
    [InlineData(ElementaryFunction.Tanh, -1.0, 1.0, 1.4)]
    [InlineData(ElementaryFunction.Erf, 1e-290, 10.0, 1.1)]
    [InlineData(ElementaryFunction.Erf, -2.0, 2.0, 1.1)]
    [InlineData(ElementaryFunction.LogGamma, 1e-290, 1e300, 6.0)]
    [InlineData(ElementaryFunction.LogGamma, 0.5, 9.0, 6.0)]
    [InlineData(ElementaryFunction.LogExpm1Ratio, 1e-290, 1e300, 4.5)]
    [InlineData(ElementaryFunction.LogExpm1Ratio, -12.0, 12.0, 4.5)]
    [InlineData(ElementaryFunction.LogExpm1RatioSlope, 1e-290, 1e300, 6.0)]
    [InlineData(ElementaryFunction.LogExpm1RatioSlope, -12.0, 12.0, 6.0)]
    public void DoubleResultsAreWithinTheStatedError(ElementaryFunction function, double from, double to, double bound)
    {
        double[] inputs = Samples(from, to);
        double[] results = Evaluation.Run<Double4>(function, inputs);
        double worst = 0;
        double at = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            DoubleDouble exact = Evaluation.Reference(function, inputs[i]);
            double error = Math.Abs((results[i] - exact).High) / UnitInTheLastPlace(exact.High);
            if (!(error <= worst))
                (worst, at) = (error, inputs[i]);
        }

        output.WriteLine($"{function} double: {worst:F3} ULP at {at:R}");
        Assert.True(worst <= bound, $"{worst} ULP at {at:R}");
    }

    [Theory]
    [InlineData(1e-45, 0.5, 5.0)]
    [InlineData(0.01, 0.5, 5.0)]
    public void SingleQuantilesAreWithinTheStatedError(double from, double to, double bound)
    {
        float[] inputs = Array.ConvertAll(Samples(from, to), x => (float)x);
        float[] results = Evaluation.Run<Float8>(ElementaryFunction.InverseNormal, inputs);
        double worst = 0;
        double at = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            // Near p = ½ the step from p's float to the root is long in doubles' terms, so it is taken once more.
            double exact = results[i] + ReferenceFunctions.InverseNormalCorrection(inputs[i], results[i]);
            exact += ReferenceFunctions.InverseNormalCorrection(inputs[i], exact);
            double error = results[i] == exact ? 0 : Math.Abs(results[i] - exact) / Math.ScaleB(1, Math.ILogB(exact) - 23);
            if (!(error <= worst))
                (worst, at) = (error, inputs[i]);
        }

        output.WriteLine($"InverseNormal single: {worst:F3} ULP at {at:R}");
        Assert.True(worst <= bound, $"{worst} ULP at {at:R}");
    }

    [Theory]
    [InlineData(5e-324, 0.5, 6.0)]
    [InlineData(0.01, 0.5, 6.0)]
    public void DoubleQuantilesAreWithinTheStatedError(double from, double to, double bound)
    {
        double[] inputs = Samples(from, to);
        double[] results = Evaluation.Run<Double4>(ElementaryFunction.InverseNormal, inputs);
        double worst = 0;
        double at = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            double error = Math.Abs(ReferenceFunctions.InverseNormalCorrection(inputs[i], results[i])) / UnitInTheLastPlace(results[i]);
            if (!(error <= worst))
                (worst, at) = (error, inputs[i]);
        }

        output.WriteLine($"InverseNormal double: {worst:F3} ULP at {at:R}");
        Assert.True(worst <= bound, $"{worst} ULP at {at:R}");
    }

    private static double UnitInTheLastPlace(double x) => x == 0 ? double.Epsilon : Math.ScaleB(1, Math.Max(Math.ILogB(x), -1022) - 52);

    private static double[] Samples(double from, double to)
    {
        const int Count = 1 << 15;
        double[] samples = new double[Count];
        bool logarithmic = from > 0 && to > 100 * from;
        for (int i = 0; i < Count; i++)
        {
            // The golden ratio's multiples keep the fractions of the samples apart from those of the interval.
            double t = (i + 0.6180339887498949 * i % 1) / Count;
            double x = logarithmic ? Math.Exp(Math.Log(from) + t * (Math.Log(to) - Math.Log(from))) : from + t * (to - from);
            samples[i] = Math.Min(Math.Max(x, from), to);
        }

        return samples;
    }
}
