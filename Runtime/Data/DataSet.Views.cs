using System;
using System.Collections.Generic;
using System.Globalization;

namespace VaeGen;

public sealed partial class DataSet
{
    /// <summary>The examples <c>start</c> … <c>start + count - 1</c> as a view. With it, ranges work too: <c>data[..100]</c>.</summary>
    /// <param name="start">First example.</param>
    /// <param name="count">Number of examples, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The examples are not all in the set, or there are none of them.</exception>
    public DataSet Slice(int start, int count)
    {
        // A range of the language ends up here as well: the message speaks of examples, not of arguments that a caller need not have
        // written.
        if (count < 1 || start < 0 || count > Count - (long)start)
        {
            string asked = count < 1
                ? string.Create(CultureInfo.InvariantCulture, $"{count} from {start} on were asked for, at least one was expected")
                : string.Create(CultureInfo.InvariantCulture, $"{start} to {start + (count - 1L)} were asked for");
            throw new ArgumentOutOfRangeException(null, $"{Description} has the examples 0 to {Count - 1}; {asked}.");
        }
        return new DataSet(parts with { First = parts.First + start, Count = count });
    }

    /// <summary>The first <paramref name="count"/> examples as a view, or all where there are fewer.</summary>
    /// <param name="count">Number of examples, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than one.</exception>
    public DataSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Slice(0, Math.Min(count, Count));
    }

    /// <summary>Some examples as a view, in the given order; an example may stand there several times.</summary>
    /// <param name="examples">Indices in this set, at least one.</param>
    /// <exception cref="ArgumentException">No index is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not in the set.</exception>
    public DataSet Select(ReadOnlySpan<int> examples)
    {
        if (examples.IsEmpty)
            throw new ArgumentException("A data set has at least one example; no index is given.", nameof(examples));
        var places = new int[examples.Length];
        for (int i = 0; i < places.Length; i++)
        {
            if ((uint)examples[i] >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(examples), examples[i], $"The set has the examples 0 to {Count - 1}.");
            places[i] = parts.First + examples[i];
        }
        return new DataSet(parts.Select(places));
    }

    /// <summary>The examples of one class as a view, in their order. <see cref="Classes"/> and the names of classes stay those of this
    /// set.</summary>
    /// <param name="label">The class, 0 … <see cref="Classes"/> - 1.</param>
    /// <exception cref="InvalidOperationException">There are no labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    /// <exception cref="ArgumentException">No example is of this class.</exception>
    public DataSet OfClass(int label)
    {
        if (!HasLabels)
            throw new InvalidOperationException($"{Description} has no labels; WithLabels gives it some.");
        if ((uint)label >= (uint)Classes)
            throw new ArgumentOutOfRangeException(nameof(label), label, $"{Description} has the classes 0 to {Classes - 1}.");
        List<int> found = [];
        ReadOnlySpan<int> labels = Labels;
        for (int example = 0; example < Count; example++)
        {
            if (labels[example] == label)
                found.Add(example);
        }
        return found.Count > 0
            ? Select([.. found])
            : throw new ArgumentException($"{Description} has no example of class {label}.", nameof(label));
    }

    /// <summary>The examples of one class as a view.</summary>
    /// <param name="className">One of <see cref="ClassNames"/>.</param>
    /// <exception cref="InvalidOperationException">There are no labels.</exception>
    /// <exception cref="ArgumentException">No class has this name, or no example is of it.</exception>
    public DataSet OfClass(string className)
    {
        ArgumentNullException.ThrowIfNull(className);
        for (int label = 0; label < ClassNames.Count; label++)
        {
            if (string.Equals(ClassNames[label], className, StringComparison.Ordinal))
                return OfClass(label);
        }
        throw new ArgumentException(
            ClassNames.Count == 0
            ? $"{Description} has no names of classes."
            : $"{Description} has no class '{className}'; it has {string.Join(", ", ClassNames)}.",
            nameof(className));
    }

    /// <summary>The same examples under another name.</summary>
    /// <param name="name">The name, or null for none.</param>
    public DataSet WithName(string? name) => new(parts with { Name = name });

    /// <summary>The same examples in another shape of as many values, for example vectors of 784 values as images of 28×28
    /// pixels.</summary>
    /// <param name="shape">The shape; the order of the values stays.</param>
    /// <exception cref="ArgumentException">The shape has another number of values.</exception>
    public DataSet WithShape(DataShape shape) => shape.Features == Features
        ? new DataSet(parts with { Shape = shape })
        : throw new ArgumentException($"The shape {shape} has {shape.Features} values; an example of {this} has {Features}.",
            nameof(shape));

    /// <summary>A view of the same examples whose values are zeros and ones.</summary>
    /// <param name="mode">How they become so; with <see cref="VaeGen.Binarization.None"/> the set itself is returned.</param>
    /// <param name="seed">Seed of the draws; without effect where nothing is drawn.</param>
    /// <exception cref="InvalidOperationException">The set is binarized already.</exception>
    /// <exception cref="DataFormatException">
    /// A value that is not missing is not in [0, 1]: gray values of floating point are to be divided by their greatest first.
    /// </exception>
    public DataSet Binarize(Binarization mode, ulong seed = 0)
    {
        if (!Enum.IsDefined(mode))
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "The binarization is none of None, Dynamic, Static and Threshold.");
        if (mode == Binarization.None)
            return this;
        if (Binarization != Binarization.None)
            throw new InvalidOperationException($"{Description} is binarized already ({Binarization}).");
        if (FindOutside(0, 1) is DataElement found)
        {
            throw Unexpected(
                found, "a value in [0, 1] was expected",
                LikelihoodSupport.OfUnitInterval("Binarize", this, found, "counts are for a likelihood of counts, such as Poisson"));
        }

        return new DataSet(parts with { Binarization = mode, BinarizationSeed = seed });
    }
}
