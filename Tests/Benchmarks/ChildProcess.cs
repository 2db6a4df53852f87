using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace VaeGen.Benchmarks;

/// <summary>Measurements that need a process of their own: the child prints numbers in one line, and the parent reads them.</summary>
internal static class ChildProcess
{
    private static readonly Dictionary<string, Func<double[]>> Programs = new()
    {
        ["child-first-step"] = FirstStep.Measure,
        ["child-peak-memory"] = Memory.MeasurePeak,
        ["child-generator"] = GeneratorTime.MeasureCold,
        ["child-training-rate"] = DebugBuild.MeasureRate,
    };

    /// <summary>Runs as a child where the arguments say so.</summary>
    public static bool TryRun(string[] arguments)
    {
        if (arguments is not [{ } name] || !Programs.TryGetValue(name, out Func<double[]>? program))
            return false;
        Console.WriteLine(string.Join(' ', program().Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
        return true;
    }

    /// <summary>Starts a child, of this build or of the one in another folder, and waits for its line.</summary>
    /// <returns>What the child measured, and the seconds from before its start until its line was read.</returns>
    public static (double[] Values, double Seconds) Run(string program, string? folder = null)
    {
        string executable = Executable(folder);
        ProcessStartInfo start = new(executable, program) { RedirectStandardOutput = true };
        long begin = Stopwatch.GetTimestamp();
        using Process child = Process.Start(start) ?? throw new InvalidOperationException($"'{executable}' did not start.");
        string? line = child.StandardOutput.ReadLine();
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        child.WaitForExit();
        if (line is null || child.ExitCode != 0)
            throw new InvalidOperationException($"'{executable} {program}' ended with code {child.ExitCode}.");
        return ([.. line.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))], seconds);
    }

    /// <summary>The program of this build, or of the one in another folder.</summary>
    public static string Executable(string? folder = null) =>
        Path.Combine(folder ?? AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "VaeGen.Benchmarks.exe" : "VaeGen.Benchmarks");
}
