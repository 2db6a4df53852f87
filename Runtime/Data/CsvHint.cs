using System;
using System.Globalization;
using System.Linq;

namespace VaeGen;

/// <summary>What may be done about a field of a CSV file that is not what was expected there.</summary>
internal static class CsvHint
{
    // What other programs write where nothing is known.
    private static readonly string[] OtherMissing = ["?", "-", ".", "null", "none", "n/a", "#n/a", "na.", "missing"];

    /// <summary>A remark in brackets; empty where nothing is known to help.</summary>
    /// <param name="field">What was found.</param>
    /// <param name="isMissing">Whether that stands for a missing value.</param>
    /// <param name="column">The column, from 0.</param>
    /// <param name="name">The name of the column; null where there is no header.</param>
    /// <param name="options">How the file is read.</param>
    /// <param name="isLabel">Whether the column is that of the labels.</param>
    /// <param name="isFirstLine">Whether it stands in the first line.</param>
    public static string For(
        string field, bool isMissing, int column, string? name, CsvOptions options, bool isLabel, bool isFirstLine)
    {
        if (isMissing && !isLabel && !options.HasMissing)
            return " (HasMissing declares that it is a missing value)";
        if (isFirstLine)
            return " (HasHeader says that the first line holds names)";
        return isLabel ? "" : OfNumber(field, column, name, options);
    }

    private static string OfNumber(string field, int column, string? name, CsvOptions options)
    {
        if (name is not null && ";\t|".FirstOrDefault(sign => sign != options.Separator && name.Contains(sign)) is var other and not '\0')
            return $" (the header seems to be separated by '{(other == '\t' ? "\\t" : other)}', which Separator says)";
        string trimmed = field.Trim();
        if (IsNumber(trimmed.Replace(',', '.')) && trimmed.Contains(','))
            return $" (numbers have a decimal point: {trimmed.Replace(',', '.')})";
        if (trimmed.Contains(',') && IsNumber(trimmed.Replace(",", "", StringComparison.Ordinal)))
            return $" (numbers have no sign between thousands: {trimmed.Replace(",", "", StringComparison.Ordinal)})";
        if (OtherMissing.Contains(trimmed.ToLowerInvariant()))
            return " (a missing value is an empty field, NaN or NA, with HasMissing)";
        if (!trimmed.Any(char.IsLetter) || double.TryParse(trimmed, CultureInfo.InvariantCulture, out _))
            return "";
        string label = name is null
            ? string.Create(CultureInfo.InvariantCulture, $"LabelIndex = {column}")
            : $"LabelName = \"{name}\"";
        return $" (columns of words are left out of the file, or one of them is the label: {label}, LabelsAreNames = true)";
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
}
