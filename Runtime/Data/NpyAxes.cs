namespace VaeGen;

/// <summary>How the axes of a stored array become examples × channels × height × width.</summary>
/// <param name="Count">Number of examples.</param>
/// <param name="Shape">Shape of one example.</param>
/// <param name="ExampleStride">Stored elements from one example to the next.</param>
/// <param name="ChannelStride">Stored elements from one channel to the next.</param>
/// <param name="RowStride">Stored elements from one row to the next.</param>
/// <param name="ColumnStride">Stored elements from one value of a row to the next.</param>
internal sealed record NpyAxes(int Count, DataShape Shape, int ExampleStride, int ChannelStride, int RowStride, int ColumnStride)
{
    internal static NpyAxes Of(NpyHeader header, bool channelsLast, string path)
    {
        int[] sizes = header.Dimensions;
        if (sizes.Length is 0 or > 4)
        {
            throw new DataFormatException(
                $"The npy file '{path}' holds an array of {sizes.Length} axes{(sizes.Length == 0 ? "" : $" ({header.Sizes})")}; 1 to 4 "
                    + "were expected (examples, channels, height, width).");
        }
        if (channelsLast && sizes.Length != 4)
        {
            throw new DataFormatException($"The npy file '{path}' holds an array of {sizes.Length} axes ({header.Sizes}); images with "
                + "the channels last have 4.");
        }

        int[] strides = Strides(sizes, header.IsFortranOrder);
        return sizes.Length switch
        {
            1 => new NpyAxes(sizes[0], new DataShape(1), strides[0], 0, 0, 0),
            2 => new NpyAxes(sizes[0], new DataShape(sizes[1]), strides[0], 0, 0, strides[1]),
            3 => new NpyAxes(sizes[0], new DataShape(1, sizes[1], sizes[2]), strides[0], 0, strides[1], strides[2]),
            _ when channelsLast =>
            new NpyAxes(sizes[0], new DataShape(sizes[3], sizes[1], sizes[2]), strides[0], strides[3], strides[1], strides[2]),
            _ => new NpyAxes(sizes[0], new DataShape(sizes[1], sizes[2], sizes[3]), strides[0], strides[1], strides[2], strides[3]),
        };
    }

    /// <summary>The elements example after example, channel after channel, row after row; the array itself where they lie so.</summary>
    internal T[] Reorder<T>(T[] stored)
    {
        if (IsInOrder)
            return stored;
        var ordered = new T[stored.Length];
        int next = 0;
        for (int example = 0; example < Count; example++)
        {
            for (int channel = 0; channel < Shape.Channels; channel++)
            {
                for (int row = 0; row < Shape.Height; row++)
                {
                    int start = (example * ExampleStride) + (channel * ChannelStride) + (row * RowStride);
                    for (int column = 0; column < Shape.Width; column++)
                        ordered[next++] = stored[start + (column * ColumnStride)];
                }
            }
        }
        return ordered;
    }

    // An axis of length one has any stride.
    private bool IsInOrder =>
        (Shape.Width == 1 || ColumnStride == 1)
        && (Shape.Height == 1 || RowStride == Shape.Width)
        && (Shape.Channels == 1 || ChannelStride == Shape.Height * Shape.Width)
        && (Count == 1 || ExampleStride == Shape.Features);

    private static int[] Strides(int[] sizes, bool isFortranOrder)
    {
        var strides = new int[sizes.Length];
        int stride = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            int axis = isFortranOrder ? i : sizes.Length - 1 - i;
            strides[axis] = stride;
            stride *= sizes[axis];
        }
        return strides;
    }
}
