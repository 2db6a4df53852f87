using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.Intrinsics.X86;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.RandomNumbers;

public sealed class PhiloxTests
{
    /// <summary>The known answers of the Random123 distribution for philox4x32 with 10 rounds.</summary>
    [Theory]
    [InlineData(0x0000000000000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffffffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x299f31d0a4093822, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void GivesTheKnownAnswers(ulong key, uint c0, uint c1, uint c2, uint c3, uint w0, uint w1, uint w2, uint w3)
    {
        Assert.Equal(new PhiloxBlock(w0, w1, w2, w3), Philox.Generate(key, new PhiloxBlock(c0, c1, c2, c3)));
    }

    [Fact]
    public void FillsWordsInTheOrderOfTheBlocksForEveryLength()
    {
        const uint FirstBlock = uint.MaxValue - 20;
        for (int length = 0; length < 200; length++)
        {
            uint[] words = new uint[length + 1];
            words[length] = 12345;
            Philox.Fill(0x123456789abcdef0, 7, 8, 9, FirstBlock, words.AsSpan(0, length));
            for (int u = 0; u < length; u++)
            {
                PhiloxBlock block = Philox.Generate(0x123456789abcdef0, new PhiloxBlock(7, 8, 9, unchecked(FirstBlock + (uint)(u / 4))));
                uint expected = (u % 4) switch { 0 => block.Word0, 1 => block.Word1, 2 => block.Word2, _ => block.Word3 };
                Assert.Equal(expected, words[u]);
            }

            Assert.Equal(12345u, words[length]);
        }
    }

    [Fact]
    public void EveryWidthGivesTheSameWords()
    {
        const ulong Seed = 0xfedcba9876543210;
        PhiloxBlock counter = new(0xffffffff, 0x80000001, 3, 0xfffffff0);
        uint[] expected = new uint[1024];
        Philox.FillScalar(Seed, counter, expected);
        uint[] words = new uint[1024];
        if (Avx2.IsSupported)
        {
            Assert.Equal(words.Length, PhiloxVectors.Fill256(Seed, counter, words));
            Assert.Equal(expected, words);
        }

        Array.Clear(words);
        if (Avx512F.IsSupported)
        {
            Assert.Equal(words.Length, PhiloxVectors.Fill512(Seed, counter, words));
            Assert.Equal(expected, words);
        }
    }

    [Fact]
    public void StreamsAndSamplesNeverShareACounter()
    {
        HashSet<uint> seen = [];
        foreach (RandomStream stream in Enum.GetValues<RandomStream>())
        {
            foreach (int sample in (int[])[0, 1, 2, 255, 256, 65535, 65536, RandomStreams.SampleLimit - 1])
            {
                uint word = stream.WithSample(sample);
                Assert.True(seen.Add(word), $"{stream}, sample {sample}");
                Assert.Equal((uint)stream, word >> 24);
                Assert.Equal((uint)sample, word & 0xFFFFFF);
            }
        }
    }

    [Fact]
    public void ASampleOutsideTheLayoutIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomStream.Shuffle.WithSample(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomStream.Shuffle.WithSample(RandomStreams.SampleLimit));
    }

    /// <summary>
    /// Counters that differ in one bit give words that differ in half of theirs: 128 pairs of 128 bits, mean 64, standard error of the mean
    /// 0.5.
    /// </summary>
    [Fact]
    public void EachBitOfTheCounterTurnsHalfOfTheOutput()
    {
        PhiloxBlock zero = Philox.Generate(5, default);
        int turned = 0;
        for (int bit = 0; bit < 128; bit++)
        {
            uint[] counter = new uint[4];
            counter[bit / 32] = 1u << (bit % 32);
            PhiloxBlock other = Philox.Generate(5, new PhiloxBlock(counter[0], counter[1], counter[2], counter[3]));
            turned += BitOperations.PopCount(zero.Word0 ^ other.Word0) + BitOperations.PopCount(zero.Word1 ^ other.Word1)
                + BitOperations.PopCount(zero.Word2 ^ other.Word2) + BitOperations.PopCount(zero.Word3 ^ other.Word3);
        }

        Assert.InRange(turned / 128.0, 62, 66);
    }
}
