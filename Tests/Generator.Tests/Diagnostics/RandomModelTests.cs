using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Tests.Parsing;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>Random models, many to a compilation: a valid one is taken without a word, an invalid one gets a diagnostic of ours, and
/// neither breaks anything.</summary>
public sealed class RandomModelTests
{
    private const int ModelsOfACompilation = 260;

    // Valid models are emitted, by the generator and by the analyzer, and compiled: an ordinary run takes few.
    private const int FewModels = 60;

    /// <summary>Seeds from the environment: five from 10001 on where it says nothing.</summary>
    public static TheoryData<int> ManySeeds => [.. Enumerable.Range(Number("VAEGEN_FIRST_SEED", 10001), Number("VAEGEN_COMPILATIONS", 5))];

    /// <summary>The compilations of invalid models, each made once.</summary>
    private static readonly ConcurrentDictionary<int, (ModelCompilation Compilation, string[] Lines)> Invalid = new();

    private static (ModelCompilation Compilation, string[] Lines) CompileInvalid(int seed) => Invalid.GetOrAdd(seed, _ =>
    {
        (string source, string[] lines) = Write(seed, isSpoiled: true, ModelsOfACompilation);
        return (ModelCompilation.Of(source), lines);
    });

    /// <summary>Declarations, one on each line and used by a method on the same line.</summary>
    private static (string Source, string[] Lines) Write(int seed, bool isSpoiled, int count)
    {
        Random random = new(seed);
        List<string> lines = [];
        for (int i = 0; i < count; i++)
        {
            RandomDeclaration model = new(random);
            if (isSpoiled)
                RandomSlips.Spoil(model, random);

            lines.Add($"{model.Attributes()}partial class M{i} {{ {Use(model.Attributes(), $"M{i}")} }}");
        }

        return ("using VaeGen;\n" + string.Join("\n", lines), [.. lines]);
    }

    /// <summary>A use of the members that such a model has, also where it is invalid: a conditional one takes labels, a deterministic one
    /// encodes to z itself.</summary>
    private static string Use(string attributes, string name)
    {
        string labels = attributes.Contains("[Condition(", StringComparison.Ordinal) ? ", new int[1]" : "";
        string code = attributes.Contains("[Posterior(Deterministic", StringComparison.Ordinal) ? "" : ".Mean";
        return $"public static float[] Use() => new {name}(seed: 1).Decode(new {name}(seed: 2).Encode(new "
            + $"float[3]{labels}){code}{labels});";
    }

    /// <summary>What was reported, by the line of the model.</summary>
    private static ILookup<int, Diagnostic> ByLine(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.ToLookup(found => found.Location.GetLineSpan().StartLinePosition.Line - 1);

    private static string Describe(IEnumerable<string> failures) => new StringBuilder().AppendJoin("\n\n", failures.Take(10)).ToString();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_invalid_model_gets_a_diagnostic_and_nothing_else(int seed)
    {
        (ModelCompilation compilation, string[] lines) = CompileInvalid(seed);

        Assert.Empty(compilation.GeneratorDiagnostics);
        Assert.DoesNotContain(compilation.Diagnostics, found => !found.Id.StartsWith("VAE", StringComparison.Ordinal)
            || found.Id.StartsWith("VAE09", StringComparison.Ordinal));
        ILookup<int, Diagnostic> reported = ByLine(compilation.Diagnostics);
        string[] silent = [.. lines.Where((_, line) => !reported[line].Any(found => found.DefaultSeverity == DiagnosticSeverity.Error))];
        Assert.True(silent.Length == 0, $"{silent.Length} invalid models have no error:\n{Describe(silent)}");
    }

    [Theory]
    [InlineData(5)]
    public void A_valid_model_gets_none(int seed) => CheckValid(seed, FewModels);

    /// <summary><c>Tests/long/random-declarations</c> runs it, with the seeds that it is given.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(ManySeeds))]
    public void Nor_do_many_more(int seed) => CheckValid(seed, ModelsOfACompilation);

    private static void CheckValid(int seed, int count)
    {
        (string source, string[] lines) = Write(seed, isSpoiled: false, count);

        ImmutableArray<Diagnostic> diagnostics = StackModels.Compile(source).Diagnostics;

        string[] refused =
        [
            .. ByLine(diagnostics)
            .Select(entry => $"{(entry.Key >= 0 && entry.Key < lines.Length ? lines[entry.Key] : "")}\n{entry.First()}"),
        ];
        Assert.True(refused.Length == 0, $"{refused.Length} valid models are refused:\n{Describe(refused)}");
    }

    /// <summary>The slips reach every diagnostic of networks: none of them is dead.</summary>
    [Fact]
    public void The_models_show_most_diagnostics()
    {
        string[] shown =
            [.. CompileInvalid(seed: 1).Compilation.Diagnostics.Select(found => found.Id).Distinct().Order(StringComparer.Ordinal)];

        Assert.True(shown.Length >= 25, string.Join(", ", shown));
    }

    [Fact]
    public void The_models_show_every_diagnostic_of_distributions()
    {
        HashSet<string> shown =
            [.. Enumerable.Range(1, 4).SelectMany(seed => CompileInvalid(seed).Compilation.Diagnostics).Select(found => found.Id)];

        string[] expected =
            [.. DiagnosticTable.All.Select(descriptor => descriptor.Id).Where(id => id.StartsWith("VAE02", StringComparison.Ordinal)),
                DiagnosticIds.ConditionOutOfRange];
        Assert.Empty(expected.Except(shown));
    }

    private static int Number(string variable, int otherwise) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : otherwise;
}
