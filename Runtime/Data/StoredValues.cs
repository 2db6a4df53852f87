using System;

namespace VaeGen;

/// <summary>The values of a data set and of all views of it: one array, example after example.</summary>
internal abstract class StoredValues
{
    /// <summary>What the values are kept as, which a hash tells apart.</summary>
    internal abstract string Kind { get; }

    /// <summary>Values in the array.</summary>
    internal abstract int Length { get; }

    /// <summary>Whether values of this kind can be NaN.</summary>
    internal abstract bool MayHoldNaN { get; }

    /// <summary>Whether values are 64-bit floats that a 32-bit float may not hold.</summary>
    internal virtual bool AreDoubles => false;

    /// <summary>Copies values as a model of single precision sees them.</summary>
    internal abstract void Copy(int start, Span<float> destination);

    /// <summary>Copies values as a model of double precision sees them.</summary>
    internal abstract void Copy(int start, Span<double> destination);

    /// <summary>Ones where the value is at least one half, else zeros.</summary>
    internal abstract void Threshold(int start, Span<float> destination);

    /// <summary>Ones where the value is at least one half, else zeros.</summary>
    internal abstract void Threshold(int start, Span<double> destination);

    /// <summary>One Bernoulli draw for each value: one where the uniform word lies below it, taken as a fraction of 2^32.</summary>
    internal abstract void Draw(int start, ReadOnlySpan<uint> words, Span<float> destination);

    /// <summary>Whether all these values are zero, so that no draw can give a one.</summary>
    internal abstract bool IsZero(int start, int length);

    /// <summary>Whether no value of this kind can lie outside the closed range, which is told without looking at any.</summary>
    internal abstract bool AreAlwaysWithin(double minimum, double maximum);

    /// <summary>Least and greatest value; both NaN where any value is.</summary>
    internal abstract ValueRange Range(int start, int length);

    /// <summary>Offset from <paramref name="start"/> of the first value that is neither zero nor one, or -1.</summary>
    internal abstract int IndexOfNonBinary(int start, int length);

    /// <summary>Offset from <paramref name="start"/> of the first value that is NaN or outside the closed range, or -1.</summary>
    internal abstract int IndexOutside(int start, int length, double minimum, double maximum);

    /// <summary>The value at an index, as a model sees it.</summary>
    internal abstract double this[int index] { get; }

    /// <summary>The stored bits of a range, little-endian, for a hash.</summary>
    internal abstract void AppendTo(System.Security.Cryptography.IncrementalHash hash, int start, int length);

    /// <summary>Has the caches fetch these values.</summary>
    internal abstract void Prefetch(int start, int length);
}
