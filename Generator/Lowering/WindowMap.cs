using System.Globalization;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Lowering;

/// <summary>
/// Which positions of one grid a window of taps joins with which positions of another: the geometry of a convolution, of a transposed one
/// and of pooling, a relation {(input position, tap, output position)}.
/// </summary>
/// <param name="Name">What it belongs to, such as <c>h1</c>: the name of the emitted map.</param>
/// <param name="Input">The grid of the input.</param>
/// <param name="Output">The grid of the output.</param>
/// <param name="Kernel">Rows and columns of the window.</param>
/// <param name="Stride">From one window to the next, on the larger grid.</param>
/// <param name="Padding">Rows and columns around the larger grid.</param>
/// <param name="IsTransposed">Whether the larger grid is the output's.</param>
/// <param name="OutputPadding">Rows and columns more at the end of a transposed convolution's output.</param>
internal sealed record WindowMap(
    string Name, ValueShape Input, ValueShape Output, int Kernel, int Stride, int Padding, bool IsTransposed = false, int OutputPadding = 0)
{
    /// <summary>Each position repeated in both directions: windows that do not meet.</summary>
    public static WindowMap Repeating(string name, ValueShape input, ValueShape output, int factor) =>
        new(name, input, output, factor, factor, 0, IsTransposed: true) { IsRepeating = true };

    /// <summary>Whether it repeats positions.</summary>
    public bool IsRepeating { get; init; }

    /// <summary>The channels of the input where that is an image, whose pixels lie as a plain row; 0 where it is a volume.</summary>
    public int ImageChannels { get; init; }

    /// <summary>Rows and columns of the window, in words: <c>3×3</c>.</summary>
    public string Square => string.Format(CultureInfo.InvariantCulture, "{0}×{0}", Kernel);

    /// <summary>Whether the input is an image.</summary>
    public bool IsOfImage => ImageChannels > 0;

    /// <summary>The same relation from the output to the input.</summary>
    public WindowMap Reversed()
    {
        // A convolution may leave rows of its input that no window reaches.
        int left = IsTransposed ? 0 : Input.Height + (2 * Padding) - Kernel - ((Output.Height - 1) * Stride);
        return new WindowMap(Name, Output, Input, Kernel, Stride, Padding, !IsTransposed, left);
    }

    /// <summary>Pairs of one tap each: how often a tap's weights are multiplied for one example.</summary>
    public long Pairs
    {
        get
        {
            (ValueShape large, ValueShape small) = IsTransposed ? (Output, Input) : (Input, Output);
            return Along(large.Height, small.Height) * Along(large.Width, small.Width);
        }
    }

    // Valid (tap, position) pairs of one direction.
    private long Along(int large, int small)
    {
        long pairs = 0;
        for (int position = 0; position < small; position++)
        {
            for (int tap = 0; tap < Kernel; tap++)
            {
                int other = (position * Stride) + tap - Padding;
                if (other >= 0 && other < large)
                    pairs++;
            }
        }

        return pairs;
    }
}
