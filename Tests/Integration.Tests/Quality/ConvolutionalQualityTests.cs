using System.Globalization;
using VaeGen.Mnist;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Quality;

/// <summary>
/// The start of the published comparison, of which the benchmark <c>quality</c> runs the whole: after two passes over thresholded MNIST the
/// convolutional model is ahead of the dense one with as many latents by more than the 5 nats it has to be ahead after ten.
/// </summary>
public sealed class ConvolutionalQualityTests(ITestOutputHelper output)
{
    [Fact]
    public void TheConvolutionalModelIsAheadOfTheDenseOneAfterTwoPasses()
    {
        (DataSet train, DataSet test) = MnistFolder.Load(SharedData.Require("mnist"));
        train = train.Binarize(Binarization.Threshold);
        test = test.Binarize(Binarization.Threshold);
        double dense = Nelbo(new Mlp(seed: 1), train, test);
        double convolutional = Nelbo(new Convolutional(seed: 1), train, test);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"test NELBO after two passes: dense {dense:F2}, convolutional {convolutional:F2}"));
        Assert.True(convolutional < 96);
        Assert.True(convolutional < dense - 5);
    }

    private static double Nelbo(IVariationalModel<float> model, DataSet train, DataSet test)
    {
        Trainer.Fit(model, train, new FitOptions { Epochs = 2, BatchSize = 128 }, TestContext.Current.CancellationToken);
        return Evaluator.Evaluate(model, test).Nelbo;
    }
}
