using System;

namespace VaeGen;

/// <summary>
/// Handwritten digits drawn by rule, for trying out models without a download: 28 × 28 gray pixels, framed like MNIST's (the digit fits a
/// square of 20 pixels, its centre of mass is near the image's). Ten classes, several ways to write each, and random slant, width, pen,
/// pressure and position.
/// </summary>
public static class Digits
{
    /// <summary>Height and width of an image.</summary>
    public const int Size = 28;

    /// <summary>
    /// Draws digits, each class equally likely. An image is a pure function of the seed and its index, the same bytes on every machine.
    /// </summary>
    /// <param name="count">Number of images, at least one.</param>
    /// <param name="seed">The seed; another one gives other drawings.</param>
    /// <returns>A set of bytes of shape 1×28×28 with the digits as labels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is less than one, or more images than an array holds.
    /// </exception>
    public static DataSet Generate(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / (Size * Size));
        var images = new byte[count * Size * Size];
        var labels = new int[count];
        var path = new DigitPath();
        var ink = new DigitInk(Size);
        Span<uint> words = stackalloc uint[DigitVariation.WordCount];
        for (int i = 0; i < count; i++)
        {
            var variation = new DigitVariation(seed, i, words);
            labels[i] = variation.Choose(10);
            Draw(labels[i], path, ref variation);
            ink.Draw(path.Points, images.AsSpan(i * Size * Size, Size * Size));
        }
        return DataSet.Adopt(images, (Size, Size), labels, "digits");
    }

    private static void Draw(int digit, DigitPath path, ref DigitVariation variation)
    {
        DigitHand hand = Choose(DigitHands.Of(digit), ref variation);
        double radius = variation.Around(1.25, 0.8);
        double box = variation.Around(19.6, 0.8);
        double centerX = variation.Around(14, 0.8);
        double centerY = variation.Around(14, 0.8);
        path.Write(hand, radius, ref variation);
        path.Fit(box, radius, centerX, centerY, Size);
    }

    private static DigitHand Choose(ReadOnlySpan<DigitHand> hands, ref DigitVariation variation)
    {
        int total = 0;
        foreach (DigitHand hand in hands)
            total += hand.Weight;
        int choice = variation.Choose(total);
        int chosen = 0;
        while (choice >= hands[chosen].Weight)
            choice -= hands[chosen++].Weight;
        return hands[chosen];
    }
}
