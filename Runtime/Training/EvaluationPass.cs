using System;
using System.Numerics;
using System.Threading;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>What is read off a network after each batch of an evaluation.</summary>
internal interface IEvaluationResult<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What is computed of each batch.</summary>
    NetworkTask Task => NetworkTask.EstimateElbo;

    /// <summary>Takes the results of the batch's rows, the examples from <paramref name="first"/> on.</summary>
    void Take(VariationalNetwork<T> network, int first, int sample);
}

/// <summary>One forward pass over a data set in its order, once for each Monte Carlo sample.</summary>
internal static class EvaluationPass
{
    public static void Run<T>(
        ModelState<T> state, DataSet data, EvaluateOptions options, IEvaluationResult<T> result, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int batchSize = Math.Min(options.BatchSize, data.Count);
        VariationalNetwork<T> network = state.Rent(batchSize);
        Batch<T> batch = network.Batch;
        batch.Data = data;
        batch.HasMissing = data.HasMissing;
        if (data.HasMissing)
            network.AllocateMask();
        batch.Epoch = null;
        batch.Seed = options.Seed;
        batch.Step = 0;
        batch.NoiseSource = options.PosteriorMean ? NoiseSource.Zero : NoiseSource.Drawn;
        for (int first = 0; first < data.Count; first += batchSize)
        {
            batch.Rows = Math.Min(batchSize, data.Count - first);
            for (int row = 0; row < batch.Rows; row++)
                batch.Examples[row] = first + row;
            batch.WeighEqually();
            for (int sample = 0; sample < options.Samples; sample++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                batch.StreamAndSample = RandomStream.EvaluationNoise.WithSample(sample);
                network.Run(result.Task, options.Threads, options.TakesThreadsExactly);
                result.Take(network, first, sample);
            }
        }

        state.Return(network);
    }
}
