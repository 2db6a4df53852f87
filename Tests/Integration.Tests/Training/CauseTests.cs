using System;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Training;

/// <summary>What is said of the cause of a number that is none, or absurd: it is tried out, and what is advised helps.</summary>
public sealed class CauseTests
{
    private static readonly CompiledModels Models = new(
    [
        new ModelDeclaration("Single", [4, 8, 2], [2, 8, 4], "Gaussian", "Tanh", IsDouble: false),
        new ModelDeclaration("Levels", [4, 8, 2], [2, 8, 4], "DiscretizedLogistic", "Tanh", IsDouble: false),
        new ModelDeclaration("Bits", [4, 8, 2], [2, 8, 4], "Bernoulli", "Tanh", IsDouble: false),
        new ModelDeclaration("Counts", [4, 8, 2], [2, 8, 4], "NegativeBinomial", "Tanh", IsDouble: false),
    ]);

    private static readonly DataSet Small =
        DataSet.From([.. Enumerable.Range(0, 200 * 4).Select(i => 0.5f * MathF.Sin(i))], new DataShape(4));

    [Fact]
    public void HugeWeightsAreBlamedAndSmallDataAreNot()
    {
        IVariationalModel<float> model = Models.Create<float>("Single");
        Parameters<float> parameters = model.ModelState.Parameters;
        float[] huge = new float[parameters["decoder.mean.weight"].Count];
        Array.Fill(huge, 1e25f);
        Trainer.Fit(model, Small, new FitOptions { Iterations = 1 });
        parameters["decoder.mean.weight"].CopyFrom(huge, parameters.Storage, shift: 0);
        parameters.RefreshTransposed();

        string message = Assert.Throws<LossNotFiniteException>(() => Evaluator.Evaluate(model, Small)).Message;
        Assert.EndsWith(
            "and with new weights in place of the model's its loss is finite, so the weights are the cause: load others, or train the "
                + "model anew with a smaller learning rate.",
            message, StringComparison.Ordinal);
    }

    [Fact]
    public void HugeWeightsAreBlamedBeforeAnyStep()
    {
        IVariationalModel<float> model = Models.Create<float>("Single");
        SetAll(model, "encoder.0.weight", 1e38f);
        SetAll(model, "encoder.mean.weight", 1e38f);
        SetAll(model, "decoder.mean.weight", 1e38f);
        string message = Assert.Throws<LossNotFiniteException>(() => Evaluator.Evaluate(model, Small)).Message;
        Assert.Contains("so the weights are the cause", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInfiniteKlIsSaidOfImportanceWeights()
    {
        IVariationalModel<float> model = Models.Create<float>("Single");
        SetAll(model, "encoder.mean.weight", 1e22f);
        ImportanceScores scores = Evaluator.ScoreImportance(model, Small, new EvaluateOptions { Samples = 2 });
        Assert.Contains(scores.Findings, finding => finding.Id == "VAE1009"
            && finding.Message.StartsWith("The KL is Infinity nats over 2 latents: the posteriors lie", StringComparison.Ordinal));
    }

    /// <summary>Only logarithms are taken of counts: of 10¹⁵ as of 10³.</summary>
    [Theory]
    [InlineData(1e3f)]
    [InlineData(1e15f)]
    public void CountsBeginAtTheirMeanWhateverTheirSize(float size)
    {
        IVariationalModel<float> model = Models.Create<float>("Counts");
        DataSet data = DataSet.From([.. Enumerable.Range(0, 400).Select(i => size * (1 + (i % 7)))], new DataShape(4));
        Trainer.Fit(model, data, new FitOptions { Iterations = 1, LearningRate = 1e-9 });
        foreach (float mean in Inference.Decode<float>(model, [0, 0]))
            Assert.Equal(0, Math.Log(mean / (4 * size)), 0.8);
    }

    /// <summary>A learned σ² is found after the last step: that it is finite is checked after that.</summary>
    [Fact]
    public void AnInfiniteVarianceIsADivergence()
    {
        IVariationalModel<float> model = Models.Create<float>("Single");
        TrainingDivergedException failure = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Fit(model, Small, new FitOptions { Iterations = 1, LearningRate = 1e20 }));
        Assert.Contains("decoder.variance", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Try a learning rate below", failure.Message, StringComparison.Ordinal);
        Assert.True(double.IsFinite(Evaluator.Evaluate(model, Small).Nelbo));
    }

    /// <summary>An absurd KL is said wherever a result has one, and names a word only where that word would change something.</summary>
    [Fact]
    public void AnAbsurdKlIsSaidEverywhere()
    {
        IVariationalModel<float> model = Models.Create<float>("Single");
        FitOptions options = new() { Iterations = 20, LearningRate = 0.01 };
        DataSet far = DataSet.From([.. Enumerable.Range(0, 40).Select(i => 1e4f * MathF.Cos(i))], new DataShape(4));
        SetAll(model, "encoder.mean.weight", 100);
        FitReport report = Trainer.Fit(model, Small, options with { Validation = far, Test = far, LearningRate = 1e-9 });
        Finding[] found = [.. report.Findings.Where(finding => finding.Id == "VAE1009")];
        string[] places = ["In the validation after pass 1: ", "In the test after pass 1: ", "The KL is "];
        Assert.Equal(places.Length, found.Length);
        Assert.All(found.Zip(places), pair => Assert.StartsWith(pair.Second, pair.First.Message, StringComparison.Ordinal));
        Assert.Contains(Evaluator.Evaluate(model, far).Findings, finding => finding.Id == "VAE1009");
        ImportanceScores scores = Evaluator.ScoreImportance(model, far, new EvaluateOptions { Samples = 2 });
        Assert.Contains("Input = Standardize", Assert.Single(scores.Findings).Message, StringComparison.Ordinal);

        IVariationalModel<float> bits = Models.Create<float>("Bits");
        SetAll(bits, "encoder.mean.weight", 100);
        DataSet ones = DataSet.From([.. Enumerable.Range(0, 40).Select(i => (float)(i % 2))], new DataShape(4));
        Finding absurd = Assert.Single(Evaluator.Evaluate(bits, ones).Findings);
        Assert.Equal("VAE1009", absurd.Id);
        Assert.DoesNotContain("Input", absurd.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Levels", 0.1f, 0.95f, ". DiscretizedLogistic takes no other, and the data lie in [0.1, 0.95]: numbers between the levels")]
    [InlineData("Levels", 1f, 5f, "in [1, 5]: divide them by the greatest value there can be, or where they are bytes, 0 to 255, give")]
    [InlineData("Bits", 0.5f, 1.5f, "in [0.5, 1.5]: scale them to [0, 1]; counts are")]
    [InlineData("Bits", -1f, 1f, "in [-1, 1]: scale them to [0, 1]; counts are")]
    public void AdviceOnAValueThatIsNotTakenIsTrueOfTheData(string model, float least, float greatest, string expected)
    {
        DataSet data = DataSet.From([least, greatest, least, greatest], new DataShape(4));
        DataFormatException failure =
            Assert.Throws<DataFormatException>(() => Evaluator.Evaluate(Models.Create<float>(model), data));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private static void SetAll(IVariationalModel<float> model, string name, float value)
    {
        Parameters<float> parameters = model.ModelState.Parameters;
        float[] values = new float[parameters[name].Count];
        Array.Fill(values, value);
        parameters[name].CopyFrom(values, parameters.Storage, shift: 0);
        parameters.RefreshTransposed();
    }
}
