using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>How the examples of a batch come into the matrices of a network.</summary>
public abstract partial class VariationalNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Each worker gathers whole examples: bytes to [0, 1], binarized where the data set says so.
    private void Gather(Worker worker)
    {
        if (Batch.Data is { } data)
        {
            T[] example = gathered[worker.Index] ??= new T[data.Features];
            bool isConditional = Condition is not null;
            (int first, int last) = worker.RowsOf(Rows);
            for (int row = first; row < last; row++)
            {
                if (row + 1 < last)
                    data.Prefetch(Batch.Examples[row + 1]);
                CopyExample(data, Batch.Examples[row], example);
                SetInput(row, example);
                if (isConditional)
                    SetClass(row, data.Labels[Batch.Examples[row]]);
                if (Batch.HasMissing)
                {
                    CopyMask(data, Batch.Examples[row], example);
                    SetGroups(Observed, row, example);
                }
            }
        }

        FindExposures(worker);
        FindInputs(worker);
    }

    // Each worker counts the rows that it gathered, before they meet.
    private void FindInputs(Worker worker)
    {
        bool haveMet = false;
        foreach (PanelMatrix<T> group in Inputs)
        {
            if (group.NonZeros is null)
                continue;
            FindNonZeros(worker, group);
            haveMet = true;
        }

        if (!haveMet)
            worker.Synchronize();
    }

    private static void CopyMask(DataSet data, int index, T[] example)
    {
        if (typeof(T) == typeof(float))
            data.CopyMask(index, MemoryMarshal.Cast<T, float>(example));
        else
            data.CopyMask(index, MemoryMarshal.Cast<T, double>(example));
    }

    private void CopyExample(DataSet data, int index, T[] example)
    {
        if (typeof(T) == typeof(float))
            data.CopyExample(index, Batch.Epoch, MemoryMarshal.Cast<T, float>(example));
        else
            data.CopyExample(index, Batch.Epoch, MemoryMarshal.Cast<T, double>(example));
    }
}
