using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>What is true of the text of every model.</summary>
internal static class EmittedText
{
    private const int MostColumns = 140;

    /// <summary>Compiles a model, and checks its files: no line is too long, and no local has the name of a field.</summary>
    public static ModelCompilation Checked(string source)
    {
        ModelCompilation model = ModelCompilation.Of(source).MustCompile();
        Assert.DoesNotContain(model.Files.SelectMany(file => file.Text.Split('\n')), line => line.Length > MostColumns);
        ClassDeclarationSyntax[] networks = [.. model.Files.SelectMany(Networks)];
        HashSet<string> fields = [.. networks.SelectMany(network => network.Members).OfType<FieldDeclarationSyntax>().SelectMany(Names)];
        Assert.NotEmpty(fields);
        Assert.DoesNotContain(
            networks.SelectMany(network => network.Members).OfType<MethodDeclarationSyntax>()
                .SelectMany(method => method.DescendantNodes().OfType<VariableDeclaratorSyntax>())
                .Select(local => local.Identifier.ValueText),
            fields.Contains);
        return model;
    }

    private static IEnumerable<ClassDeclarationSyntax> Networks(GeneratedFile file) =>
        CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(type => type.Identifier.ValueText == "Network" && type.TypeParameterList is not null);

    private static IEnumerable<string> Names(FieldDeclarationSyntax field) =>
        field.Declaration.Variables.Select(variable => variable.Identifier.ValueText);
}
