using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>One training step on weights of its own: the model learns nothing, but the code of a step is compiled then.</summary>
internal static class Rehearsal
{
    public static void Run<T>(IVariationalModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelState<T> state = model.ModelState;
        Parameters<T> parameters = new([.. state.Parameters.All.Select(parameter => parameter.Shape)]);
        // One whole tile of rows: the products take the way of larger batches.
        int rows = Panel.Width<T>();
        VariationalNetwork<T> network = model.CreateNetwork(state.Width, rows, parameters, new TrainingState<T>(parameters));
        Batch<T> batch = network.Batch;
        batch.Rows = rows;
        batch.Data = Example(model.Description);
        batch.Epoch = 0;
        batch.StreamAndSample = RandomStream.TrainingNoise.WithSample(0);
        batch.WeighEqually();
        OptimizerScalars.Set(network, new Adam(), rate: 1e-3, step: 1);
        network.Run(NetworkTask.Train, threads: 1);
    }

    // Bytes, most of them zero, as images are, so that the products of sparse batches are compiled too; drawn anew where the likelihood is
    // one of zeros and ones.
    private static DataSet Example(ModelDescription description)
    {
        byte[] gray = new byte[description.Features];
        for (int i = 0; i < (gray.Length + 3) / 4; i++)
            gray[i] = 128;
        DataSet example =
            DataSet.Adopt(gray, new DataShape(gray.Length), labels: description.ConditionClasses > 0 ? [0] : null, name: null);
        return description.Support == Support.Binary ? example.Binarize(Binarization.Dynamic) : example;
    }
}
