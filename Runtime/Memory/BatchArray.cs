using System;
using System.Globalization;

namespace VaeGen.Runtime.V2;

/// <summary>The length of arrays that hold something for each example of a batch: too long a one is refused in the user's terms.</summary>
internal static class BatchArray
{
    // A vector more for the alignment: AlignedMemory.
    private static readonly int Longest = Array.MaxLength - 64;

    /// <summary>Elements of the panels of a matrix or a volume, padding included.</summary>
    /// <param name="capacity">The most examples of a batch.</param>
    /// <param name="channels">Columns of a position.</param>
    /// <param name="positions">Positions.</param>
    /// <exception cref="InvalidOperationException">No array has so many elements.</exception>
    public static int OfPanels<T>(int capacity, int channels, int positions)
        where T : unmanaged
    {
        Int128 length = Length<T>(capacity, channels, positions);
        if (length <= Longest)
            return (int)length;
        Int128 ofOne = Length<T>(1, channels, positions);
        (string batch, Int128 needed, string advice) = ofOne <= Longest
            ? ($"A batch of {Text(capacity)} examples", length, "Take a smaller batch size.")
            : ("A single example", ofOne, "No batch size is small enough: the model needs smaller layers.");
        throw new InvalidOperationException(
            $"{batch} takes an array of {Text(needed)} numbers, padding included, for a layer of {Text((Int128)channels * positions)}; "
            + $"an array has at most {Text(Array.MaxLength)}. {advice}");
    }

    // Rows as in Panel.Stride: whole tiles and one more.
    private static Int128 Length<T>(int capacity, int channels, int positions)
        where T : unmanaged =>
        ((Int128)Panel.Count<T>(capacity) * Panel.Width<T>() + 1) * Panel.Width<T>() * Panel.Count<T>(channels) * positions;

    private static string Text(Int128 number) => number.ToString(CultureInfo.InvariantCulture);
}
