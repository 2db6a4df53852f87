using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace VaeGen;

/// <summary>What the columns of a CSV file are: values, and at most one of labels.</summary>
internal sealed class CsvColumns
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<string>? header;

    internal CsvColumns(List<string>? header, int count, CsvOptions options, string path)
    {
        this.header = header;
        Count = count;
        Label = FindLabel(options, path);
        int values = Label < 0 ? count : count - 1;
        if (values == 0)
        {
            throw new DataFormatException($"The CSV file '{path}' has one column, which is that of the labels; values were expected "
                + "beside it.");
        }

        Shape = options.Shape ?? new DataShape(values);
        if (Shape.Features != values)
        {
            throw new DataFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"The CSV file '{path}' has {values} columns of values; {Shape.Features} ({Shape}) were "
                    + $"expected.{(Label < 0 ? " LabelName or LabelIndex names the column of the labels." : "")}"));
        }
    }

    /// <summary>Number of columns, that of the labels included.</summary>
    internal int Count { get; }

    /// <summary>The index of the column with the labels, or -1.</summary>
    internal int Label { get; }

    /// <summary>Shape of one example.</summary>
    internal DataShape Shape { get; }

    /// <summary>The name of a column, or null.</summary>
    internal string? Name(int column) => header is not null && column < header.Count && header[column].Length > 0 ? header[column] : null;

    internal static string ToText(ReadOnlySpan<byte> field, CsvFields fields)
    {
        try
        {
            return StrictUtf8.GetString(field).Trim();
        }
        catch (DecoderFallbackException)
        {
            throw fields.Wrong("the text is not UTF-8; the file was expected to be saved as UTF-8");
        }
    }

    private int FindLabel(CsvOptions options, string path)
    {
        if (options.LabelIndex is int index)
        {
            int column = index < 0 ? Count + index : index;
            return (uint)column < (uint)Count
                ? column
                : throw new DataFormatException($"The CSV file '{path}' has {Count} columns; the labels were expected in the one of "
                    + $"index {index}.");
        }
        if (options.LabelName is null)
            return -1;
        int found = header!.IndexOf(options.LabelName);
        if (found < 0 || header.LastIndexOf(options.LabelName) != found)
        {
            string names = header.Count <= 12 ? string.Join(", ", header) : string.Join(", ", header.GetRange(0, 12)) + ", …";
            throw new DataFormatException($"The CSV file '{path}' has {(found < 0 ? "no column" : "several columns")} "
                + $"'{options.LabelName}'; its header is {names}.");
        }
        return found;
    }
}
