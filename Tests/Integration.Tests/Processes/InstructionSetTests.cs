using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using VaeGen.Integration.Process;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Processes;

/// <summary>Initialization, training, scores and samples have the same bits on every machine: in a process without each of the instruction
/// sets that .NET can be told to do without.</summary>
public sealed class InstructionSetTests
{
    private static readonly Lazy<string[]> Expected = new(() => [.. ShortTraining.Lines().Skip(1)]);

    // A process computes in software where the fused multiply-add is switched off: one of each kind is enough for both tests.
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<string>>> Children = new();

    // The switches of .NET 10; each also takes away what builds on it. The fused multiply-add belongs to the set of AVX2: from there on it
    // is software.
    [Theory]
    [InlineData(null)]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX512v3")]
    [InlineData("EnableAVX2")]
    [InlineData("EnableAVX")]
    [InlineData("EnableSSE42")]
    [InlineData("EnableHWIntrinsic")]
    public void TrainingGivesTheSameBitsWithout(string? instructionSet)
    {
        IReadOnlyList<string> lines = Without(instructionSet);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", lines));
        Assert.Equal(Expected.Value, lines.Skip(1));
    }

    /// <summary>The same bits at each width that the environment variable asks for, and the width is that one.</summary>
    [Theory]
    [InlineData("128", VectorWidth.Bits128)]
    [InlineData("scalar", VectorWidth.Scalar)]
    public void TrainingGivesTheSameBitsAtTheWidthOf(string wanted, VectorWidth width)
    {
        IReadOnlyList<string> lines = ChildProcess.Run(new Dictionary<string, string> { [WidthChoice.Variable] = wanted }, "hash");

        Assert.StartsWith($"width {width},", lines[0], StringComparison.Ordinal);
        Assert.Equal(Expected.Value, lines.Skip(1));
    }

    // The hashes would be the same if the switch did nothing: the first line says what the child computed with.
    [Fact]
    public void TheSwitchesTakeInstructionsAway()
    {
        string expected = Fma.IsSupported ? "width Scalar, fused multiply-add False" : ShortTraining.Lines().First();
        Assert.Equal(expected, Without("EnableAVX2")[0]);
    }

    /// <summary>Vectors that the processor has and the program can't use are said, and nothing wrong about the machine.</summary>
    [Theory]
    [InlineData("EnableAVX2")]
    [InlineData("EnableHWIntrinsic")]
    public void WhatIsSwitchedOffIsSaid(string instructionSet)
    {
        Assert.SkipUnless(Fma.IsSupported, "This machine has no AVX2 and fused multiply-add that could be switched off.");
        string[] found = Findings(("DOTNET_" + instructionSet, "0"));
        Assert.StartsWith("VAE1014: This processor has ", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheUserChoseIsNotSaid()
    {
        Assert.SkipUnless(Fma.IsSupported, "This machine has no AVX2 and fused multiply-add that could be switched off.");
        Assert.Empty(Findings((WidthChoice.Variable, "128")));
        Assert.Empty(Findings((WidthChoice.Variable, "scalar"), ("DOTNET_EnableAVX2", "0")));
    }

    [Fact]
    public void NothingIsSaidWhereTheProcessorIsUsed()
    {
        Assert.SkipUnless(Fma.IsSupported || AdvSimd.IsSupported, "This machine has no fused multiply-add.");
        Assert.Empty(Findings());
    }

    // Of the findings those about the machine. No width is chosen where these tests themselves run at a chosen one.
    private static string[] Findings(params IEnumerable<(string Name, string Value)> variables)
    {
        Dictionary<string, string> environment = new() { [WidthChoice.Variable] = "" };
        foreach ((string name, string value) in variables)
            environment[name] = value;
        return [.. ChildProcess.Run(environment, "findings").Where(line => line[..8] is "VAE1003:" or "VAE1014:")];
    }

    private static IReadOnlyList<string> Without(string? instructionSet)
    {
        Dictionary<string, string> environment = instructionSet is null ? [] : new() { ["DOTNET_" + instructionSet] = "0" };
        return Children.GetOrAdd(instructionSet ?? "", _ => new(() => ChildProcess.Run(environment, "hash"))).Value;
    }
}
