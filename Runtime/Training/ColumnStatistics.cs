using System;
using System.Linq;
using System.Numerics;

namespace VaeGen;

/// <summary>Mean and standard deviation of each element of x over the examples that have it, before anything is drawn.</summary>
internal sealed class ColumnStatistics
{
    // The standard deviation of an element that no example has.
    private const double Unknown = 1;

    // No value of the training data is as many units from the mean. Of most columns the deviation is more than such a part of the range; of
    // one that is rarely anything but zero it is less, and such a unit would make its few values loud.
    private const double UnitsOfRange = 10;

    private ColumnStatistics(double[] counts, double[] means, double[] deviations, double[] ranges)
    {
        Counts = counts;
        Means = means;
        Deviations = deviations;
        Ranges = ranges;
    }

    /// <summary>The examples that have each element.</summary>
    public double[] Counts { get; }

    /// <summary>The mean of each element; 0 where no example has it.</summary>
    public double[] Means { get; }

    /// <summary>The standard deviation of each element, by the number of examples; 0 where all have the same value, 1 where no example has
    /// it.</summary>
    public double[] Deviations { get; }

    /// <summary>The difference of the greatest and the least value of each element.</summary>
    public double[] Ranges { get; }

    /// <summary>The unit to count each element in: its standard deviation, or a tenth of its range where that is more; 1 of one that does
    /// not vary, and no less than the least number of the precision.</summary>
    public double[] Units<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double least = double.CreateTruncating(T.Epsilon);
        return [.. Deviations.Select((deviation, j) =>
            deviation == 0 ? 1 : Math.Max(Math.Max(deviation, Ranges[j] / UnitsOfRange), least))];
    }

    /// <summary>The statistics of a data set as a model sees it, found when they are first asked for: two passes over the data.</summary>
    public static Lazy<ColumnStatistics> Of<T>(DataSet data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(() => Of<T>(data, value => value));

    /// <summary>The statistics of a data set as a model of that precision sees it.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="transform">What is made of each value before; the value itself as a rule.</param>
    public static ColumnStatistics Of<T>(DataSet data, Func<double, double> transform)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            data = data.Rounded;
        Column[] columns = [.. Enumerable.Range(0, data.Features).Select(_ => new Column())];
        ForEach(data, (j, value) => columns[j].Meet(transform(value)));
        ForEach(data, (j, value) => columns[j].Add(transform(value)));
        return new ColumnStatistics(
            [.. columns.Select(column => column.Count)], [.. columns.Select(column => column.Mean)],
            [.. columns.Select(column => column.Deviation)], [.. columns.Select(column => column.Range)]);
    }

    /// <summary>The same, with elements taken as never observed whose mean square is greater than that, or not finite.</summary>
    public ColumnStatistics Within(double mostSquare)
    {
        bool[] fits = [.. Means.Select((mean, j) => (mean * mean) + (Deviations[j] * Deviations[j]) <= mostSquare)];
        return new ColumnStatistics(Kept(Counts, 0), Kept(Means, 0), Kept(Deviations, Unknown), Kept(Ranges, 0));

        double[] Kept(double[] values, double otherwise) => [.. values.Select((value, j) => fits[j] ? value : otherwise)];
    }

    private static void ForEach(DataSet data, Action<int, double> take)
    {
        double[] values = new double[data.Features];
        double[] observed = new double[data.Features];
        Array.Fill(observed, 1);
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyExample(i, epoch: null, values);
            if (data.HasMissing)
                data.CopyMask(i, observed);
            for (int j = 0; j < values.Length; j++)
            {
                if (observed[j] != 0)
                    take(j, values[j]);
            }
        }
    }

    // Sums are of differences from the first value, in units of their range: so neither a large mean takes their digits, nor do squares
    // leave the format.
    private sealed class Column
    {
        private double first;
        private double least;
        private double greatest;
        private double sum;
        private double squares;

        public double Count { get; private set; }

        public double Mean => Count == 0 ? 0 : first + (Range * sum / Count);

        public double Deviation
        {
            get
            {
                if (Count == 0)
                    return Unknown;
                double mean = sum / Count;
                return Range * Math.Sqrt(Math.Max((squares / Count) - (mean * mean), 0));
            }
        }

        public double Range => Math.Min(greatest - least, double.MaxValue);

        public void Meet(double value)
        {
            if (Count++ == 0)
                (first, least, greatest) = (value, value, value);
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        public void Add(double value)
        {
            double difference = Range == 0 ? 0
                : double.IsFinite(value - first) ? (value - first) / Range
                : (value / Range) - (first / Range);
            sum += difference;
            squares += difference * difference;
        }
    }
}
