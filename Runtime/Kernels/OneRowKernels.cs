using System;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Micro-kernels for one row of several panels: as many chains at once as a multiply-add takes to finish. They wait for memory, since each
/// element of B is used once.
/// </summary>
/// <remarks>
/// Where there are fewer panels than chains, the last panel is computed more than once and kept once.
/// </remarks>
internal static class OneRowKernels
{
    /// <summary>Panels that <see cref="EightPanels"/> computes.</summary>
    public const int WidePanels = 8;

    /// <summary>Panels that <see cref="FourPanels"/> computes.</summary>
    public const int PairPanels = 4;

    /// <summary>Up to 8 panels, each a vector wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void EightPanels<TVector, T, TWalk>(StripShape shape, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        int last = shape.Panels - 1;
        ref T right1 = ref Unsafe.Add(ref right, Math.Min(1, last) * shape.RightStride);
        ref T right2 = ref Unsafe.Add(ref right, Math.Min(2, last) * shape.RightStride);
        ref T right3 = ref Unsafe.Add(ref right, Math.Min(3, last) * shape.RightStride);
        ref T right4 = ref Unsafe.Add(ref right, Math.Min(4, last) * shape.RightStride);
        ref T right5 = ref Unsafe.Add(ref right, Math.Min(5, last) * shape.RightStride);
        ref T right6 = ref Unsafe.Add(ref right, Math.Min(6, last) * shape.RightStride);
        ref T right7 = ref Unsafe.Add(ref right, Math.Min(7, last) * shape.RightStride);
        TVector c0 = TVector.LoadUnsafe(ref start);
        TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(1, last) * shape.StartStride));
        TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(2, last) * shape.StartStride));
        TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(3, last) * shape.StartStride));
        TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(4, last) * shape.StartStride));
        TVector c5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(5, last) * shape.StartStride));
        TVector c6 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(6, last) * shape.StartStride));
        TVector c7 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(7, last) * shape.StartStride));

        while (terms.MoveNext())
        {
            ref T a = ref Unsafe.Add(ref left, terms.Left);
            nint at = terms.Right;
            for (int term = terms.Length; term > 0; term--)
            {
                TVector value = TVector.Broadcast(a);
                TVector.AddProduct(ref c0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref c1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                TVector.AddProduct(ref c2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, at)));
                TVector.AddProduct(ref c3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, at)));
                TVector.AddProduct(ref c4, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right4, at)));
                TVector.AddProduct(ref c5, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right5, at)));
                TVector.AddProduct(ref c6, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right6, at)));
                TVector.AddProduct(ref c7, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right7, at)));
                a = ref Unsafe.Add(ref a, TWalk.TermStep);
                at += Panel.Width<T>();
            }
        }

        TVector.StoreUnsafe(c7, ref Unsafe.Add(ref result, Math.Min(7, last) * shape.ResultStride));
        TVector.StoreUnsafe(c6, ref Unsafe.Add(ref result, Math.Min(6, last) * shape.ResultStride));
        TVector.StoreUnsafe(c5, ref Unsafe.Add(ref result, Math.Min(5, last) * shape.ResultStride));
        TVector.StoreUnsafe(c4, ref Unsafe.Add(ref result, Math.Min(4, last) * shape.ResultStride));
        TVector.StoreUnsafe(c3, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride));
        TVector.StoreUnsafe(c2, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride));
        TVector.StoreUnsafe(c1, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride));
        TVector.StoreUnsafe(c0, ref result);
    }

    /// <summary>Up to 4 panels, two narrower vectors of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FourPanels<TVector, T, TWalk>(StripShape shape, ref T left, Terms terms, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
        where TWalk : struct, IWalk<T>
    {
        int last = shape.Panels - 1;
        ref T right1 = ref Unsafe.Add(ref right, Math.Min(1, last) * shape.RightStride);
        ref T right2 = ref Unsafe.Add(ref right, Math.Min(2, last) * shape.RightStride);
        ref T right3 = ref Unsafe.Add(ref right, Math.Min(3, last) * shape.RightStride);
        TVector c0 = TVector.LoadUnsafe(ref start);
        TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, TVector.Count));
        TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(1, last) * shape.StartStride));
        TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(1, last) * shape.StartStride + TVector.Count));
        TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(2, last) * shape.StartStride));
        TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(2, last) * shape.StartStride + TVector.Count));
        TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(3, last) * shape.StartStride));
        TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(3, last) * shape.StartStride + TVector.Count));

        while (terms.MoveNext())
        {
            ref T a = ref Unsafe.Add(ref left, terms.Left);
            nint at = terms.Right;
            for (int term = terms.Length; term > 0; term--)
            {
                TVector value = TVector.Broadcast(a);
                TVector.AddProduct(ref c0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at + TVector.Count)));
                TVector.AddProduct(ref c1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                TVector.AddProduct(ref d1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at + TVector.Count)));
                TVector.AddProduct(ref c2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, at)));
                TVector.AddProduct(ref d2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, at + TVector.Count)));
                TVector.AddProduct(ref c3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, at)));
                TVector.AddProduct(ref d3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, at + TVector.Count)));
                a = ref Unsafe.Add(ref a, TWalk.TermStep);
                at += Panel.Width<T>();
            }
        }

        TVector.StoreUnsafe(c3, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride));
        TVector.StoreUnsafe(d3, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride + TVector.Count));
        TVector.StoreUnsafe(c2, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride));
        TVector.StoreUnsafe(d2, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride + TVector.Count));
        TVector.StoreUnsafe(c1, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride));
        TVector.StoreUnsafe(d1, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride + TVector.Count));
        TVector.StoreUnsafe(c0, ref result);
        TVector.StoreUnsafe(d0, ref Unsafe.Add(ref result, TVector.Count));
    }
}
