using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Parsing;
using VaeGen.Generator.Tests.Parsing;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Diagnostics;

/// <summary>A diagnostic is five things in five places; here they are held together.</summary>
public sealed class DiagnosticTableTests
{
    /// <summary>Pages without a wrong and a right class: a project setting, a thousand layers, a defect of VaeGen.</summary>
    private static readonly string[] WithoutExamples = ["VAE0012", "VAE0129", "VAE0901"];

    public static TheoryData<string> Ids => [.. DiagnosticTable.All.Select(descriptor => descriptor.Id)];

    public static TheoryData<string> IdsWithExamples =>
        [.. DiagnosticTable.All.Select(descriptor => descriptor.Id).Except(WithoutExamples)];

    private static string[] BuildErrors { get; } =
        [.. Regex.Matches(Read("Package/buildTransitive/net10.0/VaeGen.targets"), "Code=\"(VAE[0-9]{4})\"")
            .Select(match => match.Groups[1].Value).Distinct()];

    private static string Read(string path) => File.ReadAllText(RepositoryRoot.Path(path));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Descriptor_release_row_page_link_and_test_go_together(string id)
    {
        DiagnosticDescriptor descriptor = DiagnosticTable.Get(id);
        string title = descriptor.Title.ToString();

        Assert.Equal(
            descriptor.DefaultSeverity == DiagnosticSeverity.Error,
            descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
        string releases = Read("Generator/Diagnostics/AnalyzerReleases.Unshipped.md")
            + Read("Generator/Diagnostics/AnalyzerReleases.Shipped.md");
        Assert.Contains($"\n{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {title}\n", releases);
        Assert.StartsWith($"# {id}: {title}\n", Read($"docs/diagnostics/{id}.md"));
        Assert.Contains($"| [{id}]({id}.md) | {descriptor.DefaultSeverity} | {title} |\n", Read("docs/diagnostics/README.md"));
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        Assert.Contains(
            Directory.EnumerateFiles(RepositoryRoot.Path("Tests/Generator.Tests/Diagnostics"), "*Tests.cs"),
            file => File.ReadAllText(file).Contains("{|" + id + ":", StringComparison.Ordinal));
    }

    [Fact]
    public void There_is_no_page_or_row_without_a_descriptor()
    {
        string[] ids = DiagnosticTable.All.Select(descriptor => descriptor.Id).ToArray();
        string releases = Read("Generator/Diagnostics/AnalyzerReleases.Unshipped.md")
            + Read("Generator/Diagnostics/AnalyzerReleases.Shipped.md");

        Assert.Equal(ids, ids.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ids.Concat(BuildErrors).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(RepositoryRoot.Path("docs/diagnostics"), "VAE*.md")
                .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ids, Regex.Matches(releases, @"^VAE\d{4}", RegexOptions.Multiline).Select(match => match.Value).Order(StringComparer.Ordinal));
    }

    /// <summary>Errors of a build with the package, before anything is compiled: no compiler knows them. Each has a page and a
    /// row.</summary>
    [Fact]
    public void The_errors_of_the_package_have_pages()
    {
        Assert.Equal(3, BuildErrors.Length);
        Assert.All(BuildErrors, id =>
        {
            string title = Read($"docs/diagnostics/{id}.md").Split('\n')[0];
            Assert.StartsWith($"# {id}: ", title);
            Assert.Contains($"| [{id}]({id}.md) | Error | {title[$"# {id}: ".Length..]} |\n", Read("docs/diagnostics/README.md"));
        });
    }

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public void The_examples_of_the_page_are_wrong_and_right(string id)
    {
        string[] examples = Regex.Matches(Read($"docs/diagnostics/{id}.md"), "```csharp\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(2, examples.Length);
        Assert.Equal(id, Assert.Single(StackModels.Compile(examples[0]).Diagnostics).Id);
        StackModels.Compile(examples[1]).MustCompile();
    }

    /// <summary>A word that is put in brings its own article: nobody says "a interface". The families of likelihoods all take
    /// "a".</summary>
    [Fact]
    public void No_article_stands_before_a_word_that_is_put_in()
    {
        foreach (DiagnosticDescriptor descriptor in DiagnosticTable.All)
        {
            string message = descriptor.MessageFormat.ToString();
            if (!message.StartsWith("A {0} likelihood has no", StringComparison.Ordinal))
                Assert.DoesNotMatch(@"(^|\W)[Aa]n? '?\[?\{", message);
        }

        Assert.DoesNotContain(FamilyTable.Standard.Words, word => "AEIOU".Contains(word.Text[0], StringComparison.Ordinal));
    }

    [Fact]
    public void Messages_are_sentences_without_a_full_stop_unless_there_are_several()
    {
        foreach (DiagnosticDescriptor descriptor in DiagnosticTable.All)
        {
            string message = descriptor.MessageFormat.ToString();
            Assert.Equal(message.Contains(". ", StringComparison.Ordinal), message.EndsWith('.'));
            Assert.False(descriptor.Title.ToString().EndsWith('.'));
        }
    }
}
