using System;
using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Random numbers one after another, for work that is sequential anyhow: shuffling, synthetic data, splits. It walks the blocks of one
/// example of one
/// stream, so that it restarts at any (seed, stream, sample, step, example). Not for several threads.
/// </summary>
/// <param name="seed">The key.</param>
/// <param name="stream">What the numbers are for.</param>
/// <param name="sample">The Monte Carlo sample, 0…2²⁴ − 1.</param>
/// <param name="step">The step, or epoch.</param>
/// <param name="example">The example.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="sample"/> is outside its range.</exception>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RandomSequence(ulong seed, RandomStream stream, int sample = 0, uint step = 0, uint example = 0)
{
    private readonly uint streamAndSample = stream.WithSample(sample);
    private PhiloxBlock block;
    private ulong position;

    /// <summary>32 random bits.</summary>
    /// <exception cref="InvalidOperationException">All 2³⁴ words have been drawn.</exception>
    public uint NextWord()
    {
        uint word = (uint)(position % 4);
        if (word == 0)
        {
            if (position >> 34 != 0)
                throw new InvalidOperationException("The sequence has given all its 2^34 words.");
            block = Philox.Generate(seed, new PhiloxBlock(streamAndSample, step, example, (uint)(position / 4)));
        }

        position++;
        return word switch { 0 => block.Word0, 1 => block.Word1, 2 => block.Word2, _ => block.Word3 };
    }

    /// <summary>A uniform number of (0, 1) from two words, as <see cref="UniformVariates"/> makes doubles.</summary>
    public double NextUniform()
    {
        ulong lower = NextWord();
        ulong bits = lower | ((ulong)NextWord() << 32);
        return ((bits >> 12) + 0.5) * (1.0 / (1L << 52));
    }

    /// <summary>A standard normal number from two words: Φ⁻¹ of a uniform one.</summary>
    public double NextNormal()
    {
        double result = 0;
        Double1.StoreUnsafe(DoubleFunctions.InverseNormal(Double1.Broadcast(NextUniform())), ref result);
        return result;
    }

    /// <summary>An integer of 0…<paramref name="limit"/> − 1, each with the same probability.</summary>
    /// <remarks>
    /// The upper half of word · limit; the few words that would favour some results are drawn anew (Lemire, "Fast random integer generation
    /// in an interval", 2019).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not positive.</exception>
    public int NextBelow(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        uint excess = (uint)((1ul << 32) % (uint)limit);
        ulong product;
        do
            product = (ulong)NextWord() * (uint)limit;
        while ((uint)product < excess);
        return (int)(product >> 32);
    }

    /// <summary>
    /// Puts <paramref name="items"/> into a random order, each of the n! with the same probability (Fisher and Yates, from the end).
    /// </summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextBelow(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
