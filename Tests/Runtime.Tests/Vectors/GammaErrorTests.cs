using System;
using System.Linq;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>The stated errors of ψ, whose zero is at no number of the format, of what Stirling's formula lacks, which is small beside 1,
/// and of deviances, which have several arguments.</summary>
public sealed class GammaErrorTests(ITestOutputHelper output)
{
    private static readonly double[] Counts = [0, 1, 2, 7, 255, 1e7];

    private static readonly (double X, double LogOdds)[] Successes =
        [.. from x in Counts from l in new[] { -9, -1, 0, 0.5, 14 } select (x, (double)l)];

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
    [InlineData(ElementaryFunction.StirlingError, 1e-30, 1e30, 3)]
    [InlineData(ElementaryFunction.StirlingError, 0.01, 10.0, 3)]
    [InlineData(ElementaryFunction.StirlingErrorSlope, 1e-30, 1e30, 3.5)]
    [InlineData(ElementaryFunction.StirlingErrorSlope, 0.01, 10.0, 3.5)]
    public void StirlingErrorsAreWithinTheStatedErrorInSingle(ElementaryFunction function, double from, double to, double bound)
    {
        float[] inputs = [.. Samples(from, to).Select(x => (float)x)];
        float[] results = Evaluation.Run<Float8>(function, inputs);
        Verify(inputs.Select((x, i) => (Error(results[i], Evaluation.Reference(function, x), 23, least: 1), $"{x:R}")).ToArray(), bound);
    }

    [Theory]
    [InlineData(ElementaryFunction.StirlingError, 1e-140, 1e140, 4)]
    [InlineData(ElementaryFunction.StirlingError, 0.01, 10.0, 4)]
    [InlineData(ElementaryFunction.StirlingErrorSlope, 1e-140, 1e140, 6)]
    [InlineData(ElementaryFunction.StirlingErrorSlope, 0.01, 10.0, 6)]
    public void StirlingErrorsAreWithinTheStatedErrorInDouble(ElementaryFunction function, double from, double to, double bound)
    {
        double[] inputs = Samples(from, to);
        double[] results = Evaluation.Run<Double4>(function, inputs);
        Verify(inputs.Select((x, i) => (Error(results[i], Evaluation.Reference(function, x), 52, least: 1), $"{x:R}")).ToArray(), bound);
    }

    [Theory]
    [InlineData(1e-9, 1e9)]
    [InlineData(0.5, 20.0)]
    public void DeviancesAreWithinTheStatedErrorInSingle(double from, double to)
    {
        float[] r = [.. Samples(from, to).Select(value => (float)value)];
        foreach ((double x, double l) in Successes)
        {
            (float u, float v) = ((float)Softplus(-l), (float)Softplus(l));
            float[] results = new float[r.Length];
            for (int i = 0; i < r.Length; i += 8)
            {
                SingleFunctions.BinomialDeviance(Float8.Broadcast((float)x), Float8.Load(r, i), Float8.Broadcast(u), Float8.Broadcast(v))
                    .Store(results, i);
            }

            Verify(r.Select((value, i) => (DevianceError(results[i], x, value, u, v, 23), $"{x}, {value:R}, {l}")).ToArray(), bound: 1);
        }
    }

    [Theory]
    [InlineData(1e-9, 1e9)]
    [InlineData(0.5, 20.0)]
    public void DeviancesAreWithinTheStatedErrorInDouble(double from, double to)
    {
        double[] r = Samples(from, to);
        foreach ((double x, double l) in Successes)
        {
            (double u, double v) = (Softplus(-l), Softplus(l));
            double[] results = new double[r.Length];
            for (int i = 0; i < r.Length; i += 4)
            {
                DoubleFunctions.BinomialDeviance(Double4.Broadcast(x), Double4.Load(r, i), Double4.Broadcast(u), Double4.Broadcast(v))
                    .Store(results, i);
            }

            Verify(r.Select((value, i) => (DevianceError(results[i], x, value, u, v, 52), $"{x}, {value:R}, {l}")).ToArray(), bound: 1);
        }
    }

    [Theory]
    [InlineData(1e-9, 1e9)]
    [InlineData(0.5, 20.0)]
    public void DeviancesOfCountsAreWithinTheStatedErrorInSingle(double from, double to)
    {
        float[] logMeans = [.. Samples(from, to).Select(mean => (float)Math.Log(mean))];
        foreach (double x in Counts)
        {
            float[] results = new float[logMeans.Length];
            for (int i = 0; i < logMeans.Length; i += 8)
                SingleFunctions.PoissonDeviance(Float8.Broadcast((float)x), Float8.Load(logMeans, i)).Store(results, i);
            Verify(logMeans.Select((l, i) => (CountError(results[i], x, l, 23), $"{x}, {l:R}")).ToArray(), bound: 1.1);
        }
    }

