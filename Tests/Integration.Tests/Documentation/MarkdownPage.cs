using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using VaeGen.Tests.Shared;

namespace VaeGen.Integration.Tests.Documentation;

/// <summary>A page of the documentation: its fenced blocks, its links and the anchors that can be linked to.</summary>
internal sealed partial class MarkdownPage
{
    private const string Fence = "```";

    private readonly List<CodeBlock> blocks = [];
    private readonly List<(int Line, string Target)> links = [];
    private readonly HashSet<string> anchors = new(StringComparer.Ordinal);

    private MarkdownPage(string path, string text)
    {
        Path = path;
        Text = text;
        Read(text.Split('\n'));
    }

    /// <summary>Its place in the repository, with slashes.</summary>
    public string Path { get; }

    /// <summary>The page, lines ending with <c>\n</c>.</summary>
    public string Text { get; }

    /// <summary>The fenced blocks in their order.</summary>
    public IReadOnlyList<CodeBlock> Blocks => blocks;

    /// <summary>The targets of links and pictures outside of code, with their lines.</summary>
    public IReadOnlyList<(int Line, string Target)> Links => links;

    /// <summary>The anchors of headings, as GitHub makes them, and those the page sets itself.</summary>
    public IReadOnlySet<string> Anchors => anchors;

    /// <summary>All pages of the repository that users read: those of its root, of <c>docs</c>, and of the
    /// packages.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } =
        Directory.EnumerateFiles(RepositoryRoot.Folder, "*.md")
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Path("docs"), "*.md", SearchOption.AllDirectories))
            .Concat([RepositoryRoot.Path("Package/README.md"), RepositoryRoot.Path("Package/Templates/README.md")])
            .Select(file => System.IO.Path.GetRelativePath(RepositoryRoot.Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(Load)
            .ToArray();

    /// <summary>Reads a page, given by its place in the repository.</summary>
    public static MarkdownPage Load(string path) => new(path, File.ReadAllText(RepositoryRoot.Path(path)).ReplaceLineEndings("\n"));

    private void Read(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
                i = ReadBlock(lines, i);
            else
                ReadProse(lines[i], i + 1);
        }
    }

    private int ReadBlock(string[] lines, int opening)
    {
        int closing = Array.IndexOf(lines, Fence, opening + 1);
        if (closing < 0)
            throw new FormatException($"{Path}, line {opening + 1}: the block has no closing fence.");
        Match marker = opening > 0 ? Comment().Match(lines[opening - 1]) : Match.Empty;
        blocks.Add(new CodeBlock(
            opening + 1, lines[opening][Fence.Length..].Trim(), marker.Groups[1].Value, string.Join('\n', lines[(opening + 1)..closing])));
        return closing;
    }

    private void ReadProse(string line, int number)
    {
        string prose = InlineCode().Replace(line, "");
        links.AddRange(Link().Matches(prose).Select(match => (number, match.Groups[1].Value)));
        foreach (Match anchor in Anchor().Matches(prose))
            anchors.Add(anchor.Groups[1].Value);
        if (Heading().Match(line) is { Success: true } heading)
            AddHeading(Slug(heading.Groups[1].Value));
    }

    /// <summary>A second heading of the same words gets a number.</summary>
    private void AddHeading(string slug)
    {
        for (int repeat = 0; !anchors.Add(repeat == 0 ? slug : $"{slug}-{repeat}"); repeat++)
        {
        }
    }

    /// <summary>Lower case, without punctuation, dashes for spaces.</summary>
    private static string Slug(string heading) => NotInSlug().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^<!-- (.*) -->$")]
    private static partial Regex Comment();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("""<a id="([^"]+)"></a>""")]
    private static partial Regex Anchor();

    [GeneratedRegex("^#+ (.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\-_ ]")]
    private static partial Regex NotInSlug();
}
