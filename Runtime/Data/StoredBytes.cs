using System;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Bytes that stand for 0 … 1 in steps of 1/255. They stay bytes until they are copied out.</summary>
internal sealed class StoredBytes(byte[] values) : StoredValues
{
    // Set from 128 on: the bytes of at least one half.
    private const int HighestBit = 7;

    internal override string Kind => nameof(StoredBytes);

    internal override int Length => values.Length;

    internal override bool MayHoldNaN => false;

    /// <summary>The bytes themselves.</summary>
    internal ReadOnlySpan<byte> Bytes(int start, int length) => values.AsSpan(start, length);

    internal override double this[int index] => values[index] / 255.0;

    internal override void Copy(int start, Span<float> destination) => Divide(start, shift: 0, divisor: 255, destination);

    internal override void Copy(int start, Span<double> destination) => Divide(start, shift: 0, divisor: 255, destination);

    internal override void Threshold(int start, Span<float> destination) => Divide(start, HighestBit, divisor: 1, destination);

    internal override void Threshold(int start, Span<double> destination) => Divide(start, HighestBit, divisor: 1, destination);

    /// <inheritdoc/>
    /// <remarks>
    /// word / 2^32 &lt; b / 255 means word &lt; b · 2^32 / 255 = b · 0x01010101 + b / 255. For b = 0 that is never;
    /// for b ≥ 1 the last term lies in (0, 1], so it means word ≤ b · 0x01010101: exact, in 32-bit integers, and always true for b = 255.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Draw(int start, ReadOnlySpan<uint> words, Span<float> destination)
    {
        ReadOnlySpan<byte> pixels = values.AsSpan(start, destination.Length);
        words = words[..destination.Length];
        ref byte pixel = ref MemoryMarshal.GetReference(pixels);
        ref uint word = ref MemoryMarshal.GetReference(words);
        ref float drawn = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= pixels.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            Vector256<ushort> wide = Vector256.WidenLower(Vector128.LoadUnsafe(ref pixel, (nuint)i).ToVector256Unsafe());
            DrawEight(Vector256.WidenLower(wide), Vector256.LoadUnsafe(ref word, (nuint)i)).StoreUnsafe(ref drawn, (nuint)i);
            DrawEight(Vector256.WidenUpper(wide), Vector256.LoadUnsafe(ref word, (nuint)i + 8)).StoreUnsafe(ref drawn, (nuint)i + 8);
        }
        for (; i < pixels.Length; i++)
            destination[i] = pixels[i] != 0 && words[i] <= pixels[i] * 0x01010101u ? 1f : 0f;
    }

    internal override bool IsZero(int start, int length) => !values.AsSpan(start, length).ContainsAnyExcept((byte)0);

    internal override bool AreAlwaysWithin(double minimum, double maximum) => minimum <= 0 && maximum >= 1;

    internal override void Prefetch(int start, int length) => CacheLines.Prefetch(values, start, length);

    internal override ValueRange Range(int start, int length)
    {
        ReadOnlySpan<byte> range = values.AsSpan(start, length);
        return new ValueRange(TensorPrimitives.Min(range) / 255.0, TensorPrimitives.Max(range) / 255.0);
    }

    internal override int IndexOfNonBinary(int start, int length) => values.AsSpan(start, length).IndexOfAnyExcept((byte)0, (byte)255);

    internal override int IndexOutside(int start, int length, double minimum, double maximum)
    {
        ReadOnlySpan<byte> range = values.AsSpan(start, length);
        for (int i = 0; i < range.Length; i++)
        {
            double value = range[i] / 255.0;
            if (!(value >= minimum && value <= maximum))
                return i;
        }
        return -1;
    }

    internal override void AppendTo(IncrementalHash hash, int start, int length) => hash.AppendData(values, start, length);

    private static Vector256<float> DrawEight(Vector256<uint> pixels, Vector256<uint> words)
    {
        Vector256<uint> isOne = Vector256.LessThanOrEqual(words, pixels * 0x01010101u);
        Vector256<uint> isPossible = ~Vector256.Equals(pixels, Vector256<uint>.Zero);
        return (isOne & isPossible & Vector256.Create(1f).AsUInt32()).AsSingle();
    }

    // (byte >> shift) / divisor. Quotients, not products with the inverse: correctly rounded, and 255 is exactly one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(int start, int shift, float divisor, Span<float> destination)
    {
        ReadOnlySpan<byte> source = values.AsSpan(start, destination.Length);
        ref byte pixel = ref MemoryMarshal.GetReference(source);
        ref float quotient = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector256<float> lower, Vector256<float> upper) = ToSingles(Vector128.LoadUnsafe(ref pixel, (nuint)i), shift);
            Quotient(lower, divisor).StoreUnsafe(ref quotient, (nuint)i);
            Quotient(upper, divisor).StoreUnsafe(ref quotient, (nuint)i + 8);
        }
        for (; i < source.Length; i++)
            destination[i] = (source[i] >> shift) / divisor;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(int start, int shift, double divisor, Span<double> destination)
    {
        ReadOnlySpan<byte> source = values.AsSpan(start, destination.Length);
        ref byte pixel = ref MemoryMarshal.GetReference(source);
        ref double quotient = ref MemoryMarshal.GetReference(destination);
        Vector256<double> divisors = Vector256.Create(divisor);
        int i = 0;
        for (; i <= source.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector256<float> lower, Vector256<float> upper) = ToSingles(Vector128.LoadUnsafe(ref pixel, (nuint)i), shift);
            (Vector256.WidenLower(lower) / divisors).StoreUnsafe(ref quotient, (nuint)i);
            (Vector256.WidenUpper(lower) / divisors).StoreUnsafe(ref quotient, (nuint)i + 4);
            (Vector256.WidenLower(upper) / divisors).StoreUnsafe(ref quotient, (nuint)i + 8);
            (Vector256.WidenUpper(upper) / divisors).StoreUnsafe(ref quotient, (nuint)i + 12);
        }
        for (; i < source.Length; i++)
            destination[i] = (source[i] >> shift) / divisor;
    }

    // The quotient of a byte, correctly rounded, for less than a division: what the product with the inverse is off by is computed exactly
    // and made good.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Quotient(Vector256<float> bytes, float divisor)
    {
        Vector256<float> inverse = Vector256.Create(1 / divisor);
        Vector256<float> quotient = bytes * inverse;
        Vector256<float> rest = Vector256.FusedMultiplyAdd(-quotient, Vector256.Create(divisor), bytes);
        return Vector256.FusedMultiplyAdd(rest, inverse, quotient);
    }

    // Sixteen bytes as floats, which hold them exactly.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Lower, Vector256<float> Upper) ToSingles(Vector128<byte> pixels, int shift)
    {
        Vector256<short> wide = Vector256.WidenLower(pixels.ToVector256Unsafe()).AsInt16() >> shift;
        return (Vector256.ConvertToSingle(Vector256.WidenLower(wide)), Vector256.ConvertToSingle(Vector256.WidenUpper(wide)));
    }
}
