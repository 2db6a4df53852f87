using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Training;

/// <summary>Where a new model begins, and what is said of its data before the first step and of its KL at the end.</summary>
public sealed class StartingPointTests
{
    private const int Rows = 200;

    private static readonly CompiledModels Models = new(
    [
        new ModelDeclaration("Counts", [2, 4, 1], [1, 4, 2], "Poisson", "Tanh"),
        new ModelDeclaration("Reals", [2, 4, 1], [1, 4, 2], "Gaussian, Scale = Scale.PerElement", "Tanh"),
    ]);

    // The first element has the mean 2 and the variance 4, the second the mean 1000 and the variance 1 600.
    private static readonly DataSet Data = DataSet.From(
        [.. Enumerable.Range(0, Rows).SelectMany(i => new float[] { i % 2 == 0 ? 0 : 4, i % 2 == 0 ? 960 : 1040 })], new DataShape(2));

    private static FitOptions OneStep => new() { Iterations = 1, BatchSize = Rows, LearningRate = 1e-12 };

    [Fact]
    public void TheHeadsAreTheDatasStatistics()
    {
        IVariationalModel<double> counts = Models.Create<double>("Counts");
        Trainer.Fit(counts, Data, OneStep);
        Assert.Equal([Math.Log(2), Math.Log(1000)], Values(counts, "decoder.log_rate.bias"), Close);

        IVariationalModel<double> reals = Models.Create<double>("Reals");
        Trainer.Fit(reals, Data, OneStep);
        Assert.Equal([2, 1000], Values(reals, "decoder.mean.bias"), Close);
    }

    [Fact]
    public void AModelThatIsTrainedStaysWhereItIs()
    {
        IVariationalModel<double> model = Models.Create<double>("Counts");
        Trainer.Fit(model, Data, OneStep);
        double[] before = Values(model, "decoder.log_rate.bias");
        Trainer.Fit(model, DataSet.From(new float[Rows * 2], new DataShape(2)), OneStep);
        Assert.Equal(before, Values(model, "decoder.log_rate.bias"), Close);
    }

    [Theory]
    [InlineData("Counts", "LogStandardize")]
    [InlineData("Reals", "Standardize")]
    public void ValuesFarFromOneAreSaidBeforeTheFirstStep(string name, string word)
    {
        List<Finding> heard = [];
        int heardAtFirstStep = -1;
        FitReport report = Trainer.Fit(Models.Create<double>(name), Data, OneStep with
        {
            Found = heard.Add,
            Progress = new Hearing(() => heardAtFirstStep = heardAtFirstStep < 0 ? heard.Count : heardAtFirstStep),
        });
        Finding finding = Assert.Single(heard, finding => finding.Id == "VAE1007");
        Assert.StartsWith(
            "Values far from 1: 1 of 2 elements by their root mean square, 1 (1E+03).", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith($"Write [Encoder(…, Input = {word})].", finding.Message, StringComparison.Ordinal);
        Assert.Equal(1, heardAtFirstStep);
        Assert.Equal(heard, report.Findings);
        Assert.EndsWith("docs/findings.md#vae1007", finding.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "VAE1008")]
    [InlineData(30, "VAE1009")]
    public void AKlThatIsNoneOrAbsurdIsSaid(double mean, string id)
    {
        IVariationalModel<double> model = Models.Create<double>("Reals");
        ModelProbe<double> probe = new(model, VectorWidth.Scalar, threads: 1, capacity: 1);
        probe.SetOnly(("encoder.mean.bias", mean), ("decoder.variance", 1));
        Assert.Equal([id], Evaluator.Evaluate(model, Data).Findings.Select(finding => finding.Id));
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected));

    private static double[] Values(IVariationalModel<double> model, string name)
    {
        Parameters<double> parameters = model.ModelState.Parameters;
        double[] values = new double[parameters[name].Count];
        parameters[name].CopyTo(parameters.Storage, shift: 0, values);
        return values;
    }

    private sealed class Hearing(Action action) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => action();
    }
}
