using System.IO;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Package.Tests;

/// <summary>A reference that leaves out what a program needs is an error of the build, with a page, and no failure at the
/// start.</summary>
[Collection(FeedCollection.Name)]
public sealed class BuildErrorTests(Feed feed)
{
    [Fact]
    public void An_SDK_that_is_too_old_is_named()
    {
        string folder = SampleProgram.Create(feed, "old SDK");

        Fails(folder, "VAE0801", "9.0.305", "-p:NETCoreSdkVersion=9.0.305");
    }

    [Theory]
    [InlineData("""ExcludeAssets="runtime" """, "would not start")]
    [InlineData("""IncludeAssets="compile;build;buildTransitive;analyzers" """, "would not start")]
    [InlineData("""IncludeAssets="runtime;build;analyzers;buildtransitive" PrivateAssets="all" """, "would not compile")]
    public void A_reference_without_the_library_is_refused(string attributes, string consequence)
    {
        string folder = SampleProgram.Create(feed, "left out", attributes);

        Fails(folder, "VAE0802", consequence);
    }

    [Fact]
    public void A_library_does_not_keep_the_package_to_itself()
    {
        string folder = SampleProgram.Create(feed, "private", """PrivateAssets="all" """, "<OutputType>Library</OutputType>");
        File.Delete(Path.Combine(folder, "Program.cs"));

        Fails(folder, "VAE0803", "PrivateAssets");
    }

    /// <summary>NuGet says it of a project for an older .NET, before anything is built.</summary>
    [Fact]
    public void An_older_target_is_named()
    {
        string folder = SampleProgram.Create(feed, "old target", properties: "<TargetFramework>net8.0</TargetFramework>");

        CommandResult build = CommandLine.DotNet(folder, feed.Environment, "build");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("error NU1202: Package VaeGen ", build.Output);
        Assert.Contains("net10.0", build.Output);
    }

    private void Fails(string folder, string id, string words, params string[] arguments)
    {
        CommandResult build = CommandLine.DotNet(folder, feed.Environment, ["build", .. arguments]);

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains($"error {id}: ", build.Output);
        Assert.Contains(words, build.Output);
        Assert.DoesNotContain("error CS", build.Output);
        string page = File.ReadAllText(RepositoryRoot.Path($"docs/diagnostics/{id}.md"));
        Assert.StartsWith($"# {id}: ", page);
    }
}
