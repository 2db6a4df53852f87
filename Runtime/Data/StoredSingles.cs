using System;
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Values kept as 32-bit floats and handed out unchanged.</summary>
internal sealed class StoredSingles(float[] values) : StoredValues
{
    internal override string Kind => nameof(StoredSingles);

    internal override int Length => values.Length;

    internal override bool MayHoldNaN => true;

    internal override double this[int index] => values[index];

    internal override void Copy(int start, Span<float> destination) => values.AsSpan(start, destination.Length).CopyTo(destination);

    internal override void Copy(int start, Span<double> destination) =>
        TensorPrimitives.ConvertTruncating<float, double>(values.AsSpan(start, destination.Length), destination);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Threshold(int start, Span<float> destination)
    {
        ReadOnlySpan<float> source = values.AsSpan(start, destination.Length);
        ref float value = ref MemoryMarshal.GetReference(source);
        ref float bit = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> isOne = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref value, (nuint)i), Vector256.Create(0.5f));
            (isOne & Vector256.Create(1f)).StoreUnsafe(ref bit, (nuint)i);
        }
        for (; i < source.Length; i++)
            destination[i] = source[i] >= 0.5f ? 1f : 0f;
    }

    internal override void Threshold(int start, Span<double> destination)
    {
        ReadOnlySpan<float> source = values.AsSpan(start, destination.Length);
        for (int i = 0; i < source.Length; i++)
            destination[i] = source[i] >= 0.5f ? 1.0 : 0.0;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Exact: p · 2^32 is a float without rounding, and a whole word lies below it just where it lies below the next whole number from
    /// there. Never true for p = 0, always for p = 1, whose 2^32 is no word any more.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Draw(int start, ReadOnlySpan<uint> words, Span<float> destination)
    {
        const float TwoToThe32 = 4294967296f;
        ReadOnlySpan<float> source = values.AsSpan(start, destination.Length);
        words = words[..source.Length];
        ref float value = ref MemoryMarshal.GetReference(source);
        ref uint word = ref MemoryMarshal.GetReference(words);
        ref float drawn = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> limit = Vector256.LoadUnsafe(ref value, (nuint)i) * TwoToThe32;
            Vector256<uint> end = Vector256.ConvertToUInt32(Vector256.Ceiling(limit));
            Vector256<uint> isBelow = Vector256.LessThan(Vector256.LoadUnsafe(ref word, (nuint)i), end);
            Vector256<uint> isCertain = Vector256.GreaterThanOrEqual(limit, Vector256.Create(TwoToThe32)).AsUInt32();
            ((isBelow | isCertain) & Vector256.Create(1f).AsUInt32()).AsSingle().StoreUnsafe(ref drawn, (nuint)i);
        }
        for (; i < source.Length; i++)
            destination[i] = words[i] < (double)(source[i] * TwoToThe32) ? 1f : 0f;
    }

    // By bits, which is vectorized; that -0 counts as something costs no more than its words.
    internal override bool IsZero(int start, int length) =>
        !MemoryMarshal.Cast<float, uint>(values.AsSpan(start, length)).ContainsAnyExcept(0u);

    internal override bool AreAlwaysWithin(double minimum, double maximum) => false;

    internal override void Prefetch(int start, int length) => CacheLines.Prefetch(values, start, length);

    internal override ValueRange Range(int start, int length)
    {
        ReadOnlySpan<float> range = values.AsSpan(start, length);
        return new ValueRange(TensorPrimitives.Min(range), TensorPrimitives.Max(range));
    }

    internal override int IndexOfNonBinary(int start, int length) => values.AsSpan(start, length).IndexOfAnyExcept(0f, 1f);

    internal override int IndexOutside(int start, int length, double minimum, double maximum)
    {
        ReadOnlySpan<float> range = values.AsSpan(start, length);
        for (int i = 0; i < range.Length; i++)
        {
            if (!(range[i] >= minimum && range[i] <= maximum))
                return i;
        }
        return -1;
    }

    internal override void AppendTo(IncrementalHash hash, int start, int length)
    {
        Span<byte> chunk = stackalloc byte[1024];
        ReadOnlySpan<float> rest = values.AsSpan(start, length);
        while (!rest.IsEmpty)
        {
            int taken = Math.Min(rest.Length, chunk.Length / sizeof(float));
            for (int i = 0; i < taken; i++)
                BinaryPrimitives.WriteSingleLittleEndian(chunk[(i * sizeof(float))..], rest[i]);
            hash.AppendData(chunk[..(taken * sizeof(float))]);
            rest = rest[taken..];
        }
    }
}
