using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using VaeGen.Integration.Tests.CommandLine;
using Xunit;

namespace VaeGen.Integration.Tests.Documentation;

/// <summary>The C# of the documentation compiles without a warning, and its programs do what the pages say.</summary>
public sealed partial class ExampleTests
{
    // Pages with tests of their own: emitted code beside its snapshots, wrong and right models beside their diagnostics.
    private static readonly string[] TestedElsewhere = ["docs/emitted-code.md", "docs/diagnostics/"];

    public static TheoryData<string> Pages => [.. MarkdownPage.All
        .Where(page => !TestedElsewhere.Any(start => page.Path.StartsWith(start, StringComparison.Ordinal)))
        .Where(page => page.Blocks.Any(block => block.Language == "csharp"))
        .Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_compile(string page) => Assert.All(ExampleProject.Of(MarkdownPage.Load(page)), project => project.Compile());

    [Fact]
    public void The_pages_for_newcomers_have_examples() =>
        Assert.Superset(
            new HashSet<string> { "README.md", "docs/getting-started.md", "docs/language.md" },
            Pages.Select(row => row.Data).ToHashSet());

    [Fact]
    public void The_example_of_the_readme_trains_and_leaves_its_picture()
    {
        using TemporaryFolder folder = new();
        ExampleProject example = ExampleProject.Of(MarkdownPage.Load("README.md")).Single()
            .With(("20_000", "2_000"), ("1_000", "200"), ("Epochs = 5", "Epochs = 2"));

        string output = ExampleProcess.Run(example, folder);

        Assert.InRange(Number(NatsPerImage(), output), 50, 300);
        AssertPicture(folder["samples.png"]);
    }

    [Fact]
    public void The_program_of_getting_started_trains_evaluates_draws_saves_and_loads()
    {
        using TemporaryFolder folder = new();
        ExampleProject example = ExampleProject.Of(MarkdownPage.Load("docs/getting-started.md"))
            .Single(project => project.Sources.Length == 2)
            .With(("Generate(2_000", "Generate(200"), ("20_000", "2_000"), ("Epochs = 10", "Epochs = 2"));

        string output = ExampleProcess.Run(example, folder);

        Assert.Equal(["epoch 1", "epoch 2"], EpochLine().Matches(output).Select(match => match.Groups[1].Value));
        Assert.All(["samples.png", "drawn.png", "reconstructions.png", "interpolation.png"], name => AssertPicture(folder[name]));
        Assert.True(File.Exists(folder["digits.safetensors"]));
    }

    /// <summary>Section "One word": the same program with the other likelihood and gray pixels.</summary>
    [Fact]
    public void The_program_of_getting_started_runs_with_a_Gaussian_likelihood()
    {
        using TemporaryFolder folder = new();
        ExampleProject example = ExampleProject.Of(MarkdownPage.Load("docs/getting-started.md"))
            .Single(project => project.Sources.Length == 2)
            .With(
                ("Likelihood(Bernoulli)", "Likelihood(Gaussian)"), (".Binarize(Binarization.Dynamic, seed: 1)", ""),
                (".Binarize(Binarization.Dynamic, seed: 2)", ""),
                ("20_000", "500"), ("Generate(2_000", "Generate(200"), ("Epochs = 10", "Epochs = 1"));

        string output = ExampleProcess.Run(example, folder);

        Assert.Single(EpochLine().Matches(output));
        AssertPicture(folder["samples.png"]);
    }

    [Fact]
    public void The_program_of_the_page_on_data_writes_what_its_comments_say()
    {
        using TemporaryFolder folder = new();

        string output = ExampleProcess.Run(ExampleProject.Of(MarkdownPage.Load("docs/data.md")).Single(), folder);

        Assert.Contains("two: 2 × 1×28×28; data: 3 × 2", output, StringComparison.Ordinal);
        Assert.Contains("sevens of 10 classes", output, StringComparison.Ordinal);
        Assert.Contains("392000 of 784000 pixels", output, StringComparison.Ordinal);
    }

    /// <summary>A table of the reader's: columns on scales of their own, counts, cells that are missing.</summary>
    [Fact]
    public void The_table_of_the_package_is_trained_on_scored_filled_and_drawn()
    {
        using TemporaryFolder folder = new();
        Random random = new(1);
        File.WriteAllLines(folder["people.csv"], Enumerable.Range(0, 600).Select(_ => Row(random)).Prepend("age,income,visits,height"));
        ExampleProject example = Example("people.csv").With(("Epochs = 1000", "Epochs = 3"));

        string output = ExampleProcess.Run(example, folder);

        Assert.Contains("after 3 passes; test: NELBO ", output, StringComparison.Ordinal);
        Assert.Equal(5, output.Split('\n').Count(line => line.StartsWith("line ", StringComparison.Ordinal)));
        string[] filled = File.ReadAllLines(folder["filled.csv"]);
        Assert.Equal("age,income,visits,height", filled[0]);
        Assert.Equal(601, filled.Length);
        Assert.All(filled.Skip(1), row =>
            Assert.Equal(4, row.Split(',').Count(cell => float.Parse(cell, CultureInfo.InvariantCulture) > -1e6f)));
        Assert.Equal(101, File.ReadAllLines(folder["synthetic.csv"]).Length);

        static string Row(Random random)
        {
            double age = 18 + (60 * random.NextDouble());
            string income = random.Next(10) == 0 ? "" : FormattableString.Invariant($"{20_000 + (900 * age) + random.Next(9_000):F0}");
            return FormattableString.Invariant($"{age:F0},{income},{random.Next(12)},{1.5 + (random.NextDouble() / 2):F2}");
        }
    }

    [Fact]
    public void The_images_of_the_package_are_trained_on_and_drawn()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["images"]);
        Random random = new(1);
        for (int i = 0; i < 60; i++)
        {
            float[] image = [.. Enumerable.Range(0, 3 * 32 * 32).Select(element => (element / 1024 == i % 3 ? 0.7f : 0.2f)
                + (0.1f * random.NextSingle()))];
            ImageGrid.Save(
                folder[$"images/{i}.png"], image, new DataShape(3, 32, 32), rows: 1, columns: 1,
                new ImageGridOptions { Gap = 0, Scale = 1 });
        }

        ExampleProject example = Example("PngFolder").With(("Epochs = 100", "Epochs = 1"));

        string output = ExampleProcess.Run(example, folder);

        Assert.StartsWith("epoch 1: NELBO ", output, StringComparison.Ordinal);
        AssertPicture(folder["samples.png"]);
        AssertPicture(folder["reconstructions.png"]);
    }

    private static ExampleProject Example(string word) => ExampleProject.Of(MarkdownPage.Load("Package/README.md"))
        .Single(project => project.Sources[0].Contains(word, StringComparison.Ordinal));

    private static double Number(Regex expression, string text)
    {
        Match match = expression.Match(text);
        Assert.True(match.Success, $"'{expression}' is not in: {text}");
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>A PNG file of some content.</summary>
    private static void AssertPicture(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.InRange(bytes.Length, 500, 1_000_000);
    }

    [GeneratedRegex(@"^(-?[0-9.]+) nats per image: reconstruction [0-9.]+, KL [0-9.]+\r?$", RegexOptions.Multiline)]
    private static partial Regex NatsPerImage();

    [GeneratedRegex(@"^(epoch [0-9]+): .* examples/s\r?$", RegexOptions.Multiline)]
    private static partial Regex EpochLine();
}
