using System;
using System.Linq;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>Cuts one method out of an emitted file.</summary>
internal static class EmittedMethod
{
    /// <summary>The method with the comment above it.</summary>
    public static string Of(string file, string name)
    {
        string[] lines = file.Split('\n');
        int start = Array.FindIndex(lines, line => line.Contains($"void {name}(", StringComparison.Ordinal));
        int first = start;
        while (lines[first - 1].Trim() is not ("" or "{"))
            first--;
        int last = Array.FindIndex(lines, start, line => line == "    }");
        return string.Concat(lines[first..(last + 1)].Select(line => line + "\n"));
    }
}
