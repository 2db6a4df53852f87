using System;
using System.IO;
using System.Runtime.InteropServices;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Package.Tests;

/// <summary>Projects of all kinds, built and published as people type it, have the same bits in their weights, without a warning.</summary>
[Collection(FeedCollection.Name)]
public sealed class ProjectTests(Feed feed)
{
    private static readonly string Program = "App" + (OperatingSystem.IsWindows() ? ".exe" : "");

    [Fact]
    public void A_native_program_has_the_bits_of_one_that_is_compiled_at_run_time()
    {
        string folder = SampleProgram.Create(feed, "console and native");

        CommandResult run = Run(folder, "-c", "Release");
        string native = Publish(folder, "native", "-p:PublishAot=true");

        string hash = SampleProgram.HashOf(run);
        CommandResult published = Start(native);
        Assert.Equal(hash, SampleProgram.HashOf(published));
        // Compiled for the processors of the last ten years, which the package asks for.
        Assert.DoesNotContain("finding", published.Output);
        Assert.InRange(new FileInfo(Path.Combine(native, Program)).Length, 1_000_000, 6_000_000);
    }

    [Fact(Explicit = true)]
    public void The_instruction_set_can_be_left_to_the_compiler()
    {
        string folder = SampleProgram.Create(
            feed, "default instructions", properties: "<VaeGenInstructionSet>default</VaeGenInstructionSet>");

        string hash = SampleProgram.HashOf(Run(folder));
        CommandResult published = Start(Publish(folder, "native", "-p:PublishAot=true"));

        Assert.Equal(hash, SampleProgram.HashOf(published));
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "Only on x64 are there narrower vectors by default.");
        Assert.Contains("IlcInstructionSet", published.Output);
    }

    [Fact(Explicit = true)]
    public void A_trimmed_program_brings_its_own_NET()
    {
        string folder = SampleProgram.Create(feed, "trimmed");

        string hash = SampleProgram.HashOf(Run(folder));
        string trimmed = Publish(folder, "trimmed", "-p:PublishTrimmed=true", "--self-contained");

        Assert.Equal(hash, SampleProgram.HashOf(Start(trimmed)));
    }

    [Fact(Explicit = true)]
    public void One_file_is_a_program()
    {
        string folder = feed.NewFolder("file");
        File.WriteAllText(Path.Combine(folder, "train.cs"), $"#:package VaeGen@{feed.Version}\n{SampleProgram.Source}");

        CommandResult run = CommandLine.DotNet(folder, feed.Environment, "run", "train.cs");
        CommandLine.DotNet(folder, feed.Environment, "publish", "train.cs", "--output", "native").MustSucceed().WithoutWarnings();

        string hash = SampleProgram.HashOf(run);
        string native = Path.Combine(folder, "native");
        string program = Path.Combine(native, "train" + Path.GetExtension(Program));
        Assert.Equal(hash, SampleProgram.HashOf(CommandLine.Run(program, native, feed.Environment)));
    }

    /// <summary>A library with a model, and a program that has one of its own and refers to the library alone.</summary>
    [Fact(Explicit = true)]
    public void Two_projects_that_depend_on_each_other_have_models()
    {
        string folder = feed.NewFolder("two");
        string library = Directory.CreateDirectory(Path.Combine(folder, "Library")).FullName;
        File.WriteAllText(
            Path.Combine(library, "Library.csproj"),
            SampleProgram.Project(SampleProgram.Reference(feed)).Replace("<OutputType>Exe</OutputType>", "", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(library, "Model.cs"), """
            using VaeGen;

            namespace Library;

            [Encoder(784, 32, 4)]
            [Decoder(4, 32, 784)]
            [Prior(Normal)]
            [Likelihood(Bernoulli)]
            public partial class LibraryVae;
            """);
        string program = Directory.CreateDirectory(Path.Combine(folder, "App")).FullName;
        File.WriteAllText(
            Path.Combine(program, "App.csproj"), SampleProgram.Project("""<ProjectReference Include="../Library/Library.csproj" />"""));
        File.WriteAllText(Path.Combine(program, "Program.cs"), SampleProgram.Source.Replace(
            "model.Save", "new Library.LibraryVae(seed: 2).Fit(digits, new FitOptions { Epochs = 1 });\nmodel.Save",
            StringComparison.Ordinal));

        string alone = SampleProgram.HashOf(Run(SampleProgram.Create(feed, "alone")));
        Assert.Equal(alone, SampleProgram.HashOf(Run(program)));
    }

    /// <summary>A checkout in place of the package: both projects are referred to, as the pages say.</summary>
    [Theory(Explicit = true)]
    [InlineData("-p:PublishAot=true")]
    [InlineData("-p:PublishTrimmed=true", "--self-contained")]
    public void A_program_that_refers_to_the_projects_is_published(params string[] arguments)
    {
        string checkout = RepositoryRoot.Folder;
        string folder = feed.NewFolder("references");
        File.WriteAllText(Path.Combine(folder, "App.csproj"), SampleProgram.Project($"""
            <ProjectReference Include="{checkout}/Runtime/VaeGen.Runtime.csproj" />
            <ProjectReference
              Include="{checkout}/Generator/VaeGen.Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
            """));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), SampleProgram.Source);

        string published = Publish(folder, "published", arguments);

        SampleProgram.HashOf(Start(published));
    }

    private CommandResult Run(string folder, params string[] arguments)
    {
        CommandLine.DotNet(folder, feed.Environment, ["build", .. arguments]).MustSucceed().WithoutWarnings();
        return CommandLine.DotNet(folder, feed.Environment, ["run", "--no-build", .. arguments]);
    }

    private string Publish(string folder, string name, params string[] arguments)
    {
        CommandLine.DotNet(folder, feed.Environment, ["publish", .. arguments, "--output", name]).MustSucceed().WithoutWarnings();
        return Path.Combine(folder, name);
    }

    private CommandResult Start(string folder) => CommandLine.Run(Path.Combine(folder, Program), folder, feed.Environment);
}
