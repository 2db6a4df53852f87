using System;
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Security.Cryptography;

namespace VaeGen;

/// <summary>Values kept as 32-bit floats and handed out unchanged.</summary>
internal sealed class StoredSingles(float[] values) : StoredValues
{
    internal override int Length => values.Length;

    internal override double this[int index] => values[index];

    internal override void Copy(int start, Span<float> destination) => values.AsSpan(start, destination.Length).CopyTo(destination);

    internal override void Copy(int start, Span<double> destination) =>
        TensorPrimitives.ConvertTruncating<float, double>(values.AsSpan(start, destination.Length), destination);

    internal override void Threshold(int start, Span<float> destination)
    {
        ReadOnlySpan<float> source = values.AsSpan(start, destination.Length);
        for (int i = 0; i < source.Length; i++)
            destination[i] = source[i] >= 0.5f ? 1f : 0f;
    }

    internal override void Threshold(int start, Span<double> destination)
    {
        ReadOnlySpan<float> source = values.AsSpan(start, destination.Length);
        for (int i = 0; i < source.Length; i++)
            destination[i] = source[i] >= 0.5f ? 1.0 : 0.0;
    }

    /// <inheritdoc/>
    /// <remarks>Exact: a word and a float times 2^32 are both doubles without rounding. Never true for zero, always for one.</remarks>
    internal override void Draw(int start, ReadOnlySpan<uint> words, Span<float> destination)
    {
        const double TwoToThe32 = 4294967296.0;
        ReadOnlySpan<float> source = values.AsSpan(start, destination.Length);
        words = words[..source.Length];
        for (int i = 0; i < source.Length; i++)
            destination[i] = words[i] < source[i] * TwoToThe32 ? 1f : 0f;
    }

    internal override bool IsZero(int start, int length) => !values.AsSpan(start, length).ContainsAnyExcept(0f);

    internal override (double Minimum, double Maximum) Range(int start, int length)
    {
        ReadOnlySpan<float> range = values.AsSpan(start, length);
        return (TensorPrimitives.Min(range), TensorPrimitives.Max(range));
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
