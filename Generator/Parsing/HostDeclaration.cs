using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace VaeGen.Generator.Parsing;

/// <summary>Questions about how types are declared in source.</summary>
internal static class HostDeclaration
{
    /// <summary>The declaration that carries the first model attribute.</summary>
    public static TypeDeclarationSyntax Of(INamedTypeSymbol type, ImmutableArray<AttributeUse> attributes, CancellationToken cancellation)
    {
        SyntaxReference first = attributes[0].Reference;
        return All(type, cancellation).First(declaration => declaration.Carries(first));
    }

    private static readonly string EmittedFolder = typeof(VaeGenerator).FullName!;

    /// <summary>The user's declarations of a type, in Roslyn's order.</summary>
    public static TypeDeclarationSyntax[] All(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Where(IsWrittenByUser)
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>()
            .ToArray();

    /// <summary>The members of a type that its user has declared.</summary>
    public static IEnumerable<ISymbol> UserMembers(this INamedTypeSymbol type) =>
        type.GetMembers().Where(member => !member.IsImplicitlyDeclared && member.DeclaringSyntaxReferences.Any(IsWrittenByUser));

    /// <summary>
    /// The analyzer runs after the generator and sees the emitted parts of the class as well. They are known by their path, which holds the
    /// generator's full name as a folder.
    /// </summary>
    private static bool IsWrittenByUser(SyntaxReference reference)
    {
        string path = reference.SyntaxTree.FilePath;
        int found = path.LastIndexOf(EmittedFolder, StringComparison.Ordinal);
        int end = found + EmittedFolder.Length;
        return found < 0 || end >= path.Length || path[end] is not ('/' or '\\');
    }

    /// <summary>Whether the attribute is written on this declaration.</summary>
    public static bool Carries(this SyntaxNode declaration, SyntaxReference attribute) =>
        declaration.SyntaxTree == attribute.SyntaxTree && declaration.Span.Contains(attribute.Span);

    /// <summary>The modifier of that kind, or null.</summary>
    public static SyntaxToken? Modifier(this TypeDeclarationSyntax declaration, SyntaxKind kind)
    {
        foreach (SyntaxToken modifier in declaration.Modifiers)
        {
            if (modifier.IsKind(kind))
            {
                return modifier;
            }
        }

        return null;
    }

    /// <summary>A name as it has to be written in source: with <c>@</c> where it is also a keyword, reserved or contextual.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
