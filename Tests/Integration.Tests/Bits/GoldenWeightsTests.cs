using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Bits;

/// <summary>
/// The weights of every kind of model after 200 steps are, bit for bit, those of an earlier version: whoever changes the emitted code or
/// the runtime sees at once which models compute something else.
/// </summary>
/// <remarks>
/// <c>golden-weights.txt</c> has a line a model: its name, the SHA-256 of all its parameters, the bits of its loss (the NELBO, or the
/// reconstruction of a deterministic autoencoder). It was made from commit 9c9548b, the state before the emitted code was rebuilt; the
/// loss of Random34 alone is younger, because it was wrong there: <c>DropoutTests</c> shows how. An
/// ordinary run takes the models that are compiled anyway and a fifth of the others; <c>Tests/long/golden-weights</c> takes all. Where a
/// change of numbers is meant, <c>VAEGEN_ACCEPT_GOLDEN_WEIGHTS=1</c> in the environment of this test writes the file anew, and
/// <c>CHANGELOG.md</c> says which numbers changed and why.
/// </remarks>
public sealed class GoldenWeightsTests
{
    private const string FileName = "Tests/Integration.Tests/Bits/golden-weights.txt";
    private const string AcceptVariable = "VAEGEN_ACCEPT_GOLDEN_WEIGHTS";

    // Where gradients go, and whether lists of non-zero elements are used.
    private static readonly (GradientSink Sink, bool Lists)[] Choices =
    [
        (GradientSink.Optimizer, true), (GradientSink.Optimizer, false), (GradientSink.Buffer, true), (GradientSink.Buffer, false),
    ];

    public static MatrixTheoryData<VectorWidth, int> WidthsAndThreads => new(Enum.GetValues<VectorWidth>(), [1, 2, 3]);

    [Fact]
    public void TheWeightsAreThoseOfTheFile()
    {
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            Write(Run(GoldenModels.All, Default));
        Assert.Equal(GoldenModels.All.Select(model => model.Name).ToHashSet(), Expected().Keys.ToHashSet());
        GoldenModel[] quick = [.. GoldenModels.All.Where(model => model.IsQuick)];
        Compare(Run(quick, Default), "as Fit does it");
    }

    /// <summary>Minutes: <c>Tests/long/golden-weights default</c> runs it.</summary>
    [Fact(Explicit = true)]
    public void SoAreThoseOfAllModels() => Compare(Run(GoldenModels.All, Default), "as Fit does it");

    /// <summary>Half an hour: <c>Tests/long/golden-weights widths</c> runs it.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(WidthsAndThreads))]
    public void NoWidthAndNoThreadsChangeThem(VectorWidth width, int threads)
    {
        GoldenExecution execution = new(width, threads);
        Compare(Run(GoldenModels.All, _ => execution), execution.ToString());
    }

    /// <summary>Two hours: <c>Tests/long/golden-weights all</c> runs it.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(WidthsAndThreads))]
    public void NoSinkAndNoListsChangeThem(VectorWidth width, int threads)
    {
        foreach ((GradientSink sink, bool lists) in Choices)
        {
            GoldenExecution execution = new(width, threads, sink, lists);
            Compare(Run(GoldenModels.All, _ => execution), execution.ToString());
        }
    }

    // Every other model on two threads.
    private static GoldenExecution Default(int index) => new(Width: null, Threads: 1 + (index % 2));

    private static SortedDictionary<string, string> Run(IReadOnlyList<GoldenModel> models, Func<int, GoldenExecution> execution)
    {
        SortedDictionary<string, string> lines = new(StringComparer.Ordinal);
        for (int i = 0; i < models.Count; i++)
            lines.Add(models[i].Name, GoldenTraining.Run(models[i], execution(i)));
        return lines;
    }

    private static void Write(SortedDictionary<string, string> lines) =>
        File.WriteAllText(RepositoryRoot.Path(FileName), string.Concat(lines.Select(line => $"{line.Key} {line.Value}\n")));

    private static Dictionary<string, string> Expected() =>
        File.ReadLines(RepositoryRoot.Path(FileName)).Select(line => line.Split(' ', 2)).ToDictionary(line => line[0], line => line[1]);

    private static void Compare(SortedDictionary<string, string> actual, string execution)
    {
        Dictionary<string, string> expected = Expected();
        string[] different = [.. actual.Keys.Where(name => expected.GetValueOrDefault(name) != actual[name])];
        Assert.True(
            different.Length == 0,
            $"{different.Length} of {actual.Count} models have other weights or losses than {FileName} says ({execution}): "
            + $"{string.Join(", ", different)}.\n"
            + $"Where that is meant, {AcceptVariable}=1 accepts them; say in CHANGELOG.md which numbers changed and why.");
    }
}
