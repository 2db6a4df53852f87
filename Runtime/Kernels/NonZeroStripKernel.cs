using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V1;

/// <summary>Covers a strip of the result with the micro-kernels over non-zero elements: the twin of <see cref="StripKernel"/>.</summary>
internal static class NonZeroStripKernel
{
    // Rows of two panels that stay in a first-level cache of 32 KiB. Below, little is gained by lists that share what one of them fetched, and padding costs less in small groups.
    private const int RowsInCache = 256;

    /// <summary>The wanted rows of a strip; like <see cref="StripKernel.Multiply"/>.</summary>
    /// <param name="shape">The strip.</param>
    /// <param name="lists">A list for each row of the result.</param>
    /// <param name="firstList">That of the first row, a multiple of W.</param>
    /// <param name="right">The first panel of the right factor.</param>
    /// <param name="start">What the sums start from: a tile of zeros, or <paramref name="result"/>.</param>
    /// <param name="result">The slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TVector, T>(StripShape shape, NonZeroLists<T> lists, int firstList, ref T right, ReadOnlySpan<T> start, Span<T> result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        ref T from = ref MemoryMarshal.GetReference(start);
        ref T into = ref MemoryMarshal.GetReference(result);
        if (shape.Rows == 1)
            OneRow<TVector, T>(shape, lists, firstList, ref right, ref from, ref into);
        else if (TVector.Count < Panel.Width<T>())
            VectorPairs<TVector, T>(shape, lists, firstList, ref right, ref from, ref into);
        else if (lists.MostElements <= RowsInCache)
            NonZeroKernels.FourLists<TVector, T>(shape, lists, firstList, ref right, ref from, ref into);
        else
            NonZeroKernels.EightLists<TVector, T>(shape, lists, firstList, ref right, ref from, ref into);
    }

    private static void VectorPairs<TVector, T>(StripShape shape, NonZeroLists<T> lists, int firstList, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        for (int column = 0; column < Panel.Width<T>(); column += 2 * TVector.Count)
        {
            NonZeroKernels.TwoLists<TVector, T>(
                shape, lists, firstList, ref Unsafe.Add(ref right, column), ref Unsafe.Add(ref start, column), ref Unsafe.Add(ref result, column));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OneRow<TVector, T>(StripShape shape, NonZeroLists<T> lists, int list, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        if (TVector.Count == Panel.Width<T>())
        {
            OneRowKernels.EightPanelsOfList<TVector, T>(shape, lists, list, ref right, ref start, ref result);
            return;
        }

        for (int panel = 0; panel < shape.Panels; panel += OneRowKernels.PairPanels)
        {
            StripShape part = shape.First(Math.Min(OneRowKernels.PairPanels, shape.Panels - panel));
            for (int column = 0; column < Panel.Width<T>(); column += 2 * TVector.Count)
            {
                OneRowKernels.FourPanelsOfList<TVector, T>(
                    part, lists, list, ref Unsafe.Add(ref right, panel * shape.RightStride + column),
                    ref Unsafe.Add(ref start, panel * shape.StartStride + column), ref Unsafe.Add(ref result, panel * shape.ResultStride + column));
            }
        }
    }
}
