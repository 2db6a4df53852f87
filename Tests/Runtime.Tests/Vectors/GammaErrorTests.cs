using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>The stated errors of ψ, whose zero is at no number of the format, and of the differences of log Γ and ψ, which have two
/// arguments.</summary>
public sealed class GammaErrorTests(ITestOutputHelper output)
{
    private static readonly double[] Steps = [0, 1, 2, 3, 7, 30, 255, 4000, 1e6];

    [Theory]
    [InlineData(1e-30, 1e30, 10)]
    [InlineData(0.5, 10.0, 10)]
    public void DigammaIsWithinTheStatedErrorInSingle(double from, double to, double bound)
    {
        float[] inputs = [.. Samples(from, to).Select(x => (float)x)];
        float[] results = Evaluation.Run<Float8>(ElementaryFunction.Digamma, inputs);
        Verify(inputs.Select((x, i) => (Error(results[i], GammaReference.Digamma(x), 23, least: 1), $"{x:R}")).ToArray(), bound);
    }

    [Theory]
    [InlineData(1e-140, 1e140, 8)]
    [InlineData(0.5, 10.0, 8)]
    public void DigammaIsWithinTheStatedErrorInDouble(double from, double to, double bound)
    {
        double[] inputs = Samples(from, to);
        double[] results = Evaluation.Run<Double4>(ElementaryFunction.Digamma, inputs);
        Verify(inputs.Select((x, i) => (Error(results[i], GammaReference.Digamma(x), 52, least: 1), $"{x:R}")).ToArray(), bound);
    }

    [Theory]
    [InlineData(1e-9, 1e9, 16, 6)]
    [InlineData(0.5, 20.0, 16, 6)]
    public void DifferencesAreWithinTheStatedErrorInSingle(double from, double to, double logarithmBound, double slopeBound)
    {
        foreach (float x in Steps.Select(step => (float)step))
        {
            float[] r = [.. Samples(from, to).Select(value => (float)value)];
            (float[] logarithms, float[] slopes) = (new float[r.Length], new float[r.Length]);
            for (int i = 0; i < r.Length; i += 8)
            {
                SingleFunctions.LogRisingFactorial(Float8.Load(r, i), Float8.Broadcast(x)).Store(logarithms, i);
                SingleFunctions.DigammaDifference(Float8.Load(r, i), Float8.Broadcast(x)).Store(slopes, i);
            }

            Verify(r.Select((value, i) => (Error(logarithms[i], LogRising(value, x), 23, least: 1), $"{value:R}, {x}")).ToArray(),
                logarithmBound);
            Verify(r.Select((value, i) => (Error(slopes[i], Difference(value, x), 23, least: 0), $"{value:R}, {x}")).ToArray(), slopeBound);
        }
    }

    [Theory]
    [InlineData(1e-9, 1e9, 16, 6)]
    [InlineData(0.5, 20.0, 16, 6)]
    public void DifferencesAreWithinTheStatedErrorInDouble(double from, double to, double logarithmBound, double slopeBound)
    {
        foreach (double x in Steps)
        {
            double[] r = Samples(from, to);
            (double[] logarithms, double[] slopes) = (new double[r.Length], new double[r.Length]);
            for (int i = 0; i < r.Length; i += 4)
            {
                DoubleFunctions.LogRisingFactorial(Double4.Load(r, i), Double4.Broadcast(x)).Store(logarithms, i);
                DoubleFunctions.DigammaDifference(Double4.Load(r, i), Double4.Broadcast(x)).Store(slopes, i);
            }

            Verify(r.Select((value, i) => (Error(logarithms[i], LogRising(value, x), 52, least: 1), $"{value:R}, {x}")).ToArray(),
                logarithmBound);
            Verify(r.Select((value, i) => (Error(slopes[i], Difference(value, x), 52, least: 0), $"{value:R}, {x}")).ToArray(), slopeBound);
        }
    }

    [Fact]
    public void BitsOfTheDifferencesAreThoseOfTheScalarCode()
    {
        float[] r = [.. Samples(1e-9, 1e9).Select(value => (float)value)];
        for (int i = 0; i < r.Length; i += 16)
        {
            float[] wide = new float[32];
            float[] scalar = new float[32];
            SingleFunctions.LogRisingFactorial(Float16.Load(r, i), Float16.Broadcast(3)).Store(wide, 0);
            SingleFunctions.DigammaDifference(Float16.Load(r, i), Float16.Broadcast(3)).Store(wide, 16);
            for (int lane = 0; lane < 16; lane++)
            {
                SingleFunctions.LogRisingFactorial(Float1.Load(r, i + lane), Float1.Broadcast(3)).Store(scalar, lane);
                SingleFunctions.DigammaDifference(Float1.Load(r, i + lane), Float1.Broadcast(3)).Store(scalar, 16 + lane);
            }

            Bits.AssertEqual(scalar, wide, "512 bits");
        }
    }

    // Σ log(r + k) and Σ 1/(r + k) are exact to many digits; where they are long, Γ and ψ of the reference differ by little of their own.
    private static DoubleDouble LogRising(double r, double x)
    {
        if (x > 300)
            return GammaReference.LogGamma((DoubleDouble)r + x) - GammaReference.LogGamma(r);
        DoubleDouble sum = 0;
        for (int k = 0; k < x; k++)
            sum += ReferenceFunctions.Log((DoubleDouble)r + k);
        return sum;
    }

    private static DoubleDouble Difference(double r, double x)
    {
        if (x > 300)
            return GammaReference.Digamma((DoubleDouble)r + x) - GammaReference.Digamma(r);
        DoubleDouble sum = 0;
        for (int k = 0; k < x; k++)
            sum += 1 / ((DoubleDouble)r + k);
        return sum;
    }

    private static double Error(double actual, DoubleDouble exact, int fractionBits, double least)
    {
        double size = Math.Max(Math.Abs(exact.High), least);
        double error = Math.Abs((actual - exact).High);
        return error == 0 ? 0 : error / Math.ScaleB(1, Math.ILogB(size) - fractionBits);
    }

    private void Verify((double Error, string At)[] errors, double bound)
    {
        (double worst, string at) = errors.MaxBy(error => error.Error);
        output.WriteLine($"{worst:F3} ULP at {at}");
        Assert.All(errors, error => Assert.True(error.Error <= bound, $"{error.Error} ULP at {error.At}"));
    }

    private static double[] Samples(double from, double to)
    {
        const int Count = 1 << 12;
        return [.. Enumerable.Range(0, Count).Select(i => (i + 0.5) / Count)
            .Select(t => to > 100 * from ? from * Math.Pow(to / from, t) : from + t * (to - from))];
    }
}
