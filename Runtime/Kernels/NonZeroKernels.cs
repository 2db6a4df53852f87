using System;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>Micro-kernels over lists of non-zero elements: each is multiplied with a row of B that it names, in eight or ten vectors side
/// by side.</summary>
/// <remarks>
/// <para>As in the other micro-kernels an element of C is one ascending chain of fused multiply-adds that begins with <c>start</c>. At the
/// end +0 is added, as to the product that walks all elements: it makes a sum −0, which zero terms may leave or not, a +0.</para>
/// <para>They take one block of the lists of some rows, one list after the other. Eight chains hide the latency of a multiply-add, for nine
/// loads; so fewer are no faster. Ten leave fewer strips of a matrix whose panels are no multiple of eight vectors. Where there are fewer
/// panels, the last is computed more than once and kept once.</para>
/// </remarks>
internal static class NonZeroKernels
{
    /// <summary>Vectors of the widest kernels.</summary>
    public const int MostVectors = 10;

    /// <summary>Lists times up to 8 panels, each a vector wide.</summary>
    /// <param name="shape">The strip.</param>
    /// <param name="lists">The lists.</param>
    /// <param name="firstList">That of the first row.</param>
    /// <param name="block">The block.</param>
    /// <param name="right">The first panel.</param>
    /// <param name="wanted">Tiles of which to fetch a line for each list.</param>
    /// <param name="start">Where the sums of the first tile start.</param>
    /// <param name="result">The sums of the first tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void EightPanels<TVector, T>(
        StripShape shape, NonZeroLists<T> lists, int firstList, int block, ref T right, scoped ReadOnlySpan<nint> wanted, ref T start,
        ref T result)
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
        ref int bounds = ref lists.Bounds(firstList, block);
        for (int row = 0; row < shape.Rows; row++)
        {
            foreach (nint tile in wanted)
                CacheLines.Prefetch(tile + row * CacheLines.Bytes);
            TVector c0 = TVector.LoadUnsafe(ref start);
            TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(1, last) * shape.StartStride));
            TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(2, last) * shape.StartStride));
            TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(3, last) * shape.StartStride));
            TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(4, last) * shape.StartStride));
            TVector c5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(5, last) * shape.StartStride));
            TVector c6 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(6, last) * shape.StartStride));
            TVector c7 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(7, last) * shape.StartStride));
            ref int offset = ref Unsafe.Add(ref lists.Offsets, bounds);
            ref T element = ref Unsafe.Add(ref lists.Values, bounds);
            for (int left = Unsafe.Add(ref bounds, 1) - bounds; left > 0; left--)
            {
                nint at = offset;
                TVector value = TVector.Broadcast(element);
                offset = ref Unsafe.Add(ref offset, 1);
                element = ref Unsafe.Add(ref element, 1);
                TVector.AddProduct(ref c0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref c1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                TVector.AddProduct(ref c2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, at)));
                TVector.AddProduct(ref c3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, at)));
                TVector.AddProduct(ref c4, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right4, at)));
                TVector.AddProduct(ref c5, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right5, at)));
                TVector.AddProduct(ref c6, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right6, at)));
                TVector.AddProduct(ref c7, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right7, at)));
            }

            TVector.StoreUnsafe(c7 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(7, last) * shape.ResultStride));
            TVector.StoreUnsafe(c6 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(6, last) * shape.ResultStride));
            TVector.StoreUnsafe(c5 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(5, last) * shape.ResultStride));
            TVector.StoreUnsafe(c4 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(4, last) * shape.ResultStride));
            TVector.StoreUnsafe(c3 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride));
            TVector.StoreUnsafe(c2 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride));
            TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride));
            TVector.StoreUnsafe(c0 + TVector.Zero, ref result);
            bounds = ref Unsafe.Add(ref bounds, lists.BoundStride);
            start = ref Unsafe.Add(ref start, Panel.Width<T>());
            result = ref Unsafe.Add(ref result, Panel.Width<T>());
        }
    }

    /// <summary>Lists times up to 10 panels, each a vector wide.</summary>
    /// <inheritdoc cref="EightPanels"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TenPanels<TVector, T>(
        StripShape shape, NonZeroLists<T> lists, int firstList, int block, ref T right, scoped ReadOnlySpan<nint> wanted, ref T start,
        ref T result)
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
        ref T right8 = ref Unsafe.Add(ref right, Math.Min(8, last) * shape.RightStride);
        ref T right9 = ref Unsafe.Add(ref right, Math.Min(9, last) * shape.RightStride);
        ref int bounds = ref lists.Bounds(firstList, block);
        for (int row = 0; row < shape.Rows; row++)
        {
            foreach (nint tile in wanted)
                CacheLines.Prefetch(tile + row * CacheLines.Bytes);
            TVector c0 = TVector.LoadUnsafe(ref start);
            TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(1, last) * shape.StartStride));
            TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(2, last) * shape.StartStride));
            TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(3, last) * shape.StartStride));
            TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(4, last) * shape.StartStride));
            TVector c5 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(5, last) * shape.StartStride));
            TVector c6 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(6, last) * shape.StartStride));
            TVector c7 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(7, last) * shape.StartStride));
            TVector c8 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(8, last) * shape.StartStride));
            TVector c9 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(9, last) * shape.StartStride));
            ref int offset = ref Unsafe.Add(ref lists.Offsets, bounds);
            ref T element = ref Unsafe.Add(ref lists.Values, bounds);
            for (int left = Unsafe.Add(ref bounds, 1) - bounds; left > 0; left--)
            {
                nint at = offset;
                TVector value = TVector.Broadcast(element);
                offset = ref Unsafe.Add(ref offset, 1);
                element = ref Unsafe.Add(ref element, 1);
                TVector.AddProduct(ref c0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref c1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                TVector.AddProduct(ref c2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, at)));
                TVector.AddProduct(ref c3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, at)));
                TVector.AddProduct(ref c4, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right4, at)));
                TVector.AddProduct(ref c5, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right5, at)));
                TVector.AddProduct(ref c6, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right6, at)));
                TVector.AddProduct(ref c7, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right7, at)));
                TVector.AddProduct(ref c8, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right8, at)));
                TVector.AddProduct(ref c9, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right9, at)));
            }

            TVector.StoreUnsafe(c9 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(9, last) * shape.ResultStride));
            TVector.StoreUnsafe(c8 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(8, last) * shape.ResultStride));
            TVector.StoreUnsafe(c7 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(7, last) * shape.ResultStride));
            TVector.StoreUnsafe(c6 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(6, last) * shape.ResultStride));
            TVector.StoreUnsafe(c5 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(5, last) * shape.ResultStride));
            TVector.StoreUnsafe(c4 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(4, last) * shape.ResultStride));
            TVector.StoreUnsafe(c3 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride));
            TVector.StoreUnsafe(c2 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride));
            TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride));
            TVector.StoreUnsafe(c0 + TVector.Zero, ref result);
            bounds = ref Unsafe.Add(ref bounds, lists.BoundStride);
            start = ref Unsafe.Add(ref start, Panel.Width<T>());
            result = ref Unsafe.Add(ref result, Panel.Width<T>());
        }
    }

    /// <summary>Lists times up to 4 panels, two narrower vectors of each.</summary>
    /// <inheritdoc cref="EightPanels"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FourPanels<TVector, T>(
        StripShape shape, NonZeroLists<T> lists, int firstList, int block, ref T right, scoped ReadOnlySpan<nint> wanted, ref T start,
        ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        int last = shape.Panels - 1;
        ref T right1 = ref Unsafe.Add(ref right, Math.Min(1, last) * shape.RightStride);
        ref T right2 = ref Unsafe.Add(ref right, Math.Min(2, last) * shape.RightStride);
        ref T right3 = ref Unsafe.Add(ref right, Math.Min(3, last) * shape.RightStride);
        ref int bounds = ref lists.Bounds(firstList, block);
        for (int row = 0; row < shape.Rows; row++)
        {
            foreach (nint tile in wanted)
                CacheLines.Prefetch(tile + row * CacheLines.Bytes);
            TVector c0 = TVector.LoadUnsafe(ref start);
            TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, TVector.Count));
            TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(1, last) * shape.StartStride));
            TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(1, last) * shape.StartStride + TVector.Count));
            TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(2, last) * shape.StartStride));
            TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(2, last) * shape.StartStride + TVector.Count));
            TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(3, last) * shape.StartStride));
            TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(3, last) * shape.StartStride + TVector.Count));
            ref int offset = ref Unsafe.Add(ref lists.Offsets, bounds);
            ref T element = ref Unsafe.Add(ref lists.Values, bounds);
            for (int left = Unsafe.Add(ref bounds, 1) - bounds; left > 0; left--)
            {
                nint at = offset;
                TVector value = TVector.Broadcast(element);
                offset = ref Unsafe.Add(ref offset, 1);
                element = ref Unsafe.Add(ref element, 1);
                TVector.AddProduct(ref c0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at + TVector.Count)));
                TVector.AddProduct(ref c1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                TVector.AddProduct(ref d1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at + TVector.Count)));
                TVector.AddProduct(ref c2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, at)));
                TVector.AddProduct(ref d2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, at + TVector.Count)));
                TVector.AddProduct(ref c3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, at)));
                TVector.AddProduct(ref d3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, at + TVector.Count)));
            }

            TVector.StoreUnsafe(c3 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride));
            TVector.StoreUnsafe(d3 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride + TVector.Count));
            TVector.StoreUnsafe(c2 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride));
            TVector.StoreUnsafe(d2 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride + TVector.Count));
            TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride));
            TVector.StoreUnsafe(d1 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride + TVector.Count));
            TVector.StoreUnsafe(c0 + TVector.Zero, ref result);
            TVector.StoreUnsafe(d0 + TVector.Zero, ref Unsafe.Add(ref result, TVector.Count));
            bounds = ref Unsafe.Add(ref bounds, lists.BoundStride);
            start = ref Unsafe.Add(ref start, Panel.Width<T>());
            result = ref Unsafe.Add(ref result, Panel.Width<T>());
        }
    }

    /// <summary>Lists times up to 5 panels, two narrower vectors of each.</summary>
    /// <inheritdoc cref="EightPanels"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FivePanels<TVector, T>(
        StripShape shape, NonZeroLists<T> lists, int firstList, int block, ref T right, scoped ReadOnlySpan<nint> wanted, ref T start,
        ref T result)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged
    {
        int last = shape.Panels - 1;
        ref T right1 = ref Unsafe.Add(ref right, Math.Min(1, last) * shape.RightStride);
        ref T right2 = ref Unsafe.Add(ref right, Math.Min(2, last) * shape.RightStride);
        ref T right3 = ref Unsafe.Add(ref right, Math.Min(3, last) * shape.RightStride);
        ref T right4 = ref Unsafe.Add(ref right, Math.Min(4, last) * shape.RightStride);
        ref int bounds = ref lists.Bounds(firstList, block);
        for (int row = 0; row < shape.Rows; row++)
        {
            foreach (nint tile in wanted)
                CacheLines.Prefetch(tile + row * CacheLines.Bytes);
            TVector c0 = TVector.LoadUnsafe(ref start);
            TVector d0 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, TVector.Count));
            TVector c1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(1, last) * shape.StartStride));
            TVector d1 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(1, last) * shape.StartStride + TVector.Count));
            TVector c2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(2, last) * shape.StartStride));
            TVector d2 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(2, last) * shape.StartStride + TVector.Count));
            TVector c3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(3, last) * shape.StartStride));
            TVector d3 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(3, last) * shape.StartStride + TVector.Count));
            TVector c4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(4, last) * shape.StartStride));
            TVector d4 = TVector.LoadUnsafe(ref Unsafe.Add(ref start, Math.Min(4, last) * shape.StartStride + TVector.Count));
            ref int offset = ref Unsafe.Add(ref lists.Offsets, bounds);
            ref T element = ref Unsafe.Add(ref lists.Values, bounds);
            for (int left = Unsafe.Add(ref bounds, 1) - bounds; left > 0; left--)
            {
                nint at = offset;
                TVector value = TVector.Broadcast(element);
                offset = ref Unsafe.Add(ref offset, 1);
                element = ref Unsafe.Add(ref element, 1);
                TVector.AddProduct(ref c0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at)));
                TVector.AddProduct(ref d0, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right, at + TVector.Count)));
                TVector.AddProduct(ref c1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at)));
                TVector.AddProduct(ref d1, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right1, at + TVector.Count)));
                TVector.AddProduct(ref c2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, at)));
                TVector.AddProduct(ref d2, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right2, at + TVector.Count)));
                TVector.AddProduct(ref c3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, at)));
                TVector.AddProduct(ref d3, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right3, at + TVector.Count)));
                TVector.AddProduct(ref c4, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right4, at)));
                TVector.AddProduct(ref d4, value, TVector.LoadUnsafe(ref Unsafe.Add(ref right4, at + TVector.Count)));
            }

            TVector.StoreUnsafe(c4 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(4, last) * shape.ResultStride));
            TVector.StoreUnsafe(d4 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(4, last) * shape.ResultStride + TVector.Count));
            TVector.StoreUnsafe(c3 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride));
            TVector.StoreUnsafe(d3 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(3, last) * shape.ResultStride + TVector.Count));
            TVector.StoreUnsafe(c2 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride));
            TVector.StoreUnsafe(d2 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(2, last) * shape.ResultStride + TVector.Count));
            TVector.StoreUnsafe(c1 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride));
            TVector.StoreUnsafe(d1 + TVector.Zero, ref Unsafe.Add(ref result, Math.Min(1, last) * shape.ResultStride + TVector.Count));
            TVector.StoreUnsafe(c0 + TVector.Zero, ref result);
            TVector.StoreUnsafe(d0 + TVector.Zero, ref Unsafe.Add(ref result, TVector.Count));
            bounds = ref Unsafe.Add(ref bounds, lists.BoundStride);
            start = ref Unsafe.Add(ref start, Panel.Width<T>());
            result = ref Unsafe.Add(ref result, Panel.Width<T>());
        }
    }
}
