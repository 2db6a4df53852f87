using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>Micro-kernels for narrower vectors: two of them side by side, a piece of a row of the tile; the pieces of a row follow one
/// another.</summary>
/// <remarks>
/// C starts from <c>start</c>, whose rows are W elements apart like those of <c>result</c>; the terms of the sum follow in ascending order,
/// one fused multiply-add each. Accumulators are named locals and the rows of A are displacements in the instruction: all of it stays in
/// registers.
/// </remarks>
internal static class VectorPairKernels
{
    /// <summary>6 rows: 12 accumulators, two vectors of B and one of A fill 15 of the 16 registers that every machine has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void SixRows<TVector, T, TWalk>(ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        TVector c0 = TVector.LoadUnsafe(ref start);
        TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, TVector.Count));
        TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 1 * Panel.Width<T>()));
        TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 1 * Panel.Width<T>() + TVector.Count));
        TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 2 * Panel.Width<T>()));
        TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 2 * Panel.Width<T>() + TVector.Count));
        TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 3 * Panel.Width<T>()));
        TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 3 * Panel.Width<T>() + TVector.Count));
        TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 4 * Panel.Width<T>()));
        TVector d4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 4 * Panel.Width<T>() + TVector.Count));
        TVector c5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 5 * Panel.Width<T>()));
        TVector d5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 5 * Panel.Width<T>() + TVector.Count));

        ref T firstRight = ref right;
        while (terms.MoveNext())
        {
            ref T a = ref Unsafe.Add(ref left, terms.Left);
            right = ref Unsafe.Add(ref firstRight, terms.Right);
            nint ahead = terms.TakeAhead<T, TWalk>(ref left);
            for (int term = terms.Length; term > 0; term--)
            {
                CacheLines.Prefetch(ahead);
                CacheLines.Prefetch(ref right, Terms.RowsAhead * Panel.Width<T>());
                TVector b0 = TVector.LoadUnsafe(ref right);
                TVector b1 = TVector.LoadUnsafe(ref Unsafe.Add(ref right, TVector.Count));
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
                a = ref Unsafe.Add(ref a, TWalk.TermStep);
                ahead += CacheLines.Bytes;
                right = ref Unsafe.Add(ref right, Panel.Width<T>());
            }
        }

        TVector.StoreUnsafe(c0, ref result);
        TVector.StoreUnsafe(d0, ref Unsafe.Add(ref result, TVector.Count));
        TVector.StoreUnsafe(c1, ref Unsafe.Add(ref result, 1 * Panel.Width<T>()));
        TVector.StoreUnsafe(d1, ref Unsafe.Add(ref result, 1 * Panel.Width<T>() + TVector.Count));
        TVector.StoreUnsafe(c2, ref Unsafe.Add(ref result, 2 * Panel.Width<T>()));
        TVector.StoreUnsafe(d2, ref Unsafe.Add(ref result, 2 * Panel.Width<T>() + TVector.Count));
        TVector.StoreUnsafe(c3, ref Unsafe.Add(ref result, 3 * Panel.Width<T>()));
        TVector.StoreUnsafe(d3, ref Unsafe.Add(ref result, 3 * Panel.Width<T>() + TVector.Count));
        TVector.StoreUnsafe(c4, ref Unsafe.Add(ref result, 4 * Panel.Width<T>()));
        TVector.StoreUnsafe(d4, ref Unsafe.Add(ref result, 4 * Panel.Width<T>() + TVector.Count));
        TVector.StoreUnsafe(c5, ref Unsafe.Add(ref result, 5 * Panel.Width<T>()));
        TVector.StoreUnsafe(d5, ref Unsafe.Add(ref result, 5 * Panel.Width<T>() + TVector.Count));
    }

    /// <summary>5 rows: the 16 rows of a tile of floats are 6 + 5 + 5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FiveRows<TVector, T, TWalk>(ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        TVector c0 = TVector.LoadUnsafe(ref start);
        TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, TVector.Count));
        TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 1 * Panel.Width<T>()));
        TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 1 * Panel.Width<T>() + TVector.Count));
        TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 2 * Panel.Width<T>()));
        TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 2 * Panel.Width<T>() + TVector.Count));
        TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 3 * Panel.Width<T>()));
        TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 3 * Panel.Width<T>() + TVector.Count));
        TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 4 * Panel.Width<T>()));
        TVector d4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 4 * Panel.Width<T>() + TVector.Count));

        ref T firstRight = ref right;
        while (terms.MoveNext())
        {
            ref T a = ref Unsafe.Add(ref left, terms.Left);
            right = ref Unsafe.Add(ref firstRight, terms.Right);
            for (int term = terms.Length; term > 0; term--)
            {
                TVector b0 = TVector.LoadUnsafe(ref right);
                TVector b1 = TVector.LoadUnsafe(ref Unsafe.Add(ref right, TVector.Count));
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
                a = ref Unsafe.Add(ref a, TWalk.TermStep);
                right = ref Unsafe.Add(ref right, Panel.Width<T>());
            }
        }

        TVector.StoreUnsafe(c0, ref result);
        TVector.StoreUnsafe(d0, ref Unsafe.Add(ref result, TVector.Count));
        TVector.StoreUnsafe(c1, ref Unsafe.Add(ref result, 1 * Panel.Width<T>()));
        TVector.StoreUnsafe(d1, ref Unsafe.Add(ref result, 1 * Panel.Width<T>() + TVector.Count));
        TVector.StoreUnsafe(c2, ref Unsafe.Add(ref result, 2 * Panel.Width<T>()));
        TVector.StoreUnsafe(d2, ref Unsafe.Add(ref result, 2 * Panel.Width<T>() + TVector.Count));
        TVector.StoreUnsafe(c3, ref Unsafe.Add(ref result, 3 * Panel.Width<T>()));
        TVector.StoreUnsafe(d3, ref Unsafe.Add(ref result, 3 * Panel.Width<T>() + TVector.Count));
        TVector.StoreUnsafe(c4, ref Unsafe.Add(ref result, 4 * Panel.Width<T>()));
        TVector.StoreUnsafe(d4, ref Unsafe.Add(ref result, 4 * Panel.Width<T>() + TVector.Count));
    }

    /// <summary>4 rows: the 8 rows of a tile of doubles are 4 + 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FourRows<TVector, T, TWalk>(ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        TVector c0 = TVector.LoadUnsafe(ref start);
        TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, TVector.Count));
        TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 1 * Panel.Width<T>()));
        TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 1 * Panel.Width<T>() + TVector.Count));
        TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 2 * Panel.Width<T>()));
        TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 2 * Panel.Width<T>() + TVector.Count));
        TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 3 * Panel.Width<T>()));
        TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, 3 * Panel.Width<T>() + TVector.Count));

        ref T firstRight = ref right;
        while (terms.MoveNext())
        {
            ref T a = ref Unsafe.Add(ref left, terms.Left);
            right = ref Unsafe.Add(ref firstRight, terms.Right);
            nint ahead = terms.TakeAhead<T, TWalk>(ref left);
            for (int term = terms.Length; term > 0; term--)
            {
                CacheLines.Prefetch(ahead);
                TVector b0 = TVector.LoadUnsafe(ref right);
                TVector b1 = TVector.LoadUnsafe(ref Unsafe.Add(ref right, TVector.Count));
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
                a = ref Unsafe.Add(ref a, TWalk.TermStep);
                ahead += CacheLines.Bytes;
                right = ref Unsafe.Add(ref right, Panel.Width<T>());
            }
        }

        TVector.StoreUnsafe(c0, ref result);
        TVector.StoreUnsafe(d0, ref Unsafe.Add(ref result, TVector.Count));
        TVector.StoreUnsafe(c1, ref Unsafe.Add(ref result, 1 * Panel.Width<T>()));
        TVector.StoreUnsafe(d1, ref Unsafe.Add(ref result, 1 * Panel.Width<T>() + TVector.Count));
        TVector.StoreUnsafe(c2, ref Unsafe.Add(ref result, 2 * Panel.Width<T>()));
        TVector.StoreUnsafe(d2, ref Unsafe.Add(ref result, 2 * Panel.Width<T>() + TVector.Count));
        TVector.StoreUnsafe(c3, ref Unsafe.Add(ref result, 3 * Panel.Width<T>()));
        TVector.StoreUnsafe(d3, ref Unsafe.Add(ref result, 3 * Panel.Width<T>() + TVector.Count));
    }
}
