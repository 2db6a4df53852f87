using System;
using System.Numerics;

namespace VaeGen;

/// <summary>Which elements of a table of examples are there, and which are missing.</summary>
/// <param name="Mask">0 where an element is missing, 255 where it is there; null where only NaN says so.</param>
/// <param name="IsShared">Whether the mask is that of one example and holds for all.</param>
/// <param name="NaNIsMissing">Whether a stored NaN is a missing element.</param>
internal sealed record ObservedElements(StoredBytes? Mask, bool IsShared, bool NaNIsMissing)
{
    private const byte Present = 255;

    // What is missing is looked for in pieces of this length.
    private const int ChunkLength = 128;

    /// <summary>The masked example that belongs to each place of the table; null where it is the place itself.</summary>
    private int[]? MaskRows { get; init; }

    /// <summary>The elements that a mask says are there.</summary>
    internal static ObservedElements Masked(ReadOnlySpan<bool> mask, bool isShared)
    {
        var bytes = new byte[mask.Length];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = mask[i] ? Present : (byte)0;
        return new ObservedElements(new StoredBytes(bytes), isShared, NaNIsMissing: false);
    }

    /// <summary>The elements of some places of the table, which become the places of a new one.</summary>
    internal ObservedElements Select(int[] places) =>
        Mask is null || IsShared ? this : this with { MaskRows = Array.ConvertAll(places, MaskRow) };

    /// <summary>The elements that are there in both, for a table of <paramref name="count"/> examples.</summary>
    internal ObservedElements And(ObservedElements other, int count, int features)
    {
        bool nanIsMissing = NaNIsMissing || other.NaNIsMissing;
        if (Mask is null || other.Mask is null)
            return (Mask is null ? other : this) with { NaNIsMissing = nanIsMissing };
        bool isShared = IsShared && other.IsShared;
        var both = new byte[(isShared ? 1 : count) * features];
        for (int place = 0; place < both.Length / features; place++)
        {
            ReadOnlySpan<byte> mine = ExampleMask(place, features);
            ReadOnlySpan<byte> theirs = other.ExampleMask(place, features);
            for (int i = 0; i < features; i++)
                both[(place * features) + i] = (byte)(mine[i] & theirs[i]);
        }
        return new ObservedElements(new StoredBytes(both), isShared, nanIsMissing);
    }

    /// <summary>Writes 1 where an element of the example is there and 0 where it is missing.</summary>
    /// <param name="values">The stored values.</param>
    /// <param name="place">The example's place in the table.</param>
    /// <param name="start">Where its values are stored.</param>
    /// <param name="destination">As long as an example; set.</param>
    internal void CopyMask(StoredValues values, int place, int start, Span<float> destination)
    {
        if (Mask is null)
            destination.Fill(1);
        else
            Mask.Copy(MaskStart(place, destination.Length), destination);
        if (NaNIsMissing)
            ClearNaN(values, start, destination);
    }

    /// <inheritdoc cref="CopyMask(StoredValues, int, int, Span{float})"/>
    internal void CopyMask(StoredValues values, int place, int start, Span<double> destination)
    {
        if (Mask is null)
            destination.Fill(1);
        else
            Mask.Copy(MaskStart(place, destination.Length), destination);
        if (NaNIsMissing)
            ClearNaN(values, start, destination);
    }

    /// <summary>Sets to zero what is missing, whatever was stored there.</summary>
    /// <param name="place">The example's place in the table.</param>
    /// <param name="example">The values of the example as they were copied out.</param>
    internal void Clear<T>(int place, Span<T> example)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (NaNIsMissing)
        {
            foreach (ref T value in example)
                value = T.IsNaN(value) ? T.Zero : value;
        }
        if (Mask is not null)
        {
            ReadOnlySpan<byte> mask = ExampleMask(place, example.Length);
            for (int i = 0; i < mask.Length; i++)
                example[i] = mask[i] == 0 ? T.Zero : example[i];
        }
    }

    private static void ClearNaN<T>(StoredValues values, int start, Span<T> mask)
        where T : unmanaged, INumberBase<T>
    {
        if (!values.MayHoldNaN)
            return;
        Span<float> chunk = stackalloc float[ChunkLength];
        for (int done = 0; done < mask.Length; done += ChunkLength)
        {
            Span<T> part = mask.Slice(done, Math.Min(ChunkLength, mask.Length - done));
            values.Copy(start + done, chunk[..part.Length]);
            for (int i = 0; i < part.Length; i++)
                part[i] = float.IsNaN(chunk[i]) ? T.Zero : part[i];
        }
    }

    private int MaskRow(int place) => MaskRows is null ? place : MaskRows[place];

    private int MaskStart(int place, int features) => IsShared ? 0 : MaskRow(place) * features;

    private ReadOnlySpan<byte> ExampleMask(int place, int features) => Mask!.Bytes(MaskStart(place, features), features);
}
