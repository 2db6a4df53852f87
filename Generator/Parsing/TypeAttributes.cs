using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// The attributes of a type with their classes, in source order. Their arguments are not bound, as Roslyn's own list would do: before a
/// model has its words, the compiler looks for each of them in vain, and that at every edit of the project.
/// </summary>
internal static class TypeAttributes
{
    private const string Suffix = "Attribute";

    /// <summary>The attributes that are written on any declaration of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="compilation">The compilation that it is declared in.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>Each with its class; null where there is no attribute of that name.</returns>
    public static IEnumerable<(AttributeSyntax Syntax, INamedTypeSymbol? Class)> Of(
        INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration)
                continue;
            SemanticModel? semantics = null;
            foreach (AttributeListSyntax list in declaration.AttributeLists)
            {
                if (list.Target is { } target && !target.Identifier.IsKind(SyntaxKind.TypeKeyword))
                    continue;
                semantics ??= compilation.GetSemanticModel(declaration.SyntaxTree);
                foreach (AttributeSyntax attribute in list.Attributes)
                    yield return (attribute, ClassOf(attribute, semantics));
            }
        }
    }

    // C# looks for the name as it is written and with the suffix; an @ in front asks for the former alone.
    private static INamedTypeSymbol? ClassOf(AttributeSyntax attribute, SemanticModel semantics)
    {
        SyntaxToken word = Simple(attribute.Name).Identifier;
        if (word.IsVerbatimIdentifier())
            return Bind(attribute.Name);
        NameSyntax longer = WithSuffix(attribute.Name);
        return word.ValueText.EndsWith(Suffix, StringComparison.Ordinal)
            ? Bind(attribute.Name) ?? Bind(longer)
            : Bind(longer) ?? Bind(attribute.Name);

        INamedTypeSymbol? Bind(NameSyntax name) =>
            semantics.GetSpeculativeTypeInfo(attribute.SpanStart, name, SpeculativeBindingOption.BindAsTypeOrNamespace).Type
                is INamedTypeSymbol { TypeKind: TypeKind.Class } found && IsAttribute(found) ? found : null;
    }

    private static bool IsAttribute(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? found = type; found is not null; found = found.BaseType)
        {
            if (found is { Name: Suffix, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }

    private static SimpleNameSyntax Simple(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax qualified => qualified.Name,
        _ => (SimpleNameSyntax)name,
    };

    private static NameSyntax WithSuffix(NameSyntax name)
    {
        SimpleNameSyntax simple = Simple(name);
        return name.ReplaceNode(simple, simple.WithIdentifier(SyntaxFactory.Identifier(simple.Identifier.ValueText + Suffix)));
    }
}
