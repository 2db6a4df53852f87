using System;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>The random numbers of one drawn digit, one after the other: a pure function of seed and example.</summary>
internal ref struct DigitVariation
{
    /// <summary>Words a digit may take: a few for the whole, three for each knot.</summary>
    internal const int WordCount = 128;

    private readonly ReadOnlySpan<uint> words;
    private int next;

    internal DigitVariation(ulong seed, int example, Span<uint> buffer)
    {
        Philox.Fill(seed, RandomStream.Digits.WithSample(0), 0, (uint)example, 0, buffer);
        words = buffer;
    }

    /// <summary>A whole number in 0 … <paramref name="count"/> - 1, all equally likely (to 1 in 2^32 / count).</summary>
    internal int Choose(int count) => (int)(((ulong)words[next++] * (ulong)count) >> 32);

    /// <summary>A number in [-1, 1], bell-shaped with standard deviation 0.29: the mean of the four bytes of a word.</summary>
    internal double Bell()
    {
        uint word = words[next++];
        uint sum = (word & 255) + ((word >> 8) & 255) + ((word >> 16) & 255) + (word >> 24);
        return (sum / 510.0) - 1;
    }

    /// <summary>A number around <paramref name="middle"/>, at most <paramref name="spread"/> away.</summary>
    internal double Around(double middle, double spread) => middle + (spread * Bell());
}
