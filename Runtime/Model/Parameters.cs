using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The weights of a model: one contiguous arena in panel layout, and the transposed copies that input gradients read. Shared by all
/// networks of the model.
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
        int length = 0;
        int transposedLength = 0;
        foreach (ParameterShape shape in shapes)
        {
            length = checked(length + Layout.Of(shape).Length);
            transposedLength = checked(transposedLength + Layout.OfTransposed(shape).Length);
        }

        Storage = AlignedMemory.Allocate<T>(length, out int origin);
        T[] transposedStorage = AlignedMemory.Allocate<T>(transposedLength, out int transposedOrigin);
        Origin = origin;
        Length = length;

        int[] offsets = Offsets(shapes, origin);
        ImmutableArray<Parameter<T>>.Builder all = ImmutableArray.CreateBuilder<Parameter<T>>(shapes.Length);
        int transposedOffset = transposedOrigin;
        foreach (ParameterShape shape in shapes)
        {
            Layout layout = Layout.Of(shape);
            Layout transposed = Layout.OfTransposed(shape);
            all.Add(new Parameter<T>(
                shape, layout.View(Storage, offsets[all.Count]), transposed.View(transposedStorage, transposedOffset)));
            if (shape.Role == ParameterRole.Weight)
                WeightsEnd = Math.Max(WeightsEnd, offsets[all.Count - 1] + layout.Length);
            transposedOffset += transposed.Length;
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

    /// <summary>The first element in <see cref="Storage"/> after the weights, which lie before all other parameters.</summary>
    public int WeightsEnd { get; }

    /// <summary>The number of trained values, without padding.</summary>
    public long TrainedCount => All.Where(p => p.IsTrained).Sum(p => (long)p.Shape.Inputs * p.Shape.Outputs);

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
            foreach (Tile tile in Tiles(parameter))
                Transposition.Write(parameter.Matrix, parameter.Transposed, tile);
        }
    }

    // Weights first, so that one comparison tells them from biases; otherwise in the order of the model.
    private static int[] Offsets(ReadOnlySpan<ParameterShape> shapes, int origin)
    {
        int[] offsets = new int[shapes.Length];
        int offset = origin;
        foreach (bool weights in (ReadOnlySpan<bool>)[true, false])
        {
            for (int i = 0; i < shapes.Length; i++)
            {
                if (shapes[i].Role == ParameterRole.Weight != weights)
                    continue;
                offsets[i] = offset;
                offset += Layout.Of(shapes[i]).Length;
            }
        }

        return offsets;
    }

    private static IEnumerable<Tile> Tiles(Parameter<T> parameter)
    {
        int width = Panel.Width<T>();
        int rows = parameter.StoredRows;
        for (int panel = 0; panel < parameter.Matrix.Panels; panel++)
        {
            for (int row = 0; row < rows; row += width)
                yield return new Tile(panel, row, Math.Min(width, rows - row));
        }
    }

    /// <summary>Sizes of a stored matrix.</summary>
    private readonly record struct Layout(int Rows, int Channels, int Positions)
    {
        public int Length => checked(PanelStride * Panel.Count<T>(Channels) * Positions);

        // Weights are stored in whole tiles; a bias or a state is one row.
        private int PanelStride => Rows == 1 ? Panel.Width<T>() : checked(Panel.Count<T>(Rows) * Panel.Width<T>() * Panel.Width<T>());

        public static Layout Of(ParameterShape shape) =>
            new(shape.StoredInputs<T>(), shape.Outputs / shape.OutputPositions, shape.OutputPositions);

        public static Layout OfTransposed(ParameterShape shape)
        {
            if (!shape.Transposed)
                return default;
            if (shape.OfImage)
                return new(shape.Outputs, shape.Inputs, Positions: 1);
            int groups = shape.OutputPositions * shape.Taps;
            int channels = shape.Outputs / shape.OutputPositions;
            int rows = groups == 1 ? channels : checked(groups * Panel.Count<T>(channels) * Panel.Width<T>());
            return new(rows, shape.Inputs / (shape.Taps * shape.InputPositions), shape.InputPositions);
        }

        public PanelMatrix<T> View(T[] storage, int offset) =>
            Channels == 0 ? default : new(storage, offset, Channels, Positions, PanelStride);
    }
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

    /// <summary>Rows of the stored matrix, those of padding between taps or positions included.</summary>
    public int StoredRows => Shape.StoredInputs<T>();

    /// <summary>Whether training changes it by a gradient.</summary>
    public bool IsTrained => Shape.Role != ParameterRole.State;

    /// <summary>The stored matrix: where weights stand in a product, that is what is meant.</summary>
    public static implicit operator PanelMatrix<T>(Parameter<T> parameter) => parameter.Matrix;

    /// <summary>The values of one panel of a parameter of one row, such as a bias: W elements.</summary>
    public Span<T> Row(int panel) => Matrix.Row(0, panel);

    /// <inheritdoc cref="PanelMatrix{T}.Tile"/>
    public Span<T> Tile(Tile tile) => Matrix.Tile(tile);

    /// <summary>The value of a parameter of one element.</summary>
    public T Value => Matrix[0, 0];

    /// <summary>Copies the values out in the order of <see cref="ParameterShape.Shape"/>, row-major.</summary>
    /// <param name="storage">The arena to read: the parameters' own, or another of the same layout (gradients, moments).</param>
    /// <param name="shift">The other arena's origin minus the parameters'.</param>
    /// <param name="destination">Receives <see cref="Count"/> values.</param>
    public void CopyTo(T[] storage, int shift, Span<T> destination)
    {
        if (IsPlain)
        {
            for (int output = 0; output < Shape.Outputs; output++)
            {
                Span<T> row = destination.Slice(output * Shape.Inputs, Shape.Inputs);
                ReadOnlySpan<T> column = storage.AsSpan(ColumnOrigin(output) + shift);
                for (int input = 0; input < row.Length; input++)
                    row[input] = column[input * Panel.Width<T>()];
            }

            return;
        }

        PanelMatrix<T> source = In(storage, shift);
        for (int i = 0; i < Count; i++)
        {
            (int row, int column) = Place(i);
            destination[i] = source[row, column];
        }
    }

    /// <summary>Copies values in the order of <see cref="ParameterShape.Shape"/> into an arena; the inverse of
    /// <see cref="CopyTo"/>.</summary>
    public void CopyFrom(ReadOnlySpan<T> source, T[] storage, int shift)
    {
        if (IsPlain)
        {
            for (int output = 0; output < Shape.Outputs; output++)
            {
                ReadOnlySpan<T> row = source.Slice(output * Shape.Inputs, Shape.Inputs);
                Span<T> column = storage.AsSpan(ColumnOrigin(output) + shift);
                for (int input = 0; input < row.Length; input++)
                    column[input * Panel.Width<T>()] = row[input];
            }

            return;
        }

        PanelMatrix<T> destination = In(storage, shift);
        for (int i = 0; i < Count; i++)
        {
            (int row, int column) = Place(i);
            destination[row, column] = source[i];
        }
    }

    // Between vectors: the columns of the file are the rows of the matrix. A kernel of one tap may have its inputs first.
    private bool IsPlain => !Shape.InputsFirst && Shape.Taps * Shape.InputPositions * Shape.OutputPositions == 1;

    // Where the weights of an output begin; those of its next input lie a panel's width further.
    private int ColumnOrigin(int output)
    {
        (int panel, int lane) = Math.DivRem(output, Panel.Width<T>());
        return Matrix.Offset + panel * Matrix.PanelStride + lane;
    }

    private PanelMatrix<T> In(T[] storage, int shift) =>
        new(storage, Matrix.Offset + shift, Matrix.Channels, Matrix.Positions, Matrix.PanelStride);

    // Row and column in the stored matrix of a value of the file: [outputs, channels, taps or positions], or [channels, outputs, taps].
    private (int Row, int Column) Place(int index)
    {
        int groups = Shape.Taps * Shape.InputPositions;
        (int rest, int group) = Math.DivRem(index, groups);
        (int slow, int fast) = Math.DivRem(rest, Shape.InputsFirst ? Shape.Outputs : Shape.Inputs / groups);
        (int channel, int output) = Shape.InputsFirst ? (slow, fast) : (fast, slow);
        if (Shape.OfImage)
            return (channel * groups + group, output);
        int rowsOfGroup = groups == 1 ? 0 : Panel.Count<T>(Shape.Inputs / groups) * Panel.Width<T>();
        return (group * rowsOfGroup + channel, output);
    }
}
