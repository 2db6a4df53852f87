using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace VaeGen.Runtime.V1;

/// <summary>
/// The weights of a model: one contiguous arena in panel layout, and the transposed copies that input gradients read. Shared by all networks of the model.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Parameters<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, Parameter<T>> byName;

    /// <summary>Allocates all parameters as zeros.</summary>
    public Parameters(params ReadOnlySpan<ParameterShape> shapes)
    {
        int width = Panel.Width<T>();
        int length = 0;
        int transposedLength = 0;
        foreach (ParameterShape shape in shapes)
        {
            length += StoredLength(shape.Inputs, shape.Outputs, width);
            transposedLength += shape.Transposed ? StoredLength(shape.Outputs, shape.Inputs, width) : 0;
        }

        Storage = AlignedMemory.Allocate<T>(length, out int origin);
        T[] transposedStorage = AlignedMemory.Allocate<T>(transposedLength, out int transposedOrigin);
        Origin = origin;
        Length = length;

        ImmutableArray<Parameter<T>>.Builder all = ImmutableArray.CreateBuilder<Parameter<T>>(shapes.Length);
        int offset = origin;
        int transposedOffset = transposedOrigin;
        foreach (ParameterShape shape in shapes)
        {
            PanelMatrix<T> matrix = new(Storage, offset, shape.Outputs, PanelStride(shape.Inputs, width));
            PanelMatrix<T> transposed = shape.Transposed
                ? new(transposedStorage, transposedOffset, shape.Inputs, PanelStride(shape.Outputs, width))
                : default;
            all.Add(new Parameter<T>(shape, matrix, transposed));
            offset += StoredLength(shape.Inputs, shape.Outputs, width);
            transposedOffset += shape.Transposed ? StoredLength(shape.Outputs, shape.Inputs, width) : 0;
        }

        All = all.MoveToImmutable();
        byName = All.ToDictionary(parameter => parameter.Shape.Name, StringComparer.Ordinal);
    }

    /// <summary>All parameters, in the order of the model.</summary>
    public ImmutableArray<Parameter<T>> All { get; }

    /// <summary>The arena of all parameters; padding lanes and rows are zero and stay zero.</summary>
    public T[] Storage { get; }

    /// <summary>The arena's first element in <see cref="Storage"/>.</summary>
    public int Origin { get; }

    /// <summary>Elements of the arena, padding included.</summary>
    public int Length { get; }

    /// <summary>The number of trained values, without padding.</summary>
    public long TrainedCount => All.Where(p => p.Shape.Role != ParameterRole.State).Sum(p => (long)p.Shape.Inputs * p.Shape.Outputs);

    /// <summary>The parameter of that name.</summary>
    /// <exception cref="KeyNotFoundException">The model has no such parameter.</exception>
    public Parameter<T> this[string name] => byName[name];

    /// <summary>The stored matrix [inputs, outputs] of the parameter of that name.</summary>
    public PanelMatrix<T> Matrix(string name) => byName[name].Matrix;

    /// <summary>The transposed copy [outputs, inputs] of the weights of that name.</summary>
    public PanelMatrix<T> Transposed(string name) => byName[name].Transposed;

    /// <summary>Brings every transposed copy up to date, after weights were set from outside a training step.</summary>
    public void RefreshTransposed()
    {
        foreach (Parameter<T> parameter in All)
        {
            if (!parameter.Shape.Transposed)
                continue;
            foreach (Tile tile in Tiles(parameter.Shape))
                Transposition.Write(parameter.Matrix, parameter.Transposed, tile);
        }
    }

    private static IEnumerable<Tile> Tiles(ParameterShape shape)
    {
        int width = Panel.Width<T>();
        for (int panel = 0; panel < Panel.Count<T>(shape.Outputs); panel++)
        {
            for (int row = 0; row < shape.Inputs; row += width)
                yield return new Tile(panel, row, Math.Min(width, shape.Inputs - row));
        }
    }

    // Weights are stored in whole tiles; a bias or a state is one row.
    private static int PanelStride(int rows, int width) => rows == 1 ? width : (rows + width - 1) / width * width * width;

    private static int StoredLength(int rows, int columns, int width) =>
        checked(PanelStride(rows, width) * ((columns + width - 1) / width));
}

/// <summary>One parameter: its layout record and where it lies.</summary>
/// <param name="Shape">The layout record.</param>
/// <param name="Matrix">The stored matrix [inputs, outputs].</param>
/// <param name="Transposed">The transposed copy [outputs, inputs]; empty where none is kept.</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record Parameter<T>(ParameterShape Shape, PanelMatrix<T> Matrix, PanelMatrix<T> Transposed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of values, without padding.</summary>
    public int Count => Shape.Inputs * Shape.Outputs;

    /// <summary>Copies the values out in the order of <see cref="ParameterShape.Shape"/> (row-major [outputs, inputs]).</summary>
    /// <param name="storage">The arena to read: the parameters' own, or another of the same layout (gradients, moments).</param>
    /// <param name="shift">The other arena's origin minus the parameters'.</param>
    /// <param name="destination">Receives <see cref="Count"/> values.</param>
    public void CopyTo(T[] storage, int shift, Span<T> destination)
    {
        int width = Panel.Width<T>();
        int inputs = Shape.Inputs;
        for (int output = 0; output < Shape.Outputs; output++)
        {
            Span<T> row = destination.Slice(output * inputs, inputs);
            ReadOnlySpan<T> column = storage.AsSpan(ColumnOrigin(output) + shift);
            for (int input = 0; input < row.Length; input++)
                row[input] = column[input * width];
        }
    }

    /// <summary>Copies values in the order of <see cref="ParameterShape.Shape"/> into an arena; the inverse of <see cref="CopyTo"/>.</summary>
    public void CopyFrom(ReadOnlySpan<T> source, T[] storage, int shift)
    {
        int width = Panel.Width<T>();
        int inputs = Shape.Inputs;
        for (int output = 0; output < Shape.Outputs; output++)
        {
            ReadOnlySpan<T> row = source.Slice(output * inputs, inputs);
            Span<T> column = storage.AsSpan(ColumnOrigin(output) + shift);
            for (int input = 0; input < row.Length; input++)
                column[input * width] = row[input];
        }
    }

    // Where the weights of an output begin; those of its next input lie a panel's width further.
    private int ColumnOrigin(int output)
    {
        (int panel, int lane) = Math.DivRem(output, Panel.Width<T>());
        return Matrix.Offset + panel * Matrix.PanelStride + lane;
    }
}
