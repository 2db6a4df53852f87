using System;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace VaeGen;

/// <summary>Bytes that stand for 0 … 1 in steps of 1/255. They stay bytes until they are copied out.</summary>
internal sealed class StoredBytes(byte[] values) : StoredValues
{
    internal override int Length => values.Length;

    internal override double this[int index] => values[index] / 255.0;

    internal override void Copy(int start, Span<float> destination)
    {
        // A quotient, not a product with 1/255: correctly rounded, and 255 is exactly one.
        TensorPrimitives.ConvertTruncating<byte, float>(values.AsSpan(start, destination.Length), destination);
        TensorPrimitives.Divide(destination, 255f, destination);
    }

    internal override void Copy(int start, Span<double> destination)
    {
        TensorPrimitives.ConvertTruncating<byte, double>(values.AsSpan(start, destination.Length), destination);
        TensorPrimitives.Divide(destination, 255.0, destination);
    }

    internal override void Threshold(int start, Span<float> destination)
    {
        ReadOnlySpan<byte> source = values.AsSpan(start, destination.Length);
        for (int i = 0; i < source.Length; i++)
            destination[i] = source[i] >> 7;
    }

    internal override void Threshold(int start, Span<double> destination)
    {
        ReadOnlySpan<byte> source = values.AsSpan(start, destination.Length);
        for (int i = 0; i < source.Length; i++)
            destination[i] = source[i] >> 7;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// word / 2^32 &lt; b / 255 means word &lt; b · 2^32 / 255 = b · 0x01010101 + b / 255. For b = 0 that is never;
    /// for b ≥ 1 the last term lies in (0, 1], so it means word ≤ b · 0x01010101: exact, in 32-bit integers, and always true for b = 255.
    /// </remarks>
    internal override void Draw(int start, ReadOnlySpan<uint> words, Span<float> destination)
    {
        ReadOnlySpan<byte> pixels = values.AsSpan(start, destination.Length);
        words = words[..destination.Length];
        int i = 0;
        for (; i <= pixels.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(pixels[i..]));
            (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(low);
            (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(high);
            DrawFour(a, words[i..], destination[i..]);
            DrawFour(b, words[(i + 4)..], destination[(i + 4)..]);
            DrawFour(c, words[(i + 8)..], destination[(i + 8)..]);
            DrawFour(d, words[(i + 12)..], destination[(i + 12)..]);
        }
        for (; i < pixels.Length; i++)
            destination[i] = pixels[i] != 0 && words[i] <= pixels[i] * 0x01010101u ? 1f : 0f;
    }

    internal override bool IsZero(int start, int length) => !values.AsSpan(start, length).ContainsAnyExcept((byte)0);

    internal override (double Minimum, double Maximum) Range(int start, int length)
    {
        ReadOnlySpan<byte> range = values.AsSpan(start, length);
        return (TensorPrimitives.Min(range) / 255.0, TensorPrimitives.Max(range) / 255.0);
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

    private static void DrawFour(Vector128<uint> pixels, ReadOnlySpan<uint> words, Span<float> destination)
    {
        Vector128<uint> isOne = Vector128.LessThanOrEqual(Vector128.Create(words), pixels * 0x01010101u);
        Vector128<uint> isPossible = ~Vector128.Equals(pixels, Vector128<uint>.Zero);
        (isOne & isPossible & Vector128.Create(1f).AsUInt32()).AsSingle().CopyTo(destination);
    }
}
