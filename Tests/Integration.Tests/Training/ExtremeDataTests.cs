using System;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using Xunit;

namespace VaeGen.Integration.Tests.Training;

/// <summary>Data that are finite, and whose losses are not in single precision: each result says so, names the first example, and does not
/// blame the learning rate.</summary>
public sealed class ExtremeDataTests
{
    private const int Features = 6;
    private const int Extreme = 7;

    private const string Found = "1 of the 12 losses of 'sensors' are not finite; the first is Infinity, of example 7. ";
    private const string Values = "Its values lie in [-1E+30, 0.5], and with ";

    private const string Remedy =
        " Write [Encoder(…, Input = Standardize)], or declare the model with [Model(Precision = Precision.Double)].";

    // New weights are tried out with small values, those that were trained are replaced by new ones.
    private const string Advice = Values + "zeros in their place the loss is finite." + Remedy;

    private const string AdviceOnTrained = Values + "new weights in place of the model's its loss is not finite either." + Remedy;

    private static readonly CompiledModels Models = new(
    [
        new ModelDeclaration("Single", [Features, 4, 2], [2, 4, Features], "Gaussian, Sigma = 1", "Tanh", IsDouble: false),
        new ModelDeclaration("Double", [Features, 4, 2], [2, 4, Features], "Gaussian, Sigma = 1", "Tanh"),
        new ModelDeclaration(
            "Code", [Features, 4, 2], [2, 4, Features], "Gaussian, Sigma = 1", "Tanh", IsDouble: false, IsDeterministic: true),
    ]);

    private static readonly DataSet Usual =
        DataSet.From([.. Enumerable.Range(0, 12 * Features).Select(i => 0.5f * MathF.Sin(i))], new DataShape(Features));

    private static readonly DataSet Data = DataSet.From(
        [.. Enumerable.Range(0, 12 * Features)
            .Select(i => i / Features == Extreme ? (i % Features == 2 ? -1e30f : 0.5f) : 0.5f * MathF.Sin(i))], new DataShape(
            Features), name: "sensors");

    private static FitOptions Options => new() { Epochs = 9, BatchSize = 2, Shuffle = false };

    [Fact]
    public void AMeanIsRefusedAndTheLossesOfAllExamplesAreGivenWithAWarning()
    {
        IVariationalModel<float> model = Models.Create<float>("Single");
        LossNotFiniteException failure = Assert.Throws<LossNotFiniteException>(() => Evaluator.Evaluate(model, Data));
        Assert.Equal((Found + Advice, Extreme, double.PositiveInfinity), (failure.Message, failure.Example, failure.Loss));
        ElboScores scores = Evaluator.Score(model, Data);
        Assert.Equal(Found + Advice, Assert.Single(scores.Findings).Message);
        double[] usual = Evaluator.Score(model, Usual).Nelbo;
        Assert.Equal(usual.Where((_, i) => i != Extreme), scores.Nelbo.Where((_, i) => i != Extreme));
        Assert.Equal(double.PositiveInfinity, scores.Nelbo[Extreme]);
        Assert.Empty(Evaluator.Score(model, Usual).Findings);
        Assert.True(double.IsFinite(Evaluator.Evaluate(Models.Create<double>("Double"), Data).Nelbo));
    }

    [Fact]
    public void DoublesAreTheFloatsThatTheyRoundToForASingleModelAndThemselvesForADoubleOne()
    {
        double[] doubles = [.. Enumerable.Range(0, 12 * Features).Select(i => 0.5 * Math.Sin(i))];
        DataSet data = DataSet.From(doubles, Features);
        DataSet rounded = DataSet.From([.. doubles.Select(value => (float)value)], Features);
        IVariationalModel<float> single = Models.Create<float>("Single");
        Assert.Equal(Evaluator.Score(single, rounded).Losses, Evaluator.Score(single, data).Losses);
        Elbo Trained(DataSet set) => Trainer.Fit(Models.Create<float>("Single"), set, Options).Last.Train;
        Assert.Equal(Trained(rounded).Nelbo, Trained(data).Nelbo);
        IVariationalModel<double> twice = Models.Create<double>("Double");
        Assert.NotEqual(Evaluator.Score(twice, rounded).Losses, Evaluator.Score(twice, data).Losses);
        Assert.Equal(doubles, Inference.Impute(twice, data));

        doubles[7] = 1e300;
        DataSet wide = DataSet.From(doubles, Features, name: "wide");
        foreach (Action use in new Action[]
        {
            () => Evaluator.Evaluate(single, wide), () => Trainer.Fit(single, wide, Options), () => Inference.Impute(single, wide),
            () => Trainer.Fit(single, data, Options with { Validation = wide }),
        })
        {
            Assert.Contains(
                "'wide' has the value 1E+300 at element 1 of example 1; Single is of single precision",
                Assert.Throws<DataFormatException>(use).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SoAreTheImportanceWeightedBoundAndTheLossOfAnAutoencoder()
    {
        EvaluateOptions options = new() { Samples = 3 };
        IVariationalModel<float> model = Models.Create<float>("Single");
        Assert.Equal(Extreme, Assert.Throws<LossNotFiniteException>(() => Evaluator.ImportanceBound(model, Data, options)).Example);
        ImportanceScores scores = Evaluator.ScoreImportance(model, Data, options);
        Assert.Equal(Found + Advice, Assert.Single(scores.Findings).Message);
        Assert.Equal(double.PositiveInfinity, scores.Bound[Extreme]);
        Assert.Equal(Evaluator.ScoreImportance(model, Usual, options).Bound[..Extreme], scores.Bound[..Extreme]);
        IVariationalModel<float> code = Models.Create<float>("Code");
        Assert.Equal(Extreme, Assert.Throws<LossNotFiniteException>(() => Evaluator.EvaluateAutoencoder(code, Data)).Example);
        Assert.Equal(Extreme, Array.IndexOf(Evaluator.ScoreAutoencoder(code, Data), double.PositiveInfinity));
    }

    [Fact]
    public void ATrainingThatMeetsTheExampleNamesItAndNotTheLearningRate()
    {
        TrainingDivergedException failure =
            Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(Models.Create<float>("Single"), Data, Options));
        Assert.Equal(4, failure.Step);
        Assert.StartsWith("Training diverged at step 4: the reconstruction is Infinity, ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "the weights of step 0 (0 epochs done) are back. With those weights the loss of example 7 is Infinity already, so it is not "
                + "the last steps. " + AdviceOnTrained, failure.Message, StringComparison.Ordinal);
        failure =
            Assert.Throws<TrainingDivergedException>(
                () => Trainer.Fit(Models.Create<float>("Single"), Data, Options with { BatchSize = null }));
        Assert.StartsWith("Training diverged at step 1, the first of this call: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InValidationAndTestItIsSaidOnceAndIsNeverTheBest()
    {
        IVariationalModel<float> model = Models.Create<float>("Single");
        FitOptions options = Options with { Validation = Data, Test = Data, Patience = 3 };
        FitReport report = Trainer.Fit(model, Usual, options);
        Assert.Equal((TrainingEnd.EarlyStopping, null, 3), (report.End, report.Best, report.Last.Epoch));
        Assert.Equal(double.PositiveInfinity, report.Last.Validation!.Loss);
        Assert.Equal(["In the validation after pass 1: " + Found + AdviceOnTrained, "In the test after pass 1: " + Found + AdviceOnTrained],
            report.Findings.Select(finding => finding.Message));
        Assert.Empty(Trainer.Fit(model, Usual, options).Epochs);
    }
}
