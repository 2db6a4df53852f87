using System;

namespace VaeGen;

public sealed partial class DataSet
{
    /// <summary>
    /// The same examples with other values, such as logarithms of skewed columns. What is missing stays missing; labels and names of
    /// classes stay.
    /// </summary>
    /// <param name="map">Gives the new value of an element, by its place in the example, from 0, and its value. NaN makes it a missing
    /// one, which the set has to be declared to have (<see cref="WithMissing"/>).</param>
    /// <returns>A set with values of its own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The set is binarized: its values are drawn.</exception>
    public DataSet Map(Func<int, double, double> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (Binarization != Binarization.None)
            throw new InvalidOperationException($"{Description} is binarized ({Binarization}); values are mapped before that.");
        var values = new double[checked(Count * Features)];
        var mask = new double[HasMissing ? Features : 0];
        for (int example = 0; example < Count; example++)
        {
            Span<double> row = values.AsSpan(example * Features, Features);
            CopyExample(example, epoch: null, row);
            if (HasMissing)
                CopyMask(example, mask);
            for (int i = 0; i < row.Length; i++)
                row[i] = HasMissing && mask[i] == 0 ? double.NaN : map(i, row[i]);
        }

        DataSet mapped = From(values, Shape, name: Name);
        DataSet labeled = new(
            mapped.parts with { Labels = HasLabels ? Labels.ToArray() : null, Classes = parts.Classes, ClassNames = parts.ClassNames });
        return HasMissing ? labeled.WithMissing() : labeled;
    }
}
