using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace VaeGen.Generator.Parsing;

/// <summary>Guesses from the text alone, before anything is bound, whether a type may carry model attributes.</summary>
internal static class WrittenAttributes
{
    /// <summary>Whether one of its attributes is written like one of a model, or by a name that its file has given to something
    /// else.</summary>
    public static bool MayBeModel(TypeDeclarationSyntax type)
    {
        foreach (AttributeListSyntax list in type.AttributeLists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                string name = SimpleName(attribute.Name);
                if (ModelAttributes.WrittenNames.Contains(name) || IsAlias(type, name))
                    return true;
            }
        }

        return false;
    }

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static bool IsAlias(TypeDeclarationSyntax type, string name)
    {
        for (SyntaxNode? node = type.Parent; node is not null; node = node.Parent)
        {
            SyntaxList<UsingDirectiveSyntax> usings = node switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax part => part.Usings,
                _ => default,
            };
            foreach (UsingDirectiveSyntax directive in usings)
            {
                if (directive.Alias?.Name.Identifier.ValueText == name)
                    return true;
            }
        }

        return false;
    }
}
