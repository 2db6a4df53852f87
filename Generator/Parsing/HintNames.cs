using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace VaeGen.Generator.Parsing;

/// <summary>Names the files of a model: <c>MnistVae</c>, <c>My.Namespace.MnistVae</c>, <c>My.Namespace.Outer+MnistVae</c>.</summary>
/// <remarks>
/// <para>Two files with the same hint name would lose every model of the compilation, and hint names are compared without regard to case.
/// The name is the full name of the class, as reflection writes it: a dot after a namespace and a plus after an outer type, so that the
/// section <c>.TrainingStep.g.cs</c> of a model never meets a class of that name inside it.</para>
/// <para>Case is the one thing lost. A class with a neighbour (or a namespace or type around it with a neighbour) that differs in case
/// alone gets the hash of its exact name behind it: <c>Mnist-1c9d2e4f</c>. Whether there is a neighbour is asked of the symbols around the
/// class, never of other models, so it is a fact of the specification like any other and the cache stays right.</para>
/// <para>Characters that a hint name cannot have become their code in parentheses.</para>
/// </remarks>
internal static class HintNames
{
    /// <summary>The start of the hint names of the class's files.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        StringBuilder name = new();
        bool ambiguous = false;
        foreach (INamespaceOrTypeSymbol part in Path(type))
        {
            if (name.Length > 0)
                name.Append(part.ContainingSymbol is INamedTypeSymbol ? '+' : '.');

            name.Append(part.MetadataName);
            ambiguous |= HasNeighbourOfOtherCase(part);
        }

        string exact = name.ToString();
        string safe = Encode(exact);
        return ambiguous ? safe + "-" + Hash(exact).ToString("x8", CultureInfo.InvariantCulture) : safe;
    }

    private static IEnumerable<INamespaceOrTypeSymbol> Path(INamedTypeSymbol type)
    {
        Stack<INamespaceOrTypeSymbol> path = new();
        for (INamespaceOrTypeSymbol? part = type;
            part is not null and not INamespaceSymbol { IsGlobalNamespace: true };
            part = part.ContainingSymbol as INamespaceOrTypeSymbol)
        {
            path.Push(part);
        }

        return path;
    }

    private static bool HasNeighbourOfOtherCase(INamespaceOrTypeSymbol part) =>
        part.ContainingSymbol is INamespaceOrTypeSymbol container
        && container.GetMembers().Any(member => member is INamespaceOrTypeSymbol
            && string.Equals(member.MetadataName, part.MetadataName, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(member.MetadataName, part.MetadataName, StringComparison.Ordinal));

    private static string Encode(string name)
    {
        StringBuilder text = new(name.Length);
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c) || c is '.' or '+' or '_' or '`')
                text.Append(c);
            else
                text.Append('(').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)).Append(')');
        }

        return text.ToString();
    }

    /// <summary>FNV-1a over the UTF-16 units: stable across processes and frameworks, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
            hash = unchecked((hash ^ c) * 16777619);

        return hash;
    }
}
