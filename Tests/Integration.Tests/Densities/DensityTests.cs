using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Densities;

/// <summary>
/// The emitted log-densities and the emitted KL against numbers with 400 bits, far beyond where a careless formula overflows. The models
/// have one feature and one latent and the identity for a network, so that a row of noise is a row of parameters.
/// </summary>
public sealed class DensityTests
{
    // Of the machine's precision, relative to the greatest term of the formula: what some roundings add up to.
    private const double Roundings = 4;

    private static readonly CompiledModels Models = new(
        from isDouble in new[] { true, false }
        from likelihood in new[] { "Bernoulli", "Gaussian", "Gaussian, Sigma = 0.1" }
        select new ModelDeclaration(Name(likelihood, isDouble), [1, 1], [1, 1], likelihood, IsDouble: isDouble));

    private static readonly double[] Values = [0, 0.3, 1];

    public static TheoryData<double> LogVariances => [-50, -20, -1, -1e-6, 0, 1e-6, 1, 20, 50];

    [Fact]
    public void BernoulliInDouble() => Bernoulli<double>([0, 1e-300, 1e-8, 0.5, 1, 20, 37, 40, 800]);

    [Fact]
    public void BernoulliInSingle() => Bernoulli<float>([0, 1e-30, 1e-4, 0.5, 1, 15, 20, 88, 100]);

    [Theory]
    [MemberData(nameof(LogVariances))]
    public void GaussianInDouble(double logVariance) => GaussianWithVariance<double>(logVariance);

    [Theory]
    [MemberData(nameof(LogVariances))]
    public void GaussianInSingle(double logVariance) => GaussianWithVariance<float>(logVariance);

    // σ is the decimal number that was written, not its nearest double.
    [Fact]
    public void GaussianWithFixedSigma()
    {
        Exact sigma = (Exact)1 / 10;
        Gaussian<double>("Gaussian, Sigma = 0.1", sigma * sigma);
        Gaussian<float>("Gaussian, Sigma = 0.1", sigma * sigma);
    }

    [Theory]
    [MemberData(nameof(LogVariances))]
    public void KlInDouble(double logVariance) => Kl<double>(logVariance);

    [Theory]
    [MemberData(nameof(LogVariances))]
    public void KlInSingle(double logVariance) => Kl<float>(logVariance);

    private static void Bernoulli<T>(double[] magnitudes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] logits = [.. magnitudes, .. magnitudes.Select(value => -value)];
        ModelProbe<T> probe = Probe<T>("Bernoulli");
        probe.SetOnly(("decoder.logits.weight", 1));
        foreach ((double x, double l, double actual) in Reconstructions(probe, Values, logits))
        {
            // log(1 + exp(l)) − x l, of which exp(|l|) is a number here.
            Exact softplus = Exact.Log(1 + Exact.Exp(-Math.Abs(l))) + Math.Max(l, 0);
            Verify<T>((double)(softplus - ((Exact)x * l)), actual, Math.Max(1, Math.Abs(l)), $"x = {x}, l = {l}");
        }
    }

    private static void GaussianWithVariance<T>(double logVariance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Gaussian<T>("Gaussian", Round<T>(Math.Exp(logVariance)));

    private static void Gaussian<T>(string likelihood, Exact variance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelProbe<T> probe = Probe<T>(likelihood);
        if (likelihood == "Gaussian")
            probe.SetOnly(("decoder.mean.weight", 1), ("decoder.variance", (double)variance));
        else
            probe.SetOnly(("decoder.mean.weight", 1));
        Exact normalizer = Exact.Log(2 * Exact.Pi * variance) / 2;
        foreach ((double x, double mean, double actual) in Reconstructions(probe, [-3, .. Values, 1e3], [0, 1e-3, 0.3, -1, 20]))
        {
            Exact residual = (Exact)x - mean;
            Exact squares = residual * residual / (2 * variance);
            double scale = Math.Max(1, Math.Max((double)squares, Math.Abs((double)normalizer)));
            Verify<T>((double)(squares + normalizer), actual, scale, $"x = {x}, mean = {mean}");
        }
    }

    private static void Kl<T>(double logVariance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelProbe<T> probe = Probe<T>("Gaussian");
        logVariance = Round<T>(logVariance);
        probe.SetOnly(("encoder.mean.weight", 1), ("encoder.log_variance.bias", logVariance), ("decoder.variance", 1));
        double[] means = [.. new[] { 0, 1e-6, 0.3, -1, 25 }.Select(Round<T>)];
        probe.Loss(means, new double[means.Length]);
        // What the encoder gives is limited to that.
        logVariance = Math.Clamp(logVariance, -30, 10);
        Exact variance = Exact.Exp(logVariance);
        for (int row = 0; row < means.Length; row++)
        {
            Exact square = (Exact)means[row] * means[row];
            Exact expected = (variance + square - 1 - logVariance) / 2;
            double scale = Math.Max(Math.Max(1, (double)variance), Math.Max((double)square, Math.Abs(logVariance)));
            Verify<T>((double)expected, probe.Network.Kl!.Total(row), scale, $"mean = {means[row]}");
        }
    }

    // One row for each pair: z = 0 + exp(0) ε is the parameter exactly.
    private static IEnumerable<(double X, double Parameter, double Actual)> Reconstructions<T>(
        ModelProbe<T> probe, double[] values, double[] parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double X, double Parameter)[] rows = [.. from x in values from parameter in parameters select (Round<T>(x), Round<T>(parameter))];
        probe.Loss([.. rows.Select(row => row.X)], [.. rows.Select(row => row.Parameter)]);
        for (int row = 0; row < rows.Length; row++)
            yield return (rows[row].X, rows[row].Parameter, probe.Network.Reconstruction.Total(row));
    }

    private static void Verify<T>(double expected, double actual, double scale, string where)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double epsilon = typeof(T) == typeof(double) ? Math.ScaleB(1, -53) : Math.ScaleB(1, -24);
        Assert.True(Math.Abs(actual - expected) <= Roundings * epsilon * scale, $"{where}: {actual:R}, expected {expected:R}.");
    }

    private static ModelProbe<T> Probe<T>(string likelihood)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Models.Create<T>(Name(likelihood, typeof(T) == typeof(double))), VectorWidth.Bits256, threads: 1, capacity: 64);

    private static double Round<T>(double value) => typeof(T) == typeof(double) ? value : (float)value;

    private static string Name(string likelihood, bool isDouble) => (likelihood switch
    {
        "Bernoulli" => "Bits",
        "Gaussian" => "Learned",
        _ => "Fixed",
    }) + (isDouble ? "Double" : "Single");
}
