using System;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V1;

/// <summary>Micro-kernels over lists of non-zero elements: each is multiplied with a row of B that it names.</summary>
/// <remarks>
/// As in the other micro-kernels an element of C is one ascending chain of fused multiply-adds that begins with <c>start</c>. At the end +0 is added, as to
/// the product that walks all elements: it makes a sum −0, which zero terms may leave or not, a +0.
/// </remarks>
internal static class NonZeroKernels
{
    /// <summary>The lists of a tile times a strip of panels as wide as a vector, eight lists and two panels at a time: 16 chains.</summary>
    /// <remarks>A strip of one panel computes it twice.</remarks>
    /// <param name="shape">The strip.</param>
    /// <param name="lists">The lists.</param>
    /// <param name="firstList">That of the tile's first row.</param>
    /// <param name="right">The first panel.</param>
    /// <param name="start">Where the sums of the first tile start.</param>
    /// <param name="result">The sums of the first tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void EightLists<TVector, T>(StripShape shape, NonZeroLists<T> lists, int firstList, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        int last = shape.Panels - 1;
        ref T right1 = ref Unsafe.Add(ref right, last * shape.RightStride);
        ref T start1 = ref Unsafe.Add(ref start, last * shape.StartStride);
        ref T result1 = ref Unsafe.Add(ref result, last * shape.ResultStride);
        ReadOnlySpan<int> order = lists.Order(firstList);
        for (int place = 0; place < order.Length; place += 8)
        {
            int row0 = order[place] * Panel.Width<T>();
            int row1 = order[place + 1] * Panel.Width<T>();
            int row2 = order[place + 2] * Panel.Width<T>();
            int row3 = order[place + 3] * Panel.Width<T>();
            int row4 = order[place + 4] * Panel.Width<T>();
            int row5 = order[place + 5] * Panel.Width<T>();
            int row6 = order[place + 6] * Panel.Width<T>();
            int row7 = order[place + 7] * Panel.Width<T>();
            TVector c0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row0));
            TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row1));
            TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row2));
            TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row3));
            TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row4));
            TVector c5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row5));
            TVector c6 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row6));
            TVector c7 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row7));
            TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row0));
            TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row1));
            TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row2));
            TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row3));
            TVector d4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row4));
            TVector d5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row5));
            TVector d6 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row6));
            TVector d7 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row7));
            ref int offset = ref lists.Offsets(firstList + place);
            ref T value = ref lists.Values(firstList + place);
            for (int left = lists.Length(firstList + order[place]); left > 0; left--)
            {
                nint at = offset;
                TVector a = TVector.Broadcast(value);
                TVector.AddProduct(ref c0, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d0, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 1);
                a = TVector.Broadcast(Unsafe.Add(ref value, 1));
                TVector.AddProduct(ref c1, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d1, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 2);
                a = TVector.Broadcast(Unsafe.Add(ref value, 2));
                TVector.AddProduct(ref c2, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d2, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 3);
                a = TVector.Broadcast(Unsafe.Add(ref value, 3));
                TVector.AddProduct(ref c3, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d3, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 4);
                a = TVector.Broadcast(Unsafe.Add(ref value, 4));
                TVector.AddProduct(ref c4, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d4, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 5);
                a = TVector.Broadcast(Unsafe.Add(ref value, 5));
                TVector.AddProduct(ref c5, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d5, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 6);
                a = TVector.Broadcast(Unsafe.Add(ref value, 6));
                TVector.AddProduct(ref c6, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d6, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 7);
                a = TVector.Broadcast(Unsafe.Add(ref value, 7));
                TVector.AddProduct(ref c7, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d7, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                offset = ref Unsafe.Add(ref offset, NonZeroLists<T>.GroupSize);
                value = ref Unsafe.Add(ref value, NonZeroLists<T>.GroupSize);
            }

            TVector.StoreUnsafe(d0 + TVector.Zero, ref Unsafe.Add(ref result1, row0));
            TVector.StoreUnsafe(d1 + TVector.Zero, ref Unsafe.Add(ref result1, row1));
            TVector.StoreUnsafe(d2 + TVector.Zero, ref Unsafe.Add(ref result1, row2));
            TVector.StoreUnsafe(d3 + TVector.Zero, ref Unsafe.Add(ref result1, row3));
            TVector.StoreUnsafe(d4 + TVector.Zero, ref Unsafe.Add(ref result1, row4));
            TVector.StoreUnsafe(d5 + TVector.Zero, ref Unsafe.Add(ref result1, row5));
            TVector.StoreUnsafe(d6 + TVector.Zero, ref Unsafe.Add(ref result1, row6));
            TVector.StoreUnsafe(d7 + TVector.Zero, ref Unsafe.Add(ref result1, row7));
            TVector.StoreUnsafe(c0 + TVector.Zero, ref Unsafe.Add(ref result, row0));
            TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, row1));
            TVector.StoreUnsafe(c2 + TVector.Zero, ref Unsafe.Add(ref result, row2));
            TVector.StoreUnsafe(c3 + TVector.Zero, ref Unsafe.Add(ref result, row3));
            TVector.StoreUnsafe(c4 + TVector.Zero, ref Unsafe.Add(ref result, row4));
            TVector.StoreUnsafe(c5 + TVector.Zero, ref Unsafe.Add(ref result, row5));
            TVector.StoreUnsafe(c6 + TVector.Zero, ref Unsafe.Add(ref result, row6));
            TVector.StoreUnsafe(c7 + TVector.Zero, ref Unsafe.Add(ref result, row7));
        }
    }

    /// <summary>The lists of a tile times a strip of panels as wide as a vector, four lists and two panels at a time: 8 chains.</summary>
    /// <inheritdoc cref="EightLists"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FourLists<TVector, T>(StripShape shape, NonZeroLists<T> lists, int firstList, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        int last = shape.Panels - 1;
        ref T right1 = ref Unsafe.Add(ref right, last * shape.RightStride);
        ref T start1 = ref Unsafe.Add(ref start, last * shape.StartStride);
        ref T result1 = ref Unsafe.Add(ref result, last * shape.ResultStride);
        ReadOnlySpan<int> order = lists.Order(firstList);
        for (int place = 0; place < order.Length; place += 4)
        {
            int row0 = order[place] * Panel.Width<T>();
            int row1 = order[place + 1] * Panel.Width<T>();
            int row2 = order[place + 2] * Panel.Width<T>();
            int row3 = order[place + 3] * Panel.Width<T>();
            TVector c0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row0));
            TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row1));
            TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row2));
            TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row3));
            TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row0));
            TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row1));
            TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row2));
            TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row3));
            ref int offset = ref lists.Offsets(firstList + place);
            ref T value = ref lists.Values(firstList + place);
            for (int left = lists.Length(firstList + order[place]); left > 0; left--)
            {
                nint at = offset;
                TVector a = TVector.Broadcast(value);
                TVector.AddProduct(ref c0, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d0, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 1);
                a = TVector.Broadcast(Unsafe.Add(ref value, 1));
                TVector.AddProduct(ref c1, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d1, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 2);
                a = TVector.Broadcast(Unsafe.Add(ref value, 2));
                TVector.AddProduct(ref c2, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d2, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                at = Unsafe.Add(ref offset, 3);
                a = TVector.Broadcast(Unsafe.Add(ref value, 3));
                TVector.AddProduct(ref c3, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d3, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                offset = ref Unsafe.Add(ref offset, NonZeroLists<T>.GroupSize);
                value = ref Unsafe.Add(ref value, NonZeroLists<T>.GroupSize);
            }

            TVector.StoreUnsafe(d0 + TVector.Zero, ref Unsafe.Add(ref result1, row0));
            TVector.StoreUnsafe(d1 + TVector.Zero, ref Unsafe.Add(ref result1, row1));
            TVector.StoreUnsafe(d2 + TVector.Zero, ref Unsafe.Add(ref result1, row2));
            TVector.StoreUnsafe(d3 + TVector.Zero, ref Unsafe.Add(ref result1, row3));
            TVector.StoreUnsafe(c0 + TVector.Zero, ref Unsafe.Add(ref result, row0));
            TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, row1));
            TVector.StoreUnsafe(c2 + TVector.Zero, ref Unsafe.Add(ref result, row2));
            TVector.StoreUnsafe(c3 + TVector.Zero, ref Unsafe.Add(ref result, row3));
        }
    }

    /// <summary>The lists of a tile times two narrower vectors of each panel of a strip, two lists and two panels at a time: 8 chains.</summary>
    /// <inheritdoc cref="EightLists"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TwoLists<TVector, T>(StripShape shape, NonZeroLists<T> lists, int firstList, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        int last = shape.Panels - 1;
        ref T right1 = ref Unsafe.Add(ref right, last * shape.RightStride);
        ref T start1 = ref Unsafe.Add(ref start, last * shape.StartStride);
        ref T result1 = ref Unsafe.Add(ref result, last * shape.ResultStride);
        ReadOnlySpan<int> order = lists.Order(firstList);
        for (int place = 0; place < order.Length; place += 2)
        {
            int row0 = order[place] * Panel.Width<T>();
            int row1 = order[place + 1] * Panel.Width<T>();
            TVector c0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row0));
            TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row0 + TVector.Count));
            TVector e0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row0));
            TVector f0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row0 + TVector.Count));
            TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row1));
            TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, row1 + TVector.Count));
            TVector e1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row1));
            TVector f1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start1, row1 + TVector.Count));
            ref int offset = ref lists.Offsets(firstList + place);
            ref T value = ref lists.Values(firstList + place);
            for (int left = lists.Length(firstList + order[place]); left > 0; left--)
            {
                nint at = offset;
                TVector a = TVector.Broadcast(value);
                TVector.AddProduct(ref c0, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d0, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at + TVector.Count)));
                TVector.AddProduct(ref e0, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                TVector.AddProduct(ref f0, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at + TVector.Count)));
                at = Unsafe.Add(ref offset, 1);
                a = TVector.Broadcast(Unsafe.Add(ref value, 1));
                TVector.AddProduct(ref c1, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d1, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at + TVector.Count)));
                TVector.AddProduct(ref e1, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                TVector.AddProduct(ref f1, a, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at + TVector.Count)));
                offset = ref Unsafe.Add(ref offset, NonZeroLists<T>.GroupSize);
                value = ref Unsafe.Add(ref value, NonZeroLists<T>.GroupSize);
            }

            TVector.StoreUnsafe(e0 + TVector.Zero, ref Unsafe.Add(ref result1, row0));
            TVector.StoreUnsafe(f0 + TVector.Zero, ref Unsafe.Add(ref result1, row0 + TVector.Count));
            TVector.StoreUnsafe(c0 + TVector.Zero, ref Unsafe.Add(ref result, row0));
            TVector.StoreUnsafe(d0 + TVector.Zero, ref Unsafe.Add(ref result, row0 + TVector.Count));
            TVector.StoreUnsafe(e1 + TVector.Zero, ref Unsafe.Add(ref result1, row1));
            TVector.StoreUnsafe(f1 + TVector.Zero, ref Unsafe.Add(ref result1, row1 + TVector.Count));
            TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, row1));
            TVector.StoreUnsafe(d1 + TVector.Zero, ref Unsafe.Add(ref result, row1 + TVector.Count));
        }
    }
}
