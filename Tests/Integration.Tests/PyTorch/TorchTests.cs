using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using VaeGen.Integration.Tests.CommandLine;
using VaeGen.Integration.Tests.Models;
using VaeGen.Integration.Tests.RandomModels;
using VaeGen.Runtime.V2;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.PyTorch;

/// <summary>
/// The emitted code computes what PyTorch's layers, distributions and automatic differentiation compute, in double precision: losses in
/// training and in evaluation, gradients, running statistics. Where no Python with PyTorch is named, these tests are skipped.
/// </summary>
public sealed class TorchTests
{
    // Chains of some thousand rounded terms, in another order.
    private const double Tolerance = 1e-9;

    private const int FirstSeed = 2001;
    private const int Models = 60;

    /// <summary>Each kind of layer by itself, with every option it has, behind and in front of others; heights and widths differ, so that
    /// what is transposed shows.</summary>
    private static readonly (string Name, string Encoder, string Decoder)[] Layers =
    [
        ("Convolutions", "[Conv(5, 3, Stride = 2, Padding = 1)] [Conv(9, 2, Activation = Tanh)]", "[Dense(4, 3, 3)] [Conv(6, 2, Padding "
            + "= 1)] [Dense(12)]"),
        ("OutputPaddings", "[Conv(3, 2)] [ConvTranspose(4, 3, Stride = 3, Padding = 1, OutputPadding = 2)]", "[Dense(9, 4, 3)] "
            + "[ConvTranspose(2, 3, Stride = 2, Padding = 1, OutputPadding = 1)]"),
        ("MaxPools", "[Conv(4, 2)] [MaxPool(3, Stride = 2, Padding = 1)]", "[Dense(5, 6, 6)] [MaxPool(2)] [Dense(9)]"),
        ("AvgPools", "[Conv(4, 2)] [AvgPool(3, Stride = 2, Padding = 1)]", "[Dense(5, 6, 6)] [AvgPool(2)] [Dense(9)]"),
        ("Upsamples", "[Upsample(2)] [Conv(3, 3)]", "[Dense(3, 4, 3)] [Upsample(2)] [Conv(2, 3, Padding = 1)]"),
        ("BatchNorms", "[Conv(9, 3, Activation = Identity)] [BatchNorm(Activation = Silu)] [Dense(11)] [BatchNorm]",
            "[BatchNorm] [Dense(2, 4, 3)] [BatchNorm] [ConvTranspose(2, 2, Stride = 2)]"),
        ("LayerNorms", "[LayerNorm] [Conv(9, 3)] [LayerNorm(Activation = Elu)] [Dense(11)] [LayerNorm]", "[Dense(3, 4, 3)] [LayerNorm] "
            + "[ConvTranspose(2, 2, Stride = 2)]"),
        ("SinglePositions", "[Conv(9, 1)] [ConvTranspose(4, 1)] [Conv(3, 1)]", "[Dense(3, 8, 6)] [ConvTranspose(9, 1)] [Conv(2, 1)]"),
        ("TransposedSinglePositions", "[ConvTranspose(9, 1)] [MaxPool(1)]", "[Dense(11, 8, 6)] [ConvTranspose(2, 1)]"),
        ("Residuals", "[Conv(4, 3)] [Residual] [Conv(4, 3, Padding = 1)] [Residual] [BatchNorm] [EndResidual] [EndResidual(Activation = "
            + "Gelu)]", "[Residual] [Dense(3)] [EndResidual] [Dense(7)]"),
    ];

    [Fact]
    public void EveryKindOfLayerIsPyTorchs() => Compare([.. Layers.Select((layer, i) => new RandomModel(
        i,
        $"""
        [Model(Precision = Precision.Double)]
        [Encoder] {layer.Encoder}
        [Decoder] {layer.Decoder}
        [Prior(Normal, 3)] [Likelihood(Bernoulli, 2, 8, 6)]
        internal sealed partial class Random{i};

        """,
        96, 3, "Bernoulli", Classes: 0, HasKinks: true, DependsOnTraining: true))]);

