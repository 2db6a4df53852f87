using System;
using System.IO;
using System.Linq;
using VaeGen.Mnist;
using VaeGen.Mnist.Data;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.CommandLine;

/// <summary>Whatever is wrong ends in one sentence, an exit code and no file.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("train --epochs 0", "--epochs is '0'; a whole number from 1 to 2147483647 was expected.")]
    [InlineData("train --epochs 99999999999", "--epochs is '99999999999'; a whole number from 1 to 2147483647 was expected.")]
    [InlineData("train --save same --metrics same", "--save and --metrics are both 'same'; two files were expected.")]
    [InlineData("train --metrics out/weights.safetensors", "--metrics is 'out/weights.safetensors', where the weights go; another file was "
        + "expected.")]
    [InlineData("train --epochs many", "--epochs is 'many'; a whole number from 1 to 2147483647 was expected.")]
    [InlineData("train --iterations -3", "--iterations is '-3'; a whole number from 1 to 2147483647 was expected.")]
    [InlineData("train --epochs 2 --iterations 3", "--epochs and --iterations are both given; one of them was expected.")]
    [InlineData("train --batch-size 0", "--batch-size is '0'; a whole number from 1 to 2147483647 was expected.")]
    [InlineData("train --batch-size 61 --data data", "--batch-size is 61; at most the 60 training images were expected.")]
    [InlineData("train --validation 60 --data data", "--validation is 60; fewer than the 60 training images were expected.")]
    [InlineData("train --patience 3", "--patience is given; --validation was expected beside it.")]
    [InlineData("train --optimizer sgd", "--optimizer is 'sgd'; one of adam, adamw, rmsprop, centred-rmsprop was expected.")]
    [InlineData("train --weight-decay 0.1", "--weight-decay is given; --optimizer adamw was expected beside it.")]
    [InlineData("train --clip-norm -1", "--clip-norm is '-1'; a finite number above 0 was expected.")]
    [InlineData("train --schedule sawtooth", "--schedule is 'sawtooth'; one of constant, cosine, linear, exponential, step was expected.")]
    [InlineData("train --learning-rate NaN", "--learning-rate is 'NaN'; a finite number above 0 was expected.")]
    [InlineData("train --learning-rate 0", "--learning-rate is '0'; a finite number above 0 was expected.")]
    [InlineData("train --learning-rate 1e999", "--learning-rate is '1e999'; a finite number above 0 was expected.")]
    [InlineData("train --threads 2000", "--threads is '2000'; a whole number from 1 to 1024 was expected.")]
    [InlineData("train --seed -1", "--seed is '-1'; a whole number from 0 was expected.")]
    [InlineData("train --model vae", "--model is 'vae'; one of mlp, course, aeb, conv, conditional, autoencoder, gaussian, frey was "
        + "expected.")]
    [InlineData("train --binarize yes", "--binarize is 'yes'; one of dynamic, static, threshold, none was expected.")]
    [InlineData("train --resume w --runs 2", "--resume is given with several --runs; one run was expected.")]
    [InlineData("train --colour red", "'--colour' is unknown here; what --help lists was expected.")]
    [InlineData("dance", "'dance' is unknown here; what --help lists was expected.")]
    [InlineData("evaluate", "Option '--weights' is required.")]
    public void Arguments(string arguments, string sentence)
    {
        SmallImages.Write(folder);
        AssertFails(arguments, 2, sentence);
    }

    [Theory]
    [InlineData("train --data nope.csv", "--data nope.csv: there is no file or folder of that name.")]
    [InlineData("train --data data --out data/train-images-idx3-ubyte", "--out: the folder 'data/train-images-idx3-ubyte' can't be "
        + "written (*).")]
    [InlineData("train --data data --save data", "--save: 'data' is a folder; a file was expected.")]
    [InlineData("train --data data --batch-size 8 --metrics none/m.jsonl", "--metrics: the folder '*none' of the file does not exist.")]
    [InlineData("train --data data --resume data/t10k-labels-idx1-ubyte", "'data/t10k-labels-idx1-ubyte' *")]
    [InlineData("evaluate --weights nothing.safetensors", "The safetensors file 'nothing.safetensors' does not exist.")]
    public void Places(string arguments, string pattern)
    {
        SmallImages.Write(folder);
        AssertFails(
            arguments + (arguments.Contains("--batch-size", StringComparison.Ordinal) || arguments[0] == 'e' ? "" : " --batch-size 8"), 1,
            pattern);
    }

    [Fact]
    public void AFolderInThePlaceOfTheWeights()
    {
        SmallImages.Write(folder);
        Directory.CreateDirectory(folder["out/weights.safetensors"]);
        AssertFails(
            "train --data data --batch-size 8", 1, "--out: 'out*weights.safetensors' is a folder; a file was expected.");
    }

    [Fact]
    public void AVectorWidthThatNoMachineHas()
    {
        ProcessResult result = MnistProcess.RunWith(WidthChoice.Variable, "257", folder, "train", "--out", "results");
        string expected = "The environment variable VAEGEN_VECTOR_WIDTH is '257'; possible here: ";
        Assert.StartsWith(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
        Assert.False(Directory.Exists(folder["results"]));
    }

    [Fact]
    public void ImagesOfAnotherSize()
    {
        SmallImages.Write(folder, side: 20);
        File.WriteAllText(folder["m.jsonl"], "{}");
        AssertFails(
            "train --data data --batch-size 8 --metrics m.jsonl", 1,
            "An example of 'train-images-idx3-ubyte' has 400 values (1×20×20); Mlp takes 784.");
        Assert.Equal("{}", File.ReadAllText(folder["m.jsonl"]));
    }

    [Fact]
    public void BrokenImageFiles()
    {
        SmallImages.Write(folder);
        string path = folder["data/train-images-idx3-ubyte"];
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^1]);
        AssertFails("train --data data --batch-size 8", 1, "*train-images-idx3-ubyte*");
        File.WriteAllBytes(path, [.. whole, 0]);
        AssertFails("train --data data --batch-size 8", 1, "*train-images-idx3-ubyte*");
        File.WriteAllBytes(path, [1, 2, 3, 4, .. whole[4..]]);
        AssertFails("train --data data --batch-size 8", 1, "*train-images-idx3-ubyte*");
        File.Copy(folder["data/train-labels-idx1-ubyte"], path, overwrite: true);
        AssertFails("train --data data --batch-size 8", 1, "*train-images-idx3-ubyte*");
        File.Delete(path);
        AssertFails("train --data data --batch-size 8", 1, "*train-images-idx3-ubyte*");
    }

    [Fact]
    public void WeightsOfAnotherModelAndTruncatedOnes()
    {
        SmallImages.Write(folder);
        MnistProcess.Succeed(folder, "train", "--data", "data", "--iterations", "1", "--batch-size", "8", "--save", "w.safetensors");
        AssertFails(
            "train --data data --batch-size 8 --model aeb --resume w.safetensors", 1,
            "'w.safetensors' holds the model Mlp (784-400-20, *); Aeb is 784-200-200-50, *.");
        File.WriteAllBytes(folder["w.safetensors"], File.ReadAllBytes(folder["w.safetensors"])[..^4]);
        AssertFails("evaluate --weights w.safetensors --data data", 1, "'w.safetensors' *");
    }

    [Fact]
    public void ADownloadWithoutANetwork()
    {
        MnistDownload download = new(new Uri("http://127.0.0.1:1/"), folder["cache"]);
        UserError error = Assert.Throws<UserError>(() => download.Fetch(TestContext.Current.CancellationToken));
        Assert.StartsWith("--data mnist: could not download from http://127.0.0.1:1/ (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("); with the four IDX files at hand, use --data and their folder.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder["cache"]));
    }

    // A star stands for any text.
    private void AssertFails(string arguments, int exitCode, string pattern)
    {
        string[] before = Files();
        ProcessResult result = MnistProcess.Run(folder, arguments.Split(' '));
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Matches(
            "^" + System.Text.RegularExpressions.Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + "$", result.Error);
        Assert.DoesNotContain('\n', result.Error);
        Assert.Equal(before, Files());
    }

    private string[] Files() => [.. Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
