using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Generator;
using VaeGen.Generator.Diagnostics;
using VaeGen.Tests.Shared;

namespace VaeGen.Integration.Tests.Documentation;

/// <summary>
/// C# of a page as the files of a reader's project. The marker above a block says what it is:
/// <list type="bullet">
/// <item>nothing: a complete file, which is a project by itself;</item>
/// <item><c>file: Program.cs</c>: a file of the page's project, which has all files of the page;</item>
/// <item><c>continues: Program.cs</c>: further statements behind those of that file;</item>
/// <item><c>attribute</c>: an attribute to be added to a model;</item>
/// <item><c>defines: SYMBOL</c>: a complete file, of a project that defines the symbol.</item>
/// </list>
/// </summary>
/// <param name="Name">Page and line.</param>
/// <param name="Sources">The files.</param>
/// <param name="Symbols">What the project defines.</param>
internal sealed record ExampleProject(string Name, string[] Sources, params string[] Symbols)
{
    private const string File = "file: ";
    private const string Continues = "continues: ";
    private const string Attribute = "attribute";
    private const string Defines = "defines: ";

    /// <summary>The projects of a page: one of all its files that have names, and one of each other block.</summary>
    public static IReadOnlyList<ExampleProject> Of(MarkdownPage page)
    {
        CodeBlock[] blocks = page.Blocks.Where(block => block.Language == "csharp").ToArray();
        List<ExampleProject> projects = [];
        Dictionary<string, string> files = [];
        foreach (CodeBlock block in blocks)
        {
            string name = $"{page.Path}, line {block.Line}";
            if (block.Marker.StartsWith(File, StringComparison.Ordinal))
                files.Add(block.Marker[File.Length..], block.Text);
            else if (block.Marker.StartsWith(Continues, StringComparison.Ordinal))
                files[block.Marker[Continues.Length..]] = Continue(files[block.Marker[Continues.Length..]], block.Text);
            else if (block.Marker == Attribute)
                projects.Add(new(name, [WithModel(block.Text)]));
            else if (block.Marker.StartsWith(Defines, StringComparison.Ordinal))
                projects.Add(new(name, [block.Text], block.Marker[Defines.Length..]));
            else if (block.Marker.Length == 0)
                projects.Add(new(name, [block.Text]));
            else
                throw new FormatException($"{name}: '{block.Marker}' says nothing about the block.");
        }

        if (files.Count > 0)
            projects.Add(new($"{page.Path}, {string.Join(" and ", files.Keys)}", files.Values.ToArray()));
        return projects;
    }

    /// <summary>The same project with other words, each of which must be there.</summary>
    public ExampleProject With(params IEnumerable<(string Text, string Replacement)> changes)
    {
        string[] changed = Sources;
        foreach ((string text, string replacement) in changes)
        {
            if (!changed.Any(source => source.Contains(text, StringComparison.Ordinal)))
                throw new ArgumentException($"{Name} does not contain '{text}'.", nameof(changes));
            changed = changed.Select(source => source.Replace(text, replacement, StringComparison.Ordinal)).ToArray();
        }

        return this with { Sources = changed };
    }

    /// <summary>Compiles it with the generator as a new project would be: nullable, no documentation required; warnings are
    /// errors.</summary>
    public ModelCompilation Compile()
    {
        CSharpParseOptions options = ModelCompilation.ParseOptions(symbols: Symbols)
            .WithDocumentationMode(Microsoft.CodeAnalysis.DocumentationMode.Parse);
        return ModelCompilation.Of(options, new VaeGenerator(), new ModelAnalyzer(), Sources).MustCompile();
    }

    public override string ToString() => Name;

    /// <summary>Statements of a program stand before its types.</summary>
    private static string Continue(string program, string statements)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(program);
        int end = unit.Members.OfType<GlobalStatementSyntax>().Last().FullSpan.End;
        return program[..end] + "\n" + statements + "\n" + program[end..];
    }

    private static string WithModel(string attributes) => $"""
        using VaeGen;

        {attributes}
        [Encoder(784, 400, 20)]
        [Decoder(20, 400, 784)]
        [Prior(Normal)]
        [Likelihood(Bernoulli)]
        public partial class MnistVae;
        """;
}
