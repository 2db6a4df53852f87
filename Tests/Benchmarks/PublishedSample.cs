using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using VaeGen.Tests.Shared;

namespace VaeGen.Benchmarks;

/// <summary>
/// From the start of the published sample's executable to the line that says that its first training step is done, and the same of a
/// PyTorch process that does the same. What runs is what a user runs: the target is a sixth of PyTorch's time.
/// </summary>
internal static class PublishedSample
{
    private const string Project = "Samples/Mnist/VaeGen.Mnist.csproj";
    private const string Script = "Tests/Benchmarks/peers/pytorch/trainer.py";

    // In the first line of each program. The sample then goes on with its work, and is ended.
    private const string SampleWord = "the first step is done";
    private const string PyTorchWord = "\"loss\"";

    /// <summary>Publishes the sample with and without code compiled beforehand, and starts all in turn.</summary>
    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("vaegen-published-").FullName;
        try
        {
            string data = BenchmarkData.Folder ?? "digits";
            string[] arguments = ["train", "--iterations", "2", "--data", data, "--out", Path.Combine(folder, "out")];
            ProcessStartInfo readyToRun = new(Publish(Path.Combine(folder, "ready")), arguments);
            ProcessStartInfo compiledAtStart = new(Publish(Path.Combine(folder, "plain"), "-p:PublishReadyToRun=false"), arguments);
            ProcessStartInfo? pyTorch = PyTorch();
            Measure(readyToRun, compiledAtStart, pyTorch);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(ProcessStartInfo readyToRun, ProcessStartInfo compiledAtStart, ProcessStartInfo? pyTorch)
    {
        var ready = new double[Measurement.Repeats];
        var plain = new double[Measurement.Repeats];
        var torch = new double[Measurement.Repeats];
        for (int i = -1; i < Measurement.Repeats; i++)
        {
            // The first round brings the files into memory.
            int sample = Math.Max(i, 0);
            ready[sample] = Milliseconds(readyToRun, SampleWord);
            plain[sample] = Milliseconds(compiledAtStart, SampleWord);
            torch[sample] = pyTorch is null ? double.NaN : Milliseconds(pyTorch, PyTorchWord);
        }

        Report.Row("published sample, start to first step", Measurement.Of(ready), "ms");
        Report.Row("published with PublishReadyToRun=false", Measurement.Of(plain), "ms");
        if (pyTorch is null)
        {
            Report.Line("PyTorch is not measured: a python3 (or VAEGEN_PYTHON) with torch and numpy, and MNIST's files, were expected.");
            return;
        }

        Report.Row("PyTorch, start to first step", Measurement.Of(torch), "ms");
        Report.Row(
            "PyTorch / published sample", Measurement.Of([.. torch.Zip(ready, (theirs, ours) => theirs / ours)]), "", "target: at least 6");
    }

    // The interpreter that VAEGEN_PYTHON names, where the first one on the path has no PyTorch.
    private static string Python => Environment.GetEnvironmentVariable("VAEGEN_PYTHON") ?? "python3";

    private static double Milliseconds(ProcessStartInfo start, string word)
    {
        start.RedirectStandardOutput = true;
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
        string? line = process.StandardOutput.ReadLine();
        double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        process.Kill();
        process.WaitForExit();
        return line is not null && line.Contains(word, StringComparison.Ordinal)
            ? milliseconds
            : throw new InvalidOperationException($"'{start.FileName}' wrote '{line}'; '{word}' was expected.");
    }

    // As a user publishes it, but for the properties.
    private static string Publish(string output, params string[] properties)
    {
        Execute("dotnet",
            ["publish", RepositoryRoot.Path(Project), "-c", "Release", .. properties, "-o", output, "--nologo", "-v", "quiet"]);
        return Path.Combine(output, OperatingSystem.IsWindows() ? "VaeGen.Mnist.exe" : "VaeGen.Mnist");
    }

    private static ProcessStartInfo? PyTorch()
    {
        if (BenchmarkData.Folder is not { } data || !HasPyTorch())
            return null;
        return new ProcessStartInfo(Python, [RepositoryRoot.Path(Script), "first-step", "1", data]);
    }

    private static bool HasPyTorch()
    {
        try
        {
            using Process probe =
                Process.Start(new ProcessStartInfo(Python, ["-c", "import torch, numpy"]) { RedirectStandardError = true })!;
            probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }

    private static void Execute(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"'{program}' did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' failed:\n{output}");
    }
}
