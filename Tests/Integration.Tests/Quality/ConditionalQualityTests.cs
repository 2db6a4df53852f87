using System;
using System.Globalization;
using System.Linq;
using VaeGen.Mnist;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Quality;

/// <summary>What the sample's conditional model learns from MNIST in 20 passes, thresholded: its classes are the digits' classes.</summary>
public sealed class ConditionalQualityTests(ConditionalQualityTests.TrainedModel trained, ITestOutputHelper output)
    : IClassFixture<ConditionalQualityTests.TrainedModel>
{
    private const int Classes = 10;
    private const int SamplesOfClass = 1000;

    [Fact]
    public void AClassifierOfRealDigitsRecognizesTheDecodersMeans()
    {
        (DataSet train, DataSet test) = trained.Data;
        DigitClassifier classifier = DigitClassifier.Train(train, epochs: 3, seed: 1);
        double real = classifier.Accuracy(test);
        Write($"real test digits: {real:P2}");
        Assert.True(real >= 0.95, "The classifier itself is too weak.");

        int[] labels = [.. Enumerable.Range(0, Classes * SamplesOfClass).Select(sample => sample / SamplesOfClass)];
        float[] means = trained.Model.Sample(labels, seed: 1);
        var recognized = new double[Classes];
        for (int sample = 0; sample < labels.Length; sample++)
        {
            recognized[labels[sample]] += classifier.Classify(means.AsSpan(sample * test.Features, test.Features)) == labels[sample]
                ? 1.0 / SamplesOfClass : 0;
        }

        string byClass = string.Join(", ", recognized.Select(share => share.ToString("P1", CultureInfo.InvariantCulture)));
        Write($"decoder means: {recognized.Average():P2}; by class {byClass}");
        Assert.True(recognized.Average() >= 0.9);
        Assert.All(recognized, share => Assert.True(share >= 0.8));
    }

    [Fact]
    public void TheWrongClassCostsManyNats()
    {
        DataSet test = trained.Data.Test;
        Elbo right = trained.Model.Evaluate(test);
        Write($"right: {right}");
        var costs = new double[Classes - 1];
        for (int shift = 1; shift < Classes; shift++)
        {
            int[] wrong = [.. test.Labels.ToArray().Select(label => (label + shift) % Classes)];
            costs[shift - 1] = trained.Model.Evaluate(test.WithLabels(wrong)).Nelbo - right.Nelbo;
        }

        Write($"the wrong class: {costs.Average():F1} nats more, over the nine of them; from {costs.Min():F1} to {costs.Max():F1}");
        Assert.All(costs, cost => Assert.True(cost >= 50));
    }

    private void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>The model, trained once for all tests. Nothing is done before a test asks for it: where there is no data, it is the test
    /// that says so.</summary>
    public sealed class TrainedModel
    {
        private readonly Lazy<(DataSet Train, DataSet Test)> data = new(Load);
        private readonly Lazy<Conditional> model;

        public TrainedModel() => model = new(Train);

        public (DataSet Train, DataSet Test) Data => data.Value;

        public Conditional Model => model.Value;

        private static (DataSet Train, DataSet Test) Load()
        {
            (DataSet train, DataSet test) = MnistFolder.Load(SharedData.Require("mnist"));
            return (train.Binarize(Binarization.Threshold), test.Binarize(Binarization.Threshold));
        }

        private Conditional Train()
        {
            Conditional fresh = new(seed: 1);
            fresh.Fit(Data.Train, new FitOptions { Epochs = 20, BatchSize = 128 }, TestContext.Current.CancellationToken);
            return fresh;
        }
    }
}
