using System;
using System.Globalization;
using System.IO;
using System.Threading;

namespace VaeGen;

/// <summary>Pictures of many images in rows and columns, written as PNG files.</summary>
public static class ImageGrid
{
    /// <summary>Writes images as a grid, row after row. Places that are left over stay empty.</summary>
    /// <param name="path">The PNG file; its folder has to exist.</param>
    /// <param name="images">
    /// Image after image, each of <paramref name="shape"/>, values in [0, 1]. Values outside are drawn as 0 or 1.
    /// </param>
    /// <param name="shape">Shape of one image, with 1 or 3 channels.</param>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="options">How the grid looks, or null for the defaults.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <exception cref="ArgumentException">The values are no whole number of images, or more images than places, or one is NaN: the message
    /// names the first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range, or the images have neither 1 nor 3 channels.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="OperationCanceledException">The write was cancelled; an old file is as it was.</exception>
    public static void Save(
        string path,
        ReadOnlySpan<float> images,
        DataShape shape,
        int rows,
        int columns,
        ImageGridOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var canvas = new ImageCanvas(shape, rows, columns, options ?? new ImageGridOptions());
        int count = CountImages(images.Length, shape, nameof(images));
        if (count > (long)rows * columns)
            throw new ArgumentException($"{count} images are given for {rows} rows of {columns}.", nameof(images));
        RequireNumbers(images, shape, nameof(images));
        for (int i = 0; i < count; i++)
            canvas.Draw(images.Slice(i * shape.Features, shape.Features), i / columns, i % columns);
        canvas.Save(path, cancellationToken);
    }

    /// <summary>
    /// Writes the first examples of a data set, as evaluation sees them, as a grid. Missing elements look like empty places.
    /// </summary>
    /// <param name="path">The PNG file; its folder has to exist.</param>
    /// <param name="data">The data set, with images of 1 or 3 channels. Places past its last example stay empty.</param>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="options">How the grid looks, or null for the defaults.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <inheritdoc cref="Save(string, ReadOnlySpan{float}, DataShape, int, int, ImageGridOptions?, CancellationToken)" path="/exception"/>
    public static void Save(
        string path, DataSet data, int rows, int columns, ImageGridOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var canvas = new ImageCanvas(data.Shape, rows, columns, options ?? new ImageGridOptions());
        var image = new float[data.Features];
        var mask = new float[data.Features];
        for (int i = 0; i < Math.Min(data.Count, (long)rows * columns); i++)
        {
            data.CopyExample(i, null, image);
            RequireNumbers(image, data.Shape, nameof(data), i);
            data.CopyMask(i, mask);
            canvas.Draw(image, i / columns, i % columns, mask);
        }
        canvas.Save(path, cancellationToken);
    }

    /// <summary>Writes two rows of images, one above the other, such as images over their reconstructions.</summary>
    /// <param name="path">The PNG file; its folder has to exist.</param>
    /// <param name="top">The upper row.</param>
    /// <param name="bottom">The lower row, as many images as in the upper.</param>
    /// <param name="shape">Shape of one image, with 1 or 3 channels.</param>
    /// <param name="options">How the grid looks, or null for the defaults.</param>
    /// <param name="cancellationToken">Checked before the file takes its name.</param>
    /// <inheritdoc cref="Save(string, ReadOnlySpan{float}, DataShape, int, int, ImageGridOptions?, CancellationToken)" path="/exception"/>
    public static void SaveComparison(
        string path,
        ReadOnlySpan<float> top,
        ReadOnlySpan<float> bottom,
        DataShape shape,
        ImageGridOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        int columns = CountImages(top.Length, shape, nameof(top));
        if (top.Length != bottom.Length)
            throw new ArgumentException($"{bottom.Length} values are given for the lower row, {top.Length} for the upper.", nameof(bottom));
        RequireNumbers(top, shape, nameof(top));
        RequireNumbers(bottom, shape, nameof(bottom));
        var canvas = new ImageCanvas(shape, 2, columns, options ?? new ImageGridOptions());
        for (int i = 0; i < columns; i++)
        {
            canvas.Draw(top.Slice(i * shape.Features, shape.Features), 0, i);
            canvas.Draw(bottom.Slice(i * shape.Features, shape.Features), 1, i);
        }
        canvas.Save(path, cancellationToken);
    }

    private static void RequireNumbers(ReadOnlySpan<float> images, DataShape shape, string parameter, int firstImage = 0)
    {
        for (int i = 0; i < images.Length; i++)
        {
            if (float.IsNaN(images[i]))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture, $"Element {i % shape.Features} of image {firstImage + (i / shape.Features)} is "
                            + $"NaN; a number was expected."), parameter);
            }
        }
    }

    private static int CountImages(int length, DataShape shape, string parameter)
    {
        if (shape.Features == 0 || length == 0 || length % shape.Features != 0)
        {
            throw new ArgumentException($"{length} values are no whole number of images of {shape.Features} values ({shape}), at least "
                + "one.", parameter);
        }

        return length / shape.Features;
    }
}
