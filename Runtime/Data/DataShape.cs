using System;
using System.Globalization;

namespace VaeGen;

/// <summary>The shape of one example: an image of channels × height × width, or a plain vector of features.</summary>
/// <remarks>
/// Values of an example lie channel after channel, each channel row after row. A plain vector is one channel of height one.
/// </remarks>
public readonly record struct DataShape
{
    /// <summary>The shape of a plain vector.</summary>
    /// <param name="features">Values in an example, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="features"/> is less than one.</exception>
    public DataShape(int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        Channels = 1;
        Height = 1;
        Width = features;
    }

    /// <summary>The shape of an image.</summary>
    /// <param name="channels">Channels, at least one: 1 for gray, 3 for color.</param>
    /// <param name="height">Rows of pixels, at least one.</param>
    /// <param name="width">Pixels in a row, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is less than one, or their product exceeds <see cref="int.MaxValue"/>.
    /// </exception>
    public DataShape(int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (height > int.MaxValue / channels || width > int.MaxValue / (channels * height))
            throw new ArgumentOutOfRangeException(nameof(width), "An example holds at most 2147483647 values.");
        Channels = channels;
        Height = height;
        Width = width;
    }

    /// <summary>Channels of the image; 1 for a plain vector.</summary>
    public int Channels { get; }

    /// <summary>Rows of pixels; 1 for a plain vector.</summary>
    public int Height { get; }

    /// <summary>Pixels in a row; the number of features of a plain vector.</summary>
    public int Width { get; }

    /// <summary>Values in an example: channels × height × width.</summary>
    public int Features => Channels * Height * Width;

    /// <summary>Whether this is the shape of an image: more than one channel or more than one row.</summary>
    public bool IsImage => Channels > 1 || Height > 1;

    /// <summary>The shape of a plain vector of <paramref name="features"/> values.</summary>
    /// <param name="features">Values in an example.</param>
    public static implicit operator DataShape(int features) => new(features);

    /// <summary>The shape of a gray image.</summary>
    /// <param name="size">Height and width.</param>
    public static implicit operator DataShape((int Height, int Width) size) => new(1, size.Height, size.Width);

    /// <summary>The shape of an image.</summary>
    /// <param name="size">Channels, height and width.</param>
    public static implicit operator DataShape((int Channels, int Height, int Width) size) => new(size.Channels, size.Height, size.Width);

    /// <summary>The sizes, for example <c>1×28×28</c> or <c>64</c>.</summary>
    public override string ToString() => IsImage
        ? string.Create(CultureInfo.InvariantCulture, $"{Channels}×{Height}×{Width}")
        : Width.ToString(CultureInfo.InvariantCulture);
}
