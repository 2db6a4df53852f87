using System;
using System.Collections.Generic;
using System.Linq;

namespace VaeGen;

/// <summary>
/// What a data set is made of: stored values, and a table whose places say which stored example stands there, with which label and which
/// elements. A set shows the places <see cref="First"/> … <see cref="First"/> + <see cref="Count"/> - 1 of its table.
/// </summary>
internal sealed record DataParts(StoredValues Values, DataShape Shape, int Count)
{
    /// <summary>The first place that is shown.</summary>
    internal int First { get; init; }

    /// <summary>The stored example of each place; null where it is the place itself.</summary>
    internal int[]? Rows { get; init; }

    /// <summary>The label of each place, or null.</summary>
    internal int[]? Labels { get; init; }

    /// <summary>Number of classes: also of those that no example shown belongs to.</summary>
    internal int Classes { get; init; }

    /// <summary>A name for each class, or nothing.</summary>
    internal IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Which elements are missing, or null where none can be.</summary>
    internal ObservedElements? Observed { get; init; }

    internal string? Name { get; init; }

    internal Binarization Binarization { get; init; }

    internal ulong BinarizationSeed { get; init; }

    /// <summary>The stored example that stands at a place.</summary>
    internal int Row(int place) => Rows is null ? place : Rows[place];

    /// <summary>The same values with a table of the given places alone.</summary>
    internal DataParts Select(int[] places) => this with
    {
        First = 0,
        Count = places.Length,
        Rows = Array.ConvertAll(places, Row),
        Labels = Labels is null ? null : Array.ConvertAll(places, place => Labels[place]),
        Observed = Observed?.Select(places),
    };

    /// <summary>The same examples with a table that holds no others, so that something can be said of each.</summary>
    internal DataParts Own() => First == 0 && Count == TableLength ? this : Select([.. Enumerable.Range(First, Count)]);

    private int TableLength => Rows?.Length ?? Values.Length / Shape.Features;
}
