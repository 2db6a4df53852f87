using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The sum of all elements of a vector: one ascending chain of additions, so that its bits depend on nothing but the elements. The gradient
/// of a parameter that is a single number ends in such a sum.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorSums
{
    /// <summary>s = Σ values[r] over the rows r of a batch.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="values">One number an example.</param>
    /// <param name="slot">The tile buffer whose first W elements are set.</param>
    /// <returns>W elements: s, then zeros, as a matrix of one column holds it.</returns>
    public static Span<T> OverRows<T>(Worker worker, ReadOnlySpan<T> values, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T value in values)
            sum += value;
        return Padded(worker, sum, slot);
    }

    /// <summary>s = Σ vector[0, c] over the columns c, in the order of the panels; padding does not count.</summary>
    /// <param name="worker">Whose buffers to use.</param>
    /// <param name="vector">A matrix of one row.</param>
    /// <param name="slot">The tile buffer whose first W elements are set.</param>
    /// <returns>W elements: s, then zeros, as a matrix of one column holds it.</returns>
    public static Span<T> OverColumns<T>(Worker worker, PanelMatrix<T> vector, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int panel = 0; panel < vector.Panels; panel++)
        {
            foreach (T value in vector.Row(0, panel)[..vector.ValidLanes(panel)])
                sum += value;
        }

        return Padded(worker, sum, slot);
    }

    private static Span<T> Padded<T>(Worker worker, T sum, int slot)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(worker);
        Span<T> result = worker.Slot<T>(slot)[..Panel.Width<T>()];
        result.Clear();
        result[0] = sum;
        return result;
    }
}
