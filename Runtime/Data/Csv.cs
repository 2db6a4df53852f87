using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace VaeGen;

/// <summary>
/// Reads CSV files: an example a line, a number a field, in UTF-8, with a point in numbers whatever the culture. The file is read through a
/// buffer, so that no more memory is taken than its values need. Fields may stand in quotes, within their line.
/// </summary>
public static class Csv
{
    private const int MostColumns = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read, or null for numbers separated by commas.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The examples, named after the file, with labels where the options name their column.</returns>
    /// <exception cref="ArgumentException">The options contradict each other, or the separator is none.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">
    /// The file does not hold what the options say: the message names line and column, what was found and what was expected.
    /// </exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static DataSet Read(string path, CsvOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new CsvOptions();
        Check(options);
        if (!File.Exists(path))
            throw new FileNotFoundException($"The CSV file '{path}' does not exist.", path);
        // The fields have a buffer of their own.
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var fields = new CsvFields(file, (byte)options.Separator, path);
        List<string> firstLine = ReadFirstLine(fields, path);
        bool hasHeader = options.HasHeader ?? IsHeader(firstLine);
        if (options.LabelName is not null && !hasHeader)
            throw new DataFormatException($"The CSV file '{path}' has no header; one with the name '{options.LabelName}' was expected.");
        var columns = new CsvColumns(hasHeader ? firstLine : null, firstLine.Count, options, path);
        var table = new CsvTable(fields, columns, options, file.Length);
        if (!hasHeader)
            table.AddRow(firstLine);
        table.AddRows(cancellationToken);
        return table.ToDataSet(path);
    }

    private static List<string> ReadFirstLine(CsvFields fields, string path)
    {
        if (!fields.NextLine())
            throw new DataFormatException($"The CSV file '{path}' is empty; at least one line was expected.");
        List<string> first = [];
        while (!fields.EndsLine)
        {
            if (first.Count == MostColumns)
                throw fields.Wrong($"at most {MostColumns} columns were expected");
            first.Add(CsvColumns.ToText(fields.Read(), fields));
        }
        return first;
    }

    private static bool IsHeader(List<string> line) =>
        line.Any(field => field.Length > 0) && !line.Any(field => field.Length > 0 && CsvTable.IsNumber(Encoding.UTF8.GetBytes(field)));

    private static void Check(CsvOptions options)
    {
        if (options.Separator is not ('\t' or (>= ' ' and <= '~')) || char.IsAsciiLetterOrDigit(options.Separator)
            || options.Separator is '"' or '.' or '+' or '-')
        {
            throw new ArgumentException(
                $"Separator is '{options.Separator}'; a tab, a space or an ASCII sign that is in no number was expected.", nameof(options));
        }
        if (options.LabelName is not null && options.LabelIndex is not null)
            throw new ArgumentException("LabelName and LabelIndex are both given; one of them was expected.", nameof(options));
        if (options.LabelsAreNames && options.LabelName is null && options.LabelIndex is null)
            throw new ArgumentException("LabelsAreNames is set; LabelName or LabelIndex was expected with it.", nameof(options));
        if (options.LabelName is not null && options.HasHeader == false)
            throw new ArgumentException("LabelName is given without a header; LabelIndex was expected.", nameof(options));
        if (options.MaximumBytes < 1)
            throw new ArgumentException($"MaximumBytes is {options.MaximumBytes}; at least 1 was expected.", nameof(options));
    }
}
