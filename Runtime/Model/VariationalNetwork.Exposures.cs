using System;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>The exposures of a batch, where rates are in proportion to them: relative to an average example of the training
/// data.</summary>
public abstract partial class VariationalNetwork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The exposure of an example without counts is 0; the limits of rates are nearer than its logarithm.
    private const double LeastLogExposure = -1000;

    /// <summary>The mean of each element of x in the training data [1, features], where the model has exposures; otherwise null.</summary>
    private PanelMatrix<T>? ExposureMeans => Ports.Find(PortRole.ExposureMeans);

    /// <summary>The column of x that holds the exposures; null where they are the totals of the rows.</summary>
    protected virtual int? ExposureColumn => null;

    /// <summary>Zeroes what a tile of loss terms or gradients has of the column of exposures: it is no count.</summary>
    protected void ClearExposure(Tile tile, Span<T> values)
    {
        int width = Panel.Width<T>();
        (int panel, int lane) = Math.DivRem(ExposureColumn!.Value, width);
        if (tile.Panel != panel)
            return;
        for (int i = lane; i < values.Length; i += width)
            values[i] = T.Zero;
    }

    /// <summary>From here on the examples have the exposure of an average one.</summary>
    internal void ForgetExposures() => Batch.LogExposures.AsSpan().Clear();

    /// <summary>Writes the exposures of the rows of decoded means into their column.</summary>
    /// <param name="means">The means [rows × features].</param>
    internal void WriteExposures(Span<T> means)
    {
        if (ExposureMeans is not { } average || ExposureColumn is not int column)
            return;
        double mean = double.CreateTruncating(average[0, column]);
        int features = Input.Columns;
        for (int row = 0; row * features < means.Length; row++)
        {
            double exposure = mean * ScalarFunctions.Exp(double.CreateTruncating(Batch.LogExposures[row]));
            means[(row * features) + column] = T.CreateTruncating(exposure);
        }
    }

    // Each worker those of the rows that it gathered.
    private void FindExposures(Worker worker)
    {
        if (ExposureMeans is not { } means)
            return;
        (int first, int last) = worker.RowsOf(Rows);
        for (int row = first; row < last; row++)
            Batch.LogExposures[row] = T.CreateTruncating(LogExposure(row, means));
    }

    // Over the elements that are there. A model that has seen no data has no means: to it all examples are alike.
    private double LogExposure(int row, PanelMatrix<T> means)
    {
        (double sum, double expected) = (0, 0);
        (int first, int last) = ExposureColumn is int column ? (column, column + 1) : (0, Input.Columns);
        int width = Panel.Width<T>();
        for (int panel = first / width; panel * width < last; panel++)
        {
            ReadOnlySpan<T> values = Input.Row(row, panel);
            ReadOnlySpan<T> average = means.Row(0, panel);
            ReadOnlySpan<T> observed = Batch.HasMissing ? Observed[0].Row(row, panel) : default;
            for (int j = Math.Max(first, panel * width); j < Math.Min(last, (panel + 1) * width); j++)
            {
                int lane = j - (panel * width);
                if (!observed.IsEmpty && observed[lane] == T.Zero)
                    continue;
                sum += double.CreateTruncating(values[lane]);
                expected += double.CreateTruncating(average[lane]);
            }
        }

        return expected <= 0 ? 0 : sum <= 0 ? LeastLogExposure : ScalarFunctions.Log(sum / expected);
    }
}
