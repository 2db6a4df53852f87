using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>Covers a strip of the result with the micro-kernels that fit the vector: the only place that knows which they are.</summary>
internal static class StripKernel
{
    /// <summary>
    /// The wanted rows of a strip. The rest of each tile's W rows may be computed as well, on whatever the left factor holds there, and
    /// means nothing; not where one row is wanted.
    /// </summary>
    /// <param name="shape">The strip.</param>
    /// <param name="left">The first row's first term; unless one row is wanted, all W rows are readable.</param>
    /// <param name="terms">The terms of the sum.</param>
    /// <param name="right">The first panel of the right factor.</param>
    /// <param name="start">What the sums start from: a tile of zeros, or <paramref name="result"/>.</param>
    /// <param name="result">The slot.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TVector, T, TWalk>(
        StripShape shape, ref T left, Terms terms, ref T right, ReadOnlySpan<T> start, Span<T> result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        ref T first = ref MemoryMarshal.GetReference(start);
        ref T into = ref MemoryMarshal.GetReference(result);
        if (TVector.Count == 1)
            Scalars<TVector, T, TWalk>(shape, ref left, terms, ref right, ref first, ref into);
        else if (shape.Rows == 1)
            OneRow<TVector, T, TWalk>(shape, ref left, terms, ref right, ref first, ref into);
        else if (TVector.Count < Panel.Width<T>())
            VectorPairs<TVector, T, TWalk>(shape, ref left, terms, ref right, ref first, ref into);
        else
            WholeRows<TVector, T, TWalk>(shape, ref left, terms, ref right, ref first, ref into);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WholeRows<TVector, T, TWalk>(StripShape shape, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        for (int panel = 0; panel < shape.Panels; panel += 2)
        {
            ref T b = ref Unsafe.Add(ref right, panel * shape.RightStride);
            ref T s = ref Unsafe.Add(ref start, panel * shape.StartStride);
            ref T c = ref Unsafe.Add(ref result, panel * shape.ResultStride);
            if (panel + 1 < shape.Panels)
                TwoPanels<TVector, T, TWalk>(shape, ref left, terms, ref b, ref s, ref c);
            else if (shape.Rows <= 8)
                WholeRowKernels.EightRows<TVector, T, TWalk>(ref left, terms, ref b, ref s, ref c);
            else
                WholeRowKernels.SixteenRows<TVector, T, TWalk>(ref left, terms, ref b, ref s, ref c);
        }
    }

