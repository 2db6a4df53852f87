using System.Linq;
using System.Threading;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>An evaluation depends on weights, data and seed alone.</summary>
public sealed class EvaluationTests
{
    private static readonly DataSet Data = LinearData.Binary(37);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(37, 3)]
    [InlineData(1000, 1)]
    public void NeitherBatchSizeNorThreadsChangeABit(int batchSize, int threads)
    {
        LinearModel model = new(seed: 1);
        ElboScores expected = Evaluator.Score(model, Data);
        ElboScores actual = Evaluator.Score(model, Data, new EvaluateOptions { BatchSize = batchSize, Threads = threads });
        Assert.Equal(expected.Nelbo, actual.Nelbo);
        Assert.Equal(expected.Reconstruction, actual.Reconstruction);
        Assert.Equal(expected.Kl, actual.Kl);
    }

    [Fact]
    public void TheMeanOfTheScoresIsTheEvaluationBitForBit()
    {
        LinearModel model = new(seed: 1);
        ElboScores scores = Evaluator.Score(model, Data, new EvaluateOptions { BatchSize = 5 });
        Elbo elbo = Evaluator.Evaluate(model, Data);
        Assert.Equal(elbo, scores.Mean);
        Assert.Equal(elbo.Nelbo, scores.Nelbo.Average());
        Assert.Equal(37, scores.Count);
    }

    [Fact]
    public void ALossThatIsNoNumberIsNotAnAutoencoder()
    {
        Elbo wrong = new(double.NaN, 3, double.NaN);
        Assert.True(wrong.HasBound);
        Assert.Equal(double.NaN, wrong.Loss);
        Assert.NotEqual(Elbo.WithoutBound(3), wrong);
        Assert.StartsWith("NELBO", wrong.ToString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsThatAreNotFiniteAreNamed()
    {
        LinearModel model = new(seed: 1);
        model.ModelState.Parameters.Matrix("decoder.mean.bias").Row(0, 0)[3] = double.NaN;
        const string Message =
            "37 of the 37 losses of 'the data' are not finite; the first is NaN, of example 0. "
            + "The parameter decoder.mean.bias of LinearModel is not finite, whatever the data: load good weights, or train the model "
            + "anew.";
        LossNotFiniteException failure = Assert.Throws<LossNotFiniteException>(() => Evaluator.Evaluate(model, Data));
        Assert.Equal((Message, 0, double.NaN), (failure.Message, failure.Example, failure.Loss));
        Assert.Equal(Message, Assert.Single(Evaluator.Score(model, Data).Findings).Message);
        Assert.Equal(Message, Assert.Single(Evaluator.Score(model, Data).Mean.Findings).Message);
        Assert.Equal(
            Message, Assert.Throws<LossNotFiniteException>(() => Evaluator.ImportanceBound(model, Data, new EvaluateOptions())).Message);
        Assert.Equal(Message, Assert.Single(Evaluator.ScoreImportance(model, Data, new EvaluateOptions()).Findings).Message);
    }

    [Fact]
    public void AnExampleScoresTheSameInAShorterSet()
    {
        LinearModel model = new(seed: 1);
        Assert.Equal(Evaluator.Score(model, Data).Nelbo[..5], Evaluator.Score(model, Data[..5]).Nelbo);
    }

    [Fact]
    public void TheMeanOfThePosteriorHasNoNoise()
    {
        LinearModel model = new(seed: 1);
        EvaluateOptions options = new() { PosteriorMean = true };
        Assert.Equal(Evaluator.Evaluate(model, Data, options), Evaluator.Evaluate(model, Data, options with { Seed = 5 }));
        Assert.NotEqual(Evaluator.Evaluate(model, Data), Evaluator.Evaluate(model, Data, new EvaluateOptions { Seed = 5 }));
    }

    [Fact]
    public void MoreSamplesComeCloserToTheExpectation()
    {
        LinearModel model = new(seed: 1);
        double[] one = [.. Enumerable.Range(0, 8).Select(seed => Reconstruction(1, (ulong)seed))];
        double[] many = [.. Enumerable.Range(0, 8).Select(seed => Reconstruction(100, (ulong)seed))];
        Assert.True(Spread(many) < Spread(one) / 3, $"{Spread(many)} against {Spread(one)}");
        Assert.Equal(Evaluator.Evaluate(model, Data).Kl, Evaluator.Evaluate(model, Data, new EvaluateOptions { Samples = 9 }).Kl);

        double Reconstruction(int samples, ulong seed) =>
            Evaluator.Evaluate(model, Data, new EvaluateOptions { Samples = samples, Seed = seed }).Reconstruction;

        static double Spread(double[] values) => values.Max() - values.Min();
    }

    // The closed form is the expectation of what is sampled; the bound counts each of its terms once a sample.
    [Fact]
    public void ASampledKlIsAveraged()
    {
        ElboScores closed = Evaluator.Score(new LinearModel(seed: 1), Data);
        LinearModel model = new(seed: 1) { SamplesKl = true };
        ElboScores one = Evaluator.Score(model, Data);
        ElboScores many = Evaluator.Score(model, Data, new EvaluateOptions { Samples = 400 });
        Assert.True(Distance(one) > 0.5, $"One sample is no expectation: {Distance(one)}");
        Assert.True(Distance(many) < Distance(one) / 8, $"{Distance(many)} from the closed form, {Distance(one)} with one sample");

        // The root of the mean square over the examples, of which each has noise of its own.
        double Distance(ElboScores scores) => System.Math.Sqrt(scores.Kl.Zip(closed.Kl, (a, b) => (a - b) * (a - b)).Average());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(49)]
    public void AKlInClosedFormIsTheSameForAnyNumberOfSamples(int samples)
    {
        LinearModel model = new(seed: 3);
        Assert.Equal(Evaluator.Score(model, Data).Kl, Evaluator.Score(model, Data, new EvaluateOptions { Samples = samples }).Kl);
        model.ModelState.Parameters.Matrix("encoder.log_variance.bias").Row(0, 0)[0] = 1e6;
        double[] infinite = Evaluator.Score(model, Data, new EvaluateOptions { Samples = samples }).Kl;
        Assert.All(infinite, kl => Assert.Equal(double.PositiveInfinity, kl));
    }

    [Fact]
    public void ItCanBeCancelled() =>
        Assert.Throws<System.OperationCanceledException>(
            () => Evaluator.Evaluate(new LinearModel(), Data, null, new CancellationToken(canceled: true)));
}
