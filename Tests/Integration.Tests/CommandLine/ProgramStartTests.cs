using System;
using System.IO;
using VaeGen.Mnist.Results;
using Xunit;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>How the program is started again, as it is typed.</summary>
public sealed class ProgramStartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ProgramStartTests()
    {
        Directory.CreateDirectory(folder["Samples/Mnist/bin/Release/net10.0/publish"]);
        File.WriteAllText(folder["Samples/Mnist/VaeGen.Mnist.csproj"], "");
    }

    private string Build => folder[Path.Combine("Samples", "Mnist", "bin", "Release", "net10.0")] + Path.DirectorySeparatorChar;

    private static string Executable => "VaeGen.Mnist" + (OperatingSystem.IsWindows() ? ".exe" : "");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void ABuildIsRunByItsProject()
    {
        string project = Path.Combine("Samples", "Mnist");
        Assert.Equal($"dotnet run -c Release --project {project} --", Start(Build, Executable, folder.Path));
        Assert.Equal("dotnet run -c Release --project . --", Start(Build, Executable, folder[project]));
        string below = folder[Path.Combine(project, "bin")];
        Assert.Equal($"dotnet run -c Release --project {folder[project]} --", Start(Build, Executable, below));
        Assert.Equal($"dotnet run -c Release --project {project} --", Start(Build, "dotnet", folder.Path));
    }

    [Fact]
    public void APublishedProgramIsItsOwn()
    {
        string published = Path.Combine(Build, "publish") + Path.DirectorySeparatorChar;
        string here = Path.Combine(".", Executable);
        Assert.Equal(here, Start(published, Executable, published.TrimEnd(Path.DirectorySeparatorChar)));
        Assert.Equal(Path.Combine("publish", Executable), Start(published, Executable, Build));
        Assert.Equal("dotnet VaeGen.Mnist.dll", Start(published, "dotnet", published));
    }

    [Theory]
    [InlineData("out/weights.safetensors", "out/weights.safetensors", "out/weights.safetensors")]
    [InlineData("", "''", "\"\"")]
    [InlineData("a b", "'a b'", "\"a b\"")]
    [InlineData("it's", "'it'\\''s'", "\"it's\"")]
    [InlineData("~/$HOME", "'~/$HOME'", "\"~/$HOME\"")]
    [InlineData("a\\b", "'a\\b'", "a\\b")]
    public void WhatAShellWouldTakeForSomethingElseIsQuoted(string argument, string elsewhere, string onWindows)
    {
        Assert.Equal(elsewhere, ShellText.Quote(argument, isWindows: false));
        Assert.Equal(onWindows, ShellText.Quote(argument, isWindows: true));
    }

    private static string Start(string place, string process, string current) =>
        ProgramStart.Of(place, process == "dotnet" ? process : Path.Combine(place, process), current);
}
