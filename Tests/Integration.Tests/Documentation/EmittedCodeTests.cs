using System;
using System.IO;
using System.Linq;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Documentation;

/// <summary>The tour of the emitted files shows what the generator really writes.</summary>
public sealed class EmittedCodeTests
{
    private const string Page = "docs/emitted-code.md";
    private const string AcceptVariable = "VAEGEN_ACCEPT_SNAPSHOTS";

    /// <summary>Given the verified snapshots, every excerpt of the page is the part its marker names. Like the snapshots, the page is
    /// rewritten where VAEGEN_ACCEPT_SNAPSHOTS=1 is set.</summary>
    [Fact]
    public void Every_excerpt_is_the_part_of_the_snapshot_that_it_names()
    {
        MarkdownPage page = MarkdownPage.Load(Page);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(RepositoryRoot.Path(Page), Rewritten(page));
            page = MarkdownPage.Load(Page);
        }

        CodeBlock[] excerpts = Excerpts(page);

        Assert.True(excerpts.Length >= 10, "The page has lost its excerpts.");
        foreach (CodeBlock excerpt in excerpts)
        {
            string emitted = EmittedExcerpt.Of(excerpt.Marker);
            Assert.True(
                emitted == excerpt.Text, $"{Page}, line {excerpt.Line}: {excerpt.Marker}: to accept, run the test with "
                    + $"{AcceptVariable}=1. Emitted is:\n{emitted}");
        }
    }

    /// <summary>C# on that page is an excerpt, or it would be neither compared nor compiled.</summary>
    [Fact]
    public void Every_block_of_CSharp_is_an_excerpt() =>
        Assert.All(
            MarkdownPage.Load(Page).Blocks.Where(block => block.Language is "csharp" or "diff"),
            block => Assert.StartsWith("emitted: ", block.Marker, StringComparison.Ordinal));

    [Theory]
    [InlineData("emitted: MnistVae.TrainingStep.g.cs, method NoSuchMethod")]
    [InlineData("emitted: MnistVae.g.cs, from \"no such line\" to \"partial class\"")]
    [InlineData("emitted: difference NoSuchFile.g.cs")]
    [InlineData("emitted: MnistVae.g.cs")]
    public void A_marker_that_names_nothing_is_refused(string marker) => Assert.Throws<FormatException>(() => EmittedExcerpt.Of(marker));

    private static CodeBlock[] Excerpts(MarkdownPage page) =>
        page.Blocks.Where(block => block.Marker.StartsWith("emitted: ", StringComparison.Ordinal)).ToArray();

    private static string Rewritten(MarkdownPage page)
    {
        string text = page.Text;
        foreach (CodeBlock excerpt in Excerpts(page))
        {
            string opening = $"<!-- {excerpt.Marker} -->\n```{excerpt.Language}\n";
            int start = text.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
            int end = excerpt.Text.Length == 0
                && text.AsSpan(start).StartsWith("```") ? start : text.IndexOf("\n```", start, StringComparison.Ordinal) + 1;
            text = string.Concat(text.AsSpan(0, start), EmittedExcerpt.Of(excerpt.Marker), "\n", text.AsSpan(end));
        }

        return text;
    }
}
