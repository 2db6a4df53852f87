using System;
using System.Linq;

namespace VaeGen;

/// <summary>Mean and variance of each element of x over the examples that have it, before anything is drawn.</summary>
internal sealed class ColumnStatistics
{
    // A deviation so much smaller than the mean is the rounding of the mean: the element is constant.
    private const double Rounding = 1e-12;

    // The variance of an element that no example has.
    private const double Unknown = 1;

    private ColumnStatistics(double[] counts, double[] means, double[] variances)
    {
        Counts = counts;
        Means = means;
        Variances = variances;
    }

    /// <summary>The examples that have each element.</summary>
    public double[] Counts { get; }

    /// <summary>The mean of each element; 0 where no example has it.</summary>
    public double[] Means { get; }

    /// <summary>The mean squared deviation of each element from its mean; 1 where no example has it.</summary>
    public double[] Variances { get; }

    /// <summary>The statistics of a data set, found when they are first asked for: two passes over the data.</summary>
    public static Lazy<ColumnStatistics> Of(DataSet data) => new(() => Of(data, value => value));

    /// <summary>The statistics of a data set.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="transform">What is made of each value before; the value itself as a rule.</param>
    public static ColumnStatistics Of(DataSet data, Func<double, double> transform)
    {
        double[] counts = new double[data.Features];
        double[] means = Sums(data, counts, (_, value) => transform(value));
        for (int j = 0; j < means.Length; j++)
            means[j] /= Math.Max(counts[j], 1);
        double[] variances = Sums(data, new double[data.Features], (j, value) =>
        {
            double deviation = transform(value) - means[j];
            return deviation * deviation;
        });
        for (int j = 0; j < variances.Length; j++)
            variances[j] = counts[j] == 0 ? Unknown : variances[j] / counts[j];
        return new ColumnStatistics(counts, means, variances);
    }

    /// <summary>The same, with elements taken as never observed whose mean square is greater than that, or not finite.</summary>
    public ColumnStatistics Within(double mostSquare)
    {
        bool[] fits = [.. Means.Select((mean, j) => (mean * mean) + Variances[j] <= mostSquare)];
        return new ColumnStatistics(Kept(Counts, 0), Kept(Means, 0), Kept(Variances, Unknown));

        double[] Kept(double[] values, double otherwise) => [.. values.Select((value, j) => fits[j] ? value : otherwise)];
    }

    /// <summary>The standard deviation of each element; 1 of one that does not vary.</summary>
    public double[] Deviations() => [.. Variances.Select((variance, j) =>
    {
        double deviation = Math.Sqrt(variance);
        return deviation > Rounding * Math.Abs(Means[j]) ? deviation : 1;
    })];

    private static double[] Sums(DataSet data, double[] counts, Func<int, double, double> term)
    {
        double[] sums = new double[data.Features];
        double[] values = new double[data.Features];
        double[] observed = new double[data.Features];
        Array.Fill(observed, 1);
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyExample(i, epoch: null, values);
            if (data.HasMissing)
                data.CopyMask(i, observed);
            for (int j = 0; j < values.Length; j++)
            {
                if (observed[j] == 0)
                    continue;
                counts[j]++;
                sums[j] += term(j, values[j]);
            }
        }

        return sums;
    }
}
