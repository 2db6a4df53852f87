using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using VaeGen.Tests.Shared;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>
/// Compares generated files with files of the repository, byte for byte, in the layout of Verify: <c>{TestClass}.{TestMethod}#{HintName
/// without .cs}.verified.cs</c> with the hint name in the first line, and the diagnostics, where there are any, in
/// <c>{TestClass}.{TestMethod}.verified.txt</c>. Moving to that package changes this file alone.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="accept">Whether to write what is received over what was verified.</param>
internal sealed class Snapshot(string folder, bool accept)
{
    private const string AcceptVariable = "VAEGEN_ACCEPT_SNAPSHOTS";
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>The snapshots of this project; setting VAEGEN_ACCEPT_SNAPSHOTS=1 accepts what is received.</summary>
    public static Snapshot Standard { get; } = new(
        RepositoryRoot.Path("Tests/Generator.Tests/Snapshots"), Environment.GetEnvironmentVariable(AcceptVariable) == "1");

    /// <summary>Compares the files and diagnostics of a compilation, which has to compile, with the verified ones of the calling
    /// test.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="testClass">The test class: <c>this</c>.</param>
    /// <param name="choose">Which files are compared; all of the models' when null.</param>
    /// <param name="testMethod">The test method, filled in by the compiler.</param>
    public void Verify(
        ModelCompilation compilation, object testClass, Func<GeneratedFile, bool>? choose = null, [CallerMemberName] string testMethod = "")
    {
        compilation.MustCompile();
        Verify(compilation.Files.Where(choose ?? (_ => true)), null, testClass.GetType().Name + "." + testMethod);
    }

    /// <summary>Compares the files and the diagnostics of a model that does not compile.</summary>
    public void VerifyInvalid(ModelCompilation compilation, object testClass, [CallerMemberName] string testMethod = "")
    {
        IEnumerable<string> lines = compilation.Diagnostics.Select(diagnostic => FormattableString.Invariant($"{diagnostic}"));
        Verify(compilation.Files, string.Join("\n", lines), testClass.GetType().Name + "." + testMethod);
    }

    /// <summary>Compares any text, such as the program after the last pass, as <c>{TestClass}.{TestMethod}.verified.txt</c>.</summary>
    public void VerifyText(string text, object testClass, [CallerMemberName] string testMethod = "") =>
        Verify([], text, testClass.GetType().Name + "." + testMethod);

    /// <summary>Compares files and a text under the prefix <c>{TestClass}.{TestMethod}</c>.</summary>
    internal void Verify(IEnumerable<GeneratedFile> files, string? text, string prefix)
    {
        Dictionary<string, string> received = files.ToDictionary(
            file => $"{prefix}#{Path.GetFileNameWithoutExtension(file.HintName)}.verified.cs",
            file => $"//HintName: {file.HintName}\n{file.Text}");
        if (!string.IsNullOrEmpty(text))
            received.Add(prefix + ".verified.txt", text);

        List<string> problems = [];
        foreach ((string name, string content) in received)
            Compare(name, Normalize(content), problems);

        foreach (string orphan in FilesOf(prefix).Where(name => !received.ContainsKey(name)))
        {
            if (accept)
                File.Delete(Path.Combine(folder, orphan));
            else
                problems.Add($"{orphan} is verified, but the test no longer produces it.");
        }

        if (problems.Count > 0)
            throw new InvalidOperationException(string.Join("\n\n", problems) + $"\n\nTo accept, run the test with {AcceptVariable}=1.");
    }

    /// <summary>The verified files whose test is not among the given ones (<c>{TestClass}.{TestMethod}</c>): leftovers of tests that were
    /// renamed or removed.</summary>
    public IReadOnlyList<string> Orphans(IReadOnlyCollection<string> tests) => Directory.EnumerateFiles(folder, "*.verified.*")
        .Select(path => Path.GetFileName(path))
        .Where(name => !tests.Contains(name.Split('#')[0].Replace(".verified.txt", "", StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal)
        .ToArray();

    private IEnumerable<string> FilesOf(string prefix) =>
        !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, prefix + "*.verified.*")
        .Select(path => Path.GetFileName(path))
        .Where(name => name.StartsWith(prefix + "#", StringComparison.Ordinal)
            || name.StartsWith(prefix + ".verified.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ToArray();

    private void Compare(string name, string content, List<string> problems)
    {
        string verifiedPath = Path.Combine(folder, name);
        string receivedPath = Path.Combine(folder, name.Replace(".verified.", ".received.", StringComparison.Ordinal));
        byte[] bytes = [.. Encoding.GetPreamble(), .. Encoding.GetBytes(content)];
        if (File.Exists(verifiedPath) && File.ReadAllBytes(verifiedPath).AsSpan().SequenceEqual(bytes))
        {
            File.Delete(receivedPath);
            return;
        }

        if (accept)
        {
            File.WriteAllBytes(verifiedPath, bytes);
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllBytes(receivedPath, bytes);
        problems.Add(File.Exists(verifiedPath)
            ? $"{name} differs from what was received:\n{Diff(File.ReadAllText(verifiedPath), content)}"
            : $"{name} does not exist; received was written beside its place.");
    }

    /// <summary>Line ends as in the repository and no newline at the end.</summary>
    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal) is var lines
        && lines.EndsWith('\n') ? lines[..^1] : lines;

    /// <summary>The changed lines, each run with three lines around it.</summary>
    private static string Diff(string verified, string received)
    {
        const int Around = 3;
        List<DiffPiece> lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines;
        StringBuilder text = new();
        int last = -1;
        for (int i = 0; i < lines.Count; i++)
        {
            if (!lines.Skip(i - Around).Take(i < Around ? i + Around + 1 : (2 * Around) + 1).Any(line => line.Type != ChangeType.Unchanged))
                continue;

            if (last >= 0 && i > last + 1)
                text.Append("  ...\n");

            string sign = lines[i].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " };
            text.Append(sign).Append(lines[i].Text).Append('\n');
            last = i;
        }

        return text.Length > 0 ? text.ToString() : "  (the same lines: encoding or line ends differ)";
    }
}
