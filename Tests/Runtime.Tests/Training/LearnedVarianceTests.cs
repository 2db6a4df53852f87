using System;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>The σ² of a Gaussian likelihood is at its maximizer: running in training, exact at the end.</summary>
public sealed class LearnedVarianceTests
{
    private static readonly DataSet Data = LinearData.Real(40);

    [Fact]
    public void AtTheEndItIsTheMeanSquaredErrorOverTheTrainingSet()
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        Trainer.Fit(model, Data, new FitOptions { Epochs = 5, BatchSize = 16, LearningRate = 0.01 });
        double variance = model.Weights()[^1];
        // With σ² at its maximizer Σ (x − mean)² / 2σ² is half the number of elements: the reconstruction is (D/2)(1 + log 2πσ²).
        double expected = LinearModel.Features / 2.0 * (1 + Math.Log(2 * Math.PI * variance));
        Assert.Equal(expected, Evaluator.Evaluate(model, Data).Reconstruction, 1e-10);
        Assert.InRange(variance, 0.001, 0.9);
    }

    [Fact]
    public void TheFirstStepReplacesTheInitialOneAndLaterStepsFollow()
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        Trainer.Fit(model, Data, new FitOptions { Iterations = 1, BatchSize = 40, Shuffle = false });
        double first = model.ModelState.Training!.Progress.RunningVariances![0];
        Trainer.Fit(model, Data, new FitOptions { Iterations = 1, BatchSize = 40, Shuffle = false });
        double second = model.ModelState.Training!.Progress.RunningVariances![0];
        double error = 0;
        for (int row = 0; row < 40; row++)
            error += model.ModelState.TrainingNetwork(40).SquaredError!.Total(row);
        Assert.NotEqual(1, first);
        Assert.Equal(first + (error / 240 - first) / 2, second, 1e-12);
    }
}
