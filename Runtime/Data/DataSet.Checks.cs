using System;
using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

public sealed partial class DataSet
{
    /// <summary>
    /// Whether all values are zero or one as they are copied out, which makes a Bernoulli likelihood a proper one. Computed when first
    /// asked for, as are the other members that look at all values; none of them looks at missing elements.
    /// </summary>
    public bool IsBinary => FindNonBinary() is null;

    /// <summary>The least value; NaN where any value is, 0 where all are missing.</summary>
    public double Minimum => Range.Minimum;

    /// <summary>The greatest value; NaN where any value is, 0 where all are missing.</summary>
    public double Maximum => Range.Maximum;

    /// <summary>Whether any value is NaN that is not a missing element.</summary>
    public bool HasNaN => double.IsNaN(Minimum);

    /// <summary>The first value that is neither zero nor one, or null.</summary>
    public DataElement? FindNonBinary()
    {
        if (Binarization != Binarization.None)
            return null;
        // Kept apart from the range: in gray images the answer is near the beginning, and the rest need not be read.
        nonBinary ??= new Found(Find(values.IndexOfNonBinary, value => value is not (0 or 1)));
        return nonBinary.Element;
    }

    /// <summary>The first value that is NaN or outside a closed range, or null.</summary>
    /// <param name="minimum">The least value allowed.</param>
    /// <param name="maximum">The greatest value allowed.</param>
    public DataElement? FindOutside(double minimum, double maximum)
    {
        if (values.AreAlwaysWithin(minimum, maximum) || (Minimum >= minimum && Maximum <= maximum))
            return null;
        if (Binarization == Binarization.None)
        {
            return Find(
                (start, length) => values.IndexOutside(start, length, minimum, maximum), value => !(value >= minimum && value <= maximum));
        }

        return FindOutsideBinarized(minimum, maximum);
    }

    /// <summary>Checks that all values are zero or one.</summary>
    /// <exception cref="DataFormatException">One is not: the message names the first.</exception>
    public void RequireBinary()
    {
        if (FindNonBinary() is DataElement found)
            throw Unexpected(found, "0 or 1 was expected");
    }

    /// <summary>Checks that all values are in a closed range.</summary>
    /// <param name="minimum">The least value allowed.</param>
    /// <param name="maximum">The greatest value allowed.</param>
    /// <exception cref="DataFormatException">One is not, or is NaN: the message names the first.</exception>
    public void RequireWithin(double minimum, double maximum)
    {
        if (FindOutside(minimum, maximum) is DataElement found)
            throw Unexpected(found, string.Create(CultureInfo.InvariantCulture, $"a value in [{minimum}, {maximum}] was expected"));
    }

    /// <summary>Checks that no value is NaN or infinite.</summary>
    /// <exception cref="DataFormatException">One is: the message names the first.</exception>
    public void RequireFinite()
    {
        if (FindOutside(-double.MaxValue, double.MaxValue) is DataElement found)
            throw Unexpected(found, "a finite value was expected");
    }

    /// <summary>Checks that there are labels and that all are in 0 … <paramref name="classes"/> - 1.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="DataFormatException">There are no labels, or one is outside: the message names the first.</exception>
    public void RequireLabels(int classes)
    {
        if (!HasLabels)
            throw new DataFormatException($"{Description} has no labels; one of {classes} classes was expected for each example.");
        int found = Labels.IndexOfAnyExceptInRange(0, classes - 1);
        if (found >= 0)
        {
            throw new DataFormatException($"{Description} has the label {Labels[found]} at example {found}; 0 to {classes - 1} was "
                + "expected.");
        }
    }

    private ValueRange Range => range ??= Binarization != Binarization.None ? new ValueRange(0, 1) : FindRange();

    private ValueRange FindRange()
    {
        if (observed is not null)
            return FindObservedRange();
        if (parts.Rows is null)
            return values.Range(parts.First * Features, Count * Features);
        ValueRange all = values.Range(parts.Row(parts.First) * Features, Features);
        for (int example = 1; example < Count; example++)
            all = all.With(values.Range(parts.Row(parts.First + example) * Features, Features));
        return all;
    }

    private ValueRange FindObservedRange()
    {
        ValueRange? all = null;
        foreach (DataElement element in EachObserved())
            all = all is null ? new ValueRange(element.Value, element.Value) : all.With(new ValueRange(element.Value, element.Value));
        return all ?? new ValueRange(0, 0);
    }

    // The first value that is looked for: by its offset in a stretch of stored values, or one by one where some are missing.
    private DataElement? Find(Func<int, int, int> indexOf, Func<double, bool> isIt)
    {
        if (observed is not null)
        {
            foreach (DataElement element in EachObserved())
            {
                if (isIt(element.Value))
                    return element;
            }
            return null;
        }
        if (parts.Rows is null)
            return Element(0, indexOf(parts.First * Features, Count * Features));
        for (int example = 0; example < Count; example++)
        {
            if (Element(example, indexOf(parts.Row(parts.First + example) * Features, Features)) is DataElement found)
                return found;
        }
        return null;
    }

    private DataElement? Element(int example, int offset)
    {
        if (offset < 0)
            return null;
        example += offset / Features;
        int element = offset % Features;
        return new DataElement(example, element, values[(parts.Row(parts.First + example) * Features) + element]);
    }

    private IEnumerable<DataElement> EachObserved()
    {
        var example = new double[Features];
        var mask = new float[Features];
        for (int i = 0; i < Count; i++)
        {
            values.Copy(parts.Row(parts.First + i) * Features, example);
            CopyMask(i, mask);
            for (int element = 0; element < mask.Length; element++)
            {
                if (mask[element] != 0)
                    yield return new DataElement(i, element, example[element]);
            }
        }
    }

    // A range that excludes 0 or 1: a rare question, answered with the values of evaluation.
    private DataElement? FindOutsideBinarized(double minimum, double maximum)
    {
        var pixels = new float[Features];
        var mask = new float[Features];
        for (int example = 0; example < Count; example++)
        {
            CopyExample(example, null, pixels);
            CopyMask(example, mask);
            for (int i = 0; i < pixels.Length; i++)
            {
                if (mask[i] != 0 && !(pixels[i] >= minimum && pixels[i] <= maximum))
                    return new DataElement(example, i, pixels[i]);
            }
        }
        return null;
    }

    /// <summary>The failure of a check.</summary>
    /// <param name="found">The first value that is not as it has to be.</param>
    /// <param name="expected">What was expected in its place.</param>
    /// <param name="rest">Further sentences, each after a space.</param>
    internal DataFormatException Unexpected(DataElement found, string expected, string rest = "") => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{Description} has the value {Shown(found.Value)} at element {found.Element} of example {found.Example}; "
            + $"{expected}{(double.IsNaN(found.Value) ? " (WithMissing declares that NaN stands for a missing element)" : "")}.{rest}"));

    // A 32-bit float with the digits of one: 1.1, not 1.100000023841858.
    private static IFormattable Shown(double value) => (float)value == value ? (float)value : value;

    /// <summary>The answer to a search; a reference, so that threads see it whole.</summary>
    private sealed record Found(DataElement? Element);
}
