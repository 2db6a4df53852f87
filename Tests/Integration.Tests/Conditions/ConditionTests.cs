using System;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Conditions;

/// <summary>A conditional model is the textbook's with the class beside the input of the layers that read it, in every call.</summary>
public sealed class ConditionTests
{
    private const int Rows = 5;
    private const double Tolerance = 1e-12;

    private static readonly CompiledModels Models = new(
    [
        new ModelDeclaration("Hidden", [7, 5, 3], [3, 5, 7], "Bernoulli", Classes: 4),
        new ModelDeclaration("Heads", [7, 3], [3, 7], "Bernoulli", Classes: 4),
        new ModelDeclaration("Unconditional", [7, 5, 3], [3, 5, 7], "Bernoulli"),
    ]);

    private static readonly int[] Labels = [2, 0, 3, 3, 1];

    [Theory]
    [InlineData("Hidden")]
    [InlineData("Heads")]
    public void LossAndMeansAreTheTextbooks(string name)
    {
        (IVariationalModel<double> model, ReferenceModel reference, Point point) = Prepare(name);
        ModelProbe<double> probe = new(model, VectorWidth.Bits256, threads: 1, capacity: Rows) { Labels = Labels };
        probe.Loss(point.X, point.Epsilon, point.Weights);

        double[] z = new double[Rows * 3];
        for (int row = 0; row < Rows; row++)
        {
            ReferenceTerms expected =
                reference.Of(point.X[(row * 7)..((row + 1) * 7)], point.Epsilon[(row * 3)..((row + 1) * 3)], Labels[row]);
            Assert.Equal(expected.Reconstruction, probe.Network.Reconstruction.Total(row), Tolerance);
            Assert.Equal(expected.Kl, probe.Network.Kl!.Total(row), Tolerance);
            expected.Z.CopyTo(z, row * 3);
        }

        Posterior<double> posterior = Inference.Encode(model, point.X, Labels);
        double[] means = Inference.Decode(model, z, Labels);
        for (int row = 0; row < Rows; row++)
        {
            ReferenceTerms expected =
                reference.Of(point.X[(row * 7)..((row + 1) * 7)], point.Epsilon[(row * 3)..((row + 1) * 3)], Labels[row]);
            Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(expected.Mean[i], posterior.Mean[(row * 3) + i], Tolerance));
            Assert.All(Enumerable.Range(0, 7), i => Assert.Equal(expected.LikelihoodMean[i], means[(row * 7) + i], Tolerance));
        }
    }

    [Fact]
    public void TrainingAndEvaluationTakeTheClassFromTheData()
    {
        (IVariationalModel<double> model, ReferenceModel reference, Point point) = Prepare("Hidden");
        DataSet data = DataSet.From(point.X, new DataShape(7), Labels);
        ElboScores scores = Evaluator.Score(model, data, new EvaluateOptions { PosteriorMean = true });
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(
                reference.Of(point.X[(row * 7)..((row + 1) * 7)], new double[3], Labels[row]).Reconstruction, scores.Reconstruction[row],
                Tolerance);
        }

        FitReport report = Trainer.Fit(model, data, new FitOptions { Epochs = 200, BatchSize = Rows, LearningRate = 0.01 });
        Assert.True(report.Last.Train.Nelbo < report.Epochs[0].Train.Nelbo);
    }

    [Fact]
    public void AReconstructionIsTheDecodedMeanOfTheSameClass()
    {
        (IVariationalModel<double> model, _, Point point) = Prepare("Hidden");
        double[] expected = Inference.Decode(model, Inference.Encode(model, point.X, Labels).Mean, Labels);
        Assert.Equal(expected, Inference.Reconstruct(model, point.X, Labels));
        double[] ends = Inference.Interpolate(model, point.X.AsSpan(0, 7), point.X.AsSpan(7, 7), steps: 2, label: 2);
        Assert.Equal(Inference.Reconstruct(model, point.X.AsSpan(0, 14), [2, 2]), ends);
    }

    [Fact]
    public void ASampleDependsOnItsLabelAndItsPlaceAlone()
    {
        (IVariationalModel<double> model, _, _) = Prepare("Hidden");
        double[] all = Inference.Sample(model, Labels, seed: 3);
        double[] others = Inference.Sample(model, [2, 1, 3], seed: 3);
        Assert.Equal(all[..7], others[..7]);
        Assert.NotEqual(all[7..14], others[7..14]);
        Assert.Equal(all[14..21], others[14..21]);
    }

    [Fact]
    public void WrongLabelsAreNamed()
    {
        (IVariationalModel<double> model, _, Point point) = Prepare("Hidden");
        Assert.StartsWith(
            "There are 0 labels; 5 were expected.", Assert.Throws<ArgumentException>(() => Inference.Encode(model, point.X)).Message);
        Assert.StartsWith(
            "Label 1 is 4; Hidden has the classes 0 to 3.",
            Assert.Throws<ArgumentException>(() => Inference.Decode(model, new double[6], [0, 4])).Message);
        Assert.StartsWith("There is 1 label; 0 were expected.", Assert.Throws<ArgumentException>(
            () => Inference.Decode(Models.Create<double>("Unconditional"), new double[3], [0])).Message);
        ArgumentException none =
            Assert.Throws<ArgumentException>(() => Inference.Interpolate(model, new double[7], new double[7], steps: 3));
        Assert.Equal(
            ("No label is given; Hidden is conditional and has the classes 0 to 3. (Parameter 'label')", "label"),
            (none.Message, none.ParamName));
        Assert.StartsWith(
            "The label is 4; Hidden has the classes 0 to 3.",
            Assert.Throws<ArgumentException>(() => Inference.Interpolate(model, new double[7], new double[7], steps: 3, label: 4)).Message);
        Assert.StartsWith("A label is given; Unconditional is not conditional and takes none.", Assert.Throws<ArgumentException>(
            () => Inference.Interpolate(Models.Create<double>("Unconditional"), new double[7], new double[7], steps: 3, label: 0)).Message);
        Assert.Equal(
            "The data set 'faces' has no labels; one of 4 classes was expected for each example.",
            Assert.Throws<DataFormatException>(
                () => Evaluator.Evaluate(model, DataSet.From(point.X, new DataShape(7), name: "faces"))).Message);
        Assert.Equal(
            "The data set 'faces' has the label 7 at example 1; 0 to 3 was expected.",
            Assert.Throws<DataFormatException>(
                () => Trainer.Fit(
                    model, DataSet.From(point.X, new DataShape(7), [0, 7, 0, 9, 0], "faces"), new FitOptions { BatchSize = 5 })).Message);
    }

    private static (IVariationalModel<double> Model, ReferenceModel Reference, Point Point) Prepare(string name)
    {
        IVariationalModel<double> model = Models.Create<double>(name);
        ModelProbe<double> probe = new(model, VectorWidth.Bits256, threads: 1, capacity: Rows);
        Point point = Point.Draw(Models.Declaration(name), model.ModelState.Parameters, Rows, seed: 5);
        probe.SetParameters(point.Parameters);
        return (model, new ReferenceModel(Models.Declaration(name), model.ModelState.Parameters.All, point.Parameters), point);
    }
}
