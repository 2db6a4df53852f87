using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace VaeGen;

/// <summary>The values and labels of a CSV file while it is read.</summary>
internal sealed class CsvTable
{
    private const int LinesBetweenLooks = 1024;
    private const int MostDigits = 7;

    private readonly CsvFields fields;
    private readonly CsvColumns columns;
    private readonly CsvOptions options;
    private readonly long fileLength;
    private readonly bool storesBytes;
    private readonly List<int> labels = [];
    private readonly Dictionary<string, int> classes = new(StringComparer.Ordinal);
    private byte[] bytes = [];
    private readonly CsvNumbers numbers = new();
    private int count;
    private int endOfRow;

    internal CsvTable(CsvFields fields, CsvColumns columns, CsvOptions options, long fileLength)
    {
        this.fields = fields;
        this.columns = columns;
        this.options = options;
        this.fileLength = fileLength;
        // No byte stands for a missing one.
        storesBytes = options.AreBytes && !options.HasMissing;
    }

    /// <summary>Whether a field is a number, or stands for one that is missing.</summary>
    internal static bool IsNumber(ReadOnlySpan<byte> field) =>
        IsMissing(field) || float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Adds a line that was read already.</summary>
    internal void AddRow(List<string> line)
    {
        Reserve();
        for (int column = 0; column < line.Count; column++)
            Add(column, Encoding.UTF8.GetBytes(line[column]));
    }

