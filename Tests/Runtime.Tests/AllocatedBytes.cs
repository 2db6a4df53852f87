using System;

namespace VaeGen.Runtime.Tests;

/// <summary>What work allocates on the thread that does it.</summary>
/// <remarks>
/// The runtime counts a thread's bytes by the ranges it hands to it. A garbage collection takes what is left of a range away, and where
/// another test allocates at that moment the rest stays counted: one round in four was up to 8 KB too high beside three threads that
/// allocated, and none was too low. Work that allocates does so in every round; the least of some rounds is therefore its number.
/// </remarks>
internal static class AllocatedBytes
{
    private const int Rounds = 20;

    /// <summary>The bytes of one call of <paramref name="work"/>, which was called before.</summary>
    public static long Of(Action work) => Least(() =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    /// <summary>The least of some measurements; the first that is 0 ends them.</summary>
    public static long Least(Func<long> measure)
    {
        long least = measure();
        for (int round = 1; round < Rounds && least != 0; round++)
            least = Math.Min(least, measure());
        return least;
    }
}
