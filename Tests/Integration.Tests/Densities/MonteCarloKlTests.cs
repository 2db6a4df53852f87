using System;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Densities;

/// <summary>The emitted closed form of KL(q ‖ p) is the mean of log q(z) − log p(z) over draws of q, and the emitted z are draws of
/// q.</summary>
public sealed class MonteCarloKlTests
{
    private const int Draws = 400_000;

    // By chance alone a deviation is greater once in two million times; the draws are the same in every run.
    private const double MostStandardErrors = 5;

    private static readonly CompiledModels Models = new([new ModelDeclaration("Reals", [1, 1], [1, 1], "Gaussian")]);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.5, -1)]
    [InlineData(-0.7, 2)]
    [InlineData(3, -4)]
    public void TheClosedFormIsTheMean(double mean, double logVariance)
    {
        const int Rows = 4000;
        ModelProbe<double> probe = new(Models.Create<double>("Reals"), VectorWidth.Bits256, threads: 1, Rows);
        probe.SetOnly(("encoder.mean.bias", mean), ("encoder.log_variance.bias", logVariance), ("decoder.variance", 1));
        Random random = new(29);
        double[] x = new double[Rows];
        double[] epsilon = new double[Rows];
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < Draws; draw += Rows)
        {
            for (int row = 0; row < Rows; row++)
                epsilon[row] = Point.Normal(random);
            probe.Loss(x, epsilon);
            for (int row = 0; row < Rows; row++)
            {
                double z = probe.Network.Latent[row, 0];
                double logQ = -0.5 * (((z - mean) * (z - mean) / Math.Exp(logVariance)) + logVariance);
                double logP = -0.5 * z * z;
                sum += logQ - logP;
                squares += (logQ - logP) * (logQ - logP);
            }
        }

        double estimate = sum / Draws;
        double standardError = Math.Sqrt(((squares / Draws) - (estimate * estimate)) / Draws);
        double kl = probe.Network.Kl!.Total(0);
        Assert.InRange(standardError, 0, 0.01 * kl);
        Assert.InRange(Math.Abs(estimate - kl), 0, MostStandardErrors * standardError);
    }
}
