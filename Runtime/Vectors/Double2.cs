using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>2 lanes of <see cref="double"/> in a vector of 128 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Double2 : IVector<Double2, double>
{
    private readonly Vector128<double> lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Double2(Vector128<double> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }

    /// <inheritdoc/>
    public static Double2 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<double>.Zero);
    }

    /// <inheritdoc/>
    public static Double2 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<double>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Broadcast(double value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Load(ReadOnlySpan<double> source, int index) =>
        new(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(source.Slice(index, 2))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Span<double> destination, int index) =>
        lanes.StoreUnsafe(ref MemoryMarshal.GetReference(destination.Slice(index, 2)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 LoadUnsafe(ref readonly double source) => new(Vector128.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnsafe(Double2 value, ref double destination) => value.lanes.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator +(Double2 left, Double2 right) => new(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator -(Double2 left, Double2 right) => new(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator *(Double2 left, Double2 right) => new(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator /(Double2 left, Double2 right) => new(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator -(Double2 value) => new(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator &(Double2 left, Double2 right) => new(left.lanes & right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator |(Double2 left, Double2 right) => new(left.lanes | right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator ^(Double2 left, Double2 right) => new(left.lanes ^ right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 operator ~(Double2 value) => new(~value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 FusedMultiplyAdd(Double2 left, Double2 right, Double2 addend) =>
        new(Vector128.FusedMultiplyAdd(left.lanes, right.lanes, addend.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Double2 sum, Double2 left, Double2 right) =>
        Unsafe.AsRef(in sum.lanes) = Vector128.FusedMultiplyAdd(left.lanes, right.lanes, sum.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Min(Double2 left, Double2 right) => new(Vector128.Min(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Max(Double2 left, Double2 right) => new(Vector128.Max(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Abs(Double2 value) => new(Vector128.Abs(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Sqrt(Double2 value) => new(Vector128.Sqrt(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 GreaterThan(Double2 left, Double2 right) => new(Vector128.GreaterThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 GreaterThanOrEqual(Double2 left, Double2 right) => new(Vector128.GreaterThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 LessThan(Double2 left, Double2 right) => new(Vector128.LessThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 LessThanOrEqual(Double2 left, Double2 right) => new(Vector128.LessThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Equal(Double2 left, Double2 right) => new(Vector128.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 Select(Double2 mask, Double2 whenTrue, Double2 whenFalse) =>
        new(Vector128.ConditionalSelect(mask.lanes, whenTrue.lanes, whenFalse.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 ShiftLeft(Double2 value, int bits) => new((value.lanes.AsUInt64() << bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 ShiftRight(Double2 value, int bits) => new((value.lanes.AsUInt64() >>> bits).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 AddBits(Double2 left, Double2 right) => new((left.lanes.AsUInt64() + right.lanes.AsUInt64()).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double2 SubtractBits(Double2 left, Double2 right) => new((left.lanes.AsUInt64() - right.lanes.AsUInt64()).AsDouble());
}
