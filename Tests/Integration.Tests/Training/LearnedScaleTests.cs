using System;
using System.IO;
using System.Linq;
using VaeGen.Integration.Tests.CommandLine;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Training;

/// <summary>A σ of each element at its maximizer, the floor of a learned σ, and what data a likelihood takes.</summary>
public sealed class LearnedScaleTests
{
    private const int Features = 5;

    private static readonly CompiledModels Models =
        new(new[] { "Gaussian, Scale = PerElement", "Gaussian, Scale = FromDecoder", "Laplace, MinSigma = 0.5", "Poisson",
            "ContinuousBernoulli", "DiscretizedLogistic", "Categorical, Classes = 3" }
        .Select(likelihood => new ModelDeclaration(Name(likelihood), [Features, 4, 2], [2, 4, Features], likelihood)));

    // The last element is constant: nothing of it is left to learn.
    private static readonly DataSet Real = Data(60, (random, i) => i == Features - 1 ? 0 : Point.Normal(random) * (1 + i));

    [Fact]
    public void AtTheEndEachVarianceIsItsMeanSquaredError()
    {
        IVariationalModel<double> model = Models.Create<double>(Name("Gaussian, Scale = PerElement"));
        Trainer.Fit(model, Data(60, (random, i) => Point.Normal(random) * (1 + i)), new FitOptions { Epochs = 3, BatchSize = 16 });
        PanelMatrix<double> variance = model.ModelState.Parameters.Matrix("decoder.variance");
        double[] variances = [.. Enumerable.Range(0, Features).Select(i => variance[0, i])];
        // Each element's Σ (x − mean)² / 2σ² is half the number of examples.
        double expected = variances.Sum(value => 0.5 * (1 + Math.Log(2 * Math.PI * value)));
        Assert.Equal(expected, Evaluator.Evaluate(model, Data(60, (random, i) => Point.Normal(random) * (1 + i))).Reconstruction, 1e-10);
        Assert.True(variances[^1] > 3 * variances[0]);
    }

    [Fact]
    public void AnElementOnTheFloorIsSaid()
    {
        IVariationalModel<double> model = Models.Create<double>(Name("Gaussian, Scale = PerElement"));
        new ModelProbe<double>(model, VectorWidth.Scalar, threads: 1, capacity: 1).SetOnly(("decoder.variance", 1));
        FitReport report = Trainer.Fit(model, Real, new FitOptions { Iterations = 1, BatchSize = 16, LearningRate = 1e-9 });
        string warning = Assert.Single(report.Findings).Message;
        Assert.StartsWith("The σ of 1 of 5 elements lies on its floor of 1E-05 (MinSigma)", warning, StringComparison.Ordinal);
        Assert.Equal(1e-10, model.ModelState.Parameters.Matrix("decoder.variance")[0, Features - 1], 1e-20);
    }

    [Fact]
    public void AnElementThatNoExampleHasKeepsItsSigma()
    {
        IVariationalModel<double> model = Models.Create<double>(Name("Gaussian, Scale = PerElement"));
        DataSet data = Data(60, (random, i) => Point.Normal(random)).WithMask([true, true, false, true, true]);
        FitReport report = Trainer.Fit(model, data, new FitOptions { Epochs = 2, BatchSize = 16 });
        Assert.Equal(
            "The σ of 1 of 5 elements was not learned, because no training example has them: it is what it was before.",
            Assert.Single(report.Findings).Message);
        Assert.Equal(1, model.ModelState.Parameters.Matrix("decoder.variance")[0, 2]);
        Assert.InRange(model.ModelState.Parameters.Matrix("decoder.variance")[0, 3], 0.1, 10);
    }

    [Fact]
    public void TheBestPassIsJudgedByTheSigmaThatTheModelEndsWith()
    {
        using TemporaryFolder folder = new();
        string path = folder["second.safetensors"];
        IVariationalModel<double> model = Models.Create<double>(Name("Gaussian, Scale = PerElement"));
        DataSet data = Data(60, (random, i) => Point.Normal(random) * (1 + i));
        DataSet held = data[..20];
        FitOptions options = new() { Epochs = 4, BatchSize = 16, Validation = held, LearningRate = 0.01 };
        FitReport report = Trainer.Fit(model, data, options with
        {
            AfterEpoch = epoch =>
            {
                Assert.Equal(epoch.Record.Validation, Evaluator.Evaluate(model, held));
                if (epoch.Record.Epoch == 2)
                    ModelFile.Save(model, path, includeTraining: true);
            },
        });
        Assert.Equal(report.Best!.Validation, Evaluator.Evaluate(model, held));

        // What is evaluated between passes leaves no trace in the training.
        IVariationalModel<double> resumed =
            ModelFile.Load<IVariationalModel<double>, double>(Models.Create<double>(Name("Gaussian, Scale = PerElement"), seed: 9), path);
        Trainer.Fit(resumed, data, options with { Epochs = 2 });
        Assert.Equal(Values(model), Values(resumed));
        IVariationalModel<double> plain = Models.Create<double>(Name("Gaussian, Scale = PerElement"));
        Trainer.Fit(plain, data, options with { Validation = null });
        IVariationalModel<double> last = Models.Create<double>(Name("Gaussian, Scale = PerElement"));
        Trainer.Fit(last, data, options with { RestoreBest = false });
        Assert.Equal(Values(plain), Values(last));
    }

