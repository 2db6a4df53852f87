using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace VaeGen.Package.Tests;

/// <summary>What a program wrote, on both streams, and how it ended.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>The result, of a command that did what it was asked for.</summary>
    public CommandResult MustSucceed()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>The result, of a build that had nothing to say.</summary>
    public CommandResult WithoutWarnings()
    {
        Assert.DoesNotMatch(@"\bwarning\b(?! NETSDK1057)", Output.Replace("0 Warning(s)", "", StringComparison.Ordinal));
        return this;
    }
}

/// <summary>Runs programs as somebody types them.</summary>
internal static class CommandLine
{
    // Long enough for a native compilation on a busy machine; a hang still ends the test.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // What the host of a test run says to its own children would be heard by these builds, too.
    private static readonly string[] NotHandedOn =
        ["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_HOST_PATH",
            "VSTEST_CONNECTION_TIMEOUT", "MSBUILDFAILONDRIVEENUMERATINGWILDCARD"];

    /// <summary>Runs the <c>dotnet</c> of this process.</summary>
    public static CommandResult DotNet(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, environment, arguments);

    /// <summary>Runs a program in a folder.</summary>
    public static CommandResult Run(
        string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in NotHandedOn)
            start.Environment.Remove(name);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string command = $"{Path.GetFileNameWithoutExtension(program)} {string.Join(' ', arguments)}";
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} did not end within {Patience}.");
        }

        return new CommandResult(command, process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
