using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen;

public sealed partial class DataSet
{
    /// <summary>Whether each example has a label.</summary>
    public bool HasLabels => parts.Labels is not null;

    /// <summary>One label for each example; empty where there are none.</summary>
    public ReadOnlySpan<int> Labels => parts.Labels is null ? default : parts.Labels.AsSpan(parts.First, Count);

    /// <summary>
    /// Number of classes: as many as there are names, or else one more than the greatest label; 0 without labels. A view keeps the number
    /// of the set it was cut from, also where it shows no example of some class.
    /// </summary>
    public int Classes => parts.Classes;

    /// <summary>The name of each class in the order of the labels; empty where the classes have no names.</summary>
    public IReadOnlyList<string> ClassNames => parts.ClassNames;

    /// <summary>The same examples with these labels, in place of any there are.</summary>
    /// <param name="labels">One label, not negative, for each example.</param>
    /// <param name="classNames">A name for each class, or null for none.</param>
    /// <exception cref="ArgumentException">
    /// There are not as many labels as examples, a label is negative or has no name, or two classes have one name.
    /// </exception>
    public DataSet WithLabels(ReadOnlySpan<int> labels, IReadOnlyList<string>? classNames = null)
    {
        if (labels.IsEmpty)
            throw new ArgumentException($"There are 0 labels for {Count} examples.", nameof(labels));
        return new DataSet(Labeled(parts.Own(), CopyLabels(labels, Count), classNames));
    }

    /// <summary>The same examples with names for their classes.</summary>
    /// <param name="classNames">A name for each class.</param>
    /// <exception cref="InvalidOperationException">There are no labels.</exception>
    /// <exception cref="ArgumentException">A label has no name, or two classes have one name.</exception>
    public DataSet WithClassNames(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        if (!HasLabels)
            throw new InvalidOperationException($"{Description} has no labels; WithLabels gives it labels and names at once.");
        return new DataSet(Labeled(parts.Own(), Labels.ToArray(), classNames));
    }

    /// <summary>This set with labels that a reader found, in an array that it hands over; it has compared the counts.</summary>
    internal DataSet AdoptLabels(int[] labels, IReadOnlyList<string>? classNames = null) =>
        new(Labeled(parts.Own(), labels, classNames));

    private static DataParts Labeled(DataParts parts, int[]? labels, IReadOnlyList<string>? classNames)
    {
        if (labels is null)
            return parts with { Labels = null, Classes = 0, ClassNames = [] };
        int classes = checked(labels.Max() + 1);
        if (classNames is null)
            return parts with { Labels = labels, Classes = classes, ClassNames = [] };
        string[] names = [.. classNames];
        if (names.Length < classes)
        {
            throw new ArgumentException($"There are names for {names.Length} classes; the greatest label is {classes - 1}.",
                nameof(classNames));
        }

        if (names.Any(name => name is null) || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            throw new ArgumentException("Each class has a name of its own; one is null or given twice.", nameof(classNames));
        return parts with { Labels = labels, Classes = names.Length, ClassNames = Array.AsReadOnly(names) };
    }

    /// <summary>The range of labels in a message: the number of classes, one more than the greatest, is an <see cref="int"/> too.</summary>
    internal const string LabelsCount = "labels count from 0 to 2147483646";

    private static int[]? CopyLabels(ReadOnlySpan<int> labels, int count)
    {
        if (labels.IsEmpty)
            return null;
        if (labels.Length != count)
            throw new ArgumentException($"There are {labels.Length} labels for {count} examples.", nameof(labels));
        int wrong = labels.IndexOfAnyExceptInRange(0, int.MaxValue - 1);
        if (wrong >= 0)
            throw new ArgumentException($"The label of example {wrong} is {labels[wrong]}; {LabelsCount}.", nameof(labels));
        return labels.ToArray();
    }
}
