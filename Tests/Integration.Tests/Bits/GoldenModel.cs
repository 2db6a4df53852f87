using System;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>What the examples of a golden model look like.</summary>
internal enum GoldenData
{
    /// <summary>Every element has a value.</summary>
    Dense,

    /// <summary>Most elements are zero: products walk lists.</summary>
    Sparse,

    /// <summary>Some elements are missing.</summary>
    Missing,

    /// <summary>Zeros and ones that each pass draws anew.</summary>
    Drawn,
}

/// <summary>A model whose weights after a short training are held in a file.</summary>
/// <param name="Name">Its line in the file, which stays.</param>
/// <param name="Source">The class, with its name in place of <c>NAME</c>; empty where it is compiled already.</param>
/// <param name="Data">The examples.</param>
/// <param name="Options">How it is trained, apart from steps, batch and seed.</param>
internal sealed record GoldenModel(string Name, string Source, GoldenData Data, FitOptions Options)
{
    /// <summary>The compiled class; null where it is in <see cref="Source"/>.</summary>
    public Type? Class { get; init; }

    /// <summary>Whether the ordinary run takes it as well.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Examples of the data set.</summary>
    public int Examples { get; init; } = 61;

    /// <summary>Examples of a step: the last one of a pass has fewer.</summary>
    public int BatchSize { get; init; } = 16;
}
