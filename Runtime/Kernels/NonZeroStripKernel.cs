using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>Covers a strip of the result with the micro-kernels over non-zero elements: the twin of <see cref="StripKernel"/>.</summary>
internal static class NonZeroStripKernel
{
    /// <summary>The wanted rows of a strip; like <see cref="StripKernel.Multiply"/>.</summary>
    /// <param name="shape">The strip.</param>
    /// <param name="lists">A list for each row of the result.</param>
    /// <param name="firstList">That of the first row, a multiple of W.</param>
    /// <param name="right">The first panel of the right factor.</param>
    /// <param name="wanted">Tiles to fetch on the way.</param>
    /// <param name="start">What the sums start from: a tile of zeros, or <paramref name="result"/>.</param>
    /// <param name="result">The slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply<TVector, T>(
        StripShape shape, NonZeroLists<T> lists, int firstList, ref T right, scoped ReadOnlySpan<nint> wanted, ReadOnlySpan<T> start,
        Span<T> result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        ref T from = ref MemoryMarshal.GetReference(start);
        ref T into = ref MemoryMarshal.GetReference(result);
        for (int block = 0; block < lists.Blocks; block++)
        {
            MultiplyBlock<TVector, T>(shape, lists, firstList, block, ref right, wanted, ref from, ref into);
            wanted = default;
            from = ref into;
            shape = shape.Continued();
        }
    }

    private static void MultiplyBlock<TVector, T>(
        StripShape shape, NonZeroLists<T> lists, int firstList, int block, ref T right, scoped ReadOnlySpan<nint> wanted, ref T start,
        ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        if (TVector.Count == Panel.Width<T>())
        {
            if (shape.Panels <= 8)
                NonZeroKernels.EightPanels<TVector, T>(shape, lists, firstList, block, ref right, wanted, ref start, ref result);
            else
                NonZeroKernels.TenPanels<TVector, T>(shape, lists, firstList, block, ref right, wanted, ref start, ref result);
            return;
        }

        const int PairPanels = NonZeroKernels.MostVectors / 2;
        for (int panel = 0; panel < shape.Panels; panel += PairPanels)
        {
            StripShape part = shape.First(Math.Min(PairPanels, shape.Panels - panel));
            for (int column = 0; column < Panel.Width<T>(); column += 2 * TVector.Count)
            {
                ref T b = ref Unsafe.Add(ref right, panel * shape.RightStride + column);
                ref T s = ref Unsafe.Add(ref start, panel * shape.StartStride + column);
                ref T c = ref Unsafe.Add(ref result, panel * shape.ResultStride + column);
                if (part.Panels <= 4)
                    NonZeroKernels.FourPanels<TVector, T>(part, lists, firstList, block, ref b, wanted, ref s, ref c);
                else
                    NonZeroKernels.FivePanels<TVector, T>(part, lists, firstList, block, ref b, wanted, ref s, ref c);
                wanted = default;
            }
        }
    }
}
