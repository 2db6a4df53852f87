using System;
using System.Collections.Generic;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen.Runtime.Tests.Kernels;

/// <summary>A convolution of the tests, and its definition by plain loops over the coordinates of the grid: the oracle of
/// <see cref="ConvolutionMap"/> too.</summary>
public sealed record Geometry(
    bool IsTransposed, int Inputs, int Height, int Width, int Outputs, int Kernel, int Stride, int Padding, int OutputPadding = 0)
{
    public int OutputHeight => Size(Height);

    public int OutputWidth => Size(Width);

    public ConvolutionMap Map => IsTransposed
        ? ConvolutionMap.Transposed(Height, Width, Kernel, Stride, Padding, OutputPadding)
        : ConvolutionMap.Convolution(Height, Width, Kernel, Stride, Padding);

    public ParameterShape Weights => IsTransposed
        ? ParameterShape.TransposedConvolution("w", Outputs, Inputs, Kernel, transposed: true)
        : ParameterShape.Convolution("w", Outputs, Inputs, Kernel, transposed: true);

    /// <summary>Every kind: strides beyond the kernel, wide paddings, one tap, grids that are not square, channels that fill no panel,
    /// several strips.</summary>
    public static IEnumerable<Geometry> All()
    {
        yield return new(false, 3, 6, 5, 7, 3, 1, 1);
        yield return new(false, 17, 5, 4, 33, 4, 2, 1);
        yield return new(false, 5, 4, 6, 40, 1, 1, 0);
        yield return new(false, 16, 7, 7, 16, 2, 3, 0);
        yield return new(false, 4, 3, 2, 20, 3, 2, 2);
        yield return new(false, 1, 1, 1, 1, 5, 1, 4);
        yield return new(false, 9, 5, 5, 145, 3, 2, 0);
        yield return new(true, 7, 3, 4, 5, 4, 2, 1);
        yield return new(true, 18, 3, 3, 35, 3, 2, 1, 1);
        yield return new(true, 6, 2, 3, 12, 2, 3, 0);
        yield return new(true, 2, 3, 2, 3, 3, 1, 2, 1);
        yield return new(true, 40, 2, 2, 2, 5, 4, 0, 3);
        // Sums of more than 1024 terms, forward and over positions and rows: kernels take them in parts.
        yield return new(false, 145, 3, 4, 33, 3, 1, 1);
        yield return new(false, 4, 9, 9, 33, 1, 1, 0);
    }

    /// <summary>The input position that an output position reads at a tap; −1 outside.</summary>
    public int InputOf(int output, int tap)
    {
        int y = Coordinate(output / OutputWidth, tap / Kernel, Height);
        int x = Coordinate(output % OutputWidth, tap % Kernel, Width);
        return y < 0 || x < 0 ? -1 : y * Width + x;
    }

    /// <summary>The index of a weight in its file.</summary>
    public int WeightIndex(int output, int input, int tap) =>
        (IsTransposed ? input * Outputs + output : output * Inputs + input) * Kernel * Kernel + tap;

    public override string ToString() =>
        $"{(IsTransposed ? "transposed " : "")}{Inputs}×{Height}×{Width} → {Outputs}×{OutputHeight}×{OutputWidth}, kernel {Kernel}, "
            + $"stride {Stride}, padding {Padding}";

    /// <summary>y [rows, outputs · positions] of x [rows, inputs · positions]: taps, then channels, ascending.</summary>
    public T[,] Forward<T>(T[,] x, T[] weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int inputPositions = Height * Width, outputPositions = OutputHeight * OutputWidth;
        T[,] y = new T[x.GetLength(0), Outputs * outputPositions];
        Each(y, outputPositions, (row, channel, position) =>
        {
            T sum = T.Zero;
            for (int tap = 0; tap < Kernel * Kernel; tap++)
            {
                int input = InputOf(position, tap);
                for (int c = 0; c < Inputs && input >= 0; c++)
                    sum = T.FusedMultiplyAdd(x[row, c * inputPositions + input], weights[WeightIndex(channel, c, tap)], sum);
            }

            return sum;
        });
        return y;
    }

    /// <summary>The gradient by x: taps, then channels, ascending.</summary>
    public T[,] InputGradient<T>(T[,] dy, T[] weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int inputPositions = Height * Width, outputPositions = OutputHeight * OutputWidth;
        T[,] dx = new T[dy.GetLength(0), Inputs * inputPositions];
        Each(dx, inputPositions, (row, channel, position) =>
        {
            T sum = T.Zero;
            for (int tap = 0; tap < Kernel * Kernel; tap++)
            {
                int output = 0;
                while (output < outputPositions && InputOf(output, tap) != position)
                    output++;
                for (int c = 0; c < Outputs && output < outputPositions; c++)
                    sum = T.FusedMultiplyAdd(dy[row, c * outputPositions + output], weights[WeightIndex(c, channel, tap)], sum);
            }

            return sum;
        });
        return dx;
    }

    /// <summary>The gradient by the weights, in the order of their file: output positions, then rows, ascending.</summary>
    public T[] WeightGradient<T>(T[,] x, T[,] dy)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int inputPositions = Height * Width, outputPositions = OutputHeight * OutputWidth;
        T[] gradient = new T[Outputs * Inputs * Kernel * Kernel];
        for (int tap = 0; tap < Kernel * Kernel; tap++)
        {
            for (int position = 0; position < outputPositions; position++)
            {
                int input = InputOf(position, tap);
                if (input < 0)
                    continue;
                for (int i = 0; i < Outputs * Inputs; i++)
                {
                    (int output, int channel) = Math.DivRem(i, Inputs);
                    ref T sum = ref gradient[WeightIndex(output, channel, tap)];
                    for (int row = 0; row < x.GetLength(0); row++)
                    {
                        sum = T.FusedMultiplyAdd(
                            x[row, channel * inputPositions + input], dy[row, output * outputPositions + position], sum);
                    }
                }
            }
        }

        return gradient;
    }

    private static void Each<T>(T[,] values, int positions, Func<int, int, int, T> value)
    {
        for (int row = 0; row < values.GetLength(0); row++)
        {
            for (int column = 0; column < values.GetLength(1); column++)
                values[row, column] = value(row, column / positions, column % positions);
        }
    }

    private int Size(int size) =>
        IsTransposed ? (size - 1) * Stride - 2 * Padding + Kernel + OutputPadding : (size + 2 * Padding - Kernel) / Stride + 1;

    private int Coordinate(int output, int tap, int size)
    {
        for (int input = 0; input < size; input++)
        {
            if (IsTransposed ? input * Stride - Padding + tap == output : output * Stride - Padding + tap == input)
                return input;
        }

        return -1;
    }
}
