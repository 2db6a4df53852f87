using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>
/// Reads the emitted text: between two barriers no phase may take a matrix into a product that another has written, nor write weights that
/// another has read. A missing barrier shows in the results once in many runs; here always.
/// </summary>
internal static partial class ScheduleCheck
{
    public static void Run(Mutant mutant)
    {
        Dictionary<string, (HashSet<string> Read, HashSet<string> Written)> phases = mutant.Files.SelectMany(Phases).ToDictionary();
        Dictionary<string, string> tasks = mutant.Files.SelectMany(text => Task().Matches(text))
            .ToDictionary(match => match.Groups[1].Value, match => match.Value);
        Assert.Equal(8, tasks.Count);
        foreach (string text in tasks.Values)
        {
            // A task that begins with another has its calls.
            string task = tasks.Aggregate(
                text, (whole, other) => whole.Replace($"\n        {other.Key}(worker);", other.Value, StringComparison.Ordinal));
            HashSet<string> read = [];
            HashSet<string> written = [];
            foreach (Match call in Call().Matches(task))
            {
                string name = call.Groups["method"].Value;
                if (name == "worker.Synchronize")
                {
                    read.Clear();
                    written.Clear();
                    continue;
                }

                (HashSet<string> Read, HashSet<string> Written) phase = name.StartsWith("Update", StringComparison.Ordinal)
                    ? Update(call.Groups["arguments"].Value.Split(", "))
                    : phases[name];
                Assert.True(
                    !written.Overlaps(
                        phase.Read), $"{call.Value} reads {string.Join(", ", written.Intersect(phase.Read))} before a barrier.");
                Assert.True(
                    !read.Overlaps(
                        phase.Written), $"{call.Value} writes {string.Join(", ", read.Intersect(phase.Written))} before a barrier.");
                read.UnionWith(phase.Read);
                written.UnionWith(phase.Written);
            }
        }
    }

    // UpdateWeights(worker, input, gradient, weights) and UpdateBias(worker, gradient, bias).
    private static (HashSet<string> Read, HashSet<string> Written) Update(string[] arguments) =>
        ([.. arguments[1..^1]], [arguments[^1], arguments[^1] + ".Transposed"]);

    private static IEnumerable<KeyValuePair<string, (HashSet<string> Read, HashSet<string> Written)>> Phases(string text)
    {
        foreach (Match method in Phase().Matches(text))
        {
            string body = method.Groups[2].Value;
            HashSet<string> read = [.. Factors().Matches(body).SelectMany(match => new[] { match.Groups[1].Value, match.Groups[2].Value })];
            read.UnionWith(Loaded().Matches(body).Select(match => match.Groups[1].Value));
            HashSet<string> written = [.. Stored().Matches(body).Select(match => match.Groups[1].Value)];
            written.UnionWith(Summed().Matches(body).Select(match => match.Groups[1].Value));
            string[] filled = [.. Filled().Matches(body).Select(match => match.Groups[1].Value)];
            written.UnionWith(filled);
            Assert.NotEmpty(written);
            // A phase that reads nothing draws noise and nothing else.
            Assert.True(read.Count > 0 || written.SetEquals(filled), body);
            yield return new(method.Groups[1].Value, (read, written));
        }
    }

    // A task's body: calls, one a line.
    [GeneratedRegex(
        @"protected override void (Encode|DrawLatents|DrawPrior|Decode|DrawObserved|EstimateElbo|EstimateWeights|TrainingStep)"
        + @"\(Worker worker\)\s*\{[^}]*\}")]
    private static partial Regex Task();

    [GeneratedRegex(@"^\s+(?<method>[A-Za-z0-9.]+)\((?<arguments>(?:worker(?:, \w+)*)?)\);", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"    private void (\w+)\(Worker worker\)\n    \{\n(.*?)\n    \}", RegexOptions.Singleline)]
    private static partial Regex Phase();

    // The factors of products.
    [GeneratedRegex(@"Multiply(?:Add)?\(worker, (\w+), ([\w.]+), tile")]
    private static partial Regex Factors();

    [GeneratedRegex(@"ReadOnlySpan<double> \w+ = (\w+)\.Tile\(tile\);")]
    private static partial Regex Loaded();

    [GeneratedRegex(@"(?<!ReadOnly)Span<double> \w+ = (\w+)\.Tile\(tile\);")]
    private static partial Regex Stored();

    [GeneratedRegex(@"Fill(?:Uniform)?Noise\((\w+), tile")]
    private static partial Regex Filled();

    [GeneratedRegex(@"(\w+)\.Set<TVector>\(tile, ")]
    private static partial Regex Summed();
}
