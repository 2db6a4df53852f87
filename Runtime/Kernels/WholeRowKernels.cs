using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>Micro-kernels for vectors as wide as a panel: a row of the tile is one vector, and each term of the sum is one row of B times a
/// column of A.</summary>
/// <remarks>
/// C starts from <c>start</c>, whose rows are W elements apart like those of <c>result</c>; the terms of the sum follow in ascending order,
/// one fused multiply-add each. Accumulators are named locals and the rows of A are displacements in the instruction: all of it stays in
/// registers.
/// </remarks>
internal static class WholeRowKernels
{
    /// <summary>8 rows of two panels: 16 accumulators, and 10 loads for 16 multiply-adds, where one panel needs as many loads as
    /// multiply-adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void EightRowsOfTwoPanels<TVector, T, TWalk>(
        ref T left, Terms terms, ref T right, int rightStride, ref T start, int startStride, ref T result, int resultStride)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        ref T start1 = ref Unsafe.Add(ref start, startStride);
        TVector c0 = TVector.LoadUnsafe(ref start);
        TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 1 * Panel.Width<T>()));
        TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 2 * Panel.Width<T>()));
        TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 3 * Panel.Width<T>()));
        TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 4 * Panel.Width<T>()));
        TVector c5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 5 * Panel.Width<T>()));
        TVector c6 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 6 * Panel.Width<T>()));
        TVector c7 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 7 * Panel.Width<T>()));
        TVector d0 = TVector.LoadUnsafe(ref start1);
        TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, 1 * Panel.Width<T>()));
        TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, 2 * Panel.Width<T>()));
        TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, 3 * Panel.Width<T>()));
        TVector d4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, 4 * Panel.Width<T>()));
        TVector d5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, 5 * Panel.Width<T>()));
        TVector d6 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, 6 * Panel.Width<T>()));
        TVector d7 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, 7 * Panel.Width<T>()));

        ref T firstRight = ref right;
        while (terms.MoveNext())
        {
            ref T a = ref Unsafe.Add(ref left, terms.Left);
            right = ref Unsafe.Add(ref firstRight, terms.Right);
            ref T right1 = ref Unsafe.Add(ref right, rightStride);
            nint ahead = terms.TakeAhead<T, TWalk>(ref left);
            for (int term = terms.Length; term > 0; term--)
            {
                CacheLines.Prefetch(ahead);
                CacheLines.Prefetch(ref right, Terms.RowsAhead * Panel.Width<T>());
                CacheLines.Prefetch(ref right1, Terms.RowsAhead * Panel.Width<T>());
                TVector b0 = TVector.LoadUnsafe(ref right);
                TVector b1 = TVector.LoadUnsafe(ref right1);
                TVector value = TVector.Broadcast(a);
                TVector.AddProduct(ref c0, value, b0);
                TVector.AddProduct(ref d0, value, b1);
                value = TVector.Broadcast(Unsafe.Add(ref a, 1 * TWalk.RowStep));
                TVector.AddProduct(ref c1, value, b0);
                TVector.AddProduct(ref d1, value, b1);
                value = TVector.Broadcast(Unsafe.Add(ref a, 2 * TWalk.RowStep));
                TVector.AddProduct(ref c2, value, b0);
                TVector.AddProduct(ref d2, value, b1);
                value = TVector.Broadcast(Unsafe.Add(ref a, 3 * TWalk.RowStep));
                TVector.AddProduct(ref c3, value, b0);
                TVector.AddProduct(ref d3, value, b1);
                value = TVector.Broadcast(Unsafe.Add(ref a, 4 * TWalk.RowStep));
                TVector.AddProduct(ref c4, value, b0);
                TVector.AddProduct(ref d4, value, b1);
                value = TVector.Broadcast(Unsafe.Add(ref a, 5 * TWalk.RowStep));
                TVector.AddProduct(ref c5, value, b0);
                TVector.AddProduct(ref d5, value, b1);
                value = TVector.Broadcast(Unsafe.Add(ref a, 6 * TWalk.RowStep));
                TVector.AddProduct(ref c6, value, b0);
                TVector.AddProduct(ref d6, value, b1);
                value = TVector.Broadcast(Unsafe.Add(ref a, 7 * TWalk.RowStep));
                TVector.AddProduct(ref c7, value, b0);
                TVector.AddProduct(ref d7, value, b1);
                a = ref Unsafe.Add(ref a, TWalk.TermStep);
                ahead += CacheLines.Bytes;
                right = ref Unsafe.Add(ref right, Panel.Width<T>());
                right1 = ref Unsafe.Add(ref right1, Panel.Width<T>());
            }
        }

        ref T result1 = ref Unsafe.Add(ref result, resultStride);
        TVector.StoreUnsafe(c0, ref result);
        TVector.StoreUnsafe(c1, ref Unsafe.Add(ref result, 1 * Panel.Width<T>()));
        TVector.StoreUnsafe(c2, ref Unsafe.Add(ref result, 2 * Panel.Width<T>()));
        TVector.StoreUnsafe(c3, ref Unsafe.Add(ref result, 3 * Panel.Width<T>()));
        TVector.StoreUnsafe(c4, ref Unsafe.Add(ref result, 4 * Panel.Width<T>()));
        TVector.StoreUnsafe(c5, ref Unsafe.Add(ref result, 5 * Panel.Width<T>()));
        TVector.StoreUnsafe(c6, ref Unsafe.Add(ref result, 6 * Panel.Width<T>()));
        TVector.StoreUnsafe(c7, ref Unsafe.Add(ref result, 7 * Panel.Width<T>()));
        TVector.StoreUnsafe(d0, ref result1);
        TVector.StoreUnsafe(d1, ref Unsafe.Add(ref result1, 1 * Panel.Width<T>()));
        TVector.StoreUnsafe(d2, ref Unsafe.Add(ref result1, 2 * Panel.Width<T>()));
        TVector.StoreUnsafe(d3, ref Unsafe.Add(ref result1, 3 * Panel.Width<T>()));
        TVector.StoreUnsafe(d4, ref Unsafe.Add(ref result1, 4 * Panel.Width<T>()));
        TVector.StoreUnsafe(d5, ref Unsafe.Add(ref result1, 5 * Panel.Width<T>()));
        TVector.StoreUnsafe(d6, ref Unsafe.Add(ref result1, 6 * Panel.Width<T>()));
        TVector.StoreUnsafe(d7, ref Unsafe.Add(ref result1, 7 * Panel.Width<T>()));
    }

    /// <summary>16 rows of a panel of floats: 16 accumulators, B in one register, A as operands broadcast from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void SixteenRows<TVector, T, TWalk>(ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        TVector c0 = TVector.LoadUnsafe(ref start);
        TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 1 * Panel.Width<T>()));
        TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 2 * Panel.Width<T>()));
        TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 3 * Panel.Width<T>()));
        TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 4 * Panel.Width<T>()));
        TVector c5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 5 * Panel.Width<T>()));
        TVector c6 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 6 * Panel.Width<T>()));
        TVector c7 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 7 * Panel.Width<T>()));
        TVector c8 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 8 * Panel.Width<T>()));
        TVector c9 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 9 * Panel.Width<T>()));
        TVector c10 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 10 * Panel.Width<T>()));
        TVector c11 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 11 * Panel.Width<T>()));
        TVector c12 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 12 * Panel.Width<T>()));
        TVector c13 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 13 * Panel.Width<T>()));
        TVector c14 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 14 * Panel.Width<T>()));
        TVector c15 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 15 * Panel.Width<T>()));

        ref T firstRight = ref right;
        while (terms.MoveNext())
        {
            ref T a = ref Unsafe.Add(ref left, terms.Left);
            right = ref Unsafe.Add(ref firstRight, terms.Right);
            nint ahead = terms.TakeAhead<T, TWalk>(ref left);
            for (int term = terms.Length; term > 0; term--)
            {
                CacheLines.Prefetch(ahead);
                TVector b = TVector.LoadUnsafe(ref right);
                TVector.AddProduct(ref c0, TVector.Broadcast(a), b);
                TVector.AddProduct(ref c1, TVector.Broadcast(Unsafe.Add(ref a, 1 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c2, TVector.Broadcast(Unsafe.Add(ref a, 2 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c3, TVector.Broadcast(Unsafe.Add(ref a, 3 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c4, TVector.Broadcast(Unsafe.Add(ref a, 4 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c5, TVector.Broadcast(Unsafe.Add(ref a, 5 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c6, TVector.Broadcast(Unsafe.Add(ref a, 6 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c7, TVector.Broadcast(Unsafe.Add(ref a, 7 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c8, TVector.Broadcast(Unsafe.Add(ref a, 8 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c9, TVector.Broadcast(Unsafe.Add(ref a, 9 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c10, TVector.Broadcast(Unsafe.Add(ref a, 10 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c11, TVector.Broadcast(Unsafe.Add(ref a, 11 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c12, TVector.Broadcast(Unsafe.Add(ref a, 12 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c13, TVector.Broadcast(Unsafe.Add(ref a, 13 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c14, TVector.Broadcast(Unsafe.Add(ref a, 14 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c15, TVector.Broadcast(Unsafe.Add(ref a, 15 * TWalk.RowStep)), b);
                a = ref Unsafe.Add(ref a, TWalk.TermStep);
                ahead += CacheLines.Bytes;
                right = ref Unsafe.Add(ref right, Panel.Width<T>());
            }
        }

        TVector.StoreUnsafe(c0, ref result);
        TVector.StoreUnsafe(c1, ref Unsafe.Add(ref result, 1 * Panel.Width<T>()));
        TVector.StoreUnsafe(c2, ref Unsafe.Add(ref result, 2 * Panel.Width<T>()));
        TVector.StoreUnsafe(c3, ref Unsafe.Add(ref result, 3 * Panel.Width<T>()));
        TVector.StoreUnsafe(c4, ref Unsafe.Add(ref result, 4 * Panel.Width<T>()));
        TVector.StoreUnsafe(c5, ref Unsafe.Add(ref result, 5 * Panel.Width<T>()));
        TVector.StoreUnsafe(c6, ref Unsafe.Add(ref result, 6 * Panel.Width<T>()));
        TVector.StoreUnsafe(c7, ref Unsafe.Add(ref result, 7 * Panel.Width<T>()));
        TVector.StoreUnsafe(c8, ref Unsafe.Add(ref result, 8 * Panel.Width<T>()));
        TVector.StoreUnsafe(c9, ref Unsafe.Add(ref result, 9 * Panel.Width<T>()));
        TVector.StoreUnsafe(c10, ref Unsafe.Add(ref result, 10 * Panel.Width<T>()));
        TVector.StoreUnsafe(c11, ref Unsafe.Add(ref result, 11 * Panel.Width<T>()));
        TVector.StoreUnsafe(c12, ref Unsafe.Add(ref result, 12 * Panel.Width<T>()));
        TVector.StoreUnsafe(c13, ref Unsafe.Add(ref result, 13 * Panel.Width<T>()));
        TVector.StoreUnsafe(c14, ref Unsafe.Add(ref result, 14 * Panel.Width<T>()));
        TVector.StoreUnsafe(c15, ref Unsafe.Add(ref result, 15 * Panel.Width<T>()));
    }

    /// <summary>8 rows: a tile of doubles, or half a tile of floats. 8 accumulators are just enough for two units of latency 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void EightRows<TVector, T, TWalk>(ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        TVector c0 = TVector.LoadUnsafe(ref start);
        TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 1 * Panel.Width<T>()));
        TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 2 * Panel.Width<T>()));
        TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 3 * Panel.Width<T>()));
        TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 4 * Panel.Width<T>()));
        TVector c5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 5 * Panel.Width<T>()));
        TVector c6 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 6 * Panel.Width<T>()));
        TVector c7 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 7 * Panel.Width<T>()));

        ref T firstRight = ref right;
        while (terms.MoveNext())
        {
            ref T a = ref Unsafe.Add(ref left, terms.Left);
            right = ref Unsafe.Add(ref firstRight, terms.Right);
            nint ahead = terms.TakeAhead<T, TWalk>(ref left);
            for (int term = terms.Length; term > 0; term--)
            {
                CacheLines.Prefetch(ahead);
                TVector b = TVector.LoadUnsafe(ref right);
                TVector.AddProduct(ref c0, TVector.Broadcast(a), b);
                TVector.AddProduct(ref c1, TVector.Broadcast(Unsafe.Add(ref a, 1 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c2, TVector.Broadcast(Unsafe.Add(ref a, 2 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c3, TVector.Broadcast(Unsafe.Add(ref a, 3 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c4, TVector.Broadcast(Unsafe.Add(ref a, 4 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c5, TVector.Broadcast(Unsafe.Add(ref a, 5 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c6, TVector.Broadcast(Unsafe.Add(ref a, 6 * TWalk.RowStep)), b);
                TVector.AddProduct(ref c7, TVector.Broadcast(Unsafe.Add(ref a, 7 * TWalk.RowStep)), b);
                a = ref Unsafe.Add(ref a, TWalk.TermStep);
                ahead += CacheLines.Bytes;
                right = ref Unsafe.Add(ref right, Panel.Width<T>());
            }
        }

        TVector.StoreUnsafe(c0, ref result);
        TVector.StoreUnsafe(c1, ref Unsafe.Add(ref result, 1 * Panel.Width<T>()));
        TVector.StoreUnsafe(c2, ref Unsafe.Add(ref result, 2 * Panel.Width<T>()));
        TVector.StoreUnsafe(c3, ref Unsafe.Add(ref result, 3 * Panel.Width<T>()));
        TVector.StoreUnsafe(c4, ref Unsafe.Add(ref result, 4 * Panel.Width<T>()));
        TVector.StoreUnsafe(c5, ref Unsafe.Add(ref result, 5 * Panel.Width<T>()));
        TVector.StoreUnsafe(c6, ref Unsafe.Add(ref result, 6 * Panel.Width<T>()));
        TVector.StoreUnsafe(c7, ref Unsafe.Add(ref result, 7 * Panel.Width<T>()));
    }
}
