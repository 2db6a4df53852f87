using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V1;

/// <summary>Covers a tile of the result with the micro-kernels that fit the vector: the only place that knows which they are.</summary>
internal static class TileKernel
{
    /// <summary>
    /// The first <paramref name="rows"/> rows of a tile. The rest of its W rows may be computed as well, on whatever the left factor holds there, and means nothing.
    /// </summary>
    /// <param name="rows">Rows that are wanted, 1 … W.</param>
    /// <param name="left">The first row's first term; all W rows are readable.</param>
    /// <param name="terms">The terms of the sum.</param>
    /// <param name="right">The panel of the right factor.</param>
    /// <param name="start">W · W elements that the sums start from.</param>
    /// <param name="result">W · W elements; may be <paramref name="start"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TVector, T, TWalk>(int rows, ref T left, Terms terms, ref T right, ReadOnlySpan<T> start, Span<T> result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        ref T first = ref MemoryMarshal.GetReference(start);
        ref T into = ref MemoryMarshal.GetReference(result);
        if (TVector.Count == 1)
            ScalarKernel.Multiply<TVector, T, TWalk>(rows, ref left, terms, ref right, ref first, ref into);
        else if (TVector.Count < Panel.Width<T>())
            VectorPairs<TVector, T, TWalk>(rows, ref left, terms, ref right, ref first, ref into);
        else if (rows <= 8)
            WholeRowKernels.EightRows<TVector, T, TWalk>(ref left, terms, ref right, ref first, ref into);
        else
            WholeRowKernels.SixteenRows<TVector, T, TWalk>(ref left, terms, ref right, ref first, ref into);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void VectorPairs<TVector, T, TWalk>(int rows, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        for (int column = 0; column < Panel.Width<T>(); column += 2 * TVector.Count)
        {
            ref T b = ref Unsafe.Add(ref right, column);
            ref T s = ref Unsafe.Add(ref start, column);
            ref T c = ref Unsafe.Add(ref result, column);
            if (Panel.Width<T>() == 8)
            {
                VectorPairKernels.FourRows<TVector, T, TWalk>(ref left, terms, ref b, ref s, ref c);
                if (rows > 4)
                    VectorPairKernels.FourRows<TVector, T, TWalk>(ref LeftRow<T, TWalk>(ref left, 4), terms, ref b, ref Row(ref s, 4), ref Row(ref c, 4));
                continue;
            }

            VectorPairKernels.SixRows<TVector, T, TWalk>(ref left, terms, ref b, ref s, ref c);
            if (rows > 6)
                VectorPairKernels.FiveRows<TVector, T, TWalk>(ref LeftRow<T, TWalk>(ref left, 6), terms, ref b, ref Row(ref s, 6), ref Row(ref c, 6));
            if (rows > 11)
                VectorPairKernels.FiveRows<TVector, T, TWalk>(ref LeftRow<T, TWalk>(ref left, 11), terms, ref b, ref Row(ref s, 11), ref Row(ref c, 11));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T Row<T>(ref T tile, int row)
        where T : unmanaged => ref Unsafe.Add(ref tile, row * Panel.Width<T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T LeftRow<T, TWalk>(ref T left, int row)
        where T : unmanaged
        where TWalk : struct, IWalk<T> => ref Unsafe.Add(ref left, row * TWalk.RowStep);
}
