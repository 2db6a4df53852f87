using System;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>Impossible options and data are refused before anything is computed, in one sentence that names them.</summary>
public sealed class OptionTests
{
    private static readonly DataSet Data = LinearData.Binary(10);

    public static TheoryData<FitOptions, string> ImpossibleOptions => new()
    {
        { new FitOptions { Epochs = -1 }, "Epochs is -1; a number from 0 was expected." },
        { new FitOptions { Iterations = -1 }, "Iterations is -1; a number from 0 was expected." },
        { new FitOptions { BatchSize = -1 }, "BatchSize is -1; at least 1 was expected." },
        { new FitOptions { BatchSize = 11 }, "BatchSize is 11; at most the 10 examples of the training data were expected." },
        { new FitOptions { LearningRate = double.NaN }, "LearningRate is NaN; a finite number above 0 was expected." },
        { new FitOptions { LearningRate = double.PositiveInfinity }, "LearningRate is Infinity; a finite number above 0 was expected." },
        { new FitOptions { LearningRate = 0 }, "LearningRate is 0; a finite number above 0 was expected." },
        { new FitOptions { LearningRate = -0.5 }, "LearningRate is -0.5; a finite number above 0 was expected." },
        { new FitOptions { Optimizer = new Adam { Beta1 = 1 } }, "Beta1 is 1; a number in [0, 1) was expected." },
        { new FitOptions { Optimizer = new AdamW { Beta1 = double.NaN } }, "Beta1 is NaN; a number in [0, 1) was expected." },
        { new FitOptions { Optimizer = new Adam { Beta2 = -0.1 } }, "Beta2 is -0.1; a number in [0, 1) was expected." },
        { new FitOptions { Optimizer = new Adam { Epsilon = 0 } }, "Epsilon is 0; a finite number above 0 was expected." },
        { new FitOptions { Optimizer = new RmsProp { Decay = 1 } }, "Decay is 1; a number in [0, 1) was expected." },
        { new FitOptions { Optimizer = new RmsProp { Epsilon = -1 } }, "Epsilon is -1; a finite number above 0 was expected." },
        { new FitOptions { Optimizer = new AdamW { WeightDecay = -0.1 } }, "WeightDecay is -0.1; a finite number from 0 was expected, "
            + "whose product with the learning rate is below 1." },
        { new FitOptions { Optimizer = new AdamW { WeightDecay = 1000 } }, "WeightDecay is 1000; a finite number from 0 was expected, "
            + "whose product with the learning rate is below 1." },
        { new FitOptions { ClipNorm = 0 }, "ClipNorm is 0; a finite number above 0 was expected." },
        { new FitOptions { ClipValue = double.NaN }, "ClipValue is NaN; a finite number above 0 was expected." },
        { new FitOptions { Patience = 0 }, "Patience is 0; at least 1 was expected." },
        { new FitOptions { Patience = 3 }, "Patience is 3; Validation or ValidationFraction was expected beside it." },
        { new FitOptions { MinimumImprovement = -1 }, "MinimumImprovement is -1; a finite number from 0 was expected." },
        { new FitOptions { ValidationFraction = 1 }, "ValidationFraction is 1; a number in (0, 1) was expected." },
        { new FitOptions { ValidationFraction = 0.5, Validation = Data }, "Validation and ValidationFraction are both given; one of them "
            + "was expected." },
        { new FitOptions { Threads = -1 }, "Threads is -1; 0 for as many as the model's work pays for, or 1 to 1024 was expected." },
        { new FitOptions { Threads = 1025 }, "Threads is 1025; 0 for as many as the model's work pays for, or 1 to 1024 was expected." },
    };

