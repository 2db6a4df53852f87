using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>
/// Reads the emitted text: between two barriers no phase may take a matrix into a product that another has written, nor write weights that another has read.
/// A missing barrier shows in the results once in many runs; here always.
/// </summary>
internal static partial class ScheduleCheck
{
    public static void Run(Mutant mutant)
    {
        Dictionary<string, (HashSet<string> Read, HashSet<string> Written)> phases = mutant.Files.SelectMany(Phases).ToDictionary();
        string[] tasks = [.. mutant.Files.SelectMany(text => Task().Matches(text).Select(match => match.Value))];
        Assert.Equal(4, tasks.Length);
        foreach (string task in tasks)
        {
            HashSet<string> read = [];
            HashSet<string> written = [];
            foreach (string call in Call().Matches(task).Select(match => match.Groups[1].Value))
            {
                if (call == "worker.Synchronize")
                {
                    read.Clear();
                    written.Clear();
                    continue;
                }

                Assert.True(!written.Overlaps(phases[call].Read), $"{call} reads {string.Join(", ", written.Intersect(phases[call].Read))} before a barrier.");
                Assert.True(!read.Overlaps(phases[call].Written), $"{call} writes {string.Join(", ", read.Intersect(phases[call].Written))} before a barrier.");
                read.UnionWith(phases[call].Read);
                written.UnionWith(phases[call].Written);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, (HashSet<string> Read, HashSet<string> Written)>> Phases(string text)
    {
        foreach (Match method in Phase().Matches(text))
        {
            string body = method.Groups[2].Value;
            HashSet<string> read = [.. Factors().Matches(body).SelectMany(match => match.Groups[1].Value.Split(", "))];
            HashSet<string> written = [.. Stored().Matches(body).Select(match => match.Groups[1].Value)];
            written.UnionWith(Summed().Matches(body).Select(match => match.Groups[1].Value));
            if (Updated().Match(body) is { Success: true } update)
                written.UnionWith([update.Groups[1].Value, update.Groups[1].Value + "Transposed"]);
            Assert.NotEmpty(read);
            Assert.NotEmpty(written);
            yield return new(method.Groups[1].Value, (read, written));
        }
    }

    // A task's body: calls, one a line.
    [GeneratedRegex(@"protected override void (?:Encode|Decode|EstimateElbo|TrainingStep)\(Worker worker\)\s*\{[^}]*\}")]
    private static partial Regex Task();

    [GeneratedRegex(@"^\s+([A-Za-z0-9.]+)\((?:worker)?\);", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"        private void (\w+)\(Worker worker\)\n        \{\n(.*?)\n        \}", RegexOptions.Singleline)]
    private static partial Regex Phase();

    // The matrices of products and of sums over the examples.
    [GeneratedRegex(@"Product\.\w+<TVector, double>\(worker, (\w+(?:, \w+)?), (?:Rows|tile)")]
    private static partial Regex Factors();

    [GeneratedRegex(@"(?<!ReadOnly)Span<double> \w+ = (\w+)\.Tile\(tile\);")]
    private static partial Regex Stored();

    [GeneratedRegex(@"(\w+)\.Set<TVector>\(tile, ")]
    private static partial Regex Summed();

    [GeneratedRegex(@"Update\(gradient, (\w+)\.OffsetOf\(tile\)\);")]
    private static partial Regex Updated();
}
