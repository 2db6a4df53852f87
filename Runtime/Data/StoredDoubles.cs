using System;
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Values kept as 64-bit floats: at least one of them is no 32-bit float. A model of single precision gets each rounded
/// once.</summary>
/// <param name="values">The values.</param>
/// <param name="isRounded">Whether checks and hash see the values rounded to 32-bit floats, as a model of single precision does.</param>
internal sealed class StoredDoubles(double[] values, bool isRounded = false) : StoredValues
{
    // From here on a value is rounded to infinity: half of the last step beyond the greatest 32-bit float.
    private const double RoundsToInfinity = 3.4028235677973366e38;

    internal override string Kind => isRounded ? nameof(StoredSingles) : nameof(StoredDoubles);

    internal override int Length => values.Length;

    internal override bool MayHoldNaN => true;

    internal override bool AreDoubles => !isRounded;

    internal override double this[int index] => Seen(values[index]);

    /// <summary>Keeps values as 32-bit floats where each is one, so that sets made of such values are the same however they came; else
    /// as they are.</summary>
    internal static StoredValues Keep(ReadOnlySpan<double> values) =>
        AreSingles(values) ? new StoredSingles(ToSingles(values)) : new StoredDoubles(values.ToArray());

    /// <summary>As <see cref="Keep(ReadOnlySpan{double})"/>, for an array that is handed over.</summary>
    internal static StoredValues Keep(double[] values) =>
        AreSingles(values) ? new StoredSingles(ToSingles(values)) : new StoredDoubles(values);

    /// <summary>Whether a value is a 32-bit float. NaN is one: it stands for a missing element, whatever its bits.</summary>
    internal static bool IsSingle(double value) => (float)value == value || double.IsNaN(value);

    /// <summary>The same values as a model of single precision sees them.</summary>
    internal StoredDoubles Rounded() => new(values, isRounded: true);

    /// <summary>Offset from <paramref name="start"/> of the first finite value beyond the range of a 32-bit float, or -1.</summary>
    internal int IndexBeyondSingles(int start, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (IsBeyondSingles(values[start + i]))
                return i;
        }

        return -1;
    }

    /// <summary>Whether a finite value is beyond the range of a 32-bit float.</summary>
    internal static bool IsBeyondSingles(double value) => double.IsFinite(value) && Math.Abs(value) >= RoundsToInfinity;

    internal override void Copy(int start, Span<float> destination) =>
        TensorPrimitives.ConvertTruncating<double, float>(values.AsSpan(start, destination.Length), destination);

    internal override void Copy(int start, Span<double> destination)
    {
        ReadOnlySpan<double> source = values.AsSpan(start, destination.Length);
        source.CopyTo(destination);
        for (int i = 0; isRounded && i < destination.Length; i++)
            destination[i] = Seen(source[i]);
    }

    internal override void Threshold(int start, Span<float> destination)
    {
        ReadOnlySpan<double> source = values.AsSpan(start, destination.Length);
        for (int i = 0; i < source.Length; i++)
            destination[i] = source[i] >= 0.5 ? 1f : 0f;
    }

    internal override void Threshold(int start, Span<double> destination)
    {
        ReadOnlySpan<double> source = values.AsSpan(start, destination.Length);
        for (int i = 0; i < source.Length; i++)
            destination[i] = source[i] >= 0.5 ? 1.0 : 0.0;
    }

    /// <inheritdoc/>
    /// <remarks>Exact, because p · 2^32 is: never true for p = 0, always for p = 1.</remarks>
    internal override void Draw(int start, ReadOnlySpan<uint> words, Span<float> destination)
    {
        ReadOnlySpan<double> source = values.AsSpan(start, destination.Length);
        for (int i = 0; i < source.Length; i++)
            destination[i] = words[i] < source[i] * 4294967296.0 ? 1f : 0f;
    }

    internal override bool IsZero(int start, int length) => !values.AsSpan(start, length).ContainsAnyExcept(0.0);

    internal override bool AreAlwaysWithin(double minimum, double maximum) => false;

    internal override void Prefetch(int start, int length) => CacheLines.Prefetch(values, start, length);

    internal override ValueRange Range(int start, int length)
    {
        ReadOnlySpan<double> range = values.AsSpan(start, length);
        return new ValueRange(Seen(TensorPrimitives.Min(range)), Seen(TensorPrimitives.Max(range)));
    }

    internal override int IndexOfNonBinary(int start, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (Seen(values[start + i]) is not (0 or 1))
                return i;
        }

        return -1;
    }

    internal override int IndexOutside(int start, int length, double minimum, double maximum)
    {
        for (int i = 0; i < length; i++)
        {
            double value = Seen(values[start + i]);
            if (!(value >= minimum && value <= maximum))
                return i;
        }

        return -1;
    }

    internal override void AppendTo(IncrementalHash hash, int start, int length)
    {
        Span<byte> chunk = stackalloc byte[1024];
        int size = isRounded ? sizeof(float) : sizeof(double);
        int filled = 0;
        foreach (double value in values.AsSpan(start, length))
        {
            if (isRounded)
                BinaryPrimitives.WriteSingleLittleEndian(chunk[filled..], (float)value);
            else
                BinaryPrimitives.WriteDoubleLittleEndian(chunk[filled..], value);
            filled += size;
            if (filled == chunk.Length)
            {
                hash.AppendData(chunk);
                filled = 0;
            }
        }

        hash.AppendData(chunk[..filled]);
    }

    private double Seen(double value) => isRounded ? (float)value : value;

    private static bool AreSingles(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!IsSingle(value))
                return false;
        }

        return true;
    }

    private static float[] ToSingles(ReadOnlySpan<double> values)
    {
        var singles = new float[values.Length];
        TensorPrimitives.ConvertTruncating<double, float>(values, singles);
        return singles;
    }
}
