using System;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>The order in which a pass takes the examples: a function of seed and pass alone.</summary>
internal static class ExampleOrder
{
    /// <summary>Sets the order of a pass.</summary>
    /// <param name="order">Receives the indices 0 … length − 1.</param>
    /// <param name="shuffle">Whether they are shuffled; otherwise they ascend.</param>
    /// <param name="seed">The key of the shuffle.</param>
    /// <param name="epoch">The pass, from 0.</param>
    public static void Fill(Span<int> order, bool shuffle, ulong seed, int epoch)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        if (shuffle)
            Shuffle(order, seed, (uint)epoch);
    }

    // Fisher and Yates. word · n / 2³² favours an index by less than n / 2³², which no experiment could tell.
    private static void Shuffle(Span<int> order, ulong seed, uint epoch)
    {
        Span<uint> words = stackalloc uint[1024];
        for (int i = order.Length - 1, drawn = 0; i > 0; i--, drawn++)
        {
            int place = drawn % words.Length;
            if (place == 0)
                Philox.Fill(seed, RandomStream.Shuffle.WithSample(0), epoch, 0, (uint)drawn / 4, words);
            int other = (int)((words[place] * (ulong)(i + 1)) >> 32);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
