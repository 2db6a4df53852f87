using System.Collections.Generic;
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
    public static EquatableArray<string> Of(INamedTypeSymbol model)
    {
        HashSet<string> members = [];
        for (INamedTypeSymbol? container = model; container is not null; container = container.ContainingType)
            members.UnionWith(container.UserMembers().Concat(container.OwnBases().SelectMany(type => type.GetMembers())).Select(member => member.Name));
        return RuntimeNames.All.Where(name => members.Contains(name) || IsInNamespace(model, name)).ToEquatableArray();
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
