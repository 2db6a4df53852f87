using System;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>Data for <see cref="LinearModel"/>.</summary>
internal static class LinearData
{
    /// <summary>Zeros and ones that depend on each other, so that there is something to learn.</summary>
    public static DataSet Binary(int count) => Make(count, (example, element) => (example / (1 + element % 2) + element / 2) % 2);

    /// <summary>Values around ±1.</summary>
    public static DataSet Real(int count) => Make(count, (example, element) => Math.Sin(example) + 0.3 * Math.Cos(7 * example + element));

    /// <summary>Gray values in [0, 1].</summary>
    public static DataSet Gray(int count) => Make(count, (example, element) => 0.5 + 0.4 * Math.Sin(example + element));

    private static DataSet Make(int count, Func<int, int, double> value)
    {
        var values = new double[count, LinearModel.Features];
        for (int example = 0; example < count; example++)
        {
            for (int element = 0; element < LinearModel.Features; element++)
                values[example, element] = value(example, element);
        }

        return DataSet.From(values);
    }
}
