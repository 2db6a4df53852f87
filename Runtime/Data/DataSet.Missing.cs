using System;
using System.Globalization;

namespace VaeGen;

public sealed partial class DataSet
{
    /// <summary>
    /// Whether the set was declared to have missing elements, by <see cref="WithMissing"/> or <see cref="WithMask(ReadOnlySpan{bool})"/>;
    /// <see cref="ObservedCount"/> says how many are there.
    /// </summary>
    public bool HasMissing => observed is not null;

    /// <summary>Number of elements, of all examples together, that are not missing. Computed when first asked for.</summary>
    public long ObservedCount
    {
        get
        {
            if (observedCount == NotCounted)
                observedCount = observed is null ? (long)Count * Features : CountObserved();
            return observedCount;
        }
    }

    /// <summary>
    /// The same examples, declared to have missing elements: an element is missing where its value is NaN. In any other set NaN is a value
    /// that no model takes.
    /// </summary>
    /// <exception cref="InvalidOperationException">The set is binarized already.</exception>
    public DataSet WithMissing()
    {
        if (Binarization != Binarization.None)
        {
            throw new InvalidOperationException($"{Description} is binarized already ({Binarization}); missing values are declared "
                + "before that.");
        }

        var missing = new ObservedElements(null, IsShared: true, NaNIsMissing: true);
        return new DataSet(parts with { Observed = observed is null ? missing : observed with { NaNIsMissing = true } });
    }

    /// <summary>
    /// The same examples, declared to have missing elements by a mask. What is stored where an element is missing does not matter: neither
    /// checks nor results depend on it. Elements that are missing already stay so.
    /// </summary>
    /// <param name="mask">
    /// True where an element is observed, false where it is missing: as many as an example has values, for all examples alike; or example
    /// after example.
    /// </param>
    /// <exception cref="ArgumentException">The mask has another length.</exception>
    public DataSet WithMask(ReadOnlySpan<bool> mask)
    {
        if (mask.Length != Features && mask.Length != (long)Count * Features)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The mask has {mask.Length} elements; {Features} were expected for all examples alike, or {(long)Count * Features} for "
                    + $"{Count} examples of {Features}."),
                nameof(mask));
        }
        bool isShared = mask.Length == Features;
        ObservedElements masked = ObservedElements.Masked(mask, isShared);
        if (isShared && observed is null)
            return new DataSet(parts with { Observed = masked });
        // What is said of each example belongs to a table of these examples alone.
        DataParts own = parts.Own();
        return new DataSet(own with { Observed = own.Observed is null ? masked : own.Observed.And(masked, Count, Features) });
    }

    /// <summary>The same examples, declared to have missing elements by a mask that was read like data, for example from images.</summary>
    /// <param name="mask">As many examples of as many values, or one for all: one where an element is observed, zero where it is
    /// missing.</param>
    /// <exception cref="ArgumentException">The mask has another size.</exception>
    /// <exception cref="DataFormatException">A value of the mask is neither zero nor one.</exception>
    public DataSet WithMask(DataSet mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Features != Features || (mask.Count != Count && mask.Count != 1))
            throw new ArgumentException($"The mask is {mask}; {Count} × {Shape} was expected, or one example of it for all.", nameof(mask));
        mask.RequireBinary();
        var elements = new bool[mask.Count * mask.Features];
        var example = new float[mask.Features];
        for (int i = 0; i < elements.Length; i++)
        {
            if (i % example.Length == 0)
                mask.CopyExample(i / example.Length, null, example);
            elements[i] = example[i % example.Length] != 0;
        }
        return WithMask(elements);
    }

    /// <summary>Writes 1 for each element of an example that is observed and 0 for each that is missing. Allocates nothing.</summary>
    /// <param name="example">Index of the example.</param>
    /// <param name="destination">Its first <see cref="Features"/> elements are set.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="example"/> is not in the set.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void CopyMask(int example, Span<float> destination)
    {
        int row = Locate(example, destination.Length);
        destination = destination[..Features];
        if (observed is null)
            destination.Fill(1);
        else
            observed.CopyMask(values, parts.First + example, row * Features, destination);
    }

    /// <inheritdoc cref="CopyMask(int, Span{float})"/>
    public void CopyMask(int example, Span<double> destination)
    {
        int row = Locate(example, destination.Length);
        destination = destination[..Features];
        if (observed is null)
            destination.Fill(1);
        else
            observed.CopyMask(values, parts.First + example, row * Features, destination);
    }

    private long CountObserved()
    {
        long count = 0;
        var mask = new float[Features];
        for (int example = 0; example < Count; example++)
        {
            CopyMask(example, mask);
            foreach (float element in mask)
                count += (long)element;
        }
        return count;
    }
}
