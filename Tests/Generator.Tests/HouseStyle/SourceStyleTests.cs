using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.HouseStyle;

/// <summary>What the format check cannot say of the sources: how long a line is.</summary>
public sealed class SourceStyleTests
{
    private const int LongestLine = 140;

    // Text that is data: cut, it would not be what it is.
    private static readonly string[] Data = ["PngByPython.cs"];

    [Fact]
    public void No_line_is_longer_than_140_columns() => Assert.Empty(Sources().SelectMany(path => File.ReadLines(path)
        .Select((line, index) => (line, Place: $"{path}:{index + 1}"))
        .Where(found => found.line.Length > LongestLine)
        .Select(found => found.Place)));

    [Fact]
    public void There_are_sources() => Assert.InRange(Sources().Count(), 500, int.MaxValue);

    private static IEnumerable<string> Sources() => new[] { "Generator", "Runtime", "Samples", "Tests" }
        .SelectMany(folder => Directory.EnumerateFiles(RepositoryRoot.Path(folder), "*.cs", SearchOption.AllDirectories))
        .Where(path => !Path.GetRelativePath(RepositoryRoot.Folder, path).Split('/', '\\').Any(part => part is "bin" or "obj"))
        .Where(path => !path.EndsWith(".verified.cs", StringComparison.Ordinal) && !path.EndsWith(".received.cs", StringComparison.Ordinal))
        .Where(path => !Data.Contains(Path.GetFileName(path)));
}
