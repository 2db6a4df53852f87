using System.Linq;
using Xunit;
using Xunit.Sdk;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>The emitted code of layers over channels and positions passes its checks, and each mistake of the table makes the one fail that
/// is named for it.</summary>
public sealed class VolumeMutationTests
{
    public static TheoryData<string> Mutations => [.. VolumeMutationTable.All.Select(mutation => mutation.Name)];

    public static TheoryData<string> Checks => [.. VolumeMutant.Checks.Keys];

    [Theory]
    [MemberData(nameof(Checks))]
    public void TheEmittedCodePasses(string check) => VolumeMutant.Checks[check](VolumeMutant.With());

    [Theory]
    [MemberData(nameof(Mutations))]
    public void AMistakeIsNoticed(string name)
    {
        VolumeMutation mutation = VolumeMutationTable.All.Single(candidate => candidate.Name == name);
        System.Reflection.Assembly mutant = VolumeMutant.With(mutation.Edits);
        // Only a failed assertion counts: a mutant that cannot run shows nothing.
        XunitException failure = Assert.ThrowsAny<XunitException>(() => VolumeMutant.Checks[mutation.Check](mutant));
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {mutation.Check}: {failure.Message}");
    }
}
