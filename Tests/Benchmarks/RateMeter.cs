using System;
using VaeGen.Runtime.V2;

namespace VaeGen.Benchmarks;

/// <summary>Examples a second of a model's training steps alone, in slices of a given length. It is warm when the first begins.</summary>
/// <param name="name">The model.</param>
/// <param name="threads">Threads of the training.</param>
/// <param name="fewestSteps">Steps of a slice, however slow they are.</param>
internal sealed class RateMeter(string name, int threads, int fewestSteps = 20) : IProgress<FitProgress>
{
    private const double WarmUpSeconds = 0.5;

    private readonly (IVariationalModel<float> Model, int BatchSize) trained = PeerModels.Make(name);
    private double rate;

    /// <summary>Trains for about so long, whatever passes over the data the steps belong to.</summary>
    public double Measure(double seconds)
    {
        if (rate == 0)
        {
            Train(fewestSteps);
            Train(StepsOf(WarmUpSeconds));
        }

        Train(StepsOf(seconds));
        return rate;
    }

    // The last report of a call comes at its end, and tells of all its steps.
    void IProgress<FitProgress>.Report(FitProgress value) => rate = value.ExamplesPerSecond;

    private int StepsOf(double seconds) => Math.Max(fewestSteps, (int)(seconds * rate / trained.BatchSize));

    private void Train(int steps)
    {
        FitOptions options = new()
        {
            Iterations = steps,
            BatchSize = trained.BatchSize,
            Threads = threads,
            TakesThreadsExactly = true,
            Progress = this,
        };
        Trainer.Fit(trained.Model, BenchmarkData.Train, options);
    }
}
