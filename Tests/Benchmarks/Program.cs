using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Benchmarks;

// dotnet run -c Release --project Tests/Benchmarks [-- products training ...]: all of them where none is named.
if (ChildProcess.TryRun(args) || PeerRun.TryRun(args) || Widths.TryServe(args))
    return 0;

(string Name, Action Run)[] benchmarks =
[
    ("products", Products.Run),
    ("training", TrainingRate.Run),
    ("widths", Widths.Run),
    ("threads", Threads.Run),
    ("phases", Phases.Run),
    ("latency", Latency.Run),
    ("start", FirstStep.Run),
    ("memory", Memory.Run),
    ("generator", GeneratorTime.Run),
    ("debug", DebugBuild.Run),
];
// Measures no speed, and takes minutes: nothing of all.
const string QualityName = "quality";
if (args is [QualityName])
{
    Quality.Run();
    return 0;
}

string names = string.Join(", ", benchmarks.Select(benchmark => benchmark.Name));
HashSet<string> wanted = [.. args];
string[] unknown = [.. wanted.Where(name => name != "all" && benchmarks.All(benchmark => benchmark.Name != name))];
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"There is no benchmark {string.Join(", ", unknown)}; all, some of {names}, or {QualityName} by itself were "
        + "expected.");
    return 2;
}

Machine.Describe();
MachinePeak machine = new();
Measurement[] before = machine.Gigaflops();
foreach ((string name, Action run) in benchmarks)
{
    if (wanted.Count == 0 || wanted.Contains("all") || wanted.Contains(name))
        run();
}

Machine.ComparePeaks(before, machine.Gigaflops());
return 0;
