using System;
using System.IO;
using System.Linq;
using System.Reflection;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>How snapshots are compared and accepted, tried in a folder of its own.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    private static readonly GeneratedFile File1 = new("MnistVae.TrainingStep.g.cs", "class A\n{\n}\n");

    private Snapshot Comparing => new(folder, accept: false);

    private Snapshot Accepting => new(folder, accept: true);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Failure(Action action) => Assert.Throws<InvalidOperationException>(action).Message;

    private string[] Files() => Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();

    [Fact]
    public void The_layout_is_that_of_Verify()
    {
        Accepting.Verify([File1], "one problem", "VaeTests.Bernoulli");

        Assert.Equal(["VaeTests.Bernoulli#MnistVae.TrainingStep.g.verified.cs", "VaeTests.Bernoulli.verified.txt"], Files());
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, "VaeTests.Bernoulli#MnistVae.TrainingStep.g.verified.cs"));
        Assert.Equal([0xEF, 0xBB, 0xBF, .. "//HintName: MnistVae.TrainingStep.g.cs\nclass A\n{\n}"u8], bytes);
        Comparing.Verify([File1], "one problem", "VaeTests.Bernoulli");
    }

    [Fact]
    public void A_difference_fails_and_leaves_what_was_received()
    {
        Accepting.Verify([File1], null, "VaeTests.Bernoulli");
        string message = Failure(() => Comparing.Verify([File1 with { Text = "class B\n{\n}\n" }], null, "VaeTests.Bernoulli"));

        Assert.Contains("- class A\n+ class B\n  {\n", message);
        Assert.Contains("VAEGEN_ACCEPT_SNAPSHOTS=1", message);
        Assert.Contains("VaeTests.Bernoulli#MnistVae.TrainingStep.g.received.cs", Files());

        Comparing.Verify([File1], null, "VaeTests.Bernoulli");
        Assert.DoesNotContain("VaeTests.Bernoulli#MnistVae.TrainingStep.g.received.cs", Files());
    }

    [Fact]
    public void A_new_file_fails() =>
        Assert.Contains("does not exist", Failure(() => Comparing.Verify([File1], null, "VaeTests.Bernoulli")));

    [Fact]
    public void A_file_that_is_no_longer_produced_fails()
    {
        Accepting.Verify([File1], "text", "VaeTests.Bernoulli");
        Accepting.Verify([File1], null, "VaeTests.BernoulliWithTanh");

        string message = Failure(() => Comparing.Verify([File1], null, "VaeTests.Bernoulli"));

        Assert.Contains("VaeTests.Bernoulli.verified.txt is verified, but the test no longer produces it.", message);
        Assert.DoesNotContain("BernoulliWithTanh", message);
        Assert.Equal(["VaeTests.BernoulliWithTanh#MnistVae.TrainingStep.g.verified.cs"], Comparing.Orphans(["VaeTests.Bernoulli"]));
    }

    /// <summary>The files in the repository all belong to tests that exist.</summary>
    [Fact]
    public void No_verified_file_is_left_over()
    {
        string[] tests = typeof(SnapshotTests).Assembly.GetTypes()
            .SelectMany(
                type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public).Select(method => type.Name + "." + method.Name))
            .ToArray();

        Assert.Empty(Snapshot.Standard.Orphans(tests));
    }
}
