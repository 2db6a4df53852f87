using System.Linq;
using Xunit;
using Xunit.Sdk;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>The checks of this folder pass on the emitted code, and each mistake of the table makes the one fail that is named for
/// it.</summary>
public sealed class MutationTests
{
    public static TheoryData<string> Mutations => [.. MutationTable.All.Select(mutation => mutation.Name)];

    public static MatrixTheoryData<string, string> Checks => new(Mutant.Originals.Keys, NamedChecks.All.Keys);

    [Theory]
    [MemberData(nameof(Checks))]
    public void TheEmittedCodePasses(string model, string check) =>
        NamedChecks.All[check](Mutant.Originals[model].Value);

    [Theory]
    [MemberData(nameof(Mutations))]
    public void AMistakeIsNoticed(string name)
    {
        Mutation mutation = MutationTable.All.Single(candidate => candidate.Name == name);
        Mutant mutant = Mutant.Of(mutation);
        // Only a failed assertion counts: a mutant that cannot run shows nothing.
        XunitException failure = Assert.ThrowsAny<XunitException>(() => NamedChecks.All[mutation.Check](mutant));
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {mutation.Check}: {failure.Message}");
    }
}