    // Parts of the sum one after the other, and within each the rows: see Terms.TakePart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoPanels<TVector, T, TWalk>(StripShape shape, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        int startStride = shape.StartStride;
        do
        {
            Terms part = terms.TakePart();
            for (int row = 0; row < shape.Rows; row += 8)
            {
                WholeRowKernels.EightRowsOfTwoPanels<TVector, T, TWalk>(
                    ref LeftRow<T, TWalk>(ref left, row), part, ref right, shape.RightStride,
                    ref Row(ref start, row), startStride, ref Row(ref result, row), shape.ResultStride);
            }

            start = ref result;
            startStride = shape.ResultStride;
        }
        while (terms.HasContacts);
    }

    // Parts of the sum one after the other, as above.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void VectorPairs<TVector, T, TWalk>(StripShape shape, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        int startStride = shape.StartStride;
        do
        {
            VectorPairsOfPart<TVector, T, TWalk>(shape, ref left, terms.TakePart(), ref right, ref start, startStride, ref result);
            start = ref result;
            startStride = shape.ResultStride;
        }
        while (terms.HasContacts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void VectorPairsOfPart<TVector, T, TWalk>(
        StripShape shape, ref T left, Terms terms, ref T right, ref T start, int startStride, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        for (int panel = 0; panel < shape.Panels; panel++)
        {
            for (int column = 0; column < Panel.Width<T>(); column += 2 * TVector.Count)
            {
                ref T b = ref Unsafe.Add(ref right, panel * shape.RightStride + column);
                ref T s = ref Unsafe.Add(ref start, panel * startStride + column);
                ref T c = ref Unsafe.Add(ref result, panel * shape.ResultStride + column);
                int lanes = panel == shape.Panels - 1 ? shape.Lanes - column : Panel.Width<T>();
                if (lanes <= TVector.Count)
                {
                    OneVector<TVector, T, TWalk>(shape.Rows, lanes, ref left, terms, ref b, ref s, ref c);
                    continue;
                }

                if (Panel.Width<T>() == 8)
                {
                    VectorPairKernels.FourRows<TVector, T, TWalk>(ref left, terms, ref b, ref s, ref c);
                    if (shape.Rows > 4)
                    {
                        VectorPairKernels.FourRows<TVector, T, TWalk>(
                            ref LeftRow<T, TWalk>(ref left, 4), terms, ref b, ref Row(ref s, 4), ref Row(ref c, 4));
                    }

                    continue;
                }

                VectorPairKernels.SixRows<TVector, T, TWalk>(ref left, terms, ref b, ref s, ref c);
                if (shape.Rows > 6)
                {
                    VectorPairKernels.FiveRows<TVector, T, TWalk>(
                        ref LeftRow<T, TWalk>(ref left, 6), terms, ref b, ref Row(ref s, 6), ref Row(ref c, 6));
                }

                if (shape.Rows > 11)
                {
                    VectorPairKernels.FiveRows<TVector, T, TWalk>(
                        ref LeftRow<T, TWalk>(ref left, 11), terms, ref b, ref Row(ref s, 11), ref Row(ref c, 11));
                }
            }
        }
    }

    // Where the second vector of a pair, or both, are padding.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OneVector<TVector, T, TWalk>(int rows, int lanes, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        if (lanes > 0)
        {
            WholeRowKernels.EightRows<TVector, T, TWalk>(ref left, terms, ref right, ref start, ref result);
            if (rows > 8)
            {
                WholeRowKernels.EightRows<TVector, T, TWalk>(
                    ref LeftRow<T, TWalk>(ref left, 8), terms, ref right, ref Row(ref start, 8), ref Row(ref result, 8));
            }
        }

        for (int row = 0; row < rows; row++)
        {
            if (lanes <= 0)
                TVector.StoreUnsafe(TVector.Zero, ref Row(ref result, row));
            TVector.StoreUnsafe(TVector.Zero, ref Unsafe.Add(ref Row(ref result, row), TVector.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OneRow<TVector, T, TWalk>(StripShape shape, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        if (TVector.Count == Panel.Width<T>())
        {
            for (int panel = 0; panel < shape.Panels; panel += OneRowKernels.WidePanels)
            {
                OneRowKernels.EightPanels<TVector, T, TWalk>(
                    shape.First(Math.Min(OneRowKernels.WidePanels, shape.Panels - panel)), ref left, terms,
                    ref Unsafe.Add(ref right, panel * shape.RightStride),
                    ref Unsafe.Add(ref start, panel * shape.StartStride), ref Unsafe.Add(ref result, panel * shape.ResultStride));
            }

            return;
        }

        for (int panel = 0; panel < shape.Panels; panel += OneRowKernels.PairPanels)
        {
            StripShape part = shape.First(Math.Min(OneRowKernels.PairPanels, shape.Panels - panel));
            for (int column = 0; column < Panel.Width<T>(); column += 2 * TVector.Count)
            {
                OneRowKernels.FourPanels<TVector, T, TWalk>(
                    part, ref left, terms, ref Unsafe.Add(ref right, panel * shape.RightStride + column),
                    ref Unsafe.Add(ref start, panel * shape.StartStride + column),
                    ref Unsafe.Add(ref result, panel * shape.ResultStride + column));
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Scalars<TScalar, T, TWalk>(StripShape shape, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TScalar : struct, IVector<TScalar, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        for (int panel = 0; panel < shape.Panels; panel++)
        {
            ScalarKernel.Multiply<TScalar, T, TWalk>(
                shape.Rows, ref left, terms, ref Unsafe.Add(ref right, panel * shape.RightStride),
                ref Unsafe.Add(ref start, panel * shape.StartStride), ref Unsafe.Add(ref result, panel * shape.ResultStride));
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
