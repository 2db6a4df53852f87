using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using VaeGen.Generator.Emission;

namespace VaeGen.Generator.Parsing;

/// <summary>Questions about how types are declared in source. The analyzer runs after the generator and sees the emitted parts of a class
/// as well; here they are left away, so that both get the same answers.</summary>
internal static class HostDeclaration
{
    /// <summary>The declaration that carries the first model attribute.</summary>
    public static TypeDeclarationSyntax Of(INamedTypeSymbol type, ImmutableArray<AttributeUse> attributes, CancellationToken cancellation)
    {
        SyntaxReference first = attributes[0].Reference;
        return All(type, cancellation).First(declaration => declaration.Carries(first));
    }

    /// <summary>The user's declarations of a type, in Roslyn's order.</summary>
    public static TypeDeclarationSyntax[] All(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Where(IsWrittenByUser)
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>()
            .ToArray();

    /// <summary>The members of a type that its user has declared.</summary>
    public static IEnumerable<ISymbol> UserMembers(this INamedTypeSymbol type) =>
        type.GetMembers().Where(member => !member.IsImplicitlyDeclared && member.DeclaringSyntaxReferences.Any(IsWrittenByUser));

    /// <summary>The base classes of a type up to the first that is none of the user's, the nearest first: neither <see cref="object"/> nor
    /// what a model gets from the runtime.</summary>
    public static IEnumerable<INamedTypeSymbol> OwnBases(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? found = type.BaseType;
            found is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class } && !IsOfRuntime(found);
            found = found.BaseType)
        {
            yield return found;
        }
    }

    /// <summary>Whether code of another type, which derives from the member's, can name it.</summary>
    public static bool IsReachableFrom(this ISymbol member, INamedTypeSymbol derived) => member.DeclaredAccessibility switch
    {
        Accessibility.Private => false,
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, derived.ContainingAssembly)
            || member.ContainingAssembly.GivesAccessTo(derived.ContainingAssembly),
        _ => true,
    };

    /// <summary>Whether it is one of the classes that models derive from.</summary>
    private static bool IsOfRuntime(INamedTypeSymbol type) => type.ContainingNamespace is
    {
        ContainingNamespace: { Name: "Runtime", ContainingNamespace: { Name: "VaeGen", ContainingNamespace.IsGlobalNamespace: true } },
    };

    /// <summary>Emitted files are known by their first line: a folder or a file of the user's may have any name.</summary>
    public static bool IsWrittenByUser(SyntaxReference reference)
    {
        SourceText text = reference.SyntaxTree.GetText();
        TextSpan start = new(0, EmissionMark.FirstLine.Length);
        return text.Length < start.Length || text.ToString(start) != EmissionMark.FirstLine;
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
                return modifier;
        }

        return null;
    }

    /// <summary>A name as it has to be written in source: with <c>@</c> where it is also a keyword, reserved or contextual.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
