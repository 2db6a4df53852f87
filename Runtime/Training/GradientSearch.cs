using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Looks for an example whose gradient is not finite, on a copy of the weights.</summary>
/// <param name="model">The model.</param>
/// <param name="data">The examples.</param>
internal sealed class GradientSearch<T>(IVariationalModel<T> model, DataSet data)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Beyond so many examples it takes as long as a pass; what is wrong is found in the first ones as a rule.
    private const int MostExamples = 10_000;

    /// <summary>The first of the examples; null where none has one, or all of them were too many to look at.</summary>
    public int? FirstNotFinite(ReadOnlySpan<int> examples)
    {
        Parameters<T> parameters = Copy(model.ModelState.Parameters);
        int rows = Math.Max(1, model.Description.LeastBatchSize);
        VariationalNetwork<T> network = model.CreateNetwork(model.ModelState.Width, rows, parameters, new TrainingState<T>(parameters));
        network.Sink = GradientSink.Buffer;
        network.AllocateGradients();
        if (data.HasMissing)
            network.AllocateMask();
        foreach (int example in examples[..Math.Min(examples.Length, MostExamples)])
        {
            Run(network, example, rows);
            if (!FiniteWeights.AreFinite<T>(network.Gradients.AsSpan(parameters.Origin + network.GradientShift, parameters.Length)))
                return example;
        }

        return null;
    }

    // Noise at zero: the gradient at the posterior's mean.
    private void Run(VariationalNetwork<T> network, int example, int rows)
    {
        Batch<T> batch = network.Batch;
        batch.Rows = rows;
        batch.Examples.AsSpan(0, rows).Fill(example);
        batch.Data = data;
        batch.HasMissing = data.HasMissing;
        batch.NoiseSource = NoiseSource.Zero;
        batch.WeighEqually();
        network.Run(NetworkTask.Train, threads: 1);
    }

    private static Parameters<T> Copy(Parameters<T> parameters)
    {
        Parameters<T> copy = new([.. parameters.All.Select(parameter => parameter.Shape)]);
        parameters.Storage.AsSpan(parameters.Origin, parameters.Length).CopyTo(copy.Storage.AsSpan(copy.Origin));
        copy.RefreshTransposed();
        return copy;
    }
}
