namespace VaeGen;

/// <summary>How a CSV file is read. As it is made, it reads files of numbers, separated by commas, with or without a header.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between two fields: a comma, or another ASCII character such as <c>;</c> or a tab.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>
    /// Whether the first line holds the names of the columns. Null, the default, to find out: it does where at least one of its fields is a
    /// name and none a number.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>The name of the column with the labels, or null. It takes a header.</summary>
    public string? LabelName { get; init; }

    /// <summary>The index of the column with the labels, from 0, or null; negative to count from the last, which is -1.</summary>
    public int? LabelIndex { get; init; }

    /// <summary>
    /// Whether labels are the names of classes, any text, which get numbers in ordinal order; otherwise they are whole numbers from 0.
    /// </summary>
    public bool LabelsAreNames { get; init; }

    /// <summary>
    /// Whether values may be missing: a field that is empty, <c>NaN</c> or <c>NA</c> is, and the set is declared to have missing elements.
    /// Otherwise such a field is an error.
    /// </summary>
    public bool HasMissing { get; init; }

    /// <summary>Whether values are whole numbers from 0 to 255 that stand for 0 … 1, as in files of gray pixels.</summary>
    public bool AreBytes { get; init; }

    /// <summary>Shape of one example, or null for a plain vector of as many features as there are columns without the labels.</summary>
    public DataShape? Shape { get; init; }

    /// <summary>The most bytes of memory that the values may take: one gibibyte where nothing is said.</summary>
    public long MaximumBytes { get; init; } = Idx.DefaultMaximumBytes;
}
