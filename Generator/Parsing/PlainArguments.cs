using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Attributes whose arguments are numbers and words alone, as nearly all are. What they say stands in the text, so that nothing has to be
/// bound at each edit of a project. Whatever is not plainly right is left to the compiler.
/// </summary>
internal static class PlainArguments
{
    /// <summary>Whether every argument of an attribute is a number or a word of the type that stands in its place, and none is
    /// missing.</summary>
    /// <param name="attribute">The attribute's class.</param>
    /// <param name="syntax">The attribute.</param>
    /// <param name="constructor">Its constructor.</param>
    public static bool AreAll(INamedTypeSymbol attribute, AttributeSyntax syntax, out IMethodSymbol? constructor)
    {
        constructor = attribute.InstanceConstructors.Length == 1 ? attribute.InstanceConstructors[0] : null;
        if (constructor is null)
            return false;
        int parameters = constructor.Parameters.Length;
        bool hasArray = parameters > 0 && constructor.Parameters[parameters - 1].IsParams;
        int position = 0;
        foreach (AttributeArgumentSyntax argument in syntax.ArgumentList?.Arguments ?? default)
        {
            if (argument.NameColon is not null)
                return false;
            ITypeSymbol? type = argument.NameEquals is { Name.Identifier.ValueText: string name }
                ? BoundArguments.PropertyOf(attribute, name)?.Type
                : TypeAt(constructor, position++, hasArray);
            if (type is null || !Fits(argument.Expression, type))
                return false;
        }

        return position >= (hasArray ? parameters - 1 : parameters);
    }

    /// <summary>The number that an expression is or that a word stands for; null for anything else.</summary>
    public static object? ValueOf(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } literal => literal.Token.Value,
        IdentifierNameSyntax word => Words.ValueOf(word.Identifier.ValueText),
        _ => null,
    };

    private static ITypeSymbol? TypeAt(IMethodSymbol constructor, int position, bool hasArray)
    {
        int last = constructor.Parameters.Length - 1;
        return hasArray && position >= last ? ((IArrayTypeSymbol)constructor.Parameters[last].Type).ElementType
            : position <= last ? constructor.Parameters[position].Type
            : null;
    }

    private static bool Fits(ExpressionSyntax expression, ITypeSymbol type) => expression is IdentifierNameSyntax word
        ? Words.TypeOf(word.Identifier.ValueText) is { } words && (words.IsEnum ? Is(type, words) : IsWhole(type))
        : ValueOf(expression) switch
        {
            int => IsWhole(type) || type.SpecialType == SpecialType.System_Double,
            double => type.SpecialType == SpecialType.System_Double,
            _ => false,
        };

    private static bool IsWhole(ITypeSymbol type) => type.SpecialType == SpecialType.System_Int32;

    private static bool Is(ITypeSymbol type, WordType words) =>
        type is { TypeKind: TypeKind.Enum, ContainingNamespace: { Name: "VaeGen", ContainingNamespace.IsGlobalNamespace: true } }
        && type.Name == words.Name;
}
