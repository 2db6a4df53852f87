using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Emit;
using VaeGen.Integration.Tests.CommandLine;
using Xunit;

namespace VaeGen.Integration.Tests.Documentation;

/// <summary>Runs an example as its reader would: as a program of its own, in a folder where it leaves its files.</summary>
internal static class ExampleProcess
{
    // Long enough for a few seconds of training on a busy machine; a hang still ends the test.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string RuntimeConfiguration = $$"""
        {
          "runtimeOptions": {
            "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" },
            "configProperties": { "System.Globalization.Invariant": true }
          }
        }
        """;

    /// <summary>What the program writes to its standard output; the folder then holds what else it leaves. Anything on the standard error,
    /// or an exit code other than 0, fails.</summary>
    public static string Run(ExampleProject project, TemporaryFolder folder)
    {
        Build(project, folder);
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [folder["Example.dll"]])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{project} did not end within {Patience}.");
        }

        string errors = error.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0 && errors.Length == 0, $"{project} ended with {process.ExitCode}: {errors}");
        return output.GetAwaiter().GetResult();
    }

    private static void Build(ExampleProject project, TemporaryFolder folder)
    {
        using (FileStream assembly = File.Create(folder["Example.dll"]))
        {
            EmitResult result = project.Compile().Output.Emit(assembly);
            Assert.True(result.Success, $"{project}: {string.Join("; ", result.Diagnostics)}");
        }

        File.WriteAllText(folder["Example.runtimeconfig.json"], RuntimeConfiguration);
        foreach (string library in (ReadOnlySpan<string>)["VaeGen.Runtime.dll", "System.Numerics.Tensors.dll"])
            File.Copy(Path.Combine(AppContext.BaseDirectory, library), folder[library]);
    }
}
