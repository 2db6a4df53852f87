using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>What <c>train</c> leaves, and that it can stop and go on.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mlp", "decoder.logits.weight")]
    [InlineData("course", "decoder.logits.weight")]
    [InlineData("aeb", "decoder.logits.weight")]
    [InlineData("conv", "encoder.1.weight")]
    [InlineData("conditional", "decoder.0.condition.weight")]
    [InlineData("gaussian", "decoder.mean.weight")]
    public void ItLeavesPicturesWeightsAndNumbers(string model, string weight)
    {
        string data = SmallImages.Write(folder);
        string output = MnistProcess.Succeed(
            folder, "train", "--model", model, "--data", data, "--epochs", "2", "--batch-size", "16", "--save", "w.safetensors",
            "--metrics", "m.jsonl", "--out", "new/out");
        string[] expected =
        [
            "drawn.png", "elbo.png", "elbo.svg", "interpolations.png", "latents.png", "latents.svg", "reconstructions.png", "results.md",
            "samples.png",
        ];
        Assert.Equal(expected, Directory.GetFiles(folder["new/out"]).Select(Path.GetFileName).Order());
        Assert.Contains("epoch 2 of 2: train NELBO", output, StringComparison.Ordinal);
        Assert.Contains("Test NELBO", output, StringComparison.Ordinal);
        SafeTensorsFile weights = SafeTensorsFile.Read(folder["w.safetensors"]);
        Assert.Equal("8", weights.Metadata["step"]);
        Assert.Contains("adam.v." + weight, weights.Names);
    }

    [Fact]
    public void MetricsAreOneObjectALine()
    {
        string data = SmallImages.Write(folder);
        File.WriteAllText(folder["m.jsonl"], "what was there before\n");
        MnistProcess.Succeed(folder, "train", "--data", data, "--epochs", "2", "--batch-size", "16", "--runs", "3", "--metrics", "m.jsonl");
        JsonElement[] lines = Metrics();
        string[] names =
            ["model", "run", "epoch", "step", "train_nelbo", "test_nelbo", "test_reconstruction", "test_kl", "samples_per_second",
                "seconds"];
        Assert.Equal(7, lines.Length);
        Assert.All(lines[..6], line => Assert.Equal(names, line.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(
            [(1, 1, 4), (1, 2, 8), (2, 1, 4), (2, 2, 8), (3, 1, 4), (3, 2, 8)],
            lines[..6].Select(line => (Int(line, "run"), Int(line, "epoch"), Int(line, "step"))));
        double[] ends = [.. lines[..6].Where(line => Int(line, "epoch") == 2).Select(line => Number(line, "test_nelbo"))];
        double mean = ends.Average();
        double error = Math.Sqrt(ends.Sum(end => (end - mean) * (end - mean)) / 2 / 3);
        Assert.True(lines[6].GetProperty("summary").GetBoolean());
        Assert.Equal(mean, Number(lines[6], "test_nelbo"), 1e-9);
        Assert.Equal(error, Number(lines[6], "test_nelbo_standard_error"), 1e-9);
        Assert.True(error > 0);
    }

    [Fact]
    public void OneRunHasNoStandardError()
    {
        string data = SmallImages.Write(folder);
        MnistProcess.Succeed(folder, "train", "--data", data, "--iterations", "3", "--batch-size", "16", "--metrics", "m.jsonl");
        JsonElement[] lines = Metrics();
        Assert.Equal(2, lines.Length);
        Assert.Equal(3, Int(lines[0], "step"));
        Assert.Equal(JsonValueKind.Null, lines[1].GetProperty("test_nelbo_standard_error").ValueKind);
    }

    [Theory]
    [InlineData("--iterations", "6", "--epochs", "3")]
    [InlineData("--epochs", "1", "--epochs", "3")]
    public void ResumingGivesTheBitsOfNotStopping(string firstGoal, string first, string secondGoal, string second)
    {
        string data = SmallImages.Write(folder);
        string[] common = ["train", "--data", data, "--batch-size", "16", "--seed", "7"];
        MnistProcess.Succeed(folder, [.. common, "--epochs", "3", "--save", "whole.safetensors"]);
        MnistProcess.Succeed(folder, [.. common, firstGoal, first, "--save", "part.safetensors"]);
        MnistProcess.Succeed(
            folder, [.. common, secondGoal, second, "--resume", "part.safetensors", "--save", "part.safetensors", "--threads", "1"]);
        Assert.Equal(File.ReadAllBytes(folder["whole.safetensors"]), File.ReadAllBytes(folder["part.safetensors"]));
        string output = MnistProcess.Succeed(folder, [.. common, secondGoal, second, "--resume", "part.safetensors"]);
        Assert.Contains("nothing is left to train", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adamw", "--weight-decay", "0.1")]
    [InlineData("rmsprop", "--clip-norm", "5")]
    [InlineData("centred-rmsprop", "--warm-up", "7")]
    public void ResumingGivesTheBitsOfNotStoppingWithAllOptions(string optimizer, string option, string value)
    {
        string data = SmallImages.Write(folder);
        string[] common =
        [
            "train", "--data", data, "--batch-size", "16", "--optimizer", optimizer, option, value, "--schedule", "exponential",
            "--validation", "12", "--patience", "9",
        ];
        string output = MnistProcess.Succeed(folder, [.. common, "--epochs", "4", "--save", "whole.safetensors", "--metrics", "m.jsonl"]);
        Assert.Contains("the best on the validation images", output, StringComparison.Ordinal);
        Assert.All(Metrics()[..4], line => Assert.True(Number(line, "validation_nelbo") > 0));
        MnistProcess.Succeed(folder, [.. common, "--epochs", "2", "--save", "part.safetensors"]);
        MnistProcess.Succeed(folder, [.. common, "--epochs", "4", "--resume", "part.safetensors", "--save", "part.safetensors"]);
        Assert.Equal(File.ReadAllBytes(folder["whole.safetensors"]), File.ReadAllBytes(folder["part.safetensors"]));
        ProcessResult other = MnistProcess.Run(folder, "train", "--data", data, "--batch-size", "16", "--resume", "part.safetensors");
        Assert.Equal(1, other.ExitCode);
        Assert.StartsWith("Optimizer is Adam; Mlp has been trained by ", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatARunThatWasInterruptedAfterItsLastPassLeftDueIsDoneByResuming()
    {
        string[] common =
        [
            "train", "--data", SmallImages.Write(folder), "--model", "gaussian", "--batch-size", "16", "--validation", "12",
            "--learning-rate", "0.05", "--epochs", "3",
        ];
        MnistProcess.Succeed(folder, [.. common, "--save", "whole.safetensors"]);
        WriteInterrupted("whole.safetensors", "part.safetensors");
        string[] resumed = [.. common, "--resume", "part.safetensors", "--save", "part.safetensors"];
        string output = MnistProcess.Succeed(folder, resumed);
        Assert.Contains("nothing is left to train", output, StringComparison.Ordinal);
        Assert.Contains("The model was given its best weights, those of pass ", output, StringComparison.Ordinal);
        Assert.Contains("The learned σ² was set to its exact value over the training data.", output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder["whole.safetensors"]), File.ReadAllBytes(folder["part.safetensors"]));
        Assert.DoesNotContain("exact value", MnistProcess.Succeed(folder, resumed), StringComparison.Ordinal);
    }

    [Fact]
    public void ATrainingThatNoLongerImprovesIsStopped()
    {
        string[] common =
        [
            "train", "--data", SmallImages.Write(folder), "--batch-size", "16", "--learning-rate", "0.05", "--validation", "20",
            "--patience", "2", "--epochs", "1000", "--save", "w.safetensors",
        ];
        string output = MnistProcess.Succeed(folder, common);
        Assert.Contains("Stopped: no better bound on the validation images since epoch", output, StringComparison.Ordinal);
        byte[] stopped = File.ReadAllBytes(folder["w.safetensors"]);
        MnistProcess.Succeed(folder, [.. common, "--resume", "w.safetensors"]);
        Assert.Equal(stopped, File.ReadAllBytes(folder["w.safetensors"]));
    }

    [Fact]
    public void AnInterruptLeavesACheckpointToGoOnFrom()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Interrupts are sent with kill.");
        string data = SmallImages.Write(folder);
        string[] common = ["train", "--data", data, "--batch-size", "16"];
        ProcessResult result =
            MnistProcess.Interrupt(
                folder, "epoch 3 of", [.. common, "--epochs", "1000000", "--save", "w.safetensors", "--metrics", "m.jsonl"]);
        Assert.Equal((130, "Cancelled; 'w.safetensors' holds what was learned, for --resume."), (result.ExitCode, result.Error));
        int step =
            int.Parse(SafeTensorsFile.Read(folder["w.safetensors"]).Metadata["step"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(step >= 12, $"stopped at step {step}");
        Assert.True(Metrics().Length >= 3);
        string goal = (step + 5).ToString(System.Globalization.CultureInfo.InvariantCulture);
        MnistProcess.Succeed(folder, [.. common, "--iterations", goal, "--save", "whole.safetensors"]);
        MnistProcess.Succeed(folder, [.. common, "--iterations", goal, "--resume", "w.safetensors", "--save", "w.safetensors"]);
        Assert.Equal(File.ReadAllBytes(folder["whole.safetensors"]), File.ReadAllBytes(folder["w.safetensors"]));
    }

    [Fact]
    public void GrayPixelsAreWarnedAboutOnce()
    {
        string data = SmallImages.Write(folder);
        ProcessResult gray =
            MnistProcess.Run(folder, "train", "--data", data, "--binarize", "none", "--epochs", "2", "--batch-size", "16", "--runs", "2");
        Assert.Equal(0, gray.ExitCode);
        Assert.Equal(
            "The pixels are gray and the likelihood is Bernoulli: the number compares code and is no likelihood. Likelihoods of gray "
                + "pixels are ContinuousBernoulli, DiscretizedLogistic and "
            + "Gaussian; DataSet.Binarize gives zeros and ones.",
            gray.Error);
        Assert.Equal(
            "", MnistProcess.Run(folder, "train", "--data", data, "--binarize", "threshold", "--epochs", "1", "--batch-size", "16").Error);
    }

    [Fact]
    public void ATrainingThatDivergesKeepsTheLastGoodWeights()
    {
        string data = SmallImages.Write(folder);
        ProcessResult result = MnistProcess.Run(
            folder, "train", "--data", data, "--learning-rate", "1e30", "--batch-size", "16", "--save", "w.safetensors");
        Assert.Equal(1, result.ExitCode);
        Assert.Matches(
            @"^Training diverged at step \d+: .* the weights of step 0 \(0 epochs done\) are back\. "
                + @".* Try a learning rate below 1E\+30, ClipNorm or a warm-up\.$",
            result.Error);
        MnistProcess.Succeed(folder, "evaluate", "--data", data, "--weights", "w.safetensors");
    }

    [Fact]
    public void ATrainingThatDivergesAtOnceLeavesTheFileThatIsThere()
    {
        string[] common = ["train", "--data", SmallImages.Write(folder), "--batch-size", "16", "--save", "w.safetensors"];
        MnistProcess.Succeed(folder, [.. common, "--epochs", "2"]);
        byte[] learned = File.ReadAllBytes(folder["w.safetensors"]);
        Assert.Equal(1, MnistProcess.Run(folder, [.. common, "--learning-rate", "1e30"]).ExitCode);
        Assert.Equal(learned, File.ReadAllBytes(folder["w.safetensors"]));
    }

    [Fact]
    public void WhatWasNotTrainedHasNoTrainingNumbers()
    {
        string[] common = ["train", "--data", SmallImages.Write(folder), "--batch-size", "16", "--epochs", "1"];
        MnistProcess.Succeed(folder, [.. common, "--save", "w.safetensors"]);
        MnistProcess.Succeed(folder, [.. common, "--resume", "w.safetensors", "--metrics", "m.jsonl"]);
        JsonElement summary = Assert.Single(Metrics());
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("train_nelbo").ValueKind);
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("samples_per_second").ValueKind);
        Assert.True(Number(summary, "test_nelbo") > 0);
    }

    // The file as it was before the end of its training: with the weights trained last in the model, their running σ² among them, and the
    // best ones beside.
    private void WriteInterrupted(string ended, string interrupted)
    {
        SafeTensorsFile file = SafeTensorsFile.Read(folder[ended]);
        HashSet<string> names = [.. file.Tensors.Select(tensor => tensor.Name)];
        IEnumerable<SafeTensor> tensors = file.Tensors.Select(
            tensor => new SafeTensor(Renamed(tensor.Name), tensor.Shape, tensor.Singles.ToArray()));
        Dictionary<string, string> metadata = new(file.Metadata) { ["stage"] = "steps" };
        metadata.Remove("running_variance");
        SafeTensorsFile.Write(folder[interrupted], tensors, metadata);

        string Renamed(string name) => name.StartsWith("last.", StringComparison.Ordinal)
            ? name["last.".Length..]
            : names.Contains($"last.{name}") ? $"best.{name}" : name;
    }

    private static int Int(JsonElement line, string name) => line.GetProperty(name).GetInt32();

    private static double Number(JsonElement line, string name) => line.GetProperty(name).GetDouble();

    private JsonElement[] Metrics()
    {
        List<JsonElement> lines = [];
        foreach (string line in File.ReadAllLines(folder["m.jsonl"]))
            lines.Add(JsonDocument.Parse(line).RootElement);
        return [.. lines];
    }
}
