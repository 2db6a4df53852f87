using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace VaeGen.Tests.Shared;

/// <summary>Sources with the expected diagnostics marked in place: <c>[Encoder({|VAE0103:0|}, 20)]</c>.</summary>
public static class DiagnosticMarkup
{
    /// <summary>Compiles the source and fails unless exactly the marked diagnostics are reported, each at exactly its span; gives them in
    /// the order of the source.</summary>
    public static IReadOnlyList<Diagnostic> Verify(string marked, Func<string, ModelCompilation>? compile = null)
    {
        (string source, List<(string Id, TextSpan Span)> expected) = Parse(marked);
        ModelCompilation compilation = (compile ?? (text => ModelCompilation.Of(text)))(source);
        List<(string Id, TextSpan Span)> actual = compilation.Diagnostics.Select(found => (found.Id, found.Location.SourceSpan)).ToList();
        if (!compilation.GeneratorDiagnostics.IsEmpty || !actual.Order(Order).SequenceEqual(expected.Order(Order)))
        {
            throw new InvalidOperationException(
                "Expected:\n" + Describe(source, expected) + "\nbut got:\n" + Describe(source, actual) + "\n"
                + string.Join("\n", compilation.GeneratorDiagnostics.Concat(compilation.Diagnostics)));
        }

        return compilation.Diagnostics;
    }

    /// <summary>The source without marks, and what they say.</summary>
    private static (string Source, List<(string Id, TextSpan Span)> Expected) Parse(string marked)
    {
        StringBuilder source = new();
        List<(string Id, TextSpan Span)> expected = [];
        Stack<(string Id, int Start)> open = new();
        for (int i = 0; i < marked.Length; i++)
        {
            if (marked.AsSpan(i).StartsWith("{|"))
            {
                int colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], source.Length));
                i = colon;
            }
            else if (marked.AsSpan(i).StartsWith("|}"))
            {
                (string id, int start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, source.Length)));
                i++;
            }
            else
            {
                source.Append(marked[i]);
            }
        }

        return (source.ToString(), expected);
    }

    private static Comparer<(string Id, TextSpan Span)> Order { get; } =
        Comparer<(string Id, TextSpan Span)>.Create((a, b) => (a.Span, a.Id).CompareTo((b.Span, b.Id)));

    private static string Describe(string source, List<(string Id, TextSpan Span)> diagnostics) => diagnostics.Count == 0
        ? "  nothing"
        : string.Join("\n", diagnostics.Select(entry => $"  {entry.Id} at {entry.Span}"
            + (entry.Span.End <= source.Length ? ": " + source.Substring(entry.Span.Start, entry.Span.Length) : "")));
}
