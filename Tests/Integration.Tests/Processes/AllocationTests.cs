using System.Collections.Generic;
using Xunit;

namespace VaeGen.Integration.Tests.Processes;

/// <summary>A training step allocates nothing, on any thread; nor does encoding or decoding one example into the caller's memory.</summary>
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

    [Fact]
    public void EncodingAndDecodingOneExampleAllocateNothing() =>
        Assert.Equal(["0"], ChildProcess.Run(NoTiering, "allocations", "inference"));
}
