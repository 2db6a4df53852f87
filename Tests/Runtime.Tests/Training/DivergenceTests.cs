using System;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>A training whose numbers are no numbers any more stops, says where, and leaves good weights.</summary>
public sealed class DivergenceTests
{
    private static readonly DataSet Data = LinearData.Binary(20);

    [Fact]
    public void TheStepAndTheParameterAreNamedAndTheLastGoodWeightsAreBack()
    {
        LinearModel model = new(seed: 1);
        FitOptions options = new() { Epochs = 2, BatchSize = 5 };
        Trainer.Fit(model, Data, options);
        double[] good = model.Weights();
        TrainingDivergedException failure =
            Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(model, Data, options with { Epochs = 5, LearningRate = 1e200 }));
        Assert.InRange(failure.Step, 9, 10);
        Assert.StartsWith("encoder.", failure.Culprit, StringComparison.Ordinal);
        Assert.Contains($"step {failure.Step}", failure.Message, StringComparison.Ordinal);
        Assert.Contains(failure.Culprit, failure.Message, StringComparison.Ordinal);
        Assert.Contains("the weights of step 8 (2 epochs done) are back", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "With those weights the losses of the same examples are finite: the steps since then went too far. Try a learning rate below "
                + "1E+200, ClipNorm or a warm-up.",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Equal(good, model.Weights());
        Assert.Equal((8, 2, 0), (model.ModelState.Training!.Step, model.ModelState.Training.Epoch, model.ModelState.Training.BatchInEpoch));
    }

    [Fact]
    public void WeightsThatWereNotFiniteBeforeAreNamed()
    {
        LinearModel model = new(seed: 1);
        model.ModelState.Parameters.Matrix("decoder.mean.weight").Row(1, 0)[2] = double.NaN;
        TrainingDivergedException failure =
            Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(model, Data, new FitOptions { Epochs = 1 }));
        Assert.Equal(
            "Training diverged at step 1, the first of this call: the reconstruction is NaN, the first parameter that is not finite is "
                + "encoder.mean.weight; the weights of step 0 (0 epochs done) are back. "
            + "But decoder.mean.weight was not finite before that pass already: load good weights, or make the model anew. Neither data "
            + "nor options are the cause.",
            failure.Message);
    }

    [Fact]
    public void AKlThatOverflowsIsSaidToBeOne()
    {
        LinearModel model = new(seed: 1);
        model.ModelState.Parameters.Matrix("encoder.log_variance.bias").Row(0, 0)[..LinearModel.Latent].Fill(1000);
        TrainingDivergedException failure =
            Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(model, Data, new FitOptions { Epochs = 1 }));
        Assert.StartsWith(
            "Training diverged at step 1, the first of this call: the KL is Infinity", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "and with new weights in place of the model's its loss is finite, so the weights are the cause: load others, or train the "
                + "model anew with a smaller learning rate.",
            failure.Message, StringComparison.Ordinal);
    }

    // Within an epoch, at its end, where an epoch has one step alone, and after a file. A first step this large leaves finite weights,
    // which are good ones where it ends an epoch.
    [Theory]
    [InlineData(20, 0, "step 1 (1 epoch done)")]
    [InlineData(20, 3, "step 4 (4 epochs done)")]
    [InlineData(5, 2, "step 2 (0 epochs done)")]
    [InlineData(5, 4, "step 4 (1 epoch done)")]
    [InlineData(5, 6, "step 6 (1 epoch done)")]
    public void ThePlaceOfTheGoodWeightsIsAStepAndTheEpochsDoneThere(int batchSize, int steps, string place)
    {
        FitOptions options = new() { Iterations = steps, BatchSize = batchSize };
        LinearModel model = new(seed: 1);
        Trainer.Fit(model, Data, options);
        string path = System.IO.Path.Combine(System.IO.Directory.CreateTempSubdirectory().FullName, "model.safetensors");
        ModelFile.Save(model, path, includeTraining: true);
        LinearModel resumed = new(seed: 2);
        ModelFile.Load<LinearModel, double>(resumed, path);
        System.IO.Directory.Delete(System.IO.Path.GetDirectoryName(path)!, recursive: true);
        foreach (LinearModel each in new[] { model, resumed })
        {
            TrainingDivergedException failure = Assert.Throws<TrainingDivergedException>(
                () => Trainer.Fit(each, Data, options with { Iterations = 40, LearningRate = 1e200 }));
            Assert.Contains($"the weights of {place} are back", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TrainingCanGoOnAfterwards()
    {
        LinearModel model = new(seed: 1);
        FitOptions options = new() { Epochs = 2, BatchSize = 5 };
        Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(model, Data, options with { LearningRate = 1e200 }));
        Trainer.Fit(model, Data, options);
        LinearModel untroubled = new(seed: 1);
        Trainer.Fit(untroubled, Data, options);
        Assert.Equal(untroubled.Weights(), model.Weights());
    }
}
