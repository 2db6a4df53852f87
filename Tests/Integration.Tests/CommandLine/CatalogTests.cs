using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using VaeGen.Mnist;
using Xunit;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>The sample's models: each is known by its file, and the commands do what it takes.</summary>
public sealed class CatalogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void NoTwoModelsHaveOneFormula()
    {
        string[] formulas = [.. ModelCatalog.All.Select(model => model.Create(0).Description.Formula)];
        Assert.Equal(formulas.Length, formulas.Distinct().Count());
        Assert.All(ModelCatalog.All, model => Assert.Equal(model.Shape.Features, model.Create(0).Description.Features));
    }

    [Fact]
    public void AConditionalModelDrawsOneClassARow()
    {
        string data = SmallImages.Write(folder);
        Train("--model", "conditional", "--data", data, "--batch-size", "16");
        Sample("all.png", "--count", "30");
        Sample("sevens.png", "--count", "30", "--label", "7");
        Sample("again.png", "--count", "30", "--label", "7");
        // Ten rows of three: between 28 pixels, doubled, lie lines of 2.
        Assert.Equal((3 * 58 + 2, 10 * 58 + 2), Size("all.png"));
        Assert.Equal((8 * 58 + 2, 4 * 58 + 2), Size("sevens.png"));
        Assert.Equal(File.ReadAllBytes(folder["sevens.png"]), File.ReadAllBytes(folder["again.png"]));
        Assert.Contains(
            "model conditional, ", MnistProcess.Succeed(folder, "evaluate", "--weights", "w.safetensors", "--data", data),
            StringComparison.Ordinal);
        Assert.Equal("--label is 10; the model conditional has the classes 0 to 9.", Refusal("10"));
    }

    [Fact]
    public void AModelWithoutClassesTakesNoLabel()
    {
        Train("--data", SmallImages.Write(folder));
        Assert.Equal("--label is 7; the model mlp has no classes.", Refusal("7"));
    }

    [Fact]
    public void AnAutoencoderLeavesPicturesAndALoss()
    {
        string data = SmallImages.Write(folder);
        string output = Train("--model", "autoencoder", "--data", data, "--batch-size", "16", "--out", "out", "--metrics", "m.jsonl");
        string[] expected =
        [
            "elbo.png", "elbo.svg", "interpolations.png", "latents.png", "latents.svg", "reconstructions.png", "results.md", "samples.png",
        ];
        Assert.Equal(expected, Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order());
        Assert.DoesNotContain("NELBO", output, StringComparison.Ordinal);
        Assert.Contains("\"test_nelbo\":null", File.ReadLines(folder["m.jsonl"]).First(), StringComparison.Ordinal);
        Assert.Contains(
            "model autoencoder, ", MnistProcess.Succeed(folder, "evaluate", "--weights", "w.safetensors", "--data", data),
            StringComparison.Ordinal);
    }

    [Fact]
    public void FacesAreGrayAndOfTheirOwnShape()
    {
        byte[] header = new byte[16];
        int[] numbers = [0x803, 40, 28, 20];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * i), numbers[i]);
        byte[] pixels = new byte[40 * 560];
        new Random(1).NextBytes(pixels);
        File.WriteAllBytes(folder["faces-idx3-ubyte"], [.. header, .. pixels]);
        string output = Train("--model", "frey", "--data", "faces-idx3-ubyte", "--test", "10", "--batch-size", "10");
        Assert.Contains("Test NELBO", output, StringComparison.Ordinal);
        Sample("faces.png", "--count", "8");
        Assert.Equal((4 * 42 + 2, 2 * 58 + 2), Size("faces.png"));
        // Gray as they are where nothing is said: no warning, and another number than thresholded.
        string gray = MnistProcess.Succeed(folder, "evaluate", "--weights", "w.safetensors", "--data", "faces-idx3-ubyte", "--test", "10");
        string binary =
            MnistProcess.Succeed(
                folder, "evaluate", "--weights", "w.safetensors", "--data", "faces-idx3-ubyte", "--test", "10", "--binarize", "threshold");
        Assert.Contains("model frey, ", gray, StringComparison.Ordinal);
        Assert.NotEqual(gray, binary);
    }

    private string Train(params string[] arguments) =>
        MnistProcess.Succeed(folder, ["train", "--epochs", "1", "--save", "w.safetensors", .. arguments]);

    private void Sample(string path, params string[] arguments) =>
        MnistProcess.Succeed(folder, ["sample", "--weights", "w.safetensors", "--pixels", "mean", "--out", path, .. arguments]);

    private string Refusal(string label)
    {
        ProcessResult run = MnistProcess.Run(folder, "sample", "--weights", "w.safetensors", "--label", label, "--out", "x.png");
        Assert.Equal(2, run.ExitCode);
        return run.Error;
    }

    // Of a PNG file: big-endian, behind the signature and the head of the first chunk.
    private (int Width, int Height) Size(string path)
    {
        byte[] bytes = File.ReadAllBytes(folder[path]);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }
}