    [Theory]
    [InlineData(1e-9, 1e9)]
    [InlineData(0.5, 20.0)]
    public void DeviancesOfCountsAreWithinTheStatedErrorInDouble(double from, double to)
    {
        double[] logMeans = [.. Samples(from, to).Select(mean => Math.Log(mean))];
        foreach (double x in Counts)
        {
            double[] results = new double[logMeans.Length];
            for (int i = 0; i < logMeans.Length; i += 4)
                DoubleFunctions.PoissonDeviance(Double4.Broadcast(x), Double4.Load(logMeans, i)).Store(results, i);
            Verify(logMeans.Select((l, i) => (CountError(results[i], x, l, 52), $"{x}, {l:R}")).ToArray(), bound: 1.1);
        }
    }

    [Fact]
    public void DeviancesOfNoSuccessAreExact() => Assert.Equal(
        1.5 * 0.25, Deviance(Double1.Broadcast(0), Double1.Broadcast(1.5), Double1.Broadcast(3), Double1.Broadcast(0.25)));

    [Fact]
    public void BitsOfTheDeviancesAreThoseOfTheScalarCode()
    {
        float[] r = [.. Samples(1e-9, 1e9).Select(value => (float)value)];
        for (int i = 0; i < r.Length; i += 16)
        {
            float[] wide = new float[32];
            float[] scalar = new float[32];
            SingleFunctions.BinomialDeviance(Float16.Broadcast(3), Float16.Load(r, i), Float16.Broadcast(0.5f), Float16.Broadcast(0.9f))
                .Store(wide, 0);
            SingleFunctions.PoissonDeviance(Float16.Broadcast(3), Float16.Load(r, i)).Store(wide, 16);
            for (int lane = 0; lane < 16; lane++)
            {
                SingleFunctions.BinomialDeviance(
                    Float1.Broadcast(3), Float1.Load(r, i + lane), Float1.Broadcast(0.5f), Float1.Broadcast(0.9f)).Store(scalar, lane);
                SingleFunctions.PoissonDeviance(Float1.Broadcast(3), Float1.Load(r, i + lane)).Store(scalar, 16 + lane);
            }

            Bits.AssertEqual(scalar, wide, "512 bits");
        }
    }

    private static double Deviance(Double1 x, Double1 r, Double1 u, Double1 v)
    {
        double[] result = new double[1];
        DoubleFunctions.BinomialDeviance(x, r, u, v).Store(result, 0);
        return result[0];
    }

    private static double Softplus(double l) => Math.Max(l, 0) + Math.Log(1 + Math.Exp(-Math.Abs(l)));

    // In units of what one in the last place of the result and of the logarithms of x and of the mean amounts to.
    private static double CountError(double actual, double x, double l, int fractionBits)
    {
        if (x == 0)
            return Error(actual, ReferenceFunctions.Exp(l), fractionBits, least: 0);
        DoubleDouble logCount = ReferenceFunctions.Log(x);
        DoubleDouble exact = x * ReferenceFunctions.ExpRemainder(l - logCount);
        double slope = Math.Abs(x * ReferenceFunctions.Expm1(l - logCount).High);
        return Math.Abs((actual - exact).High) / Math.ScaleB(exact.High + slope * (Math.Abs(l) + logCount.High), -fractionBits);
    }

    // In units of what one in the last place of the result and of the logarithms that it is made of amounts to.
    private static double DevianceError(double actual, double x, double r, double u, double v, int fractionBits)
    {
        if (x == 0)
            return Error(actual, (DoubleDouble)r * v, fractionBits, least: 0);
        DoubleDouble ofSuccesses = ReferenceFunctions.Log(1 + (DoubleDouble)r / x) - u;
        DoubleDouble ofFailures = ReferenceFunctions.Log(1 + (DoubleDouble)x / r) - v;
        DoubleDouble exact = x * ReferenceFunctions.ExpRemainder(ofSuccesses) + r * ReferenceFunctions.ExpRemainder(ofFailures);
        double slopes = Math.Abs(x * ReferenceFunctions.Expm1(ofSuccesses).High) * (u + Math.Abs(ofSuccesses.High))
            + Math.Abs(r * ReferenceFunctions.Expm1(ofFailures).High) * (v + Math.Abs(ofFailures.High));
        return Math.Abs((actual - exact).High) / Math.ScaleB(exact.High + slopes, -fractionBits);
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
