using System;
using System.IO;

namespace VaeGen;

/// <summary>
/// Reads arrays that NumPy saved (<c>numpy.save</c>), versions 1 to 3 of the npy format, little- or big-endian, in C or in Fortran order. A
/// file has to be exactly as long as its header says; no more memory is taken than that, twice where elements are put into another order.
/// </summary>
public static class Npy
{
    /// <summary>Reads examples, the first axis of the array.</summary>
    /// <param name="path">
    /// The file: an array [examples], [examples, features], [examples, height, width] or [examples, channels, height, width]. Elements of
    /// type uint8 stay bytes and stand for 0 … 1 in steps of 1/255, bool is zero and one; float32 and float64 are taken as they are, int32
    /// and int64 become floats of 32 bits.
    /// </param>
    /// <param name="channelsLast">
    /// Whether an array of four axes is [examples, height, width, channels] instead; the channels are put first.
    /// </param>
    /// <param name="maximumBytes">The most bytes of data the header may declare.</param>
    /// <returns>The examples, without labels, named after the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">
    /// The file is no whole npy file of examples: the message says what was found and what was expected.
    /// </exception>
    public static DataSet ReadExamples(string path, bool channelsLast = false, long maximumBytes = Idx.DefaultMaximumBytes)
    {
        using NpyFile file = NpyFile.Open(path, maximumBytes);
        NpyAxes axes = NpyAxes.Of(file.Header, channelsLast, path);
        string name = Path.GetFileName(path);
        return file.Header.ElementType switch
        {
            NpyElementType.Byte or NpyElementType.Boolean => DataSet.Adopt(axes.Reorder(file.ReadBytes()), axes.Shape, null, name),
            NpyElementType.Double => DataSet.Adopt(axes.Reorder(file.ReadDoubles()), axes.Shape, null, name),
            _ => DataSet.Adopt(axes.Reorder(file.ReadSingles()), axes.Shape, null, name),
        };
    }

    /// <summary>Reads examples and, from a second file, their labels.</summary>
    /// <param name="path">The file of the examples, as in <see cref="ReadExamples(string, bool, long)"/>.</param>
    /// <param name="labelsPath">The file of the labels, as in <see cref="ReadLabels"/>.</param>
    /// <param name="channelsLast">Whether the channels are the last axis of images.</param>
    /// <param name="maximumBytes">The most bytes of data the header of one file may declare.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">A file is not what it has to be, or they differ in number.</exception>
    public static DataSet ReadExamples(
        string path, string labelsPath, bool channelsLast = false, long maximumBytes = Idx.DefaultMaximumBytes)
    {
        DataSet examples = ReadExamples(path, channelsLast, maximumBytes);
        int[] labels = ReadLabels(labelsPath, maximumBytes);
        return labels.Length == examples.Count
            ? examples.AdoptLabels(labels)
            : throw new DataFormatException($"'{labelsPath}' has {labels.Length} labels; '{path}' has {examples.Count} examples.");
    }

    /// <summary>Reads labels: an array of one axis (or of a second one of length one) of uint8, int32, int64 or bool.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumBytes">The most bytes of data the header may declare.</param>
    /// <returns>One label for each example, none negative.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">
    /// The file is no whole npy file of labels: the message says what was found and what was expected.
    /// </exception>
    public static int[] ReadLabels(string path, long maximumBytes = Idx.DefaultMaximumBytes)
    {
        using NpyFile file = NpyFile.Open(path, maximumBytes);
        NpyHeader header = file.Header;
        return header.Rank == 1 || (header.Rank == 2 && header.Dimensions[1] == 1)
            ? file.ReadLabels()
            : throw new DataFormatException($"The npy file '{path}' holds an array of {header.Rank} axes ({header.Sizes}); labels have "
                + "one.");
    }
}
