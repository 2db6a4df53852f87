using System;
using System.Linq;
using VaeGen.Integration.Process;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Training;

/// <summary>One example says nothing of the variance of a vector over a batch.</summary>
public sealed class BatchNormTests
{
    private static readonly DataSet Nine = DataSet.From([.. Enumerable.Range(0, 9 * 8).Select(i => i * 5 % 7 / 7f)], new DataShape(8));

    [Fact]
    public void AnExampleLeftOverAtTheEndOfAPassLeavesTheRunningVarianceAsItIs()
    {
        NormalizedVectors model = new(seed: 1);
        FitOptions options = new() { Iterations = 1, BatchSize = 8 };
        model.Fit(Nine, options);
        double[] before = RunningVariance(model);
        Assert.DoesNotContain(1.0, before);
        model.Fit(Nine, options);
        Assert.Equal(before, RunningVariance(model));
        model.Fit(Nine, options);
        Assert.All(before.Zip(RunningVariance(model)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void BatchesOfOneAreRefused()
    {
        NormalizedVectors model = new(seed: 1);
        const string Expected = "A batch has 1 example; NormalizedVectors has a BatchNorm of a vector, which takes the variance over a "
            + "batch: at least 2 were expected.";
        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => model.Fit(Nine, new FitOptions { BatchSize = 1 })).Message);
        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => model.Fit(Nine[..1])).Message);

        // A volume has several values of one example.
        new SmallStack(seed: 1).Fit(ShortTraining.Data(3), new FitOptions { BatchSize = 1, Epochs = 1 });
    }

    private static double[] RunningVariance(NormalizedVectors model)
    {
        PanelMatrix<double> variance = ((IVariationalModel<double>)model).ModelState.Parameters.Matrix("encoder.1.running_var");
        return [.. Enumerable.Range(0, 6).Select(i => variance[0, i])];
    }
}
