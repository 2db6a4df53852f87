using System;
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

    /// <summary>A program whose library keeps the run-time part to itself; what it keeps for compiling alone, the program can do
    /// without.</summary>
    [Theory]
    [InlineData("runtime", "A library that this project uses")]
    [InlineData("compile", null)]
    public void A_program_gets_what_its_library_hands_on(string kept, string? words)
    {
        string library = SampleProgram.Create(
            feed, "library", $"PrivateAssets=\"{kept}\" ", "<CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>");
        File.WriteAllText(
            Path.Combine(library, "App.csproj"),
            File.ReadAllText(Path.Combine(library, "App.csproj")).Replace("<OutputType>Exe</OutputType>", "", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(library, "Program.cs"), "public static class Library { }");
        string program = feed.NewFolder("program");
        File.WriteAllText(
            Path.Combine(program, "Program.csproj"), SampleProgram.Project($"""<ProjectReference Include="{library}/App.csproj" />"""));
        File.WriteAllText(Path.Combine(program, "Main.cs"), "System.Console.WriteLine(1);");

        if (words is not null)
            Fails(program, "VAE0802", words);
        else
            CommandLine.DotNet(program, feed.Environment, "build").MustSucceed().WithoutWarnings();
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
