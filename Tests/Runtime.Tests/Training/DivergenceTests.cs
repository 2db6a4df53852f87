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
        Assert.Contains("the weights of step 8 (epoch 3) are back", failure.Message, StringComparison.Ordinal);
        Assert.Equal(good, model.Weights());
        Assert.Equal((8, 2, 0), (model.State.Training!.Step, model.State.Training.Epoch, model.State.Training.BatchInEpoch));
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
