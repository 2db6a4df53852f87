using System.Collections.Generic;
using Xunit;

namespace VaeGen.Integration.Tests.Processes;

/// <summary>A training step allocates nothing, on any thread; nor does encoding, decoding or reconstructing one example into the caller's
/// memory, on one thread or on several at once.</summary>
public sealed class AllocationTests
{
    private static readonly Dictionary<string, string> NoTiering = new()
    {
        // The background compiler of tiered compilation allocates now and then, whatever the program does.
        ["DOTNET_TieredCompilation"] = "0",
    };

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    public void ATrainingStepAllocatesNothing(string threads) =>
        Assert.Equal(["0"], ChildProcess.Run(NoTiering, "allocations", "step", threads));

    // More threads than the machine may have cores: they are interrupted in the midst of their work.
    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public void EncodingDecodingAndReconstructingOneExampleAllocateNothingAndGiveTheSameBits(string threads) =>
        Assert.Equal(["0", "0"], ChildProcess.Run(NoTiering, "allocations", "inference", threads));
}
