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

    /// <summary>All declarations of a type, in Roslyn's order.</summary>
    public static TypeDeclarationSyntax[] All(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().ToArray();

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
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
