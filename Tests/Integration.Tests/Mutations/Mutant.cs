using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using VaeGen.Integration.Tests.Models;
using VaeGen.Tests.Shared;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>A replacement in the emitted files of one model.</summary>
/// <param name="Find">Text that the file holds exactly as often as stated.</param>
/// <param name="Replace">What takes its place.</param>
/// <param name="Count">How often, over all files of the model.</param>
internal sealed record Edit(string Find, string Replace, int Count = 1);

/// <summary>A mistake that a person could make in the emitted code.</summary>
/// <param name="Name">The mistake.</param>
/// <param name="Model">The model it is made in.</param>
/// <param name="Check">The check that has to notice it.</param>
/// <param name="Edits">What it changes.</param>
internal sealed record Mutation(string Name, string Model, string Check, params ImmutableArray<Edit> Edits);

/// <summary>A compiled model, as emitted or with a mistake in it.</summary>
/// <param name="Declaration">The model.</param>
/// <param name="Files">The texts of its files.</param>
/// <param name="Assembly">The compiled project.</param>
internal sealed record Mutant(ModelDeclaration Declaration, IReadOnlyList<string> Files, Assembly Assembly)
{
    /// <summary>Bernoulli: 13-11-3 and 3-10-13, ReLU.</summary>
    public static readonly ModelDeclaration Pixels = new("Pixels", [13, 11, 3], [3, 10, 13], "Bernoulli", "Relu");

    /// <summary>Gaussian with a learned variance, one hidden layer on each side, sigmoid.</summary>
    public static readonly ModelDeclaration Reals = new("Reals", [13, 11, 3], [3, 10, 13], "Gaussian", "Sigmoid");

    private static readonly Lazy<ModelCompilation> Unmutated = new(() => ModelCompilation.Of(CompiledModels.SourceOf([Pixels, Reals])).MustCompile());

    /// <summary>A new model.</summary>
    public IVariationalModel<double> Create(ulong seed = 1) => CompiledModels.Create<double>(Assembly, Declaration.Name, seed);

    /// <summary>The models as they are emitted.</summary>
    public static IReadOnlyDictionary<string, Lazy<Mutant>> Originals { get; } = new Dictionary<string, Lazy<Mutant>>
    {
        [Pixels.Name] = new(() => Compile(Pixels, [])),
        [Reals.Name] = new(() => Compile(Reals, [])),
    };

    /// <summary>The model with a mistake in it.</summary>
    /// <exception cref="InvalidOperationException">The emitted text does not hold what the mutation replaces: bring the mutation up to date.</exception>
    public static Mutant Of(Mutation mutation) => Compile(mutation.Model == Pixels.Name ? Pixels : Reals, mutation.Edits);

    private static Mutant Compile(ModelDeclaration declaration, ImmutableArray<Edit> edits)
    {
        List<GeneratedFile> own = [.. Unmutated.Value.ModelFiles.Where(file => file.HintName.StartsWith($"Declared.{declaration.Name}.", StringComparison.Ordinal))];
        string[] texts = [.. own.Select(file => file.Text)];
        foreach (Edit edit in edits)
        {
            int count = texts.Sum(text => text.Split(edit.Find).Length - 1);
            if (count != edit.Count)
                throw new InvalidOperationException($"The emitted code holds '{edit.Find}' {count} times; the mutation expects {edit.Count}.");
            texts = [.. texts.Select(text => text.Replace(edit.Find, edit.Replace, StringComparison.Ordinal))];
        }

        IEnumerable<string> all = Unmutated.Value.Files.Except(own).Select(file => file.Text).Concat(texts);
        CSharpCompilation compilation = Unmutated.Value.Input
            .AddSyntaxTrees(all.Select(text => CSharpSyntaxTree.ParseText(text, ModelCompilation.ParseOptions())));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException("The mutant does not compile:\n" + string.Join("\n", result.Diagnostics));
        return new Mutant(declaration, texts, Assembly.Load(image.ToArray()));
    }
}
