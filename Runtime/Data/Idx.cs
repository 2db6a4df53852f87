using System;
using System.IO;

namespace VaeGen;

/// <summary>
/// Reads IDX files, the format of MNIST, plain or gzip (told by content, not by name). A file has to be exactly as long as its header says;
/// no more memory is taken than that, whatever a compressed file would inflate to.
/// </summary>
public static class Idx
{
    /// <summary>The limit on the bytes of data where none is given: one gibibyte.</summary>
    public const long DefaultMaximumBytes = 1L << 30;

    /// <summary>
    /// Reads examples: a file of 2 dimensions (examples, features), 3 (examples, height, width) or 4 (examples, channels, height, width).
    /// </summary>
    /// <param name="path">The file. Its elements are bytes, which stay bytes and stand for 0 … 1, or floats or doubles.</param>
    /// <param name="maximumBytes">The most bytes of data the header may declare.</param>
    /// <returns>The examples, without labels, named after the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">
    /// The file is no whole IDX file of examples: the message says what was found and what was expected.
    /// </exception>
    public static DataSet ReadImages(string path, long maximumBytes = DefaultMaximumBytes)
    {
        IdxFile file = IdxFile.Read(path, maximumBytes);
        int[] sizes = file.Header.Dimensions;
        if (sizes.Length == 1)
        {
            throw new DataFormatException($"The IDX file '{path}' has 1 dimension, as labels have; images have 3 (examples, height, "
                + "width).");
        }

        DataShape shape = sizes.Length switch
        {
            2 => new DataShape(sizes[1]),
            3 => new DataShape(1, sizes[1], sizes[2]),
            _ => new DataShape(sizes[1], sizes[2], sizes[3]),
        };
        string name = BaseName(path);
        return file.Header.ElementType switch
        {
            IdxElementType.Byte => DataSet.Adopt(file.Data, shape, null, name),
            IdxElementType.Double => DataSet.Adopt(file.ToDoubles(), shape, null, name),
            _ => DataSet.Adopt(file.ToSingles(path), shape, null, name),
        };
    }

    /// <summary>Reads labels: a file of one dimension of whole numbers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumBytes">The most bytes of data the header may declare.</param>
    /// <returns>One label for each example, none negative.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">
    /// The file is no whole IDX file of labels: the message says what was found and what was expected.
    /// </exception>
    public static int[] ReadLabels(string path, long maximumBytes = DefaultMaximumBytes)
    {
        IdxFile file = IdxFile.Read(path, maximumBytes);
        if (file.Header.Rank != 1)
            throw new DataFormatException($"The IDX file '{path}' has {file.Header.Rank} dimensions ({file.Header.Sizes}); labels have 1.");
        return file.ToLabels(path);
    }

    private static string BaseName(string path)
    {
        string name = Path.GetFileName(path);
        return name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
    }
}
