using System;
using System.Globalization;
using VaeGen.Runtime.V2;

namespace VaeGen;

public sealed partial class DataSet
{
    /// <summary>Draws so many examples to be held back, for validation or for a test; both parts are views in the order of this
    /// set.</summary>
    /// <param name="heldCount">Examples to hold back: at least one, and fewer than there are.</param>
    /// <param name="seed">The key of the draw: each choice of so many examples has the same probability.</param>
    /// <returns>The examples to train on, and those that are held back.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldCount"/> leaves one of the parts empty.</exception>
    public (DataSet Train, DataSet Held) Split(int heldCount, ulong seed)
    {
        if (heldCount < 1 || heldCount >= Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(heldCount),
                string.Create(
                    CultureInfo.InvariantCulture, $"{heldCount} of {Count} examples were to be held back; at least one, and fewer than "
                        + $"all of them, were expected."));
        }
        int[] examples = new int[Count];
        for (int i = 0; i < examples.Length; i++)
            examples[i] = i;
        new RandomSequence(seed, RandomStream.Split).Shuffle(examples.AsSpan());
        Span<int> held = examples.AsSpan(0, heldCount);
        Span<int> train = examples.AsSpan(heldCount);
        held.Sort();
        train.Sort();
        return (Select(train), Select(held));
    }

    /// <summary>Draws a share of the examples to be held back, rounded to a whole number of at least one that leaves at least
    /// one.</summary>
    /// <param name="heldFraction">The share to hold back: in (0, 1).</param>
    /// <param name="seed">The key of the draw.</param>
    /// <returns>The examples to train on, and those that are held back.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldFraction"/> is outside its range.</exception>
    /// <exception cref="InvalidOperationException">There is a single example.</exception>
    public (DataSet Train, DataSet Held) Split(double heldFraction, ulong seed)
    {
        if (!(heldFraction > 0 && heldFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(heldFraction), heldFraction, "A number in (0, 1) was expected.");
        if (Count < 2)
            throw new InvalidOperationException($"{Description} has a single example; two parts need two.");
        return Split((int)Math.Clamp(Math.Round(heldFraction * Count), 1, Count - 1), seed);
    }
}
