using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VaeGen.Mnist.Results;

/// <summary>A mean over runs.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">s/√R with the sample standard deviation s; null for one run.</param>
internal readonly record struct RunMean(double Mean, double? StandardError);

/// <summary>Where the runs ended.</summary>
internal sealed class RunStatistics
{
    private readonly List<EpochRecord> ends = [];

    public int Runs => ends.Count;

    /// <summary>The means by their names in the metrics.</summary>
    public IEnumerable<(string Name, RunMean Mean)> Means =>
    [
        ("train_nelbo", Of(record => record.Train.Nelbo)),
        ("test_nelbo", Of(record => record.Test!.Nelbo)),
        ("test_reconstruction", Of(record => record.Test!.Reconstruction)),
        ("test_kl", Of(record => record.Test!.Kl)),
        ("samples_per_second", Of(record => record.ExamplesPerSecond)),
        ("seconds", Of(record => record.Seconds)),
    ];

    /// <summary>Adds the last record of a run.</summary>
    public void Add(EpochRecord end) => ends.Add(end);

    public override string ToString()
    {
        RunMean nelbo = Of(record => record.Test!.Loss);
        string error = nelbo.StandardError is double value
            ? string.Create(CultureInfo.InvariantCulture, $" ± {value:F2} over {Runs} runs")
            : "";
        if (ends.TrueForAll(record => !record.Test!.HasBound))
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"Test reconstruction {nelbo.Mean:F2}{error} nats an image; a deterministic autoencoder "
                    + $"has no bound.");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Test NELBO {nelbo.Mean:F2}{error} = reconstruction {Of(r => r.Test!.Reconstruction).Mean:F2} + KL "
                + $"{Of(r => r.Test!.Kl).Mean:F2} nats an image.");
    }

    private RunMean Of(Func<EpochRecord, double> value)
    {
        double mean = ends.Average(value);
        if (ends.Count == 1)
            return new RunMean(mean, null);
        double variance = ends.Sum(record => (value(record) - mean) * (value(record) - mean)) / (ends.Count - 1);
        return new RunMean(mean, Math.Sqrt(variance / ends.Count));
    }
}
