using System;
using VaeGen.Runtime.V2;

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
            new RandomSequence(seed, RandomStream.Shuffle, step: (uint)epoch).Shuffle(order);
    }
}