    /// <summary>Adds all lines that are left.</summary>
    internal void AddRows(CancellationToken cancellationToken)
    {
        while (fields.NextLine())
        {
            if (fields.Line % LinesBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> first = fields.Read();
            if (first.IsEmpty && fields.EndsLine && !fields.IsQuoted)
            {
                RequireOnlyEmptyLines();
                return;
            }
            Reserve();
            Add(0, first);
            while (!fields.EndsLine)
            {
                ReadOnlySpan<byte> field = fields.Read();
                if (fields.Column <= columns.Count)
                    Add(fields.Column - 1, field);
            }
            if (fields.Column != columns.Count)
                throw fields.Wrong($"the line has {fields.Column} fields; {columns.Count} were expected, as in the first");
        }
    }

    /// <summary>What was read as a set.</summary>
    internal DataSet ToDataSet(string path)
    {
        if (count == 0)
            throw new DataFormatException($"The CSV file '{path}' holds a header alone; examples were expected below it.");
        string name = Path.GetFileName(path);
        Array.Resize(ref bytes, storesBytes ? count : 0);
        numbers.Resize(storesBytes ? 0 : count);
        DataSet data = storesBytes ? DataSet.Adopt(bytes, columns.Shape, null, name) : numbers.ToDataSet(columns.Shape, name);
        if (columns.Label >= 0)
            data = Label(data);
        return options.HasMissing ? data.WithMissing() : data;
    }

    // Classes were numbered as they came; ordinal order does not depend on the order of the lines.
    private DataSet Label(DataSet data)
    {
        if (!options.LabelsAreNames)
            return data.AdoptLabels([.. labels]);
        string[] names = [.. classes.Keys.Order(StringComparer.Ordinal)];
        var numbers = new int[names.Length];
        for (int i = 0; i < names.Length; i++)
            numbers[classes[names[i]]] = i;
        return data.AdoptLabels([.. labels.Select(label => numbers[label])], names);
    }

    private void Add(int column, ReadOnlySpan<byte> field)
    {
        if (column == columns.Label)
            labels.Add(ParseLabel(column, field));
        else if (storesBytes)
            bytes[count++] = ParseByte(column, field);
        else if (options.HasMissing && IsMissing(field))
            Add(double.NaN);
        else
            Add(options.AreBytes ? ParseByte(column, field) / 255.0 : ParseNumber(column, field));
    }

    private void Add(double number)
    {
        if (!numbers.CanHold(number))
        {
            RequireRoom(endOfRow, sizeof(double));
            numbers.Widen((int)Math.Min(numbers.Capacity, Limit(sizeof(double))));
        }

        numbers.Set(count++, number);
    }

    private double ParseNumber(int column, ReadOnlySpan<byte> field)
    {
        if (TryParseDigits(field, out int digits))
            return digits;
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
            return value;
        if (double.IsInfinity(value) && field.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0)
            throw Unexpected(column, field, "a number within the range of 64-bit floats was expected");
        throw Unexpected(column, field, "a finite number was expected");
    }

    private byte ParseByte(int column, ReadOnlySpan<byte> field) =>
        TryParseDigits(field, out int digits) && digits <= byte.MaxValue ? (byte)digits
        : byte.TryParse(
            field, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out byte value)
            ? value
            : throw Unexpected(column, field, "a whole number from 0 to 255 was expected");

    // Most fields of most files: some digits alone, few enough to be exact as a 32-bit float.
    private static bool TryParseDigits(ReadOnlySpan<byte> field, out int number)
    {
        number = 0;
        if (field.Length is 0 or > MostDigits)
            return false;
        foreach (byte letter in field)
        {
            if (!char.IsAsciiDigit((char)letter))
                return false;
            number = (10 * number) + (letter - '0');
        }
        return true;
    }

    private int ParseLabel(int column, ReadOnlySpan<byte> field)
    {
        if (options.LabelsAreNames)
        {
            string name = CsvColumns.ToText(field, fields);
            if (name.Length == 0)
                throw Unexpected(column, field, "the name of a class was expected");
            if (!classes.TryGetValue(name, out int known))
                classes.Add(name, known = classes.Count);
            return known;
        }
        return int.TryParse(
            field, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int label)
            && label < int.MaxValue
            ? label
            : throw Unexpected(column, field, "a label, a whole number from 0, was expected (LabelsAreNames takes names)");
    }

    private static bool IsMissing(ReadOnlySpan<byte> field)
    {
        field = field.Trim(" \t"u8);
        return field.IsEmpty || field.SequenceEqual("NaN"u8) || field.SequenceEqual("nan"u8) || field.SequenceEqual("NA"u8);
    }

    private DataFormatException Unexpected(int column, ReadOnlySpan<byte> field, string expected)
    {
        string found = Encoding.UTF8.GetString(field[..Math.Min(field.Length, 40)]);
        string hint = CsvHint.For(
            found, IsMissing(field), column, columns.Name(column), options, isLabel: column == columns.Label,
            isFirstLine: fields.Line == 1);
        string what = found.Length == 0 ? "the field is empty" : $"found '{found}'";
        return fields.Wrong($"{what}; {expected}{hint}", column + 1, columns.Name(column));
    }

    private void RequireOnlyEmptyLines()
    {
        long empty = fields.Line;
        while (fields.NextLine())
        {
            if (!(fields.Read().IsEmpty && fields.EndsLine))
                throw fields.Wrong($"line {empty} is empty and this one is not; empty lines were expected at the end alone");
        }
    }

    // Room for one more example; at first, as many as the length of the file lets expect.
    private void Reserve()
    {
        int capacity = storesBytes ? bytes.Length : numbers.Capacity;
        long needed = (long)count + columns.Shape.Features;
        int size = storesBytes ? sizeof(byte) : numbers.ElementBytes;
        if (needed > capacity)
            Grow(needed, capacity, size);
        endOfRow = (int)needed;
    }

    private void Grow(long needed, int capacity, int size)
    {
        RequireRoom(needed, size);
        long limit = Limit(size);
        long estimate = (long)(count + (columns.Shape.Features * (fileLength / (double)Math.Max(1, fields.Position))));
        int room =
            (int)Math.Clamp(Math.Max(estimate, capacity + ((long)capacity / 2)), needed, Math.Min(limit, Math.Max(needed, fileLength)));
        if (storesBytes)
            Array.Resize(ref bytes, room);
        else
            numbers.Resize(room);
    }

    private long Limit(int size) => Math.Min(Array.MaxLength, options.MaximumBytes / size);

    private void RequireRoom(long needed, int size)
    {
        long limit = Limit(size);
        if (needed > limit)
        {
            throw new DataFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"The CSV file '{fields.Path}' has more than {limit * size} bytes of values at line {fields.Line}; at most "
                    + $"{limit * size} were expected (MaximumBytes)."));
        }
    }
}
