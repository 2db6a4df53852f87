namespace VaeGen;

/// <summary>How the evidence lower bound of a data set is estimated.</summary>
public sealed record EvaluateOptions
{
    /// <summary>The most Monte Carlo samples of an example.</summary>
    public const int MostSamples = 1_000_000;

    /// <summary>The key of the noise. An example's noise depends on it and on the example's index alone.</summary>
    public ulong Seed { get; init; }

    /// <summary>Monte Carlo samples of z for each example, whose losses are averaged: 1 to <see cref="MostSamples"/>.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>Whether z is the posterior's mean instead of a sample: a number without noise, to compare code with, and not the
    /// bound.</summary>
    public bool PosteriorMean { get; init; }

    /// <summary>Examples that are computed at once, at least 1. The result does not depend on it.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>
    /// The most threads to compute on; 0 for one a core. No more are used than the work of a batch pays for: a small model computes on one,
    /// and so does any while the others wait for cores that other programs have. The result does not depend on it.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Whether <see cref="Threads"/> is the exact number: for tests, which are to prove something of several threads, and for
    /// measurements.</summary>
    internal bool TakesThreadsExactly { get; init; }

    /// <summary>The options of an evaluation within a training, on its threads.</summary>
    internal static EvaluateOptions On(FitOptions training) =>
        new() { Threads = training.Threads, TakesThreadsExactly = training.TakesThreadsExactly };
}
