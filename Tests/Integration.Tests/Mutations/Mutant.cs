using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.Models;

namespace VaeGen.Integration.Tests.Mutations;

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

    // A project each: a mutant of one is compiled without the other.
    private static readonly Dictionary<string, EmittedProject> Projects = new[] { Pixels, Reals }.ToDictionary(
        declaration => declaration.Name, declaration => new EmittedProject(CompiledModels.SourceOf([declaration])));

    /// <summary>A new model.</summary>
    public IVariationalModel<double> Create(ulong seed = 1) => CompiledModels.Create<double>(Assembly, Declaration.Name, seed);

    /// <summary>The models as they are emitted.</summary>
    public static IReadOnlyDictionary<string, Lazy<Mutant>> Originals { get; } = new Dictionary<string, Lazy<Mutant>>
    {
        [Pixels.Name] = new(() => Compile(Pixels, [])),
        [Reals.Name] = new(() => Compile(Reals, [])),
    };

    /// <summary>The model with a mistake in it.</summary>
    /// <exception cref="InvalidOperationException">The emitted text does not hold what the mutation replaces: bring the mutation up to
    /// date.</exception>
    public static Mutant Of(Mutation mutation) => Compile(mutation.Model == Pixels.Name ? Pixels : Reals, mutation.Edits);

    private static Mutant Compile(ModelDeclaration declaration, ImmutableArray<Edit> edits)
    {
        (IReadOnlyList<string> files, Assembly assembly) = Projects[declaration.Name].With(declaration.Name, edits);
        return new Mutant(declaration, files, assembly);
    }
}
