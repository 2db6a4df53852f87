using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using VaeGen.Mnist;
using VaeGen.Mnist.Data;
using Xunit;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>Images that users bring along in other forms than MNIST's.</summary>
public sealed class OwnImagesTests : IDisposable
{
    private static readonly DataSet Images = Digits.Generate(24, seed: 5);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Forms => ["flat", "classes", "npy", "csv", "numbers"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void EveryFormGivesTheSamePixels(string form)
    {
        ImageData data = ImageData.Load(Write(form), null, TestContext.Current.CancellationToken);
        Assert.Equal((20, 4, new DataShape(1, 28, 28)), (data.Train.Count, data.Test.Count, data.Train.Shape));
        IEnumerable<string> expected = Enumerable.Range(0, Images.Count).Select(i => Convert.ToHexString(Bytes(Images, i)));
        IEnumerable<string> found =
            new[] { data.Train, data.Test }.SelectMany(
                part => Enumerable.Range(0, part.Count).Select(i => Convert.ToHexString(Bytes(part, i))));
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        if (form is "npy" or "csv")
            Assert.Equal(Images.Labels[5], data.Test.Labels[0]);
    }

    [Fact]
    public void FoldersForTrainingAndTestAreTakenAsTheyAre()
    {
        WritePng("d/train/a", 0, 5);
        WritePng("d/test/a", 5, 2);
        ImageData data = ImageData.Load(folder["d"], null, CancellationToken.None);
        Assert.Equal((5, 2), (data.Train.Count, data.Test.Count));
        Assert.Equal(["a"], data.Test.ClassNames);
        WritePng("d/test/b", 7, 1);
        Assert.Equal(
            $"--data: '{folder["d/train"]}' has the classes a; '{folder["d/test"]}' has the classes a, b; the same were expected.",
            Assert.Throws<UserError>(() => ImageData.Load(folder["d"], null, CancellationToken.None)).Message);
        PngWriter.Save(folder["d/test/a/005.png"], new byte[400], 20, 20);
        PngWriter.Save(folder["d/test/a/006.png"], new byte[400], 20, 20);
        Directory.Delete(folder["d/test/b"], recursive: true);
        Assert.Equal(
            $"--data: '{folder["d/train"]}' has images of 1×28×28; '{folder["d/test"]}' has images of 1×20×20; the same were expected.",
            Assert.Throws<UserError>(() => ImageData.Load(folder["d"], null, CancellationToken.None)).Message);
    }

    [Fact]
    public void AnIdxFileIsReadAndItsTestImagesAreDrawn()
    {
        string file = folder[Path.Combine(SmallImages.Write(folder), "train-images-idx3-ubyte")];
        ImageData data = ImageData.Load(file, 13, CancellationToken.None);
        ImageData again = ImageData.Load(file, 13, CancellationToken.None);
        Assert.Equal((SmallImages.TrainCount - 13, 13), (data.Train.Count, data.Test.Count));
        Assert.Equal(data.Test.ContentHash, again.Test.ContentHash);
        Assert.Equal(SmallImages.TrainCount / 6, ImageData.Load(file, null, CancellationToken.None).Test.Count);
        Assert.Contains(
            "fewer than the 60 images", Assert.Throws<UserError>(() => ImageData.Load(file, 60, CancellationToken.None)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "has a test set of its own", Assert.Throws<UserError>(() => ImageData.Load("digits", 13, CancellationToken.None)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ImagesOfAsManyPixelsInAnotherShapeKeepIt()
    {
        byte[] header = [0, 0, 8, 3, 0, 0, 0, 12, 0, 0, 0, 14, 0, 0, 0, 56];
        File.WriteAllBytes(folder["wide-idx3-ubyte"], [.. header, .. new byte[12 * 784]]);
        Assert.Equal(new DataShape(1, 14, 56), ImageData.Load(folder["wide-idx3-ubyte"], null, CancellationToken.None).Train.Shape);
        ProcessResult run = MnistProcess.Run(folder, "train", "--model", "conv", "--data", "wide-idx3-ubyte", "--epochs", "1");
        Assert.Equal(1, run.ExitCode);
        Assert.Matches("^An example of '.*' is an image of 1×14×56; .* takes 1×28×28", run.Error);
    }

    [Fact]
    public void WhatIsNoSetOfImagesIsRefusedInOneSentence()
    {
        File.WriteAllText(folder["a.txt"], "1,2");
        Assert.Contains(
            "a file that ends with .npy or .csv was expected",
            Assert.Throws<UserError>(() => ImageData.Load(folder["a.txt"], null, CancellationToken.None)).Message,
            StringComparison.Ordinal);
        File.WriteAllText(folder["few.csv"], "1,0\n");
        Assert.Contains(
            "it holds 1 image; at least 6 were expected",
            Assert.Throws<UserError>(() => ImageData.Load(folder["few.csv"], null, CancellationToken.None)).Message,
            StringComparison.Ordinal);
        File.WriteAllText(folder["small.csv"], string.Concat(Enumerable.Repeat("1,0\n", 12)));
        ProcessResult run = MnistProcess.Run(folder, "train", "--data", "small.csv", "--batch-size", "4");
        Assert.Equal((1, "An example of 'small.csv' has 2 values; Mlp takes 784."), (run.ExitCode, run.Error));
    }

    [Fact]
    public void AFolderOfPngFilesIsTrainedOn()
    {
        ProcessResult run =
            MnistProcess.Run(folder, "train", "--data", Write("classes"), "--batch-size", "10", "--epochs", "1", "--out", "out");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(File.Exists(folder["out/reconstructions.png"]));
    }

    [Fact]
    public void AnAutoencoderOfAFewImagesHasItsPictures()
    {
        WritePng("few", 0, 7);
        MnistProcess.Succeed(folder, "train", "--model", "autoencoder", "--data", "few", "--epochs", "2", "--out", "o2");
        Assert.True(File.Exists(folder["o2/samples.png"]));
    }

    [Fact]
    public void APictureThatCannotBeWrittenLeavesWeightsAndNumbers()
    {
        WritePng("few", 0, 7);
        Directory.CreateDirectory(folder["o3/samples.png"]);
        ProcessResult run = MnistProcess.Run(folder, "train", "--data", "few", "--epochs", "1", "--out", "o3", "--save", "w.safetensors");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("samples.png", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["o3/results.md"]));
        Assert.True(File.Exists(folder["w.safetensors"]));
    }

    private string Write(string form)
    {
        switch (form)
        {
            case "flat":
                WritePng("flat", 0, Images.Count);
                return folder["flat"];
            case "classes":
                WritePng("classes/even", 0, 10);
                WritePng("classes/odd", 10, Images.Count - 10);
                return folder["classes"];
            case "npy":
                string header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({Images.Count}, 784), }}\n";
                WriteNpy("i.npy", header, [.. Enumerable.Range(0, Images.Count).SelectMany(i => Bytes(Images, i))]);
                WriteNpy(
                    "i-labels.npy", header.Replace(", 784", ",", StringComparison.Ordinal),
                    [.. Images.Labels.ToArray().Select(label => (byte)label)]);
                return folder["i.npy"];
            case "csv":
                string names = string.Join(',', Enumerable.Range(0, 784).Select(i => $"p{i}"));
                File.WriteAllText(folder["c.csv"], $"label,{names}\n" + Lines(i => $"{Images.Labels[i]},"));
                return folder["c.csv"];
            default:
                File.WriteAllText(folder["n.csv"], Lines(_ => ""));
                return folder["n.csv"];
        }
    }

    private string Lines(Func<int, string> before) =>
        string.Concat(Enumerable.Range(0, Images.Count).Select(i => $"{before(i)}{string.Join(',', Bytes(Images, i))}\n"));

    private void WriteNpy(string name, string header, byte[] data) =>
        File.WriteAllBytes(folder[name], [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data]);

    private void WritePng(string name, int first, int count)
    {
        Directory.CreateDirectory(folder[name]);
        for (int i = first; i < first + count; i++)
            PngWriter.Save(folder[Path.Combine(name, $"{i:D3}.png")], Bytes(Images, i), 28, 28);
    }

    private static byte[] Bytes(DataSet data, int example)
    {
        var pixels = new float[data.Features];
        data.CopyExample(example, null, pixels);
        return [.. pixels.Select(value => (byte)MathF.Round(value * 255))];
    }
}
