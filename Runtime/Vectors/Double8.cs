using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>8 lanes of <see cref="double"/> in a vector of 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Double8 : IVector<Double8, double>
{
    private readonly Vector512<double> lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Double8(Vector512<double> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }

    /// <inheritdoc/>
    public static Double8 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.Zero);
    }

    /// <inheritdoc/>
    public static Double8 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Broadcast(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Load(ReadOnlySpan<double> source, int index) =>
        new(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(source.Slice(index, 8))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Span<double> destination, int index) =>
        lanes.StoreUnsafe(ref MemoryMarshal.GetReference(destination.Slice(index, 8)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 LoadUnsafe(ref readonly double source) => new(Vector512.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnsafe(Double8 value, ref double destination) => value.lanes.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator +(Double8 left, Double8 right) => new(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator -(Double8 left, Double8 right) => new(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator *(Double8 left, Double8 right) => new(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator /(Double8 left, Double8 right) => new(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator -(Double8 value) => new(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator &(Double8 left, Double8 right) => new(left.lanes & right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator |(Double8 left, Double8 right) => new(left.lanes | right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator ^(Double8 left, Double8 right) => new(left.lanes ^ right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator ~(Double8 value) => new(~value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 FusedMultiplyAdd(Double8 left, Double8 right, Double8 addend) =>
        new(Vector512.FusedMultiplyAdd(left.lanes, right.lanes, addend.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Double8 sum, Double8 left, Double8 right) =>
        Unsafe.AsRef(in sum.lanes) = Vector512.FusedMultiplyAdd(left.lanes, right.lanes, sum.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Min(Double8 left, Double8 right) => new(Vector512.Min(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Max(Double8 left, Double8 right) => new(Vector512.Max(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Abs(Double8 value) => new(Vector512.Abs(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Sqrt(Double8 value) => new(Vector512.Sqrt(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 GreaterThan(Double8 left, Double8 right) => new(Vector512.GreaterThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 GreaterThanOrEqual(Double8 left, Double8 right) => new(Vector512.GreaterThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 LessThan(Double8 left, Double8 right) => new(Vector512.LessThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 LessThanOrEqual(Double8 left, Double8 right) => new(Vector512.LessThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Equal(Double8 left, Double8 right) => new(Vector512.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Select(Double8 mask, Double8 whenTrue, Double8 whenFalse) =>
        new(Vector512.ConditionalSelect(mask.lanes, whenTrue.lanes, whenFalse.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 ShiftLeft(Double8 value, int bits) => new((value.lanes.AsUInt64() << bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 ShiftRight(Double8 value, int bits) => new((value.lanes.AsUInt64() >>> bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 AddBits(Double8 left, Double8 right) => new((left.lanes.AsUInt64() + right.lanes.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 SubtractBits(Double8 left, Double8 right) => new((left.lanes.AsUInt64() - right.lanes.AsUInt64()).AsDouble());
}
