using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using VaeGen.Mnist;
using VaeGen.Mnist.Results;
using Xunit;
using SystemProcess = System.Diagnostics.Process;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>What a training leaves where nothing is said about it, what it says of that, and which commands it names.</summary>
public sealed class LeftFilesTests : IDisposable
{
    private static readonly string[] All =
    [
        "drawn.png", "elbo.png", "elbo.svg", "interpolations.png", "latents.png", "latents.svg", "reconstructions.png", "results.md",
        "samples.png", "weights.safetensors",
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void WeightsLieBesideThePicturesOfThem()
    {
        string[] common = ["train", "--data", SmallImages.Write(folder), "--batch-size", "16", "--epochs", "2"];
        string output = MnistProcess.Succeed(folder, common);
        Assert.Equal(All, Names(folder["out"]));
        MnistProcess.Succeed(folder, [.. common, "--save", "named.safetensors", "--out", "other"]);
        Assert.Equal(File.ReadAllBytes(folder["named.safetensors"]), File.ReadAllBytes(folder["out/weights.safetensors"]));
        Assert.False(File.Exists(folder["other/weights.safetensors"]));
        // Each file that is listed is there, and each that is there is listed.
        string[] lines = Lines(output, "What it left:");
        string[] listed = [.. lines.SelectMany(Listed)];
        Assert.Equal(All.Select(name => Path.Combine("out", name)), listed.Order());
        // What they show begins below each other.
        Assert.Single(lines.Select(line => line.Length - line[2..].Split("  ", 2)[1].TrimStart().Length).Distinct());
    }

    [Theory]
    [InlineData("mlp", "out", "--seed", "1")]
    [InlineData("conditional", "a 'new' out", "--seed", "7")]
    [InlineData("gaussian", "out", "--binarize", "none")]
    [InlineData("autoencoder", "out", "--binarize", "static")]
    public void TheCommandsThatComeNextRun(string model, string output, string option, string value)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command lines are taken apart by sh.");
        string data = SmallImages.Write(folder, "some data");
        string trained =
            MnistProcess.Succeed(
                folder, "train", "--model", model, "--data", data, "--batch-size", "16", "--epochs", "2", option, value, "--out", output,
                "--metrics", "m.jsonl");
        string[][] commands = [.. Lines(trained, "What comes next:").Select(Words)];
        Assert.Equal(
            model == "autoencoder" ? ["evaluate"] : new[] { "sample", "evaluate" }, commands.Select(command => command[2]));
        Assert.All(commands, command => Assert.Equal(("dotnet", MnistProcess.Program), (command[0], command[1])));
        string evaluated = MnistProcess.Succeed(folder, commands[^1][2..]);
        Assert.Contains($"model {model}, ", evaluated, StringComparison.Ordinal);
        Assert.Equal(Reconstruction(File.ReadAllLines(folder["m.jsonl"])[1], "\"test_reconstruction\":"),
            Reconstruction(evaluated, "reconstruction "), 1e-3);
        if (commands.Length == 1)
            return;
        MnistProcess.Succeed(folder, commands[0][2..]);
        Assert.NotEqual(
            File.ReadAllBytes(folder[Path.Combine(output, "drawn.png")]), File.ReadAllBytes(folder[Path.Combine(output, "more.png")]));
    }

    [Fact]
    public void ASecondTrainingReplacesTheFirstAtItsEnd()
    {
        string[] common = ["train", "--data", SmallImages.Write(folder), "--batch-size", "16"];
        MnistProcess.Succeed(folder, [.. common, "--epochs", "3"]);
        MnistProcess.Succeed(folder, [.. common, "--epochs", "1"]);
        Assert.Equal("4", Step("out/weights.safetensors"));
    }

    [Fact]
    public void AnInterruptedTrainingLeavesWhatItLearned()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Interrupts are sent with kill.");
        string[] common = ["train", "--data", SmallImages.Write(folder), "--batch-size", "16"];
        ProcessResult first = MnistProcess.Interrupt(folder, "epoch 2 of", [.. common, "--epochs", "1000000"]);
        Assert.Equal((130, "Cancelled; 'out/weights.safetensors' holds what was learned, for --resume."), (first.ExitCode, first.Error));
        byte[] learned = File.ReadAllBytes(folder["out/weights.safetensors"]);

        // Another one, which begins anew, leaves the file of the first as it is.
        ProcessResult second = MnistProcess.Interrupt(folder, "epoch 2 of", [.. common, "--epochs", "1000000"]);
        Assert.Equal(
            "Cancelled; 'out/interrupted.safetensors' holds what was learned, for --resume. 'out/weights.safetensors' is that of an "
            + "earlier training.", second.Error);
        Assert.Equal(learned, File.ReadAllBytes(folder["out/weights.safetensors"]));
        Assert.True(int.Parse(Step("out/interrupted.safetensors"), CultureInfo.InvariantCulture) >= 8);

        // One that goes on from the file puts what it learned in its place.
        ProcessResult third = MnistProcess.Interrupt(
            folder, "mlp, epoch", [.. common, "--epochs", "1000000", "--resume", "out/weights.safetensors"]);
        Assert.Equal(first.Error, third.Error);
        Assert.NotEqual(learned, File.ReadAllBytes(folder["out/weights.safetensors"]));
    }

    [Fact]
    public void ATrainingThatDivergesLeavesTheWeightsOfAnEarlierOne()
    {
        string[] common = ["train", "--data", SmallImages.Write(folder), "--batch-size", "16"];
        MnistProcess.Succeed(folder, [.. common, "--epochs", "2"]);
        byte[] learned = File.ReadAllBytes(folder["out/weights.safetensors"]);
        Assert.Equal(1, MnistProcess.Run(folder, [.. common, "--learning-rate", "1e30"]).ExitCode);
        Assert.Equal(learned, File.ReadAllBytes(folder["out/weights.safetensors"]));
    }

    [Fact]
    public void TitlesOfPicturesAreMadeOfLettersThatThereAre()
    {
        IEnumerable<string> texts = ModelCatalog.All.Select(model => model.Create(0).Description.Formula)
            .Append(LatentPlane.Of([1, 2, 3, 4, 5, 6], 3, []).Horizontal);
        Assert.All(texts.SelectMany(text => text.EnumerateRunes()), letter => Assert.True(StrokeFont.Has(letter), $"{letter}"));
    }

    private static IEnumerable<string?> Names(string path) => Directory.GetFiles(path).Select(Path.GetFileName).Order();

    private string Step(string path) => SafeTensorsFile.Read(folder[path]).Metadata["step"];

    private static string[] Lines(string output, string heading) =>
        [.. output.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => line != heading).Skip(1).TakeWhile(line => line.Length > 0)];

    // Of a line such as "  out/elbo.png, .svg  the negative ELBO".
    private static IEnumerable<string> Listed(string line)
    {
        string[] names = line[2..].Split("  ", 2)[0].Split(", ");
        return names.Select(name => name[0] == '.' ? Path.ChangeExtension(names[0], name) : name);
    }

    // As a shell takes them.
    private static string[] Words(string line)
    {
        ProcessStartInfo start = new("sh", ["-c", "printf '%s\\n' " + line]) { RedirectStandardOutput = true };
        using SystemProcess shell = SystemProcess.Start(start)!;
        string words = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return words.TrimEnd('\n').Split('\n');
    }

    private static double Reconstruction(string text, string name) => double.Parse(
        text[(text.IndexOf(name, StringComparison.Ordinal) + name.Length)..].Split(',', '\n')[0], CultureInfo.InvariantCulture);
}
