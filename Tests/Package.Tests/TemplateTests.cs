using System.IO;
using System.Linq;
using Xunit;

namespace VaeGen.Package.Tests;

/// <summary>What `dotnet new` makes is built and does what its comments say.</summary>
[Collection(FeedCollection.Name)]
public sealed class TemplateTests(Feed feed)
{
    [Fact(Explicit = true)]
    public void The_console_project_trains_saves_loads_and_draws()
    {
        string folder = New("console", "vaegen", "--name", "My Digits-2", "--no-restore");
        string project = Path.Combine(folder, "My Digits-2");

        CommandLine.DotNet(project, feed.Environment, "build", "-c", "Release").MustSucceed().WithoutWarnings();
        CommandResult training = CommandLine.DotNet(project, feed.Environment, "run", "-c", "Release").MustSucceed();
        CommandResult sampling = CommandLine.DotNet(project, feed.Environment, "run", "-c", "Release", "--", "sample").MustSucceed();

        Assert.Equal(10, training.Output.Split('\n').Count(line => line.StartsWith("epoch ", System.StringComparison.Ordinal)));
        Assert.Contains("drawn.png", sampling.Output);
        Assert.Equal(
            ["drawn.png", "elbo.png", "reconstructions.png", "samples.png", "weights.safetensors"],
            Directory.EnumerateFiles(Path.Combine(project, "out")).Select(Path.GetFileName).Order(System.StringComparer.Ordinal));
        Assert.NotEmpty(
            Directory.EnumerateFiles(Path.Combine(project, "obj"), "DigitVae.TrainingStep.g.cs", SearchOption.AllDirectories));
    }

    /// <summary>A project may be called like a class of the library, or like the model. (NuGet lets none be called like a package that it
    /// refers to.)</summary>
    [Theory(Explicit = true)]
    [InlineData("Digits")]
    [InlineData("DigitVae")]
    public void The_console_project_builds_under_any_name(string name)
    {
        string folder = New("named", "vaegen", "--name", name, "--no-restore");

        CommandLine.DotNet(Path.Combine(folder, name), feed.Environment, "build").MustSucceed().WithoutWarnings();
    }

    [Fact(Explicit = true)]
    public void The_file_trains_saves_and_loads()
    {
        string folder = New("one file", "vaegen-file", "--name", "digits");

        CommandResult training = CommandLine.DotNet(folder, feed.Environment, "run", "digits.cs").MustSucceed().WithoutWarnings();

        Assert.Contains("epoch 10: ", training.Output);
        Assert.True(File.Exists(Path.Combine(folder, "samples.png")));
        Assert.True(File.Exists(Path.Combine(folder, "digits.safetensors")));
    }

    // The templates of this machine stay as they are.
    private string New(string name, params string[] arguments)
    {
        string folder = feed.NewFolder(name);
        string hive = Path.Combine(feed.Folder, "templates");
        string[] place = ["--debug:custom-hive", hive];
        if (!Directory.Exists(hive))
        {
            CommandLine.DotNet(folder, feed.Environment, ["new", "install", feed.PackageFile("VaeGen.Templates"), .. place]).MustSucceed();
        }

        CommandLine.DotNet(folder, feed.Environment, ["new", .. arguments, .. place]).MustSucceed();
        return folder;
    }
}
