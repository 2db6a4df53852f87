using System;
using System.Linq;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>A model of a volume takes images of its shape and plain vectors; one of a row of elements takes any shape of as many.</summary>
public sealed class ImageShapeTests
{
    private const string Message =
        "An example of 'tall' is an image of 1×3×2; LinearModel takes 1×2×3. Give the images that shape or declare the model with theirs; "
        + "where the values lie in the model's order already, WithShape says so.";

    private static readonly DataSet Vectors = LinearData.Binary(10);
    private static readonly DataSet Tall = Vectors.WithShape((3, 2)).WithName("tall");
    private static readonly DataSet Wide = Vectors.WithShape((2, 3));

    public static TheoryData<string, Action<IVariationalModel<double>, DataSet>> Meetings => new()
    {
        { "Fit", (model, data) => Trainer.Fit(model, data, Short) },
        { "validation", (model, data) => Trainer.Fit(model, Wide, Short with { Validation = data }) },
        { "test", (model, data) => Trainer.Fit(model, Wide, Short with { Test = data }) },
        { "held back", (model, data) => Trainer.Fit(model, data, Short with { ValidationFraction = 0.5 }) },
        { "Evaluate", (model, data) => Evaluator.Evaluate(model, data) },
        { "Score", (model, data) => Evaluator.Score(model, data) },
        { "ScoreImportance", (model, data) => Evaluator.ScoreImportance(model, data, new EvaluateOptions()) },
        { "Impute", (model, data) => Inference.Impute(model, data) },
        { "FitCodes", (model, data) => Inference.FitCodes(model, data, new GaussianMixtureOptions { Components = 2 }) },
    };

    private static FitOptions Short => new() { Epochs = 1, BatchSize = 5 };

    [Theory]
    [MemberData(nameof(Meetings), DisableDiscoveryEnumeration = true)]
    public void ImagesOfAnotherShapeAreAnErrorWhereverDataMeetAModel(string name, Action<IVariationalModel<double>, DataSet> meet)
    {
        LinearModel model = new(shape: (1, 2, 3));
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => meet(model, Tall)).Message);
        Assert.True(model.ModelState.Training is null or { Step: 0 }, name);
        meet(model, Wide);
        meet(new LinearModel(shape: (1, 2, 3)), Vectors);
        meet(new LinearModel(), Tall);
    }

    [Fact]
    public void ChannelsAreNotRows()
    {
        Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(new LinearModel(shape: (1, 2, 3)), Vectors.WithShape((3, 1, 2))));
        Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(new LinearModel(shape: (1, 1, 6)), Wide));
        Evaluator.Evaluate(new LinearModel(shape: (1, 1, 6)), Vectors);
    }

    [Fact]
    public void TheShapeOfTheDataChangesNoBit() =>
        Assert.Equal(
            Evaluator.Score(new LinearModel(seed: 2), Vectors).Nelbo.AsEnumerable(),
            Evaluator.Score(new LinearModel(seed: 2, shape: (1, 2, 3)), Wide).Nelbo);
}
