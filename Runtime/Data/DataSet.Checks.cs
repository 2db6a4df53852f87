using System;
using System.Globalization;

namespace VaeGen;

public sealed partial class DataSet
{
    /// <summary>
    /// Whether all values are zero or one as they are copied out, which makes a Bernoulli likelihood a proper one. Computed when first
    /// asked for.
    /// </summary>
    public bool IsBinary => Binarization != Binarization.None || FirstNonBinary < 0;

    /// <summary>The least value; NaN where any value is. Computed when first asked for.</summary>
    public double Minimum => Range.Minimum;

    /// <summary>The greatest value; NaN where any value is. Computed when first asked for.</summary>
    public double Maximum => Range.Maximum;

    /// <summary>Whether any value is NaN. Computed when first asked for.</summary>
    public bool HasNaN => double.IsNaN(Minimum);

    /// <summary>The first value that is neither zero nor one, or null.</summary>
    public DataElement? FindNonBinary() => IsBinary ? null : Element(FirstNonBinary);

    /// <summary>The first value that is NaN or outside a closed range, or null.</summary>
    /// <param name="minimum">The least value allowed.</param>
    /// <param name="maximum">The greatest value allowed.</param>
    public DataElement? FindOutside(double minimum, double maximum)
    {
        if (values.AreAlwaysWithin(minimum, maximum) || (Minimum >= minimum && Maximum <= maximum))
            return null;
        if (Binarization == Binarization.None)
            return Element(values.IndexOutside(first * Features, Count * Features, minimum, maximum));
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
            throw new DataFormatException($"{Description} has the label {Labels[found]} at example {found}; 0 to {classes - 1} was expected.");
    }

    private ValueRange Range => range ??= FindRange();

    // Kept apart from the range: in gray images the answer is near the beginning, and the rest need not be read.
    private int FirstNonBinary
    {
        get
        {
            if (firstNonBinary == NotLookedFor)
                firstNonBinary = values.IndexOfNonBinary(first * Features, Count * Features);
            return firstNonBinary;
        }
    }

    private ValueRange FindRange()
    {
        if (Binarization != Binarization.None)
            return new ValueRange(0, 1);
        (double minimum, double maximum) = values.Range(first * Features, Count * Features);
        return new ValueRange(minimum, maximum);
    }

    // A range that excludes 0 or 1: a rare question, answered with the values of evaluation.
    private DataElement? FindOutsideBinarized(double minimum, double maximum)
    {
        var pixels = new float[Features];
        for (int example = 0; example < Count; example++)
        {
            CopyExample(example, null, pixels);
            for (int i = 0; i < pixels.Length; i++)
            {
                if (!(pixels[i] >= minimum && pixels[i] <= maximum))
                    return new DataElement(example, i, pixels[i]);
            }
        }
        return null;
    }

    private DataElement? Element(int offset) => offset < 0
        ? null
        : new DataElement(offset / Features, offset % Features, values[(first * Features) + offset]);

    private DataFormatException Unexpected(DataElement found, string expected) => new(string.Create(
        CultureInfo.InvariantCulture, $"{Description} has the value {found.Value} at element {found.Element} of example {found.Example}; {expected}."));
}
