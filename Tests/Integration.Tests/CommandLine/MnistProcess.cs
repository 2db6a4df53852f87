using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;
using SystemProcess = System.Diagnostics.Process;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>How a run of the main job ended.</summary>
/// <param name="ExitCode">What the process returned.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Error">What it wrote to its standard error, without the last line break.</param>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);

/// <summary>Runs the main job as scripts do: in a process of its own.</summary>
internal static class MnistProcess
{
    /// <summary>What is run.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "VaeGen.Mnist.dll");

    /// <summary>Runs it to its end in a folder.</summary>
    public static ProcessResult Run(TemporaryFolder folder, params string[] arguments)
    {
        using SystemProcess process = Start(folder, arguments);
        return WaitForEnd(process);
    }

    /// <summary>Runs it to its end with a variable in its environment.</summary>
    public static ProcessResult RunWith(string variable, string value, TemporaryFolder folder, params string[] arguments)
    {
        using SystemProcess process = Start(folder, arguments, start => start.Environment[variable] = value);
        return WaitForEnd(process);
    }

    /// <summary>Runs it, and sends it an interrupt (Ctrl-C) as soon as it has written a line with that text.</summary>
    public static ProcessResult Interrupt(TemporaryFolder folder, string text, params string[] arguments)
    {
        using SystemProcess process = Start(folder, arguments);
        string? line;
        do
        {
            line = process.StandardOutput.ReadLine();
            Assert.NotNull(line);
        }
        while (!line.Contains(text, StringComparison.Ordinal));
        using SystemProcess kill =
            SystemProcess.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        // A process begun in the background by a shell ignores interrupts, and so do all that it starts: this one would train to its end.
        Task<ProcessResult> end = Task.Run(() => WaitForEnd(process));
        if (!end.Wait(TimeSpan.FromMinutes(3)))
        {
            process.Kill();
            Assert.Fail("The interrupt had no effect. Do these tests run in the background of a shell, where interrupts are ignored?");
        }

        return end.GetAwaiter().GetResult();
    }

    /// <summary>Runs it and expects it to succeed.</summary>
    public static string Succeed(TemporaryFolder folder, params string[] arguments)
    {
        ProcessResult result = Run(folder, arguments);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}: {result.Error}");
        return result.Output;
    }

    private static SystemProcess Start(TemporaryFolder folder, string[] arguments, Action<ProcessStartInfo>? prepare = null)
    {
        ProcessStartInfo start =
            new(Environment.ProcessPath is { } host
                && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [Program, .. arguments])
            {
                WorkingDirectory = folder.Path,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        prepare?.Invoke(start);
        return SystemProcess.Start(start) ?? throw new InvalidOperationException("The main job did not start.");
    }

    private static ProcessResult WaitForEnd(SystemProcess process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new ProcessResult(process.ExitCode, output.GetAwaiter().GetResult(), error.TrimEnd());
    }
}
