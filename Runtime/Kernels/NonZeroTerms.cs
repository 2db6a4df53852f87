using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Products over all elements of a factor that keeps account of its non-zero ones, where a batch is not listed. They mean what the lists
/// mean (<see cref="NonZeroKernels"/>): a sum over the terms whose left element is not zero, whatever the others would be multiplied with.
/// </summary>
/// <remarks>
/// <para>A zero term 0 · b changes no sum while b is finite, so all terms are taken: that is fast. Where b is an infinity or a NaN the term
/// is a NaN, and so is the sum; only then, which is after a divergence, the strip is computed once more without the zero terms.</para>
/// <para>So no result depends on which of the two walks a batch gets, and nobody has to know whether weights and gradients are
/// finite.</para>
/// </remarks>
internal static class NonZeroTerms
{
    /// <summary>The wanted rows of a strip; like <see cref="StripKernel.Multiply"/>.</summary>
    /// <param name="worker">Whose buffer keeps what the sums start from.</param>
    /// <param name="shape">The strip.</param>
    /// <param name="left">The first row's first term.</param>
    /// <param name="terms">The terms of the sum.</param>
    /// <param name="right">The first panel of the right factor.</param>
    /// <param name="start">What the sums start from: a tile of zeros, or <paramref name="result"/>.</param>
    /// <param name="result">The slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TVector, T, TWalk>(
        Worker worker, StripShape shape, ref T left, Terms terms, ref T right, ReadOnlySpan<T> start, Span<T> result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        ReadOnlySpan<T> kept = start;
        if (shape.StartStride > 0)
        {
            Span<T> copy = worker.Start<T>();
            start[..(shape.Panels * shape.StartStride)].CopyTo(copy);
            kept = copy;
        }

        StripKernel.Multiply<TVector, T, TWalk>(shape, ref left, terms, ref right, start, result);
        if (!Complete<TVector, T>(shape, result))
            LeaveOutZeros<TVector, T, TWalk>(shape, ref left, terms, ref right, kept, result);
    }

    // A sum −0, which zero terms may leave or not, becomes +0, as behind the lists. Returns whether all sums are finite, so that no
    // zero met anything else.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool Complete<TVector, T>(StripShape shape, Span<T> result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        // Stays +0 while all sums are finite, and becomes NaN with the first that is not.
        TVector trace = TVector.Zero;
        for (int panel = 0; panel < shape.Panels; panel++)
        {
            // What rows that are not wanted hold means nothing.
            Span<T> tile = result.Slice(panel * shape.ResultStride, shape.Rows * Panel.Width<T>());
            for (int i = 0; i < tile.Length; i += TVector.Count)
            {
                TVector sum = TVector.Load(tile, i) + TVector.Zero;
                sum.Store(tile, i);
                TVector.AddProduct(ref trace, sum, TVector.Zero);
            }
        }

        return !MemoryMarshal.AsBytes(new ReadOnlySpan<TVector>(in trace)).ContainsAnyExcept((byte)0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeaveOutZeros<TVector, T, TWalk>(
        StripShape shape, ref T left, Terms terms, ref T right, ReadOnlySpan<T> start, Span<T> result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        for (int panel = 0; panel < shape.Panels; panel++)
        {
            for (int i = 0; i < shape.Rows * Panel.Width<T>(); i += TVector.Count)
            {
                (int row, int lane) = Math.DivRem(i, Panel.Width<T>());
                TVector sum = TVector.Load(start, panel * shape.StartStride + i);
                Terms walk = terms;
                while (walk.MoveNext())
                {
                    ref T element = ref Unsafe.Add(ref left, walk.Left + row * TWalk.RowStep);
                    ref T factor = ref Unsafe.Add(ref right, walk.Right + panel * shape.RightStride + lane);
                    for (int term = 0; term < walk.Length; term++)
                    {
                        T value = Unsafe.Add(ref element, term * TWalk.TermStep);
                        if (EqualityComparer<T>.Default.Equals(value, default))
                            continue;
                        TVector factors = TVector.LoadUnsafe(ref Unsafe.Add(ref factor, term * Panel.Width<T>()));
                        TVector.AddProduct(ref sum, TVector.Broadcast(value), factors);
                    }
                }

                (sum + TVector.Zero).Store(result, panel * shape.ResultStride + i);
            }
        }
    }
}
