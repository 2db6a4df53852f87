using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using VaeGen.Tests.Shared;
using Xunit;
using SystemProcess = System.Diagnostics.Process;

namespace VaeGen.Integration.Tests.PyTorch;

/// <summary>Asks PyTorch, where the environment variable VAEGEN_PYTHON names a Python that has it; it is an oracle that shares nothing with
/// VaeGen.</summary>
internal static class TorchProcess
{
    private const string Variable = "VAEGEN_PYTHON";

    /// <summary>The interpreter; without one the test is skipped with a message.</summary>
    public static string Require()
    {
        string? python = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(python), $"{Variable} names no Python that has PyTorch and NumPy.");
        return python!;
    }

    /// <summary>Has every question of a folder answered.</summary>
    public static void Answer(string python, string folder)
    {
        ProcessStartInfo start = new(python, [Path.Combine(RepositoryRoot.Folder, "Tests/PyTorch/oracle.py"), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // No folder of compiled scripts beside the sources.
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using SystemProcess process = SystemProcess.Start(start) ?? throw new InvalidOperationException($"'{python}' did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {output.GetAwaiter().GetResult()}{error}");
    }
}
