using System;
using System.Diagnostics;

namespace VaeGen.Benchmarks;

/// <summary>The median of repeated samples and their spread: the quartiles.</summary>
/// <param name="Median">The median.</param>
/// <param name="Lower">The lower quartile.</param>
/// <param name="Upper">The upper quartile.</param>
internal readonly record struct Measurement(double Median, double Lower, double Upper)
{
    /// <summary>Samples of every measurement.</summary>
    public const int Repeats = 12;

    private const double SecondsASample = 0.02;

    /// <summary>Median and quartiles of samples.</summary>
    public static Measurement Of(ReadOnlySpan<double> samples)
    {
        double[] sorted = samples.ToArray();
        Array.Sort(sorted);
        return new Measurement(At(sorted, 0.5), At(sorted, 0.25), At(sorted, 0.75));
    }

    /// <summary>As many samples as <see cref="Repeats"/> of a quantity, the first of all thrown away as warm-up.</summary>
    public static Measurement Of(Func<double> sample)
    {
        sample();
        var samples = new double[Repeats];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = sample();
        return Of(samples);
    }

    /// <summary>Seconds of one call, each sample the mean over as many calls as fill some hundredths of a second.</summary>
    public static Measurement Seconds(Action work)
    {
        int calls = CallsOfASample(work);
        return Of(() => SecondsOf(work, calls));
    }

    /// <summary>Calls that fill a sample.</summary>
    public static int CallsOfASample(Action work)
    {
        work();
        int calls = 1;
        double seconds;
        while ((seconds = calls * SecondsOf(work, calls)) < SecondsASample)
            calls = seconds < SecondsASample / 10 ? calls * 10 : (int)Math.Ceiling(calls * 1.2 * SecondsASample / seconds);
        return calls;
    }

    /// <summary>Seconds of one call, the mean over some calls.</summary>
    public static double SecondsOf(Action work, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
            work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }

    /// <summary>The same in another unit.</summary>
    public Measurement Times(double factor) => new(Median * factor, Lower * factor, Upper * factor);

    /// <summary>A constant divided by it: a rate from a time.</summary>
    public Measurement Under(double amount) => new(amount / Median, amount / Upper, amount / Lower);

    private static double At(double[] sorted, double fraction)
    {
        double place = fraction * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
