using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using VaeGen.Runtime.Tests.Data;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>Models as files: what is written, what is read back, and what is refused.</summary>
public sealed class ModelFileTests : IDisposable
{
    private static readonly DataSet Data = LinearData.Binary(50);

    private readonly TemporaryFolder folder = new();

    private string FilePath => folder.File("model.safetensors");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheFileHasTheNamesAndShapesOfPyTorch()
    {
        ModelFile.Save(Trained(Distribution.Bernoulli), FilePath);
        SafeTensorsFile file = SafeTensorsFile.Read(FilePath);
        Assert.Equal(
            [
                "decoder.mean.bias: F64 [6]", "decoder.mean.weight: F64 [6, 2]", "encoder.log_variance.bias: F64 [2]",
                "encoder.log_variance.weight: F64 [2, 6]",
                "encoder.mean.bias: F64 [2]", "encoder.mean.weight: F64 [2, 6]",
            ],
            file.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal("LinearModel", file.Metadata["model"]);
        Assert.Equal("6-2, Bernoulli", file.Metadata["formula"]);
        Assert.Equal("double", file.Metadata["precision"]);
        Assert.Equal("1", file.Metadata["seed"]);
        Assert.Matches(@"^\d+\.\d+\.\d+", file.Metadata["version"]);
        Assert.DoesNotContain("step", file.Metadata.Keys);
    }

    [Fact]
    public void WeightsComeBackToTheBit()
    {
        LinearModel saved = Trained(Distribution.Gaussian);
        ModelFile.Save(saved, FilePath);
        LinearModel loaded = Loaded(new LinearModel(seed: 9, Distribution.Gaussian));
        Assert.Equal(saved.Weights(), loaded.Weights());
        Assert.Equal(1ul, loaded.ModelState.Seed);
        Assert.Null(loaded.ModelState.Training);
        Assert.Equal(
            saved.ModelState.Parameters.Matrix("decoder.mean.weight")[1, 3],
            loaded.ModelState.Parameters.Transposed("decoder.mean.weight")[3, 1]);
    }

    [Theory]
    [InlineData(Distribution.Bernoulli, 3)]
    [InlineData(Distribution.Gaussian, 3)]
    [InlineData(Distribution.Gaussian, 7)]
    public void ATrainingGoesOnFromAFileAsIfItHadNotStopped(Distribution likelihood, int steps)
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 8 };
        LinearModel whole = new(seed: 1, likelihood);
        FitReport expected = Trainer.Fit(whole, Data, options);
        LinearModel first = new(seed: 1, likelihood);
        Trainer.Fit(first, Data, options with { Iterations = steps });
        ModelFile.Save(first, FilePath, includeTraining: true);
        LinearModel second = Loaded(new LinearModel(seed: 5, likelihood));
        FitReport actual = Trainer.Fit(second, LinearData.Binary(50), options with { Epochs = 2 - steps / 7 });
        Assert.Empty(actual.Findings);
        Assert.Equal(whole.Weights(), second.Weights());
        Assert.Equal(expected.Last.Train, actual.Last.Train);
        Assert.Equal(14, second.ModelState.Training!.Step);
    }

    [Fact]
    public void OtherDataThanTheFilesIsNoticedWithinAPass()
    {
        LinearModel first = new(seed: 1);
        Trainer.Fit(first, Data, new FitOptions { Iterations = 3, BatchSize = 8 });
        ModelFile.Save(first, FilePath, includeTraining: true);
        LinearModel second = Loaded(new LinearModel());
        FitReport report =
            Trainer.Fit(second, LinearData.Gray(50).Binarize(Binarization.Threshold), new FitOptions { Epochs = 1, BatchSize = 8 });
        Assert.StartsWith("Pass 1 was left after 3 batches", Assert.Single(report.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsOfAnotherModelAreRefused()
    {
        ModelFile.Save(new LinearModel(likelihood: Distribution.Gaussian), FilePath);
        AssertRefused($"'{FilePath}' holds the model LinearModel (6-2, Gaussian); LinearModel is 6-2, Bernoulli.");
    }

    [Fact]
    public void MissingSuperfluousAndMisshapenTensorsAreNamed()
    {
        Write(tensors => tensors.Remove("encoder.mean.bias"));
        AssertRefused($"'{FilePath}' lacks the tensor 'encoder.mean.bias' of LinearModel.");
        Write(tensors => tensors["more"] = new SafeTensor("more", [1], new double[1]));
        AssertRefused($"'{FilePath}' has the tensor 'more', which LinearModel has not.");
        Write(tensors => tensors["encoder.mean.weight"] = new SafeTensor("encoder.mean.weight", [6, 2], new double[12]));
        AssertRefused($"'{FilePath}' has 'encoder.mean.weight' with the shape [6, 2]; LinearModel has [2, 6].");
        Write(tensors => tensors["decoder.mean.bias"] = new SafeTensor("decoder.mean.bias", [6], new float[6]));
        AssertRefused($"'{FilePath}' has 'decoder.mean.bias' in 32-bit floats; LinearModel has 64-bit floats.");
        Write(tensors => tensors["decoder.mean.bias"] =
            new SafeTensor("decoder.mean.bias", [6], new double[] { 0, 0, double.NaN, 0, 0, 0 }));
        AssertRefused($"'{FilePath}' has a value in 'decoder.mean.bias' that is not finite; finite values were expected.");
        Write(tensors => tensors["adam.m.decoder.mean.bias"] = new SafeTensor("adam.m.decoder.mean.bias", [6], new double[6]));
        AssertRefused($"'{FilePath}' lacks the tensor 'adam.m.encoder.mean.weight' of LinearModel.");
    }

    [Fact]
    public void PositionsThatAreNoNumbersAreNamed()
    {
        Write(_ => { }, new() { ["step"] = "many" });
        AssertRefused($"'{FilePath}' has the metadata 'step' = 'many'; a number was expected.");
        Write(_ => { }, new() { ["step"] = "3", ["epoch"] = "-1" });
        AssertRefused($"'{FilePath}' has the metadata 'epoch' = '-1'; a number from 0 was expected.");
    }

    [Fact]
    public void TruncatedFilesAreRefused()
    {
        ModelFile.Save(new LinearModel(), FilePath);
        byte[] bytes = File.ReadAllBytes(FilePath);
        foreach (int length in (int[])[0, 7, 100, bytes.Length - 1])
        {
            File.WriteAllBytes(FilePath, bytes[..length]);
            LinearModel model = new(seed: 4);
            double[] before = model.Weights();
            DataFormatException failure = Assert.Throws<DataFormatException>(() => Loaded(model));
            Assert.Contains(FilePath, failure.Message, StringComparison.Ordinal);
            Assert.Equal(before, model.Weights());
        }
    }

    private static LinearModel Trained(Distribution likelihood)
    {
        LinearModel model = new(seed: 1, likelihood);
        Trainer.Fit(model, Data, new FitOptions { Epochs = 1, BatchSize = 8 });
        return model;
    }

    private LinearModel Loaded(LinearModel model) => ModelFile.Load<LinearModel, double>(model, FilePath);

    private void Write(Action<Dictionary<string, SafeTensor>> change, Dictionary<string, string>? metadata = null)
    {
        ModelFile.Save(new LinearModel(), FilePath);
        Dictionary<string, SafeTensor> tensors = SafeTensorsFile.Read(FilePath).Tensors.ToDictionary(tensor => tensor.Name);
        change(tensors);
        SafeTensorsFile.Write(FilePath, tensors.Values, metadata);
    }

    private void AssertRefused(string message)
    {
        LinearModel model = new(seed: 4);
        double[] before = model.Weights();
        Assert.Equal(message, Assert.Throws<DataFormatException>(() => Loaded(model)).Message);
        Assert.Equal(before, model.Weights());
    }
}
