using System;
using System.Globalization;
using System.Runtime.InteropServices;

namespace VaeGen;

public sealed partial class DataSet
{
    /// <summary>Makes a set of bytes that stand for 0 … 1 in steps of 1/255. The values are copied and stay bytes.</summary>
    /// <param name="values">Values, example after example; each example as <see cref="DataShape"/> says.</param>
    /// <param name="shape">
    /// Shape of one example; a number for a plain vector, (height, width) or (channels, height, width) for an image.
    /// </param>
    /// <param name="labels">One label, not negative, for each example, or nothing.</param>
    /// <param name="name">What the set is called in messages, or null.</param>
    /// <exception cref="ArgumentException">The values are none or no whole number of examples, or the labels don't fit.</exception>
    public static DataSet From(ReadOnlySpan<byte> values, DataShape shape, ReadOnlySpan<int> labels = default, string? name = null)
    {
        int count = CountExamples(values.Length, shape);
        return Create(new StoredBytes(values.ToArray()), shape, count, CopyLabels(labels, count), name);
    }

    /// <summary>Makes a set of floats. The values are copied.</summary>
    /// <inheritdoc cref="From(ReadOnlySpan{byte}, DataShape, ReadOnlySpan{int}, string?)"/>
    public static DataSet From(ReadOnlySpan<float> values, DataShape shape, ReadOnlySpan<int> labels = default, string? name = null)
    {
        int count = CountExamples(values.Length, shape);
        return Create(new StoredSingles(values.ToArray()), shape, count, CopyLabels(labels, count), name);
    }

    /// <summary>Makes a set of doubles. The values are copied; a model of double precision gets them as they are, one of single precision
    /// rounded. Where all of them are 32-bit floats they are kept as such, and the set is the one that floats make.</summary>
    /// <inheritdoc cref="From(ReadOnlySpan{byte}, DataShape, ReadOnlySpan{int}, string?)"/>
    public static DataSet From(ReadOnlySpan<double> values, DataShape shape, ReadOnlySpan<int> labels = default, string? name = null)
    {
        int count = CountExamples(values.Length, shape);
        return Create(StoredDoubles.Keep(values), shape, count, CopyLabels(labels, count), name);
    }

    /// <summary>Makes a set of floats from a matrix. The values are copied.</summary>
    /// <param name="values">One example a row.</param>
    /// <param name="shape">Shape of one example, or null for a plain vector of as many features as there are columns.</param>
    /// <param name="labels">One label, not negative, for each example, or nothing.</param>
    /// <param name="name">What the set is called in messages, or null.</param>
    /// <exception cref="ArgumentException">
    /// There are no values, the shape does not have as many values as a row, or the labels don't fit.
    /// </exception>
    public static DataSet From(float[,] values, DataShape? shape = null, ReadOnlySpan<int> labels = default, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        DataShape rowShape = RowShape(values.GetLength(0), values.GetLength(1), shape);
        return From(MemoryMarshal.CreateReadOnlySpan(ref values[0, 0], values.Length), rowShape, labels, name);
    }

    /// <summary>Makes a set of doubles from a matrix. The values are copied, and kept as doubles where not all of them are 32-bit
    /// floats.</summary>
    /// <inheritdoc cref="From(float[,], DataShape?, ReadOnlySpan{int}, string?)"/>
    public static DataSet From(double[,] values, DataShape? shape = null, ReadOnlySpan<int> labels = default, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        DataShape rowShape = RowShape(values.GetLength(0), values.GetLength(1), shape);
        return From(MemoryMarshal.CreateReadOnlySpan(ref values[0, 0], values.Length), rowShape, labels, name);
    }

    /// <summary>Makes a set of floats from rows of equal length. The values are copied.</summary>
    /// <inheritdoc cref="From(float[,], DataShape?, ReadOnlySpan{int}, string?)"/>
    public static DataSet From(float[][] values, DataShape? shape = null, ReadOnlySpan<int> labels = default, string? name = null)
    {
        DataShape rowShape = RowShape(values, shape);
        return Create(new StoredSingles(Concatenate(values)), rowShape, values.Length, CopyLabels(labels, values.Length), name);
    }

    /// <summary>Makes a set of doubles from rows of equal length. The values are copied, and kept as doubles where not all of them are
    /// 32-bit floats.</summary>
    /// <inheritdoc cref="From(float[,], DataShape?, ReadOnlySpan{int}, string?)"/>
    public static DataSet From(double[][] values, DataShape? shape = null, ReadOnlySpan<int> labels = default, string? name = null)
    {
        DataShape rowShape = RowShape(values, shape);
        return Create(StoredDoubles.Keep(Concatenate(values)), rowShape, values.Length, CopyLabels(labels, values.Length), name);
    }

    /// <summary>Makes a set that keeps the given array: for readers and generators, which hand over what they made.</summary>
    internal static DataSet Adopt(byte[] values, DataShape shape, int[]? labels, string? name) =>
        Create(new StoredBytes(values), shape, CountExamples(values.Length, shape), labels, name);

    /// <inheritdoc cref="Adopt(byte[], DataShape, int[], string)"/>
    internal static DataSet Adopt(float[] values, DataShape shape, int[]? labels, string? name) =>
        Create(new StoredSingles(values), shape, CountExamples(values.Length, shape), labels, name);

    /// <inheritdoc cref="Adopt(byte[], DataShape, int[], string)"/>
    internal static DataSet Adopt(double[] values, DataShape shape, int[]? labels, string? name) =>
        Create(StoredDoubles.Keep(values), shape, CountExamples(values.Length, shape), labels, name);

    private static DataSet Create(StoredValues values, DataShape shape, int count, int[]? labels, string? name) =>
        new(Labeled(new DataParts(values, shape, count) { Name = name }, labels, classNames: null));

    private static int CountExamples(int length, DataShape shape)
    {
        if (shape.Features == 0)
            throw new ArgumentException("The shape has no values; make it with a constructor.", nameof(shape));
        if (length == 0)
            throw new ArgumentException("A data set has at least one example.", "values");
        if (length % shape.Features != 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"{length} values are no whole number of examples of {shape.Features} values ({shape})."),
                    "values");
        }
        return length / shape.Features;
    }

    private static DataShape RowShape(int rows, int columns, DataShape? shape)
    {
        if (rows == 0 || columns == 0)
            throw new ArgumentException("A data set has at least one example of at least one value.", "values");
        if (shape is DataShape given && given.Features != columns)
            throw new ArgumentException($"A row has {columns} values, the shape {given} has {given.Features}.", nameof(shape));
        return shape ?? new DataShape(columns);
    }

    private static DataShape RowShape<T>(T[][] values, DataShape? shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        DataShape rowShape = RowShape(values.Length, values.Length == 0 ? 0 : RowLength(values, 0), shape);
        for (int row = 1; row < values.Length; row++)
        {
            if (RowLength(values, row) != rowShape.Features)
                throw new ArgumentException($"Row {row} has {values[row].Length} values, row 0 has {rowShape.Features}.", nameof(values));
        }
        return rowShape;
    }

    private static int RowLength<T>(T[][] values, int row) =>
        values[row]?.Length ?? throw new ArgumentException($"Row {row} is null.", nameof(values));

    private static T[] Concatenate<T>(T[][] rows)
    {
        int length = rows[0].Length;
        var all = new T[checked(rows.Length * length)];
        for (int row = 0; row < rows.Length; row++)
            rows[row].CopyTo(all, row * length);
        return all;
    }
}
