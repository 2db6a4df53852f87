using System;
using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>
/// A fixed number of lanes of <typeparamref name="T"/> in one register: the one abstraction over scalar code and vectors of 128, 256 and
/// 512 bits.
/// </summary>
/// <remarks>
/// <para>Every operation is lane by lane, and each is exactly rounded (IEEE 754), so that a lane has the same bits at every width; the
/// scalar
/// structs <see cref="Float1"/> and <see cref="Double1"/> are the oracle of the others. The one thing that may differ is which NaN a NaN is
/// (sign and payload).</para>
/// <para>A mask is a vector whose lanes have all bits set (true) or all bits clear (false).</para>
/// </remarks>
/// <typeparam name="TSelf">The vector.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IVector<TSelf, T>
    where TSelf : struct, IVector<TSelf, T>
    where T : unmanaged
{
    /// <summary>The number of lanes; a constant for the JIT.</summary>
    static abstract int Count { get; }

    /// <summary>+0 in every lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>The number of each lane: 0, 1, 2, …</summary>
    static abstract TSelf Indices { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>Reads <see cref="Count"/> elements from <paramref name="index"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not all of them lie in <paramref name="source"/>.</exception>
    static abstract TSelf Load(ReadOnlySpan<T> source, int index);

    /// <summary>Writes the lanes from <paramref name="index"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not all of them lie in <paramref name="destination"/>.</exception>
    void Store(Span<T> destination, int index);

    /// <summary>Reads <see cref="Count"/> elements, unchecked: for loops whose bounds are checked once outside.</summary>
    static abstract TSelf LoadUnsafe(ref readonly T source);

    /// <summary>Writes the lanes, unchecked: for loops whose bounds are checked once outside.</summary>
    static abstract void StoreUnsafe(TSelf value, ref T destination);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>a − b.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>a · b.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>a / b.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>−a: the sign bit flipped, also that of a zero.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Bits set in both.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>Bits set in either.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>Bits set in one of the two.</summary>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>All bits flipped: the complement of a mask.</summary>
    static abstract TSelf operator ~(TSelf value);

    /// <summary>a · b + c with one rounding. Slow, but with the same bits, on a machine without the instruction.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// sum ← a · b + sum with one rounding: <see cref="FusedMultiplyAdd"/> in place. In a loop with many sums the JIT then keeps each in
    /// one register; a returned struct would cost it a move a term.
    /// </summary>
    static abstract void AddProduct(ref TSelf sum, TSelf left, TSelf right);

    /// <summary>The smaller (IEEE 754-2019 minimum: NaN if either is NaN, −0 is smaller than +0).</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger (IEEE 754-2019 maximum: NaN if either is NaN, +0 is larger than −0).</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>|a|: the sign bit cleared.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>√a; NaN below −0.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Mask of a &gt; b; false where either is NaN.</summary>
    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    /// <summary>Mask of a ≥ b; false where either is NaN.</summary>
    static abstract TSelf GreaterThanOrEqual(TSelf left, TSelf right);

    /// <summary>Mask of a &lt; b; false where either is NaN.</summary>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>Mask of a ≤ b; false where either is NaN.</summary>
    static abstract TSelf LessThanOrEqual(TSelf left, TSelf right);

    /// <summary>Mask of a = b; false where either is NaN.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary>
    /// Per lane <paramref name="whenTrue"/> where the mask is set, <paramref name="whenFalse"/> where it is clear; both are computed.
    /// </summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>The bits of each lane as an integer, shifted left by a constant.</summary>
    static abstract TSelf ShiftLeft(TSelf value, int bits);

    /// <summary>The bits of each lane as an integer, shifted right by a constant; zeros enter.</summary>
    static abstract TSelf ShiftRight(TSelf value, int bits);

    /// <summary>The sum of the bits of the lanes as integers, modulo the lane's size.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>The difference of the bits of the lanes as integers, modulo the lane's size.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);
}
