using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Philox 4x32-10, the counter-based random numbers of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC
/// 2011): a keyed
/// bijection of 128 bits. There is no state, so any thread computes any draw, in any order, and gets the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Philox
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;

    /// <summary>Added to the halves of the key after each round: the fractions of the golden ratio and of √3.</summary>
    internal const uint KeyStep0 = 0x9E3779B9;
    internal const uint KeyStep1 = 0xBB67AE85;

    /// <summary>The random words of one counter.</summary>
    /// <param name="key">The key, or seed.</param>
    /// <param name="counter">The counter.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PhiloxBlock Generate(ulong key, PhiloxBlock counter)
    {
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        (uint word0, uint word1, uint word2, uint word3) = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)word0 * Multiplier0;
            ulong product1 = (ulong)word2 * Multiplier1;
            word0 = (uint)(product1 >> 32) ^ word1 ^ key0;
            word1 = (uint)product1;
            word2 = (uint)(product0 >> 32) ^ word3 ^ key1;
            word3 = (uint)product0;
            key0 = unchecked(key0 + KeyStep0);
            key1 = unchecked(key1 + KeyStep1);
        }

        return new PhiloxBlock(word0, word1, word2, word3);
    }

    /// <summary>
    /// Fills <paramref name="destination"/> with the words of one example: its word u is word u mod 4 of the block <paramref
    /// name="firstBlock"/> + u / 4.
    /// </summary>
    /// <param name="seed">The key.</param>
    /// <param name="streamAndSample">Counter word 0, from <see cref="RandomStreams.WithSample"/>.</param>
    /// <param name="step">Counter word 1.</param>
    /// <param name="example">Counter word 2.</param>
    /// <param name="firstBlock">Counter word 3 of the first four words; it counts up modulo 2³².</param>
    /// <param name="destination">Set; any length.</param>
    public static void Fill(ulong seed, uint streamAndSample, uint step, uint example, uint firstBlock, Span<uint> destination)
    {
        PhiloxBlock counter = new(streamAndSample, step, example, firstBlock);
        int done = 0;
        if (VectorWidths.Has512Bits)
            done = PhiloxVectors.Fill512(seed, counter, destination);
        if (Avx2.IsSupported)
            done += PhiloxVectors.Fill256(seed, Advance(counter, done), destination[done..]);
        FillScalar(seed, Advance(counter, done), destination[done..]);
    }

    /// <summary>The counter of the block that lies <paramref name="words"/> words further on.</summary>
    internal static PhiloxBlock Advance(PhiloxBlock counter, int words) =>
        counter with { Word3 = unchecked(counter.Word3 + (uint)(words / 4)) };

    /// <summary>As <see cref="Fill"/>, a block at a time: the oracle of the vectors.</summary>
    internal static void FillScalar(ulong seed, PhiloxBlock counter, Span<uint> destination)
    {
        while (destination.Length >= 4)
        {
            PhiloxBlock block = Generate(seed, counter);
            destination[3] = block.Word3;
            destination[2] = block.Word2;
            destination[1] = block.Word1;
            destination[0] = block.Word0;
            destination = destination[4..];
            counter = Advance(counter, 4);
        }

        if (destination.IsEmpty)
            return;
        PhiloxBlock last = Generate(seed, counter);
        ReadOnlySpan<uint> words = [last.Word0, last.Word1, last.Word2, last.Word3];
        words[..destination.Length].CopyTo(destination);
    }
}
