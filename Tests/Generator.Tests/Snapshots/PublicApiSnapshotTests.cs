using System;
using PublicApiGenerator;
using Xunit;

namespace VaeGen.Generator.Tests.Snapshots;

/// <summary>
/// The public members of the runtime. A change of what users call breaks their source or their binaries: it is seen here before it is
/// released, and said in <c>CHANGELOG.md</c>.
/// </summary>
public sealed class PublicApiSnapshotTests
{
    [Fact]
    public void WhatUsersCall() => Verify("VaeGen", static type => type.Namespace == "VaeGen", nameof(WhatUsersCall));

    /// <summary>A binary contract with code that was emitted before: where a member changes, the namespace gets the next number.</summary>
    [Fact]
    public void WhatEmittedCodeCalls() =>
        Verify("VaeGen.Runtime", static type => type.Namespace != "VaeGen", nameof(WhatEmittedCodeCalls));

    private void Verify(string prefix, Func<Type, bool> choose, string test)
    {
        Type[] types = Array.FindAll(typeof(DataSet).Assembly.GetExportedTypes(), type => choose(type));
        string text = types.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] });
        Assert.Contains($"namespace {prefix}", text, StringComparison.Ordinal);
        Snapshot.Standard.VerifyText(text, this, test);
    }
}
