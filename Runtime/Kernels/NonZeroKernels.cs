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
    /// <summary>Four lists times two vectors of columns: 8 chains.</summary>
    /// <param name="lists">The lists.</param>
    /// <param name="group">The four, by falling length; padded to that of the first.</param>
    /// <param name="right">The first vector of the panel's first row.</param>
    /// <param name="second">Elements from there to the second vector; 0 computes the first twice.</param>
    /// <param name="start">Where the sums of the tile's first list start, first vector.</param>
    /// <param name="secondStart">Elements from there to the second vector.</param>
    /// <param name="result">The sums of the tile's first list, first vector.</param>
    /// <param name="secondResult">Elements from there to the second vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FourLists<TVector, T>(
        NonZeroLists<T> lists, Group group, ref T right, int second, ref T start, int secondStart, ref T result, int secondResult)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        TVector c0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, group.Row0));
        TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, group.Row1));
        TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, group.Row2));
        TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, group.Row3));
        TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, group.Row0 + secondStart));
        TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, group.Row1 + secondStart));
        TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, group.Row2 + secondStart));
        TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, group.Row3 + secondStart));
        ref int offset0 = ref lists.Offsets(group.List0);
        ref int offset1 = ref lists.Offsets(group.List1);
        ref int offset2 = ref lists.Offsets(group.List2);
        ref int offset3 = ref lists.Offsets(group.List3);
        ref T value0 = ref lists.Values(group.List0);
        ref T value1 = ref lists.Values(group.List1);
        ref T value2 = ref lists.Values(group.List2);
        ref T value3 = ref lists.Values(group.List3);
        ref T right1 = ref Unsafe.Add(ref right, second);
        nint length = lists.Length(group.List0);
        for (nint at = 0; at < length; at++)
        {
            nint offset = Unsafe.Add(ref offset0, at);
            TVector value = TVector.Broadcast(Unsafe.Add(ref value0, at));
            TVector.AddProduct(ref c0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, offset)));
            TVector.AddProduct(ref d0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, offset)));
            offset = Unsafe.Add(ref offset1, at);
            value = TVector.Broadcast(Unsafe.Add(ref value1, at));
            TVector.AddProduct(ref c1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, offset)));
            TVector.AddProduct(ref d1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, offset)));
            offset = Unsafe.Add(ref offset2, at);
            value = TVector.Broadcast(Unsafe.Add(ref value2, at));
            TVector.AddProduct(ref c2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, offset)));
            TVector.AddProduct(ref d2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, offset)));
            offset = Unsafe.Add(ref offset3, at);
            value = TVector.Broadcast(Unsafe.Add(ref value3, at));
            TVector.AddProduct(ref c3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, offset)));
            TVector.AddProduct(ref d3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, offset)));
        }

        TVector.StoreUnsafe(d0 + TVector.Zero, ref Unsafe.Add(ref result, group.Row0 + secondResult));
        TVector.StoreUnsafe(d1 + TVector.Zero, ref Unsafe.Add(ref result, group.Row1 + secondResult));
        TVector.StoreUnsafe(d2 + TVector.Zero, ref Unsafe.Add(ref result, group.Row2 + secondResult));
        TVector.StoreUnsafe(d3 + TVector.Zero, ref Unsafe.Add(ref result, group.Row3 + secondResult));
        TVector.StoreUnsafe(c0 + TVector.Zero, ref Unsafe.Add(ref result, group.Row0));
        TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, group.Row1));
        TVector.StoreUnsafe(c2 + TVector.Zero, ref Unsafe.Add(ref result, group.Row2));
        TVector.StoreUnsafe(c3 + TVector.Zero, ref Unsafe.Add(ref result, group.Row3));
    }

    /// <summary>One list times up to 8 panels, each a vector wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void EightPanels<TVector, T>(StripShape shape, NonZeroLists<T> lists, int list, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
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
        ref int offsets = ref lists.Offsets(list);
        ref T values = ref lists.Values(list);
        nint length = lists.Length(list);
        for (nint at = 0; at < length; at++)
        {
            nint offset = Unsafe.Add(ref offsets, at);
            TVector value = TVector.Broadcast(Unsafe.Add(ref values, at));
            TVector.AddProduct(ref c0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, offset)));
            TVector.AddProduct(ref c1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, offset)));
            TVector.AddProduct(ref c2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, offset)));
            TVector.AddProduct(ref c3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, offset)));
            TVector.AddProduct(ref c4, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right4, offset)));
            TVector.AddProduct(ref c5, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right5, offset)));
            TVector.AddProduct(ref c6, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right6, offset)));
            TVector.AddProduct(ref c7, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right7, offset)));
        }

        TVector.StoreUnsafe(c7 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(7, last) * shape.ResultStride));
        TVector.StoreUnsafe(c6 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(6, last) * shape.ResultStride));
        TVector.StoreUnsafe(c5 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(5, last) * shape.ResultStride));
        TVector.StoreUnsafe(c4 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(4, last) * shape.ResultStride));
        TVector.StoreUnsafe(c3 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride));
        TVector.StoreUnsafe(c2 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride));
        TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride));
        TVector.StoreUnsafe(c0 + TVector.Zero, ref result);
    }

    /// <summary>One list times up to 4 panels, two narrower vectors of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FourPanels<TVector, T>(StripShape shape, NonZeroLists<T> lists, int list, ref T right, ref T start, ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
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
        ref int offsets = ref lists.Offsets(list);
        ref T values = ref lists.Values(list);
        nint length = lists.Length(list);
        for (nint at = 0; at < length; at++)
        {
            nint offset = Unsafe.Add(ref offsets, at);
            TVector value = TVector.Broadcast(Unsafe.Add(ref values, at));
            TVector.AddProduct(ref c0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, offset)));
            TVector.AddProduct(ref d0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, offset + TVector.Count)));
            TVector.AddProduct(ref c1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, offset)));
            TVector.AddProduct(ref d1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, offset + TVector.Count)));
            TVector.AddProduct(ref c2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, offset)));
            TVector.AddProduct(ref d2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, offset + TVector.Count)));
            TVector.AddProduct(ref c3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, offset)));
            TVector.AddProduct(ref d3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, offset + TVector.Count)));
        }

        TVector.StoreUnsafe(c3 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride));
        TVector.StoreUnsafe(d3 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride + TVector.Count));
        TVector.StoreUnsafe(c2 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride));
        TVector.StoreUnsafe(d2 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride + TVector.Count));
        TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride));
        TVector.StoreUnsafe(d1 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride + TVector.Count));
        TVector.StoreUnsafe(c0 + TVector.Zero, ref result);
        TVector.StoreUnsafe(d0 + TVector.Zero, ref Unsafe.Add(ref result, TVector.Count));
    }

    /// <summary>Four lists and where their rows lie in the tile.</summary>
    internal readonly struct Group
    {
        public Group(ReadOnlySpan<int> order, int first, int firstList, int rowStride)
        {
            List0 = order[first];
            List1 = order[first + 1];
            List2 = order[first + 2];
            List3 = order[first + 3];
            Row0 = (List0 - firstList) * rowStride;
            Row1 = (List1 - firstList) * rowStride;
            Row2 = (List2 - firstList) * rowStride;
            Row3 = (List3 - firstList) * rowStride;
        }

        public int List0 { get; }

        public int List1 { get; }

        public int List2 { get; }

        public int List3 { get; }

        /// <summary>Elements from the tile's first row to that of list 0.</summary>
        public int Row0 { get; }

        public int Row1 { get; }

        public int Row2 { get; }

        public int Row3 { get; }
    }
}
