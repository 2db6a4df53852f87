using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Checks that the class can carry a model, and describes it for the emitters.</summary>
internal sealed class HostParser(
    INamedTypeSymbol type, ImmutableArray<AttributeUse> attributes, ModelProblems problems, CancellationToken cancellation)
{
    private readonly TypeDeclarationSyntax declaration = HostDeclaration.Of(type, attributes, cancellation);
    private bool canHaveAnotherPart = true;

    /// <summary>The class.</summary>
    public INamedTypeSymbol Type => type;

    /// <summary>Its declarations.</summary>
    public TypeDeclarationSyntax[] Declarations { get; } = HostDeclaration.All(type, cancellation);

    /// <summary>Reports all that is wrong with the declaration of the class and of the types around it.</summary>
    public void Check()
    {
        CheckKind();
        CheckModifiers();
        CheckParts();
        CheckLanguageVersion();
        CheckTypeParameters(type, declaration);
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
            CheckContainer(container);
    }

    /// <summary>The description of the class; null where it cannot have another part at all.</summary>
    /// <param name="inheritsMembers">Whether the model gets its members from a class of the runtime.</param>
    public HostSpec? Describe(bool inheritsMembers)
    {
        if (!canHaveAnotherPart)
            return null;

        ImmutableArray<TypeDeclarationSpec>.Builder containers = ImmutableArray.CreateBuilder<TypeDeclarationSpec>();
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
            containers.Insert(0, Describe(container));

        return new HostSpec(
            NamespaceOf(type), containers.ToEquatableArray(), Describe(type), type.Name, AccessibilityOf(type), HintNames.Of(type),
            inheritsMembers, ClsCompliance.NeedsMark(type));
    }

    private void CheckKind()
    {
        string? kind = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "a record struct",
            { IsRecord: true } => "a record",
            { TypeKind: TypeKind.Struct } => "a struct",
            { TypeKind: TypeKind.Interface } => "an interface",
            _ => null,
        };
        if (kind is not null)
            problems.Add(DiagnosticIds.NotAClass, declaration.Keyword.GetLocation(), type.Name, kind);

        canHaveAnotherPart &= type.TypeKind != TypeKind.Interface && !type.IsRefLikeType;
    }

    private void CheckModifiers()
    {
        foreach (TypeDeclarationSyntax part in Declarations)
        {
            foreach (SyntaxKind kind in new[] { SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.FileKeyword })
            {
                if (part.Modifier(kind) is { } modifier)
                    problems.Add(DiagnosticIds.ForbiddenModifier, modifier.GetLocation(), type.Name, modifier.ValueText);
            }
        }

        canHaveAnotherPart &= !type.IsStatic && !type.IsFileLocal;
    }

    private void CheckParts()
    {
        bool partial = Declarations.All(part => part.Modifier(SyntaxKind.PartialKeyword) is not null);
        canHaveAnotherPart &= partial;

        // With several declarations a missing 'partial' is the compiler's own error.
        if (!partial && Declarations.Length == 1)
            problems.Add(DiagnosticIds.ClassNotPartial, declaration.Identifier.GetLocation(), type.Name);

        if (attributes.FirstOrDefault(attribute => !declaration.Carries(attribute.Reference)) is { } elsewhere)
            problems.Add(DiagnosticIds.AttributesOnTwoParts, elsewhere.At, type.Name);
    }

    private void CheckLanguageVersion()
    {
        LanguageVersion version = ((CSharpParseOptions)declaration.SyntaxTree.Options).LanguageVersion;
        if (version < LanguageVersion.CSharp13)
            problems.Add(DiagnosticIds.LanguageTooOld, declaration.Identifier.GetLocation(), type.Name, version.ToDisplayString());
    }

    private void CheckContainer(INamedTypeSymbol container)
    {
        TypeDeclarationSyntax[] parts = HostDeclaration.All(container, cancellation);
        bool partial = parts.All(part => part.Modifier(SyntaxKind.PartialKeyword) is not null);
        canHaveAnotherPart &= partial && !container.IsFileLocal;
        if (!partial && parts.Length == 1)
        {
            problems.Add(
                DiagnosticIds.ContainerNotPartial, parts[0].Identifier.GetLocation(), container.Name, type.Name, KeywordOf(container));
        }

        if (container.IsFileLocal && parts[0].Modifier(SyntaxKind.FileKeyword) is { } modifier)
            problems.Add(DiagnosticIds.ForbiddenModifier, modifier.GetLocation(), container.Name, modifier.ValueText);

        CheckTypeParameters(container, parts[0]);
    }

    private void CheckTypeParameters(INamedTypeSymbol symbol, TypeDeclarationSyntax syntax)
    {
        if (symbol.TypeParameters.Length > 0 && syntax.TypeParameterList is { } list)
            problems.Add(DiagnosticIds.Generic, list.GetLocation(), symbol.Name);
    }

    private static TypeDeclarationSpec Describe(INamedTypeSymbol symbol)
    {
        string parameters = symbol.TypeParameters.IsEmpty
            ? ""
            : "<" + string.Join(", ", symbol.TypeParameters.Select(parameter => HostDeclaration.Escape(parameter.Name))) + ">";
        return new TypeDeclarationSpec(KeywordOf(symbol), HostDeclaration.Escape(symbol.Name), parameters);
    }

    private static string KeywordOf(INamedTypeSymbol symbol) => symbol switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    private static string NamespaceOf(INamedTypeSymbol symbol)
    {
        string name = "";
        for (INamespaceSymbol? part = symbol.ContainingNamespace; part is { IsGlobalNamespace: false }; part = part.ContainingNamespace)
            name = HostDeclaration.Escape(part.Name) + (name.Length == 0 ? "" : "." + name);

        return name;
    }

    private static string AccessibilityOf(INamedTypeSymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => "public",
        Accessibility.Protected => "protected",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.ProtectedAndInternal => "private protected",
        Accessibility.Private => "private",
        _ => "internal",
    };
}