    // Dropout draws, and PyTorch draws otherwise.
    [Fact]
    public void RandomModelsArePyTorchs()
    {
        RandomModel[] models =
            [.. Enumerable.Range(FirstSeed, Models).Select(seed => RandomModel.Draw(seed))
                .Where(model => !model.Source.Contains("[Dropout", StringComparison.Ordinal))];
        Assert.True(models.Length > Models / 2);
        Compare(models);
    }

    [Fact]
    public void TheConvolutionalModelOfTheSampleIsPyTorchs()
    {
        const int Rows = 32;
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Folder, "Samples/Mnist/Models.cs"));
        int last = Array.IndexOf(lines, "public partial class Convolutional;");
        int first = Array.FindLastIndex(lines, last - 1, line => !line.StartsWith('[')) + 1;
        string source = "[Model(Precision = Precision.Double)]\n" + string.Join("\n", lines[first..last])
            + "\ninternal sealed partial class Random7;\n\n";
        DataSet digits = Digits.Generate(Rows, seed: 7);
        double[] x = new double[Rows * digits.Features];
        for (int row = 0; row < Rows; row++)
            digits.CopyExample(row, null, x.AsSpan(row * digits.Features, digits.Features));
        Compare([new RandomModel(7, source, digits.Features, 20, "Bernoulli", Classes: 0, HasKinks: true, DependsOnTraining: false)], Rows,
            x);
    }

    private static void Compare(IReadOnlyList<RandomModel> models, int rows = 0, double[]? x = null)
    {
        string python = TorchProcess.Require();
        using TemporaryFolder folder = new();
        Assembly assembly = ModelCompilation.Of(CompiledModels.SourceOf(models)).Load();
        VectorWidth[] widths = Enum.GetValues<VectorWidth>();
        TorchPoint[] points = [.. models.Select(model => new TorchPoint(
            model, CompiledModels.Create<double>(assembly, model.Name), widths[model.Seed % widths.Length], rows > 0
            ? rows
            : 2 + (model.Seed % 3), x))];
        for (int i = 0; i < points.Length; i++)
            points[i].Ask(Path.Combine(folder.Path, $"{models[i].Name}.question.safetensors"));
        TorchProcess.Answer(python, folder.Path);

        double greatest = 0;
        List<string> wrong = [];
        for (int i = 0; i < points.Length; i++)
        {
            SafeTensorsFile theirs = SafeTensorsFile.Read(Path.Combine(folder.Path, $"{models[i].Name}.answer.safetensors"));
            (string Name, double Error)[] errors = [.. Errors(points[i].Answer(), theirs)];
            greatest = Math.Max(greatest, errors.Max(error => error.Error));
            string[] large = [.. errors.Where(error => !(error.Error <= Tolerance)).Select(error => $"{error.Name} {error.Error:e2}")];
            if (large.Length > 0)
                wrong.Add($"{string.Join(", ", large)}\n{models[i].Source}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{models.Count} models, greatest relative difference of a tensor {greatest:e2}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {models.Count} models\n" + string.Join("\n", wrong.Take(10)));
    }

    // ‖ours − theirs‖ / max(‖theirs‖, floor) of each tensor; a gradient's floor is a share of the whole gradient's length, so that a
    // parameter without an influence counts absolutely. A tensor that one of the two has not is wrong.
    private static IEnumerable<(string Name, double Error)> Errors(IEnumerable<SafeTensor> ours, SafeTensorsFile theirs)
    {
        double length =
            Math.Sqrt(theirs.Tensors.Where(tensor => IsGradient(tensor.Name)).Sum(tensor => Math.Pow(Norm(tensor.Doubles.ToArray()), 2)));
        HashSet<string> left = [.. theirs.Names];
        foreach (SafeTensor tensor in ours)
        {
            if (!left.Remove(tensor.Name))
            {
                yield return (tensor.Name, double.PositiveInfinity);
                continue;
            }

            double[] expected = theirs[tensor.Name].Doubles.ToArray();
            yield return (
                tensor.Name,
                Norm([.. tensor.Doubles.ToArray().Zip(expected, (a, b) => a - b)])
                / Math.Max(Norm(expected), IsGradient(tensor.Name) ? 1e-2 * length : 1));
        }

        foreach (string name in left)
            yield return (name, double.PositiveInfinity);
    }

    private static bool IsGradient(string name) => name.StartsWith("gradient.", StringComparison.Ordinal);

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
