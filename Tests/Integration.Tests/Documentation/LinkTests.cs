using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Documentation;

/// <summary>Every link inside the repository leads somewhere: from page to page, and from emitted code to its derivation.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Links_between_pages_lead_to_files_and_anchors_that_exist()
    {
        IEnumerable<string> broken =
            from page in MarkdownPage.All
            from link in page.Links
            let target = InRepository().Replace(link.Target, "")
            where !target.Contains("://", StringComparison.Ordinal)
            let problem = Problem(target == link.Target ? page.Path : "README.md", target)
            where problem is not null
            select $"{page.Path}, line {link.Line}: {link.Target}: {problem}";

        Assert.Empty(broken);
    }

    /// <summary>Pages are found, and so are their links: the test above does not pass for want of either.</summary>
    [Fact]
    public void The_readme_links_to_the_main_pages()
    {
        IEnumerable<string> targets = MarkdownPage.Load("README.md").Links.Select(link => link.Target);

        Assert.Superset(
            new HashSet<string> { "docs/getting-started.md", "docs/language.md", "docs/emitted-code.md", "docs/math/elbo.md",
                "docs/architecture.md" },
            targets.ToHashSet());
    }

    [Fact]
    public void The_derivations_that_emitted_code_cites_exist()
    {
        string[] cited = Directory.EnumerateFiles(RepositoryRoot.Path("Tests/Generator.Tests/Snapshots"), "*.verified.cs")
            .SelectMany(file => Citation().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToArray();

        // That the page has the section is asked of the table that the names come from.
        Assert.NotEmpty(cited);
        string[] titles = [.. MarkdownPage.All.Select(page => page.Text.Split('\n')[0].TrimStart('#', ' '))];
        Assert.All(cited, title => Assert.Contains(title, titles));
    }

    /// <summary>Pages that lead through the code, such as <c>architecture.md</c>, name folders and files that exist.</summary>
    [Fact]
    public void Paths_named_in_pages_exist()
    {
        var named =
            MarkdownPage.All.SelectMany(page => NamedPath().Matches(page.Text).Select(match => (page.Path, Named: match.Groups[1].Value)))
            .ToArray();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, path => Problem("README.md", path.Named) is not null);
    }

    [Theory]
    [InlineData("docs/nowhere.md", "no such file")]
    [InlineData("docs/math/elbo.md#nowhere", "no such anchor")]
    [InlineData("docs/math/elbo.md#adam", null)]
    [InlineData("docs/diagnostics", null)]
    [InlineData("#what-you-can-count-on", null)]
    public void A_link_is_judged_by_file_and_anchor(string target, string? problem) => Assert.Equal(problem, Problem("README.md", target));

    /// <summary>What is wrong with a link on that page, or null.</summary>
    private static string? Problem(string page, string target)
    {
        string[] parts = target.Split('#', 2);
        string folder = Path.GetDirectoryName(RepositoryRoot.Path(page))!;
        string file = parts[0].Length == 0 ? RepositoryRoot.Path(page) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        if (!File.Exists(file) && !Directory.Exists(file))
            return "no such file";
        if (parts.Length == 1)
            return null;
        string relative = Path.GetRelativePath(RepositoryRoot.Folder, file);
        return MarkdownPage.Load(relative).Anchors.Contains(parts[1]) ? null : "no such anchor";
    }

    /// <summary>A page that is read elsewhere, such as that of the package, names the repository.</summary>
    [GeneratedRegex("^https://github.com/vaegen/vaegen/(?:blob|tree)/main/")]
    private static partial Regex InRepository();

    [GeneratedRegex(@"`((?:Generator|Runtime|Package|Samples|Tests|docs)/[\w./-]+)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex("VaeGen docs, \"([^\"]+)\": ")]
    private static partial Regex Citation();
}
