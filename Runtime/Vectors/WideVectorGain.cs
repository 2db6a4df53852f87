using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Measures how many times as fast multiply-adds are with 512 bits as with 256: sums of products, with the loads of a product of matrices,
/// in the least time of some repeats. All of it takes half a millisecond, and some more to be compiled.
/// </summary>
/// <remarks>
/// A processor that lowers its clock for wide vectors runs the first of them at a fraction of their speed, some tens of microseconds long,
/// and keeps the lower clock for about a millisecond after the last. So the narrow ones come first, and each width repeats for longer than
/// the change lasts; the least time is one after it.
/// </remarks>
internal static class WideVectorGain
{
    private const int Repeats = 24;

    // A repeat lasts about ten microseconds: a clock of some tens of nanoseconds does not matter.
    private const int Turns = 64;

    // Both factors stay in the first-level cache.
    private const int Terms = 64;

    // Rows by two vectors of columns are the block that products for 256 bits keep in registers.
    private const int Rows = 6;

    /// <summary>The ratio of the least times, for as many multiply-adds of single elements.</summary>
    public static double Measure() => LeastSeconds<Float8>() / Float8.Count / (LeastSeconds<Float16>() / Float16.Count);

    // Products of a quarter, so that no sum is large or denormal.
    private static double LeastSeconds<TVector>()
        where TVector : struct, IVector<TVector, float>
    {
        float[] left = new float[Rows * Terms];
        float[] right = AlignedMemory.Allocate<float>(2 * TVector.Count * Terms, out int first);
        Array.Fill(left, 0.5f);
        Array.Fill(right, 0.5f);
        long least = long.MaxValue;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            Multiply<TVector>(ref left[0], ref right[first]);
            least = Math.Min(least, Stopwatch.GetTimestamp() - start);
        }

        return least / (double)Stopwatch.Frequency;
    }

    // Never in tier 0, whose times say nothing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector Multiply<TVector>(ref float left, ref float right)
        where TVector : struct, IVector<TVector, float>
    {
        TVector c0 = TVector.Zero, c1 = TVector.Zero, c2 = TVector.Zero, c3 = TVector.Zero, c4 = TVector.Zero, c5 = TVector.Zero;
        TVector d0 = TVector.Zero, d1 = TVector.Zero, d2 = TVector.Zero, d3 = TVector.Zero, d4 = TVector.Zero, d5 = TVector.Zero;
        for (int turn = 0; turn < Turns; turn++)
        {
            ref float a = ref left;
            ref float b = ref right;
            for (int term = 0; term < Terms; term++)
            {
                TVector b0 = TVector.LoadUnsafe(ref b);
                TVector b1 = TVector.LoadUnsafe(ref Unsafe.Add(ref b, TVector.Count));
                AddProducts(ref c0, ref d0, a, b0, b1);
                AddProducts(ref c1, ref d1, Unsafe.Add(ref a, 1), b0, b1);
                AddProducts(ref c2, ref d2, Unsafe.Add(ref a, 2), b0, b1);
                AddProducts(ref c3, ref d3, Unsafe.Add(ref a, 3), b0, b1);
                AddProducts(ref c4, ref d4, Unsafe.Add(ref a, 4), b0, b1);
                AddProducts(ref c5, ref d5, Unsafe.Add(ref a, 5), b0, b1);
                a = ref Unsafe.Add(ref a, Rows);
                b = ref Unsafe.Add(ref b, 2 * TVector.Count);
            }
        }

        // All of them are needed, so that none is left out.
        return c0 + c1 + c2 + c3 + c4 + c5 + (d0 + d1 + d2 + d3 + d4 + d5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts<TVector>(ref TVector sum0, ref TVector sum1, float factor, TVector b0, TVector b1)
        where TVector : struct, IVector<TVector, float>
    {
        TVector a = TVector.Broadcast(factor);
        TVector.AddProduct(ref sum0, a, b0);
        TVector.AddProduct(ref sum1, a, b1);
    }
}
