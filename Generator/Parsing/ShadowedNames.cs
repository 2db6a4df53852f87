using System.Linq;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Emission;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Finds the runtime's names that mean something else in the scope of a model: a member of the class, of its bases or of the types around it, or a type of a
/// namespace around it. C# looks there before it looks at the usings of the emitted file.
/// </summary>
internal static class ShadowedNames
{
    /// <summary>The hidden names, in the order of <see cref="RuntimeNames.All"/>.</summary>
    public static EquatableArray<string> Of(INamedTypeSymbol model) =>
        RuntimeNames.All.Where(name => IsMember(model, name) || IsInNamespace(model, name)).ToEquatableArray();

    private static bool IsMember(INamedTypeSymbol model, string name)
    {
        for (INamedTypeSymbol? container = model; container is not null; container = container.ContainingType)
        {
            if (container.UserMembers().Concat(container.OwnBases().SelectMany(type => type.GetMembers())).Any(member => member.Name == name))
                return true;
        }

        return false;
    }

    private static bool IsInNamespace(INamedTypeSymbol model, string name)
    {
        for (INamespaceSymbol? scope = model.ContainingNamespace; scope is not null; scope = scope.ContainingNamespace)
        {
            if (scope.GetMembers(name).Any())
                return true;
        }

        return false;
    }
}
