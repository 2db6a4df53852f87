using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VaeGen.Runtime.V2;

/// <summary>
/// <see cref="Philox"/> for several blocks at a time. A lane has 64 bits for one word of one block: its lower half is the word; the upper
/// half is
/// left as it comes, since the 32 × 32 → 64 bit products read lower halves only.
/// </summary>
internal static class PhiloxVectors
{
    /// <summary>Fills as many groups of 4 blocks as fit; returns the number of words written. Needs AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Fill256(ulong seed, PhiloxBlock counter, Span<uint> destination)
    {
        const int Blocks = 4;
        Vector256<uint> multiplier0 = Vector256.Create((ulong)Philox.Multiplier0).AsUInt32();
        Vector256<uint> multiplier1 = Vector256.Create((ulong)Philox.Multiplier1).AsUInt32();
        Vector256<ulong> block = Vector256.Create((ulong)counter.Word3) + Vector256<ulong>.Indices;
        int words = destination.Length / (4 * Blocks) * (4 * Blocks);
        for (int start = 0; start < words; start += 4 * Blocks)
        {
            Vector256<ulong> word0 = Vector256.Create((ulong)counter.Word0);
            Vector256<ulong> word1 = Vector256.Create((ulong)counter.Word1);
            Vector256<ulong> word2 = Vector256.Create((ulong)counter.Word2);
            Vector256<ulong> word3 = block;
            uint key0 = (uint)seed;
            uint key1 = (uint)(seed >> 32);
            for (int round = 0; round < Philox.Rounds; round++)
            {
                Vector256<ulong> product0 = Avx2.Multiply(word0.AsUInt32(), multiplier0);
                Vector256<ulong> product1 = Avx2.Multiply(word2.AsUInt32(), multiplier1);
                word0 = (product1 >>> 32) ^ word1 ^ Vector256.Create((ulong)key0);
                word1 = product1;
                word2 = (product0 >>> 32) ^ word3 ^ Vector256.Create((ulong)key1);
                word3 = product0;
                key0 = unchecked(key0 + Philox.KeyStep0);
                key1 = unchecked(key1 + Philox.KeyStep1);
            }

            // A block is four words in a row: pairs of words in 64 bits, then the pairs of a block side by side.
            Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
            Vector256<ulong> first = (word0 & low) | (word1 << 32);
            Vector256<ulong> second = (word2 & low) | (word3 << 32);
            Vector256<ulong> even = Avx2.UnpackLow(first, second);
            Vector256<ulong> odd = Avx2.UnpackHigh(first, second);
            Vector256<ulong> lower = Avx2.Permute2x128(even, odd, 0x20);
            Vector256<ulong> upper = Avx2.Permute2x128(even, odd, 0x31);
            Span<uint> group = destination.Slice(start, 4 * Blocks);
            lower.AsUInt32().CopyTo(group);
            upper.AsUInt32().CopyTo(group[(2 * Blocks)..]);
            block += Vector256.Create((ulong)Blocks);
        }

        return words;
    }

    /// <summary>Fills as many groups of 8 blocks as fit; returns the number of words written. Needs AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Fill512(ulong seed, PhiloxBlock counter, Span<uint> destination)
    {
        const int Blocks = 8;
        Vector512<uint> multiplier0 = Vector512.Create((ulong)Philox.Multiplier0).AsUInt32();
        Vector512<uint> multiplier1 = Vector512.Create((ulong)Philox.Multiplier1).AsUInt32();
        Vector512<ulong> block = Vector512.Create((ulong)counter.Word3) + Vector512<ulong>.Indices;
        int words = destination.Length / (4 * Blocks) * (4 * Blocks);
        for (int start = 0; start < words; start += 4 * Blocks)
        {
            Vector512<ulong> word0 = Vector512.Create((ulong)counter.Word0);
            Vector512<ulong> word1 = Vector512.Create((ulong)counter.Word1);
            Vector512<ulong> word2 = Vector512.Create((ulong)counter.Word2);
            Vector512<ulong> word3 = block;
            uint key0 = (uint)seed;
            uint key1 = (uint)(seed >> 32);
            for (int round = 0; round < Philox.Rounds; round++)
            {
                Vector512<ulong> product0 = Avx512F.Multiply(word0.AsUInt32(), multiplier0);
                Vector512<ulong> product1 = Avx512F.Multiply(word2.AsUInt32(), multiplier1);
                word0 = (product1 >>> 32) ^ word1 ^ Vector512.Create((ulong)key0);
                word1 = product1;
                word2 = (product0 >>> 32) ^ word3 ^ Vector512.Create((ulong)key1);
                word3 = product0;
                key0 = unchecked(key0 + Philox.KeyStep0);
                key1 = unchecked(key1 + Philox.KeyStep1);
            }

            // A block is four words in a row: pairs of words in 64 bits, then the pairs of a block side by side.
            Vector512<ulong> low = Vector512.Create((ulong)uint.MaxValue);
            Vector512<ulong> first = (word0 & low) | (word1 << 32);
            Vector512<ulong> second = (word2 & low) | (word3 << 32);
            Vector512<ulong> lower = Avx512F.PermuteVar8x64x2(first, Vector512.Create(0ul, 8, 1, 9, 2, 10, 3, 11), second);
            Vector512<ulong> upper = Avx512F.PermuteVar8x64x2(first, Vector512.Create(4ul, 12, 5, 13, 6, 14, 7, 15), second);
            Span<uint> group = destination.Slice(start, 4 * Blocks);
            lower.AsUInt32().CopyTo(group);
            upper.AsUInt32().CopyTo(group[(2 * Blocks)..]);
            block += Vector512.Create((ulong)Blocks);
        }

        return words;
    }
}
