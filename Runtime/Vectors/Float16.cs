using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VaeGen.Runtime.V2;

/// <summary>16 lanes of <see cref="float"/> in a vector of 512 bits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Float16 : IVector<Float16, float>
{
    private readonly Vector512<float> lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Float16(Vector512<float> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 16;
    }

    /// <inheritdoc/>
    public static Float16 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    /// <inheritdoc/>
    public static Float16 Indices
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Indices);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Broadcast(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Load(ReadOnlySpan<float> source, int index) =>
        new(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(source.Slice(index, 16))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Span<float> destination, int index) =>
        lanes.StoreUnsafe(ref MemoryMarshal.GetReference(destination.Slice(index, 16)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 LoadUnsafe(ref readonly float source) => new(Vector512.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnsafe(Float16 value, ref float destination) => value.lanes.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator +(Float16 left, Float16 right) => new(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator -(Float16 left, Float16 right) => new(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator *(Float16 left, Float16 right) => new(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator /(Float16 left, Float16 right) => new(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator -(Float16 value) => new(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator &(Float16 left, Float16 right) => new(left.lanes & right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator |(Float16 left, Float16 right) => new(left.lanes | right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator ^(Float16 left, Float16 right) => new(left.lanes ^ right.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 operator ~(Float16 value) => new(~value.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 FusedMultiplyAdd(Float16 left, Float16 right, Float16 addend) =>
        new(Vector512.FusedMultiplyAdd(left.lanes, right.lanes, addend.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref Float16 sum, Float16 left, Float16 right) =>
        Unsafe.AsRef(in sum.lanes) = Vector512.FusedMultiplyAdd(left.lanes, right.lanes, sum.lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Min(Float16 left, Float16 right) => new(Vector512.Min(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Max(Float16 left, Float16 right) => new(Vector512.Max(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Abs(Float16 value) => new(Vector512.Abs(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Sqrt(Float16 value) => new(Vector512.Sqrt(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 GreaterThan(Float16 left, Float16 right) => new(Vector512.GreaterThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 GreaterThanOrEqual(Float16 left, Float16 right) => new(Vector512.GreaterThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 LessThan(Float16 left, Float16 right) => new(Vector512.LessThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 LessThanOrEqual(Float16 left, Float16 right) => new(Vector512.LessThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Equal(Float16 left, Float16 right) => new(Vector512.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 Select(Float16 mask, Float16 whenTrue, Float16 whenFalse) =>
        new(Vector512.ConditionalSelect(mask.lanes, whenTrue.lanes, whenFalse.lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 ShiftLeft(Float16 value, int bits) => new((value.lanes.AsUInt32() << bits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 ShiftRight(Float16 value, int bits) => new((value.lanes.AsUInt32() >>> bits).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 AddBits(Float16 left, Float16 right) => new((left.lanes.AsUInt32() + right.lanes.AsUInt32()).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float16 SubtractBits(Float16 left, Float16 right) => new((left.lanes.AsUInt32() - right.lanes.AsUInt32()).AsSingle());
}
