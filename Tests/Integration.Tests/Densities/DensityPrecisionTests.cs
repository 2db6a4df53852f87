using System;
using System.Linq;
using System.Numerics;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Densities;

/// <summary>
/// The emitted log-density of every likelihood and its gradient against numbers of 400 bits, at 256 points each, ordinary and extreme, of
/// counts up to ten million. The models have one feature; the biases of the heads are the parameters, taken as the precision has them.
/// </summary>
/// <param name="output">For the largest errors.</param>
public sealed class DensityPrecisionTests(ITestOutputHelper output)
{
    private const int Points = 256;

    private static readonly Exact Step = Exact.Fraction(1, BigInteger.One << 100);

    private static readonly CompiledModels Models = new(
        from isDouble in new[] { true, false }
        from density in ExactDensity.All
        select new ModelDeclaration(Name(density, isDouble), [1, 1], [1, 1], density.Likelihood, IsDouble: isDouble));

    public static TheoryData<string> Likelihoods => [.. ExactDensity.All.Select(density => density.Likelihood)];

    [Theory]
    [MemberData(nameof(Likelihoods))]
    public void DensityAndGradientInSingle(string likelihood) =>
        Verify<float>(likelihood, relative: 1e-5, absolute: 1e-4, relativeOfGradient: 1e-5);

    [Theory]
    [MemberData(nameof(Likelihoods))]
    public void DensityAndGradientInDouble(string likelihood) =>
        Verify<double>(likelihood, relative: 1e-13, absolute: 0, relativeOfGradient: 1e-13);

    // Beside the bound: what the precision's epsilon in a parameter changes the value by.
    private void Verify<T>(string likelihood, double relative, double absolute, double relativeOfGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isDouble = typeof(T) == typeof(double);
        double epsilon = isDouble ? Math.ScaleB(1, -52) : Math.ScaleB(1, -23);
        ExactDensity density = ExactDensity.All.Single(density => density.Likelihood == likelihood);
        ModelProbe<T> probe = new(Models.Create<T>(Name(density, isDouble)), VectorWidth.Bits256, threads: 1, capacity: 1);
        Random random = new(17);
        Worst worstValue = new();
        Worst worstGradient = new();
        for (int i = 0; i < Points; i++)
        {
            DensityPoint drawn = density.Draw(random);
            DensityPoint point = new(Round<T>(drawn.X), [.. drawn.Parameters.Select(Round<T>)]);
            (string Name, double Value)[] settings = density.Settings(point.Parameters);
            probe.SetOnly(settings);
            LossAndGradient actual = probe.LossAndGradient([point.X], [0], [1]);
            (double value, double[] slopes, double[][] bends) = Derivatives(density, point);
            string where = $"{likelihood} at x = {point.X:R}, {string.Join(", ", settings)}";
            double[] shifts = [.. point.Parameters.Select(parameter => epsilon * Math.Max(1, Math.Abs(parameter)))];

            double Effect(double[] derivatives) => derivatives.Zip(shifts, (derivative, shift) => Math.Abs(derivative) * shift).Sum();
            worstValue.Add(
                -actual.Reconstruction - value, (relative * Math.Max(1, Math.Abs(value))) + absolute + Effect(slopes), where);
            for (int j = 0; j < slopes.Length; j++)
            {
                worstGradient.Add(
                    -GradientOf(probe, actual, settings[j].Name) - slopes[j],
                    (relativeOfGradient * Math.Max(1, Math.Abs(slopes[j]))) + Effect(bends[j]),
                    $"{where}, by {density.Heads[j]}");
            }
        }

        output.WriteLine($"log p: {worstValue}\ngradient: {worstGradient}");
        Assert.True(worstValue.Share <= 1, $"log p: {worstValue}");
        Assert.True(worstGradient.Share <= 1, $"gradient: {worstGradient}");
    }

    // log p, its slopes, and theirs: differences, of which 400 bits leave enough.
    private static (double Value, double[] Slopes, double[][] Bends) Derivatives(ExactDensity density, DensityPoint point)
    {
        int count = point.Parameters.Length;
        Exact At(params int[] shifts)
        {
            Exact[] parameters = [.. point.Parameters.Select(parameter => (Exact)parameter)];
            foreach (int shift in shifts)
                parameters[Math.Abs(shift) - 1] += shift > 0 ? Step : -Step;
            return density.LogDensity(point.X, parameters);
        }

        Exact value = At();
        Exact[] above = [.. Enumerable.Range(1, count).Select(i => At(i))];
        double[] slopes = [.. above.Select((shifted, i) => (double)((shifted - At(-i - 1)) / (2 * Step)))];
        double[][] bends = [.. above.Select(_ => new double[count])];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
                bends[i][j] = bends[j][i] = (double)((At(i + 1, j + 1) - above[i] - above[j] + value) / Step / Step);
        }

        return ((double)value, slopes, bends);
    }

    private static double GradientOf<T>(ModelProbe<T> probe, LossAndGradient loss, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int first = probe.Network.Parameters.All.TakeWhile(parameter => parameter != probe.Network.Parameters[name])
            .Sum(parameter => parameter.Count);
        return loss.Gradient[first];
    }

    private static double Round<T>(double value) => typeof(T) == typeof(double) ? value : (float)value;

    private static string Name(ExactDensity density, bool isDouble) =>
        string.Concat(density.Likelihood.Where(char.IsLetterOrDigit)) + (isDouble ? "Double" : "Single");

    /// <summary>The error that is greatest for what is allowed.</summary>
    private sealed class Worst
    {
        private string description = "none";

        public double Share { get; private set; } = -1;

        public void Add(double error, double allowed, string where)
        {
            double share = Math.Abs(error) / allowed;
            if (share <= Share)
                return;
            Share = double.IsNaN(share) ? double.PositiveInfinity : share;
            description = $"{error:G3} of {allowed:G3}, {where}";
        }

        public override string ToString() => description;
    }
}
