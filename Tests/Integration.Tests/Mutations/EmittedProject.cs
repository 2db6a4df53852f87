using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using VaeGen.Tests.Shared;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>A replacement in the emitted files of one model, or in what the runtime does for the networks of all models.</summary>
/// <param name="Find">Text that the files hold exactly as often as stated.</param>
/// <param name="Replace">What takes its place.</param>
/// <param name="Count">How often, over all these files.</param>
internal sealed record Edit(string Find, string Replace, int Count = 1);

/// <summary>A mistake that a person could make in the emitted code.</summary>
/// <param name="Name">The mistake.</param>
/// <param name="Model">The model it is made in.</param>
/// <param name="Check">The check that has to notice it.</param>
/// <param name="Edits">What it changes.</param>
internal sealed record Mutation(string Name, string Model, string Check, params ImmutableArray<Edit> Edits);

/// <summary>Models as they are emitted, to be compiled with mistakes in them.</summary>
/// <param name="source">The declarations, in the namespace of <see cref="Models.CompiledModels"/>.</param>
internal sealed class EmittedProject(string source)
{
    // The base class of emitted networks and the optimizers: compiled with the model where a mistake is in them, they take the place of the
    // runtime's own.
    private static readonly string[] RuntimeFiles =
    [
        "Runtime/Model/VectorizedNetwork.cs", "Runtime/Model/VectorizedNetwork.Updates.cs", "Runtime/Training/Optimization/AdamUpdate.cs",
        "Runtime/Training/Optimization/AdamWUpdate.cs", "Runtime/Training/Optimization/RmsPropUpdate.cs",
        "Runtime/Training/Optimization/CentredRmsPropUpdate.cs",
    ];

    private static readonly Lazy<string[]> RuntimeTexts =
        new(() => [.. RuntimeFiles.Select(file => File.ReadAllText(RepositoryRoot.Path(file)).ReplaceLineEndings("\n"))]);

    private readonly Lazy<ModelCompilation> unmutated = new(() => ModelCompilation.Of(source).MustCompile());

    /// <summary>The files of one model with the edits in them, and the project compiled with these.</summary>
    /// <exception cref="InvalidOperationException">The text does not hold what an edit replaces: bring it up to date.</exception>
    public (IReadOnlyList<string> Files, Assembly Assembly) With(string model, ImmutableArray<Edit> edits)
    {
        List<GeneratedFile> own =
            [.. unmutated.Value.Files.Where(file => file.HintName.StartsWith($"Declared.{model}.", StringComparison.Ordinal))];
        string[] texts = [.. own.Select(file => file.Text), .. RuntimeTexts.Value];
        foreach (Edit edit in edits)
        {
            int count = texts.Sum(text => text.Split(edit.Find).Length - 1);
            if (count != edit.Count)
                throw new InvalidOperationException($"The code holds '{edit.Find}' {count} times; the mutation expects {edit.Count}.");
            texts = [.. texts.Select(text => text.Replace(edit.Find, edit.Replace, StringComparison.Ordinal))];
        }

        string[] files = texts[..own.Count];
        string[] runtime = texts[own.Count..].SequenceEqual(RuntimeTexts.Value) ? [] : texts[own.Count..];
        CSharpParseOptions options = ModelCompilation.ParseOptions().WithDocumentationMode(DocumentationMode.Parse);
        IEnumerable<string> all = unmutated.Value.Files.Except(own).Select(file => file.Text).Concat(files).Concat(runtime);
        // A type of the project comes before the runtime's of the same name (CS0436 says so).
        CSharpCompilation compilation = unmutated.Value.Input
            .WithAssemblyName("VaeGen.Mutants")
            .WithOptions(
                unmutated.Value.Input.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create("CS0436", ReportDiagnostic.Suppress)]))
            .AddSyntaxTrees(all.Select(text => CSharpSyntaxTree.ParseText(text, options)));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException("The mutant does not compile:\n" + string.Join("\n", result.Diagnostics));
        return (files, Assembly.Load(image.ToArray()));
    }
}
