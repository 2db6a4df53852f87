using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VaeGen.Tests.Shared;

namespace VaeGen.Integration.Tests.Documentation;

/// <summary>
/// A part of a verified snapshot of the generator. The marker above the excerpt names it:
/// <c>emitted: MnistVae.g.cs, card</c>, <c>emitted: MnistVae.TrainingStep.g.cs, method AdamStep</c> (with the comment above it),
/// <c>emitted: MnistVae.Parameters.g.cs, from "first" to "last"</c> (the lines from the first that contains the one to the next that
/// contains the other), <c>emitted: Runtime/Training/Optimization/AdamUpdate.cs, method Apply</c> (what emitted code calls). <c>Gaussian
/// MnistVae.g.cs</c> is the file of the model with the other likelihood, and
/// <c>difference MnistVae.g.cs</c>, with nothing behind it, is what changes between the two.
/// </summary>
internal static partial class EmittedExcerpt
{
    private const string Snapshots = "Tests/Generator.Tests/Snapshots/VaeSnapshotTests.";

    /// <summary>The part that a marker names, without the indentation it has in its file.</summary>
    /// <exception cref="FormatException">The marker names nothing, or something that the snapshots do not have.</exception>
    public static string Of(string marker)
    {
        if (Difference().Match(marker) is { Success: true } difference)
            return DifferenceOf(difference.Groups[1].Value);
        if (Called().Match(marker) is { Success: true } called)
            return Method(File.ReadAllText(RepositoryRoot.Path(called.Groups[1].Value)).ReplaceLineEndings("\n"), called.Groups[2].Value);
        if (Part().Match(marker) is not { Success: true } part)
            throw new FormatException($"'{marker}' names no part of an emitted file.");
        string model = part.Groups["model"].Success ? part.Groups["model"].Value : "Bernoulli";
        string text = Read($"{model}#{part.Groups["file"].Value}.verified.cs");
        return part.Groups["method"].Success ? Method(text, part.Groups["method"].Value)
            : part.Groups["first"].Success ? Lines(text, part.Groups["first"].Value, part.Groups["last"].Value)
            : Card(text);
    }

    private static string Read(string name) => File.ReadAllText(RepositoryRoot.Path(Snapshots + name)).ReplaceLineEndings("\n");

    private static string Method(string text, string name)
    {
        MethodDeclarationSyntax method = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(method => method.Identifier.ValueText == name) ?? throw new FormatException($"There is no method {name}.");
        SyntaxTrivia comment = method.GetLeadingTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
        int start = comment.IsKind(SyntaxKind.None) ? method.SpanStart : comment.SpanStart;
        return Unindent(text[(text.LastIndexOf('\n', start) + 1)..method.Span.End].Split('\n'));
    }

    /// <summary>The comment above the class, and the line that declares it.</summary>
    private static string Card(string text) => Lines(text, "// MnistVae: ", "partial class MnistVae");

    private static string Lines(string text, string first, string last)
    {
        string[] lines = text.Split('\n');
        int start = Array.FindIndex(lines, line => line.Contains(first, StringComparison.Ordinal));
        int end = start < 0 ? -1 : Array.FindIndex(lines, start, line => line.Contains(last, StringComparison.Ordinal));
        return end < 0 ? throw new FormatException($"There are no lines from '{first}' to '{last}'.") : Unindent(lines[start..(end + 1)]);
    }

    private static string DifferenceOf(string file)
    {
        string[] lines = Read("From_Bernoulli_to_Gaussian.verified.txt").TrimStart('\uFEFF').Split('\n');
        int start = Array.IndexOf(lines, "==== " + file) + 1;
        if (start == 0)
            throw new FormatException($"There is no difference in {file}.");
        return string.Join(
            '\n', lines.Skip(start).TakeWhile(line => !line.StartsWith("====", StringComparison.Ordinal)).Select(line => line.TrimEnd()))
            .TrimEnd('\n');
    }

    private static string Unindent(string[] lines)
    {
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..]));
    }

    [GeneratedRegex(@"^emitted: difference (MnistVae[\w.]*\.g\.cs)$")]
    private static partial Regex Difference();

    [GeneratedRegex(@"^emitted: (Runtime/[\w./]+\.cs), method (\w+)$")]
    private static partial Regex Called();

    [GeneratedRegex(
        @"^emitted: ((?<model>Gaussian) )?(?<file>MnistVae[\w.]*\.g)\.cs, "
        + """(card|method (?<method>\w+)|from "(?<first>[^"]+)" to "(?<last>[^"]+)")$""")]
    private static partial Regex Part();
}