    [Fact]
    public void StoppedAndResumedIsTheSameAsNotStopped()
    {
        using TemporaryFolder folder = new();
        FitOptions whole = new() { Epochs = 4, BatchSize = 16 };
        IVariationalModel<double> once = Models.Create<double>(Name("Gaussian, Scale = PerElement"));
        Trainer.Fit(once, Real, whole);
        IVariationalModel<double> twice = Models.Create<double>(Name("Gaussian, Scale = PerElement"));
        Trainer.Fit(twice, Real, whole with { Epochs = 2 });
        string path = folder["half.safetensors"];
        ModelFile.Save(twice, path, includeTraining: true);
        IVariationalModel<double> resumed =
            ModelFile.Load<IVariationalModel<double>, double>(Models.Create<double>(Name("Gaussian, Scale = PerElement"), seed: 9), path);
        Trainer.Fit(resumed, Real, whole with { Epochs = 2 });
        Assert.Equal(Values(once), Values(resumed));
    }

    [Theory]
    [InlineData("Gaussian, Scale = FromDecoder", 1 / 255.0)]
    [InlineData("Laplace, MinSigma = 0.5", 0.5)]
    public void TheFloorIsTheModelsOrThatOfTheData(string likelihood, double sigma)
    {
        byte[] bytes = [.. Enumerable.Range(0, 40 * Features).Select(i => (byte)(i * 37))];
        IVariationalModel<double> model = Models.Create<double>(Name(likelihood));
        Assert.Equal(1e-10, model.ModelState.Parameters.Matrix("decoder.min_variance")[0, 0], 1e-20);
        Trainer.Fit(model, DataSet.From(bytes, new DataShape(Features)), new FitOptions { Iterations = 1, BatchSize = 8 });
        double expected = sigma < 0.5 ? sigma * sigma / 12 : sigma * sigma;
        Assert.Equal(expected, model.ModelState.Parameters.Matrix("decoder.min_variance")[0, 0], 1e-15);
    }

    [Theory]
    [InlineData("Poisson", 1.5, "a count 0, 1, 2, … was expected")]
    [InlineData("Poisson", -1, "a count 0, 1, 2, … was expected")]
    [InlineData("Categorical, Classes = 3", 0.25, "a class, a whole number from 0 to 2, was expected.")]
    [InlineData("Categorical, Classes = 3", 3, "a class, a whole number from 0 to 2, was expected.")]
    [InlineData("ContinuousBernoulli", 1.01, "a value in [0, 1] was expected")]
    [InlineData("DiscretizedLogistic", 0.5, "a byte's level, 0, 1/255, …, 1, was expected")]
    [InlineData("Laplace, MinSigma = 0.5", double.NaN, "a finite value was expected")]
    public void DataOutsideTheSupportAreRefused(string likelihood, double value, string expected)
    {
        double[,] values = new double[3, Features];
        values[1, 2] = value;
        DataFormatException failure =
            Assert.Throws<DataFormatException>(() => Evaluator.Evaluate(Models.Create<double>(Name(likelihood)), DataSet.From(values)));
        Assert.Contains("element 2 of example 1", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesAreLevelsAndNoCounts()
    {
        DataSet bytes = DataSet.From(new byte[] { 0, 1, 2, 200, 255 }, new DataShape(Features));
        Assert.True(double.IsFinite(Evaluator.Evaluate(Models.Create<double>(Name("DiscretizedLogistic")), bytes).Nelbo));
        DataFormatException failure =
            Assert.Throws<DataFormatException>(() => Evaluator.Evaluate(Models.Create<double>(Name("Poisson")), bytes));
        Assert.Contains("bytes stand for 0 to 1", failure.Message, StringComparison.Ordinal);
    }

    private static double[] Values(IVariationalModel<double> model) =>
        new ModelProbe<double>(model, VectorWidth.Scalar, threads: 1, capacity: 1).GetParameters();

    private static DataSet Data(int count, Func<Random, int, double> value)
    {
        Random random = new(3);
        double[,] values = new double[count, Features];
        for (int example = 0; example < count; example++)
        {
            for (int i = 0; i < Features; i++)
                values[example, i] = value(random, i);
        }

        return DataSet.From(values);
    }

    private static string Name(string likelihood) => string.Concat(likelihood.Where(char.IsLetter)) + "Model";
}
