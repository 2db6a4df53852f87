using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using VaeGen.Integration.Tests.RandomModels;
using VaeGen.Tests.Shared;

namespace VaeGen.Integration.Tests.Models;

/// <summary>Declared models, generated, compiled in memory with warnings as errors, and loaded.</summary>
internal sealed class CompiledModels
{
    private const string Namespace = "Declared";

    private readonly Lazy<Assembly> assembly;
    private readonly Dictionary<string, ModelDeclaration> declarations;

    /// <summary>Compiles the models when one is first made.</summary>
    /// <param name="declarations">The models, all in one project.</param>
    /// <param name="compile">How; null for the generator and the analyzer as they are.</param>
    public CompiledModels(IEnumerable<ModelDeclaration> declarations, Func<string, ModelCompilation>? compile = null)
    {
        this.declarations = declarations.ToDictionary(declaration => declaration.Name);
        string source = SourceOf(this.declarations.Values);
        assembly = new(() => (compile ?? (text => ModelCompilation.Of(text)))(source).Load());
    }

    /// <summary>All of them.</summary>
    public IEnumerable<ModelDeclaration> Declarations => declarations.Values;

    /// <summary>A project with these models.</summary>
    public static string SourceOf(IEnumerable<ModelDeclaration> declarations) =>
        SourceOf(declarations.Select(declaration => declaration.Source));

    /// <summary>A project with these models.</summary>
    public static string SourceOf(IEnumerable<RandomModel> models) => SourceOf(models.Select(model => model.Source));

    /// <summary>A new model of an assembly.</summary>
    public static IVariationalModel<T> Create<T>(Assembly assembly, string name, ulong seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (IVariationalModel<T>)Activator.CreateInstance(assembly.GetType($"{Namespace}.{name}", throwOnError: true)!, seed)!;

    /// <summary>The declaration of that name.</summary>
    public ModelDeclaration Declaration(string name) => declarations[name];

    /// <summary>A new model of that name.</summary>
    public IVariationalModel<T> Create<T>(string name, ulong seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create<T>(assembly.Value, name, seed);

    private static string SourceOf(IEnumerable<string> classes) => $"using VaeGen;\nnamespace {Namespace};\n\n"
        + string.Join("\n", classes);
}
