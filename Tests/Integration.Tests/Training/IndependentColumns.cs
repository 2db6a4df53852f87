using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen.Integration.Tests.Training;

/// <summary>The simplest model of a table: each column by itself, of one family, at maximum likelihood. What a model with latents has to
/// beat, in nats of an example.</summary>
internal static class IndependentColumns
{
    // As the model's: log r is limited to [−20, 20].
    private const double MostLogTotalCount = 20;

    private const double FloorOfSigma = 1e-5;

    /// <summary>The mean −log p of the rows.</summary>
    /// <param name="likelihood">The family, as it is declared.</param>
    /// <param name="data">The rows.</param>
    public static double Nelbo(string likelihood, DataSet data)
    {
        double[][] columns = Columns(data);
        return likelihood switch
        {
            "Poisson" => columns.Sum(Poisson),
            "NegativeBinomial" => columns.Sum(NegativeBinomial),
            "Gaussian" => columns.Sum(column => Math.Log(UnitOf(column)))
                + (columns.Length * Gaussian(columns.Average(column => Variance(column) / (UnitOf(column) * UnitOf(column))))),
            "Gaussian, Scale = Scale.PerElement" => columns.Sum(column => Gaussian(Variance(column))),
            _ => throw new ArgumentException($"No independent columns of {likelihood}.", nameof(likelihood)),
        };
    }

    private static double Poisson(double[] x)
    {
        double mean = x.Average();
        return x.Average(value => mean + LogFactorial(value) - (value == 0 ? 0 : value * Math.Log(mean)));
    }

    // The mean is the data's at every r; log p is unimodal in log r, and is searched by golden sections.
    private static double NegativeBinomial(double[] x)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2;
        (double low, double high) = (-MostLogTotalCount, MostLogTotalCount);
        while (high - low > 1e-7)
        {
            double left = high - (ratio * (high - low));
            double right = low + (ratio * (high - low));
            if (NegativeBinomial(x, Math.Exp(left)) < NegativeBinomial(x, Math.Exp(right)))
                high = right;
            else
                low = left;
        }

        return NegativeBinomial(x, Math.Exp(low));
    }

    private static double NegativeBinomial(double[] x, double r)
    {
        double mean = x.Average();
        return x.Average(value => LogFactorial(value) + LogGamma(r) - LogGamma(r + value) + ((r + value) * Math.Log(r + mean))
            - (r * Math.Log(r)) - (value == 0 ? 0 : value * Math.Log(mean)));
    }

    private static double Gaussian(double variance) => 0.5 * (1 + Math.Log(2 * Math.PI * Math.Max(variance, FloorOfSigma * FloorOfSigma)));

    // One σ of all columns counts in these.
    private static double UnitOf(double[] x)
    {
        double deviation = Math.Sqrt(Variance(x));
        return deviation == 0 ? 1 : Math.Max(deviation, (x.Max() - x.Min()) / 10);
    }

    private static double Variance(double[] x)
    {
        double mean = x.Average();
        return x.Average(value => (value - mean) * (value - mean));
    }

    private static double LogFactorial(double x) => LogGamma(x + 1);

    // Stirling's series, after steps to where it holds to the last digits.
    private static double LogGamma(double x)
    {
        double shift = 0;
        while (x < 15)
            shift -= Math.Log(x++);
        double square = 1 / (x * x);
        double series = ((((((-691.0 / 360360 * square) + (1.0 / 1188)) * square) - (1.0 / 1680)) * square) + (1.0 / 1260)) * square;
        series = ((series - (1.0 / 360)) * square + (1.0 / 12)) / x;
        return shift + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series;
    }

    private static double[][] Columns(DataSet data)
    {
        List<double[]> rows = [];
        for (int i = 0; i < data.Count; i++)
        {
            double[] row = new double[data.Features];
            data.CopyExample(i, epoch: null, row);
            rows.Add(row);
        }

        return [.. Enumerable.Range(0, data.Features).Select(j => (double[])[.. rows.Select(row => row[j])])];
    }
}
