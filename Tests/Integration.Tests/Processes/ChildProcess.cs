using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using VaeGen.Integration.Process;

namespace VaeGen.Integration.Tests.Processes;

/// <summary>Runs the program beside the tests in a process of its own.</summary>
internal static class ChildProcess
{
    // Long enough for software arithmetic on a busy machine; a hang still ends the test.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The lines of its standard output; anything on the standard error or an exit code other than 0 fails.</summary>
    /// <param name="environment">Variables to set.</param>
    /// <param name="arguments">Its arguments.</param>
    public static IReadOnlyList<string> Run(IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, typeof(ShortTraining).Assembly.GetName().Name + ".dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;

        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The child process did not end within {Patience}.");
        }

        process.WaitForExit();
        if (process.ExitCode != 0 || error.Result.Length > 0)
            throw new InvalidOperationException($"The child process ended with {process.ExitCode}:\n{error.Result}\n{output.Result}");
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
