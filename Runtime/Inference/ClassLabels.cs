using System;
using System.Globalization;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>The classes of the examples of a conditional model: checked where they come in, written beside the examples.</summary>
internal static class ClassLabels
{
    /// <summary>Checks the labels of a call.</summary>
    /// <exception cref="ArgumentException">There is not one for each example, one is no class of the model, or the model has no
    /// classes.</exception>
    public static void Check(ModelDescription model, ReadOnlySpan<int> labels, int count)
    {
        int expected = model.ConditionClasses > 0 ? count : 0;
        if (labels.Length != expected)
        {
            throw new ArgumentException($"There {(labels.Length == 1 ? "is 1 label" : $"are {Text(labels.Length)} labels")}; "
                + $"{Text(expected)} {(expected == 1 ? "was" : "were")} expected.", nameof(labels));
        }

        int wrong = FirstOutside(model, labels);
        if (wrong >= 0)
        {
            throw new ArgumentException($"Label {Text(wrong)} is {Text(labels[wrong])}; {model.Name} has the classes {Range(model)}.",
                nameof(labels));
        }
    }

    /// <summary>Checks the label of a call that takes a single one.</summary>
    /// <exception cref="ArgumentException">It is missing, no class of the model, or the model has no classes.</exception>
    public static void Check(ModelDescription model, int? label)
    {
        if (label is null && model.ConditionClasses > 0)
        {
            throw new ArgumentException($"No label is given; {model.Name} is conditional and has the classes {Range(model)}.",
                nameof(label));
        }

        if (label is not int given)
            return;
        if (model.ConditionClasses == 0)
            throw new ArgumentException($"A label is given; {model.Name} is not conditional and takes none.", nameof(label));
        if (FirstOutside(model, [given]) >= 0)
            throw new ArgumentException($"The label is {Text(given)}; {model.Name} has the classes {Range(model)}.", nameof(label));
    }

    /// <summary>Sets the classes of the network's first rows; without effect for a model that has none.</summary>
    public static void Write<T>(ReadOnlySpan<int> labels, VariationalNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < labels.Length; row++)
            network.SetClass(row, labels[row]);
    }

    /// <summary>The labels of some rows; none of none.</summary>
    public static ReadOnlySpan<int> Rows(ReadOnlySpan<int> labels, int first, int rows) =>
        labels.IsEmpty ? labels : labels.Slice(first, rows);

    private static int FirstOutside(ModelDescription model, ReadOnlySpan<int> labels) =>
        labels.IndexOfAnyExceptInRange(0, model.ConditionClasses - 1);

    private static string Range(ModelDescription model) => $"0 to {Text(model.ConditionClasses - 1)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
