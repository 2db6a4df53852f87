using System.Globalization;

namespace VaeGen.Generator.Model;

/// <summary>The shape of one example between two layers: a vector of units, or a volume of channels over a grid of positions.</summary>
/// <param name="Channels">The units of a vector, the channels of a volume.</param>
/// <param name="Height">Rows of the grid; 1 for a vector.</param>
/// <param name="Width">Columns of the grid; 1 for a vector.</param>
/// <param name="IsVolume">Whether it was given as channels × height × width.</param>
internal readonly record struct ValueShape(int Channels, int Height, int Width, bool IsVolume)
{
    /// <summary>The points of the grid; 1 for a vector.</summary>
    public int Positions => Height * Width;

    /// <summary>All elements.</summary>
    public int Size => Channels * Positions;

    /// <summary>A vector of so many units.</summary>
    public static ValueShape Vector(int units) => new(units, 1, 1, IsVolume: false);

    /// <summary>A volume, in the order of PyTorch's files: channels, then rows, then columns.</summary>
    public static ValueShape Volume(int channels, int height, int width) => new(channels, height, width, IsVolume: true);

    /// <summary><c>64×7×7</c>, or <c>256</c>.</summary>
    public override string ToString() => IsVolume ? $"{Text(Channels)}×{Text(Height)}×{Text(Width)}" : Text(Channels);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
