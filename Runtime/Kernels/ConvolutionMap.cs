using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Which input position an output position reads at each tap of a square kernel: all that a convolution, a pooling or an upsampling has to
/// know of its geometry. Positions are numbered row by row, taps too; taps outside the input are left out.
/// </summary>
/// <remarks>
/// A convolution reads input position o · stride − padding + tap in each direction, a transposed one the i for which o = i · stride −
/// padding + tap. So the two are one relation with the roles of input and output exchanged, which is also what the gradient by the input
/// walks: <see cref="Reversed"/>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConvolutionMap
{
    private readonly Contact[] ofOutputs;
    private readonly int[] firstOfOutput;
    private readonly Contact[] ofTaps;
    private readonly int[] firstOfTap;

    private ConvolutionMap(Direction rows, Direction columns, ConvolutionMap? reversed)
    {
        Inputs = checked(rows.Inputs * columns.Inputs);
        Outputs = checked(rows.Outputs * columns.Outputs);
        Taps = checked(rows.Kernel * columns.Kernel);
        List<Contact> contacts = [];
        firstOfOutput = new int[Outputs + 1];
        for (int output = 0; output < Outputs; output++)
        {
            for (int tap = 0; tap < Taps; tap++)
            {
                if (InputOf(rows, columns, output, tap) is { } input)
                    contacts.Add(new Contact(input, tap));
            }

            firstOfOutput[output + 1] = contacts.Count;
        }

        ofOutputs = [.. contacts];
        contacts.Clear();
        firstOfTap = new int[Taps + 1];
        for (int tap = 0; tap < Taps; tap++)
        {
            for (int output = 0; output < Outputs; output++)
            {
                if (InputOf(rows, columns, output, tap) is { } input)
                    contacts.Add(new Contact(input, output));
            }

            firstOfTap[tap + 1] = contacts.Count;
        }

        ofTaps = [.. contacts];
        Reversed = reversed ?? new ConvolutionMap(rows.Reversed, columns.Reversed, this);
    }

    /// <summary>Positions of the input.</summary>
    public int Inputs { get; }

    /// <summary>Positions of the output.</summary>
    public int Outputs { get; }

    /// <summary>Taps of the kernel: its rows times its columns.</summary>
    public int Taps { get; }

    /// <summary>The same relation from the output to the input: that of the gradient by the input.</summary>
    public ConvolutionMap Reversed { get; }

    /// <summary>A convolution, or the windows of a pooling: ⌊(size + 2 padding − kernel) / stride⌋ + 1 positions in each
    /// direction.</summary>
    /// <param name="inputHeight">Rows of the input's grid.</param>
    /// <param name="inputWidth">Columns of the input's grid.</param>
    /// <param name="kernel">Rows and columns of the kernel.</param>
    /// <param name="stride">From one position of the kernel to the next.</param>
    /// <param name="padding">Rows and columns of zeros around the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the kernel fits nowhere.</exception>
    public static ConvolutionMap Convolution(int inputHeight, int inputWidth, int kernel, int stride, int padding)
    {
        Direction rows = Direction.Convolution(inputHeight, kernel, stride, padding);
        return new(rows, Direction.Convolution(inputWidth, kernel, stride, padding), reversed: null);
    }

    /// <summary>A transposed convolution: (size − 1) stride − 2 padding + kernel + output padding positions in each direction.</summary>
    /// <param name="inputHeight">Rows of the input's grid.</param>
    /// <param name="inputWidth">Columns of the input's grid.</param>
    /// <param name="kernel">Rows and columns of the kernel.</param>
    /// <param name="stride">From the kernel at one input position to that at the next.</param>
    /// <param name="padding">Rows and columns cut off around the output.</param>
    /// <param name="outputPadding">Rows and columns more at the end of the output.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or there is no output.</exception>
    public static ConvolutionMap Transposed(int inputHeight, int inputWidth, int kernel, int stride, int padding, int outputPadding = 0)
    {
        Direction rows = Direction.Transposed(inputHeight, kernel, stride, padding, outputPadding);
        return new(rows, Direction.Transposed(inputWidth, kernel, stride, padding, outputPadding), reversed: null);
    }

    /// <summary>Each input position becomes a square of factor × factor output positions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static ConvolutionMap Upsampling(int inputHeight, int inputWidth, int factor) =>
        Transposed(inputHeight, inputWidth, factor, factor, padding: 0);

    /// <summary>The input positions that an output position reads, each with its tap: taps ascend.</summary>
    internal ReadOnlySpan<Contact> ForOutput(int output) => ofOutputs.AsSpan(firstOfOutput[output]..firstOfOutput[output + 1]);

    /// <summary>The input and output positions that meet at a tap: outputs ascend.</summary>
    internal ReadOnlySpan<Contact> ForTap(int tap) => ofTaps.AsSpan(firstOfTap[tap]..firstOfTap[tap + 1]);

    private static int? InputOf(Direction rows, Direction columns, int output, int tap)
    {
        int? row = rows.InputOf(output / columns.Outputs, tap / columns.Kernel);
        int? column = columns.InputOf(output % columns.Outputs, tap % columns.Kernel);
        return row * columns.Inputs + column;
    }

    /// <summary>One direction of the grid.</summary>
    private readonly record struct Direction(int Inputs, int Outputs, int Kernel, int Stride, int Padding, bool IsTransposed)
    {
        public Direction Reversed => new(Outputs, Inputs, Kernel, Stride, Padding, !IsTransposed);

        public static Direction Convolution(int size, int kernel, int stride, int padding)
        {
            Check(size, kernel, stride, padding);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(kernel, size + 2L * padding, nameof(kernel));
            return new(size, (int)((size + 2L * padding - kernel) / stride + 1), kernel, stride, padding, IsTransposed: false);
        }

        public static Direction Transposed(int size, int kernel, int stride, int padding, int outputPadding)
        {
            Check(size, kernel, stride, padding);
            ArgumentOutOfRangeException.ThrowIfNegative(outputPadding);
            int outputs = checked((int)((size - 1L) * stride - 2L * padding + kernel + outputPadding));
            ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1, nameof(padding));
            return new(size, outputs, kernel, stride, padding, IsTransposed: true);
        }

        public int? InputOf(int output, int tap)
        {
            int input = output * Stride - Padding + tap;
            if (IsTransposed)
            {
                (input, int rest) = Math.DivRem(output + Padding - tap, Stride);
                if (rest != 0)
                    return null;
            }

            return (uint)input < (uint)Inputs ? input : null;
        }

        private static void Check(int size, int kernel, int stride, int padding)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
            ArgumentOutOfRangeException.ThrowIfNegative(padding);
        }
    }
}