    [Theory]
    [MemberData(nameof(ImpossibleOptions), DisableDiscoveryEnumeration = true)]
    public void OptionsOfTraining(FitOptions options, string message)
    {
        LinearModel model = new();
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Trainer.Fit(model, Data, options)).Message);
        Assert.Null(model.ModelState.Training);
    }

    [Fact]
    public void WhatIsWrongWithTheDataIsSaidBeforeTheBatchSize()
    {
        var values = new double[3, LinearModel.Features];
        values[2, 4] = 7;
        FitOptions options = new() { BatchSize = 11 };
        Assert.Throws<DataFormatException>(() => Trainer.Fit(new LinearModel(), DataSet.From(values), options));
        Assert.Throws<DataFormatException>(() => Trainer.Fit(new LinearModel(), Data, options with { Validation = DataSet.From(values) }));
        DataFormatException whole = Assert.Throws<DataFormatException>(
            () => Trainer.Fit(new LinearModel(), DataSet.From(values), options with { ValidationFraction = 0.5 }));
        Assert.Contains("element 4 of example 2", whole.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOfEvaluation()
    {
        Assert.Equal("BatchSize is 0; at least 1 was expected.", Message(new EvaluateOptions { BatchSize = 0 }));
        Assert.Equal("Samples is 0; 1 to 1000000 was expected.", Message(new EvaluateOptions { Samples = 0 }));
        Assert.Equal(
            "Samples is 2; 1 was expected, because with PosteriorMean nothing is drawn.",
            Message(new EvaluateOptions { Samples = 2, PosteriorMean = true }));

        static string Message(EvaluateOptions options) =>
            Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(new LinearModel(), Data, options)).Message;
    }

    [Fact]
    public void DataOfAnotherSize()
    {
        DataSet faces = DataSet.From(new byte[2 * 560], (28, 20), name: "faces");
        const string Expected = "An example of 'faces' has 560 values (1×28×20); LinearModel takes 6. The model's size of x is "
            + "the first of a chain [Encoder(…)] and the last of [Decoder(…)], or the shape in the likelihood.";
        FitOptions options = new() { BatchSize = 1 };
        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => Trainer.Fit(new LinearModel(), faces, options)).Message);
        Assert.Equal(
            Expected, Assert.Throws<ArgumentException>(() => Trainer.Fit(new LinearModel(), Data, options with { Test = faces })).Message);
        Assert.Equal(
            Expected,
            Assert.Throws<ArgumentException>(() => Trainer.Fit(new LinearModel(), Data, options with { Validation = faces })).Message);
        Assert.Equal(Expected, Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(new LinearModel(), faces)).Message);
    }

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(double.NaN, "NaN")]
    public void ValuesThatBernoulliCannotTake(double value, string text)
    {
        var values = new double[3, LinearModel.Features];
        values[2, 4] = value;
        DataSet data = DataSet.From(values, name: "mine");
        DataFormatException failure =
            Assert.Throws<DataFormatException>(() => Trainer.Fit(new LinearModel(), data, new FitOptions { BatchSize = 1 }));
        string hint = double.IsNaN(value) ? " (WithMissing declares that NaN stands for a missing element)" : "";
        const string Advice = "scale them to [0, 1]";
        string range = double.IsNaN(value)
            ? ""
            : $", and the data lie in [{Math.Min(0, value)}, {Math.Max(0, value)}]: {Advice}; counts are for Poisson, other numbers for "
                + "Gaussian";
        Assert.Equal(
            $"the data set 'mine' has the value {text} at element 4 of example 2; a value in [0, 1] was expected{hint}. Bernoulli takes no "
                + $"other{range}.",
            failure.Message, ignoreCase: true);
    }

    [Fact]
    public void GrayValuesFrom0To255AreToBeDividedOrGivenAsBytes()
    {
        DataSet data = DataSet.From([0f, 17, 255, 0, 0, 0], LinearModel.Features, name: "mine");
        const string Start = "The data set 'mine' has the value 17 at element 1 of example 0; a value in [0, 1] was expected. ";
        const string Advice = "takes no other, and the data lie in [0, 255]: divide them by the greatest value there can be, or "
            + "where they are bytes, 0 to 255, give them as bytes; ";
        Assert.Equal(
            $"{Start}Bernoulli {Advice}counts are for Poisson, other numbers for Gaussian.",
            Assert.Throws<DataFormatException>(() => Evaluator.Evaluate(new LinearModel(), data)).Message);
        Assert.Equal(
            $"{Start}Binarize {Advice}counts are for a likelihood of counts, such as Poisson.",
            Assert.Throws<DataFormatException>(() => data.Binarize(Binarization.Dynamic)).Message);
    }

    // What a model of any likelihood says of data that it does not take: value, likelihood, range, advice.
    [Theory]
    [InlineData(Distribution.ContinuousBernoulli, -2, "ContinuousBernoulli takes no other, and the data lie in [-2, 0]: scale them")]
    [InlineData(Distribution.Poisson, 0.5, "Poisson takes no other, and the data lie in [0, 0.5]: numbers that are no counts are for")]
    [InlineData(Distribution.NegativeBinomial, -1, "NegativeBinomial takes no other, and the data lie in [-1, 0]: numbers that")]
    [InlineData(Distribution.Categorical, 3, "Categorical with 3 classes takes no other, and the data lie in [0, 3]: Classes says")]
    [InlineData(Distribution.DiscretizedLogistic, 255, "DiscretizedLogistic takes no other, and the data lie in [0, 255]: divide them")]
    [InlineData(Distribution.Gaussian, double.PositiveInfinity, "Gaussian takes no other, and the data lie in [0, Infinity].")]
    [InlineData(Distribution.Laplace, double.NaN, "Laplace takes no other.")]
    public void EveryLikelihoodIsNamedWithTheRange(Distribution likelihood, double value, string expected)
    {
        Support support = likelihood switch
        {
            Distribution.ContinuousBernoulli => Support.UnitInterval,
            Distribution.Poisson or Distribution.NegativeBinomial => Support.Counts,
            Distribution.Categorical => Support.Classes,
            Distribution.DiscretizedLogistic => Support.ByteLevels,
            _ => Support.Real,
        };
        ModelDescription model = new("Model", 2, 1, likelihood, "2-1") { Classes = 3, Support = support };
        DataFormatException failure =
            Assert.Throws<DataFormatException>(() => OptionChecks.Check<double>(model, DataSet.From([0, value], 2)));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesThatGaussianCannotTake()
    {
        var values = new double[3, LinearModel.Features];
        values[1, 5] = double.NegativeInfinity;
        LinearModel model = new(likelihood: Distribution.Gaussian);
        DataFormatException failure = Assert.Throws<DataFormatException>(() => Evaluator.Evaluate(model, DataSet.From(values)));
        Assert.Contains("element 5 of example 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GrayPixelsUnderBernoulliAreSaidOnceOnEachResult()
    {
        DataSet gray = LinearData.Gray(10);
        FitReport report = Trainer.Fit(new LinearModel(), gray, new FitOptions { Epochs = 3, BatchSize = 5 });
        Assert.Equal(Findings.GrayPixels.Message, Assert.Single(report.Findings).Message);
        Assert.Equal(Findings.GrayPixels.Message, Assert.Single(Evaluator.Evaluate(new LinearModel(), gray).Findings).Message);
        Assert.Empty(Evaluator.Evaluate(new LinearModel(), gray.Binarize(Binarization.Dynamic)).Findings);
        Assert.Empty(Evaluator.Evaluate(new LinearModel(likelihood: Distribution.Gaussian), gray).Findings);
    }
}
