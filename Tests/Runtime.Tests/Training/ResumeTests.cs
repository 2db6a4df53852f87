using System;
using System.IO;
using System.Linq;
using VaeGen.Runtime.Tests.Data;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>A training that stopped, was saved, and goes on from its file gives the bits of one that did not: by every optimizer, with
/// every option.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly DataSet Data = LinearData.Binary(50);

    private static readonly DataSet Other = LinearData.Gray(30).Binarize(Binarization.Threshold);

    private readonly TemporaryFolder folder = new();

    public static TheoryData<FitOptions> Trainings => new()
    {
        new FitOptions { Optimizer = new AdamW { WeightDecay = 0.5 }, Schedule = LearningRateSchedule.Cosine() },
        new FitOptions { Optimizer = new RmsProp(), Schedule = LearningRateSchedule.Step(2, 0.5), ClipNorm = 0.5 },
        new FitOptions { Optimizer = new RmsProp { Centred = true }, Schedule = LearningRateSchedule.Exponential(0.9).WithWarmUp(9),
            ClipValue = 0.1 },
        new FitOptions { Validation = Other },
        new FitOptions { Validation = Other, Patience = 2 },
        new FitOptions { Validation = Other, RestoreBest = false, Schedule = LearningRateSchedule.Linear(0.5) },
        new FitOptions { ValidationFraction = 0.2, Optimizer = new RmsProp() },
    };

    private string FilePath => folder.File("model.safetensors");

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Trainings), DisableDiscoveryEnumeration = true)]
    public void StoppedAfterEachPass(FitOptions training)
    {
        foreach (Distribution likelihood in (Distribution[])[Distribution.Bernoulli, Distribution.Gaussian])
        {
            FitOptions options = training with { Epochs = 6, BatchSize = 10, LearningRate = 0.03 };
            LinearModel whole = new(seed: 1, likelihood);
            FitReport expected = Trainer.Fit(whole, Data, options);
            for (int epochs = 1; epochs < 6; epochs++)
            {
                LinearModel first = new(seed: 1, likelihood);
                Trainer.Fit(first, Data, options with { AfterEpoch = report => StopAfter(report, epochs) });
                ModelFile.Save(first, FilePath, includeTraining: true);
                LinearModel second = ModelFile.Load<LinearModel, double>(new LinearModel(seed: 7, likelihood), FilePath);
                Assert.Equal(first.Weights(), second.Weights());
                FitReport actual = Trainer.Fit(second, Data, options with { Epochs = 6 - epochs });
                Assert.Equal(whole.Weights(), second.Weights());
                Assert.Equal(expected.Best, actual.Best);
                Assert.Equal(expected.End, actual.End);
                Assert.Equal(
                    expected.Epochs.Where(record => record.Epoch > epochs).Select(Numbers),
                    actual.Epochs.Select(Numbers));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Trainings), DisableDiscoveryEnumeration = true)]
    public void SavedByTheCallbackInTheMidst(FitOptions training)
    {
        FitOptions options = training with { Epochs = 5, BatchSize = 10, LearningRate = 0.03 };
        LinearModel whole = new(seed: 1);
        FitReport expected = Trainer.Fit(whole, Data, options with { AfterEpoch = Save });
        LinearModel resumed = ModelFile.Load<LinearModel, double>(new LinearModel(), FilePath);
        FitReport actual = Trainer.Fit(resumed, Data, options with { Epochs = 3 });
        Assert.Equal(whole.Weights(), resumed.Weights());
        Assert.Equal(expected.Best, actual.Best);

        void Save(EpochReport report)
        {
            if (report.Record.Epoch == 2)
                ModelFile.Save(whole, FilePath, includeTraining: true);
        }
    }

    [Fact]
    public void WithinAPass()
    {
        FitOptions options =
            new() { Epochs = 3, BatchSize = 10, LearningRate = 0.03, Validation = Other, Optimizer = new AdamW(), ClipNorm = 1 };
        LinearModel whole = new(seed: 1);
        FitReport expected = Trainer.Fit(whole, Data, options);
        LinearModel first = new(seed: 1);
        FitReport partial = Trainer.Fit(first, Data, options with { Iterations = 8 });
        Assert.NotNull(partial.Last.Validation);
        Assert.Equal(1, partial.Best!.Epoch);
        ModelFile.Save(first, FilePath, includeTraining: true);
        LinearModel second = ModelFile.Load<LinearModel, double>(new LinearModel(), FilePath);
        Assert.Equal(expected.Best, Trainer.Fit(second, Data, options with { Epochs = 2 }).Best);
        Assert.Equal(whole.Weights(), second.Weights());
    }

    [Theory]
    [InlineData(50, 3)]
    [InlineData(200, 3)]
    public void WhereNoBatchSizeIsWritten(int count, int iterations)
    {
        DataSet data = LinearData.Binary(count);
        FitOptions options = new() { Epochs = 4, LearningRate = 0.03 };
        LinearModel whole = new(seed: 1);
        Trainer.Fit(whole, data, options);
        LinearModel first = new(seed: 1);
        Trainer.Fit(first, data, options with { Iterations = iterations });
        ModelFile.Save(first, FilePath, includeTraining: true);
        LinearModel second = ModelFile.Load<LinearModel, double>(new LinearModel(), FilePath);
        Assert.Empty(Trainer.Fit(second, data, options with { Iterations = whole.ModelState.Training!.Step - iterations }).Findings);
        Assert.Equal(whole.Weights(), second.Weights());
    }

    [Fact]
    public void AnotherOptimizerIsRefused()
    {
        LinearModel first = new(seed: 1);
        Trainer.Fit(first, Data, new FitOptions { Epochs = 1, BatchSize = 10, Optimizer = new RmsProp { Centred = true } });
        ModelFile.Save(first, FilePath, includeTraining: true);
        LinearModel second = ModelFile.Load<LinearModel, double>(new LinearModel(), FilePath);
        double[] weights = second.Weights();
        FitOptions other = new() { Epochs = 1, BatchSize = 10, Optimizer = new RmsProp() };
        Assert.Equal(
            "Optimizer is RmsProp; LinearModel has been trained by CentredRmsProp, whose moments it holds. Go on with CentredRmsProp, or "
                + "forget them by Trainer.Restart.",
            Assert.Throws<ArgumentException>(() => Trainer.Fit(second, Data, other)).Message);
        Assert.Equal(weights, second.Weights());
        Trainer.Restart(second);
        Assert.Equal(weights, second.Weights());
        Assert.Equal((1, 5), (Trainer.Fit(second, Data, other).Last.Epoch, second.ModelState.Training!.Step));
    }

    [Fact]
    public void TheFileNamesTheOptimizerAndItsMoments()
    {
        LinearModel model = new(seed: 1);
        Trainer.Fit(model, Data, new FitOptions { Epochs = 2, BatchSize = 10, Optimizer = new RmsProp(), Validation = Other });
        ModelFile.Save(model, FilePath, includeTraining: true);
        SafeTensorsFile file = SafeTensorsFile.Read(FilePath);
        Assert.Equal("rmsprop", file.Metadata["optimizer"]);
        Assert.Equal(
            ["last.decoder.mean.bias", "rmsprop.v.decoder.mean.bias"],
            file.Tensors.Select(tensor => tensor.Name).Where(name => name.EndsWith(".decoder.mean.bias", StringComparison.Ordinal)));
        Assert.Contains("validation_sha256", file.Metadata.Keys);

        ModelFile.Save(model, FilePath);
        Assert.DoesNotContain("optimizer", SafeTensorsFile.Read(FilePath).Metadata.Keys);
    }

    [Theory]
    [InlineData("optimizer", "sgd", "one of adam, adamw, rmsprop, centred_rmsprop was expected")]
    [InlineData("optimizer", "rmsprop", "lacks the tensor 'rmsprop.v.encoder.mean.weight'")]
    [InlineData("best_nelbo", "low", "a number was expected")]
    [InlineData("best_nelbo", null, "lacks the metadata 'best_nelbo'")]
    public void FilesThatContradictThemselvesAreRefused(string key, string? text, string message)
    {
        LinearModel model = new(seed: 1);
        Trainer.Fit(model, Data, new FitOptions { Epochs = 2, BatchSize = 10, Validation = Other });
        ModelFile.Save(model, FilePath, includeTraining: true);
        SafeTensorsFile file = SafeTensorsFile.Read(FilePath);
        var metadata = file.Metadata.ToDictionary(pair => pair.Key, pair => pair.Value);
        metadata.Remove(key);
        if (text is not null)
            metadata[key] = text;
        SafeTensorsFile.Write(FilePath, file.Tensors, metadata);
        LinearModel other = new(seed: 4);
        double[] before = other.Weights();
        DataFormatException failure = Assert.Throws<DataFormatException>(() => ModelFile.Load<LinearModel, double>(other, FilePath));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Weights());
    }

    private static void StopAfter(EpochReport report, int epochs)
    {
        if (report.Record.Epoch == epochs)
            report.Stop();
    }

    private static object Numbers(EpochRecord record) => (record.Epoch, record.Step, record.Train, record.Validation, record.LearningRate);
}
