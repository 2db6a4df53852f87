using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>4 lanes of <see cref="double"/> in a vector of 256 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Double4 : IVector<Double4, double>
{
    private readonly Vector256<double> lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Double4(Vector256<double> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }

    /// <inheritdoc/>
    public static Double4 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.Zero);
    }

    /// <inheritdoc/>
    public static Double4 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Broadcast(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Load(ReadOnlySpan<double> source, int index) =>
        new(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source.Slice(index, 4))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Span<double> destination, int index) =>
        lanes.StoreUnsafe(ref MemoryMarshal.GetReference(destination.Slice(index, 4)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 LoadUnsafe(ref readonly double source) => new(Vector256.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnsafe(Double4 value, ref double destination) => value.lanes.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator +(Double4 left, Double4 right) => new(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator -(Double4 left, Double4 right) => new(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator *(Double4 left, Double4 right) => new(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator /(Double4 left, Double4 right) => new(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator -(Double4 value) => new(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator &(Double4 left, Double4 right) => new(left.lanes & right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator |(Double4 left, Double4 right) => new(left.lanes | right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator ^(Double4 left, Double4 right) => new(left.lanes ^ right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator ~(Double4 value) => new(~value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 FusedMultiplyAdd(Double4 left, Double4 right, Double4 addend) =>
        new(Vector256.FusedMultiplyAdd(left.lanes, right.lanes, addend.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Double4 sum, Double4 left, Double4 right) =>
        Unsafe.AsRef(in sum.lanes) = Vector256.FusedMultiplyAdd(left.lanes, right.lanes, sum.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Min(Double4 left, Double4 right) => new(Vector256.Min(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Max(Double4 left, Double4 right) => new(Vector256.Max(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Abs(Double4 value) => new(Vector256.Abs(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Sqrt(Double4 value) => new(Vector256.Sqrt(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 GreaterThan(Double4 left, Double4 right) => new(Vector256.GreaterThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 GreaterThanOrEqual(Double4 left, Double4 right) => new(Vector256.GreaterThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 LessThan(Double4 left, Double4 right) => new(Vector256.LessThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 LessThanOrEqual(Double4 left, Double4 right) => new(Vector256.LessThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Equal(Double4 left, Double4 right) => new(Vector256.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Select(Double4 mask, Double4 whenTrue, Double4 whenFalse) =>
        new(Vector256.ConditionalSelect(mask.lanes, whenTrue.lanes, whenFalse.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 ShiftLeft(Double4 value, int bits) => new((value.lanes.AsUInt64() << bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 ShiftRight(Double4 value, int bits) => new((value.lanes.AsUInt64() >>> bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 AddBits(Double4 left, Double4 right) => new((left.lanes.AsUInt64() + right.lanes.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 SubtractBits(Double4 left, Double4 right) => new((left.lanes.AsUInt64() - right.lanes.AsUInt64()).AsDouble());
}
