using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>What <c>evaluate</c> and <c>sample</c> make of saved weights.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string data;

    public EvaluateCommandTests()
    {
        data = SmallImages.Write(folder);
        MnistProcess.Succeed(
            folder, "train", "--model", "course", "--data", data, "--epochs", "3", "--batch-size", "10", "--save", "w.safetensors",
            "--metrics", "m.jsonl");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheNumbersAreThoseOfTraining()
    {
        string output =
            MnistProcess.Succeed(
                folder, "evaluate", "--weights", "w.safetensors", "--data", data, "--per-example", "scores.csv", "--threads", "1");
        JsonElement last = JsonDocument.Parse(File.ReadAllLines(folder["m.jsonl"])[2]).RootElement;
        Assert.StartsWith("model course, ", output, StringComparison.Ordinal);
        Assert.Equal(last.GetProperty("test_nelbo").GetDouble(), Value(output, "nelbo"), 1e-4);
        Assert.Equal(last.GetProperty("test_reconstruction").GetDouble(), Value(output, "reconstruction"), 1e-4);
        Assert.Equal(last.GetProperty("test_kl").GetDouble(), Value(output, "kl"), 1e-4);
        string[] rows = File.ReadAllLines(folder["scores.csv"]);
        Assert.Equal("example,nelbo,reconstruction,kl", rows[0]);
        double mean = rows[1..].Average(row => double.Parse(row.Split(',')[1], CultureInfo.InvariantCulture));
        Assert.Equal(last.GetProperty("test_nelbo").GetDouble(), mean);
    }

    [Fact]
    public void TheImportanceBoundIsTheTighterOne()
    {
        string output =
            MnistProcess.Succeed(
                folder, "evaluate", "--weights", "w.safetensors", "--data", data, "--importance-samples", "50", "--per-example",
                "scores.csv");
        Assert.True(Value(output, "importance_bound") < Value(output, "nelbo"), output);
        Assert.InRange(Value(output, "effective_sample_size"), 1, 50);
        string[] rows = File.ReadAllLines(folder["scores.csv"]);
        Assert.Equal("example,nelbo,reconstruction,kl,importance_bound,effective_sample_size", rows[0]);
        double[][] columns =
            [.. rows[1..].Select(row => row.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(Value(output, "importance_bound"), columns.Average(row => row[4]), 1e-4);
        Assert.All(columns, row => Assert.InRange(row[5], 1, 50));
    }

    [Fact]
    public void ThePosteriorMeanHasTheSameKl()
    {
        string sampled = MnistProcess.Succeed(folder, "evaluate", "--weights", "w.safetensors", "--data", data);
        string atMean = MnistProcess.Succeed(folder, "evaluate", "--weights", "w.safetensors", "--data", data, "--posterior-mean");
        Assert.Equal(Value(sampled, "kl"), Value(atMean, "kl"));
        Assert.True(Value(atMean, "reconstruction") < Value(sampled, "reconstruction"));
    }

    [Fact]
    public void SamplesAreAPicture()
    {
        MnistProcess.Succeed(folder, "sample", "--weights", "w.safetensors", "--count", "200", "--out", "drawn.png");
        MnistProcess.Succeed(folder, "sample", "--weights", "w.safetensors", "--count", "200", "--pixels", "mean", "--out", "mean.png");
        byte[] drawn = File.ReadAllBytes(folder["drawn.png"]);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], drawn[..4]);
        Assert.NotEqual(drawn, File.ReadAllBytes(folder["mean.png"]));
    }

    private static double Value(string output, string name) => double.Parse(
        output.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1],
        CultureInfo.InvariantCulture);
}
