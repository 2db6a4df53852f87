using System;
using System.Linq;
using System.Numerics;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Densities;

/// <summary>The emitted log-densities against the table of 90 digits, in both precisions, extremes included. The models have one feature;
/// the biases of the heads are the parameters.</summary>
public sealed class LikelihoodTableTests
{
    // Of the machine's precision, relative to the scale of the table: a gamma function's errors, or some roundings.
    private const double Roundings = 4;

    private static readonly CompiledModels Models = new(
        from isDouble in new[] { true, false }
        from likelihood in DensityTable.Rows.Select(row => row.Likelihood).Distinct()
        select new ModelDeclaration(Name(likelihood, isDouble), [1, 1], [1, 1], likelihood, IsDouble: isDouble));

    public static TheoryData<string> Likelihoods => [.. DensityTable.Rows.Select(row => row.Likelihood).Distinct()];

    [Theory]
    [MemberData(nameof(Likelihoods))]
    public void LogDensitiesInDouble(string likelihood) => Verify<double>(likelihood);

    [Theory]
    [MemberData(nameof(Likelihoods))]
    public void LogDensitiesInSingle(string likelihood) => Verify<float>(likelihood);

    private static void Verify<T>(string likelihood)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double epsilon = typeof(T) == typeof(double) ? Math.ScaleB(1, -53) : Math.ScaleB(1, -24);
        ModelProbe<T> probe =
            new(Models.Create<T>(Name(likelihood, typeof(T) == typeof(double))), VectorWidth.Bits256, threads: 1, capacity: 1);
        double worst = 0;
        foreach (DensityTableRow row in DensityTable.Rows.Where(row => row.Likelihood == likelihood))
        {
            probe.SetOnly(Parameters(row));
            double x = likelihood == "DiscretizedLogistic" ? row.X / 255 : row.X;
            double actual = -probe.Loss([x], [0]).Reconstruction;
            double error = Math.Abs(actual - row.LogDensity) / (epsilon * row.Scale);
            worst = Math.Max(worst, error);
            Assert.True(error <= Roundings, $"{row}: {actual:R}, {error:F1} units.");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{likelihood}: {worst:F2} units");
    }

    private static (string, double)[] Parameters(DensityTableRow row) => row.Likelihood.Split(',')[0] switch
    {
        "ContinuousBernoulli" => [("decoder.logits.bias", row.First)],
        "Laplace" =>
        [("decoder.mean.bias", row.First), ("decoder.log_scale.bias", row.Second), ("decoder.min_variance", Math.ScaleB(1, -10))],
        "Gaussian" =>
        [("decoder.mean.bias", row.First), ("decoder.log_variance.bias", row.Second), ("decoder.min_variance", Math.ScaleB(1, -10))],
        "Poisson" => [("decoder.log_rate.bias", row.First)],
        "NegativeBinomial" => [("decoder.log_total_count.bias", row.First), ("decoder.logits.bias", row.Second)],
        "DiscretizedLogistic" => [("decoder.mean.bias", row.First), ("decoder.log_scale.bias", row.Second)],
        _ => throw new NotSupportedException(row.Likelihood),
    };

    private static string Name(string likelihood, bool isDouble) => likelihood.Split(',')[0] + (isDouble ? "Double" : "Single");
}
