using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>
/// Transposes of square blocks in registers. A transpose exchanges the bits of the row number with those of the column number: one round a
/// bit, in which two rows that differ in that bit of their number swap the halves that lie across. Shuffles and selections alone, so the
/// same code serves every instruction set.
/// </summary>
/// <remarks>Rows are W elements apart on both sides, as in a tile. All rows are read before the first is written.</remarks>
internal static class RegisterBlock
{
    private const int FloatRow = 16;
    private const int DoubleRow = 8;

    /// <summary>8 × 8 floats: neighbours, then pairs, then quads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose8(ref float from, ref float into)
    {
        Vector256<float> r0 = Vector256.LoadUnsafe(ref from);
        Vector256<float> r1 = Vector256.LoadUnsafe(ref from, 1 * FloatRow);
        Vector256<float> r2 = Vector256.LoadUnsafe(ref from, 2 * FloatRow);
        Vector256<float> r3 = Vector256.LoadUnsafe(ref from, 3 * FloatRow);
        Vector256<float> r4 = Vector256.LoadUnsafe(ref from, 4 * FloatRow);
        Vector256<float> r5 = Vector256.LoadUnsafe(ref from, 5 * FloatRow);
        Vector256<float> r6 = Vector256.LoadUnsafe(ref from, 6 * FloatRow);
        Vector256<float> r7 = Vector256.LoadUnsafe(ref from, 7 * FloatRow);
        (r0, r1) = SwapNeighbours(r0, r1);
        (r2, r3) = SwapNeighbours(r2, r3);
        (r4, r5) = SwapNeighbours(r4, r5);
        (r6, r7) = SwapNeighbours(r6, r7);
        (r0, r2) = SwapPairs(r0, r2);
        (r1, r3) = SwapPairs(r1, r3);
        (r4, r6) = SwapPairs(r4, r6);
        (r5, r7) = SwapPairs(r5, r7);
        (r0, r4) = SwapHalves(r0, r4);
        (r1, r5) = SwapHalves(r1, r5);
        (r2, r6) = SwapHalves(r2, r6);
        (r3, r7) = SwapHalves(r3, r7);
        r0.StoreUnsafe(ref into);
        r1.StoreUnsafe(ref into, 1 * FloatRow);
        r2.StoreUnsafe(ref into, 2 * FloatRow);
        r3.StoreUnsafe(ref into, 3 * FloatRow);
        r4.StoreUnsafe(ref into, 4 * FloatRow);
        r5.StoreUnsafe(ref into, 5 * FloatRow);
        r6.StoreUnsafe(ref into, 6 * FloatRow);
        r7.StoreUnsafe(ref into, 7 * FloatRow);
    }

    /// <summary>4 × 4 floats: neighbours, then halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose4(ref float from, ref float into)
    {
        Vector128<float> r0 = Vector128.LoadUnsafe(ref from);
        Vector128<float> r1 = Vector128.LoadUnsafe(ref from, 1 * FloatRow);
        Vector128<float> r2 = Vector128.LoadUnsafe(ref from, 2 * FloatRow);
        Vector128<float> r3 = Vector128.LoadUnsafe(ref from, 3 * FloatRow);
        (r0, r1) = SwapNeighbours(r0, r1);
        (r2, r3) = SwapNeighbours(r2, r3);
        (r0, r2) = SwapHalves(r0, r2);
        (r1, r3) = SwapHalves(r1, r3);
        r0.StoreUnsafe(ref into);
        r1.StoreUnsafe(ref into, 1 * FloatRow);
        r2.StoreUnsafe(ref into, 2 * FloatRow);
        r3.StoreUnsafe(ref into, 3 * FloatRow);
    }

    /// <summary>4 × 4 doubles: neighbours, then halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose4(ref double from, ref double into)
    {
        Vector256<double> r0 = Vector256.LoadUnsafe(ref from);
        Vector256<double> r1 = Vector256.LoadUnsafe(ref from, 1 * DoubleRow);
        Vector256<double> r2 = Vector256.LoadUnsafe(ref from, 2 * DoubleRow);
        Vector256<double> r3 = Vector256.LoadUnsafe(ref from, 3 * DoubleRow);
        (r0, r1) = SwapNeighbours(r0, r1);
        (r2, r3) = SwapNeighbours(r2, r3);
        (r0, r2) = SwapHalves(r0, r2);
        (r1, r3) = SwapHalves(r1, r3);
        r0.StoreUnsafe(ref into);
        r1.StoreUnsafe(ref into, 1 * DoubleRow);
        r2.StoreUnsafe(ref into, 2 * DoubleRow);
        r3.StoreUnsafe(ref into, 3 * DoubleRow);
    }

    /// <summary>2 × 2 doubles: the halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose2(ref double from, ref double into)
    {
        Vector128<double> r0 = Vector128.LoadUnsafe(ref from);
        Vector128<double> r1 = Vector128.LoadUnsafe(ref from, DoubleRow);
        Vector128.Create(r0.GetLower(), r1.GetLower()).StoreUnsafe(ref into);
        Vector128.Create(r0.GetUpper(), r1.GetUpper()).StoreUnsafe(ref into, DoubleRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> First, Vector256<float> Second) SwapNeighbours(Vector256<float> first, Vector256<float> second)
    {
        Vector256<float> even = Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0).AsSingle();
        return (
            Vector256.ConditionalSelect(even, first, Vector256.Shuffle(second, Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6))),
            Vector256.ConditionalSelect(even, Vector256.Shuffle(first, Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7)), second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> First, Vector256<float> Second) SwapPairs(Vector256<float> first, Vector256<float> second)
    {
        (Vector256<double> low, Vector256<double> high) = SwapNeighbours(first.AsDouble(), second.AsDouble());
        return (low.AsSingle(), high.AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> First, Vector256<double> Second) SwapNeighbours(Vector256<double> first, Vector256<double> second)
    {
        Vector256<double> even = Vector256.Create(-1L, 0, -1, 0).AsDouble();
        return (
            Vector256.ConditionalSelect(even, first, Vector256.Shuffle(second, Vector256.Create(0L, 0, 2, 2))),
            Vector256.ConditionalSelect(even, Vector256.Shuffle(first, Vector256.Create(1L, 1, 3, 3)), second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<T> First, Vector256<T> Second) SwapHalves<T>(Vector256<T> first, Vector256<T> second) =>
        (Vector256.Create(first.GetLower(), second.GetLower()), Vector256.Create(first.GetUpper(), second.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> First, Vector128<float> Second) SwapNeighbours(Vector128<float> first, Vector128<float> second)
    {
        Vector128<float> even = Vector128.Create(-1, 0, -1, 0).AsSingle();
        return (
            Vector128.ConditionalSelect(even, first, Vector128.Shuffle(second, Vector128.Create(0, 0, 2, 2))),
            Vector128.ConditionalSelect(even, Vector128.Shuffle(first, Vector128.Create(1, 1, 3, 3)), second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> First, Vector128<float> Second) SwapHalves(Vector128<float> first, Vector128<float> second) =>
        (Vector128.Create(first.GetLower(), second.GetLower()), Vector128.Create(first.GetUpper(), second.GetUpper()));
}
