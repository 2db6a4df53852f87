using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>The squared errors that a network leaves of a batch, summed: over everything, or over the examples for each element. In a fixed
/// order, so that threads have no say.</summary>
internal sealed class SquaredErrors<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool isPerElement;
    private readonly int features;

    private readonly double[] observedColumns;

    private SquaredErrors(bool isPerElement, int features)
    {
        observedColumns = new double[features];
        this.isPerElement = isPerElement;
        this.features = features;
    }

    /// <summary>The sums: one, or one for each element.</summary>
    public int Count => isPerElement ? features : 1;

    /// <summary>What the network of a model keeps; null where it keeps no squared errors.</summary>
    public static SquaredErrors<T>? Of(VariationalNetwork<T> network, int features) =>
        network.ElementSquaredErrors is not null ? new(isPerElement: true, features)
        : network.SquaredError is not null ? new(isPerElement: false, features)
        : null;

    /// <summary>Adds those of the network's batch.</summary>
    /// <param name="sums">One sum, or one for each element.</param>
    /// <param name="terms">How many squared errors each sum is made of.</param>
    /// <param name="network">The network.</param>
    /// <param name="rows">Examples of the batch.</param>
    public void AddTo(Span<double> sums, Span<double> terms, VariationalNetwork<T> network, int rows)
    {
        AddTerms(terms, network, rows);
        if (network.ElementSquaredErrors is { } errors)
        {
            AddColumns(sums, errors, rows);
            return;
        }

        double sum = 0;
        for (int row = 0; row < rows; row++)
            sum += network.SquaredError!.Total(row);
        sums[0] += sum;
    }

    // A missing element has no error, and does not count.
    private void AddTerms(Span<double> terms, VariationalNetwork<T> network, int rows)
    {
        if (!network.Batch.HasMissing)
        {
            foreach (ref double count in terms)
                count += isPerElement ? rows : (double)rows * features;
        }
        else if (isPerElement)
        {
            AddColumns(terms, network.Observed[0], rows);
        }
        else
        {
            Array.Clear(observedColumns);
            AddColumns(observedColumns, network.Observed[0], rows);
            foreach (double count in observedColumns)
                terms[0] += count;
        }
    }

    private static void AddColumns(Span<double> sums, PanelMatrix<T> values, int rows)
    {
        int width = Panel.Width<T>();
        for (int panel = 0; panel < values.Panels; panel++)
        {
            Span<double> columns = sums.Slice(panel * width, Math.Min(width, values.Columns - panel * width));
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<T> elements = values.Row(row, panel);
                for (int i = 0; i < columns.Length; i++)
                    columns[i] += double.CreateTruncating(elements[i]);
            }
        }
    }
}
