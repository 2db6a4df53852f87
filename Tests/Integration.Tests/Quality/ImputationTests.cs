using System;
using System.Globalization;
using System.Linq;
using VaeGen.Mnist;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Quality;

/// <summary>
/// MNIST without its lower half, thresholded: what the dense model fills in against the mean of each pixel. The model has to have seen such
/// images: one that was trained on whole images alone takes the zeros at its input for dark pixels, and is sure of them.
/// </summary>
public sealed class ImputationTests(ITestOutputHelper output)
{
    private const int Upper = 392;
    private const int Draws = 20;

    [Fact]
    public void TheModelPredictsTheLowerHalfBetterThanThePixelMeans()
    {
        (DataSet train, DataSet test) = MnistFolder.Load(SharedData.Require("mnist"));
        train = train.Binarize(Binarization.Threshold);
        test = test.Binarize(Binarization.Threshold);
        Mlp model = new(seed: 1);
        model.Fit(EveryThirdWithoutLowerHalf(train), new FitOptions { Epochs = 3, BatchSize = 128 }, TestContext.Current.CancellationToken);

        bool[] mask = [.. Enumerable.Range(0, test.Features).Select(i => i < Upper)];
        DataSet halves = test.WithMask(mask);
        double byMeans = LogLikelihood(test, Repeated(PixelMeans(train), test.Count));
        double imputed = LogLikelihood(test, model.Impute(halves));
        double averaged = LogLikelihood(test, model.Impute(halves, Draws, seed: 1));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"the lower half of an image: {byMeans:F1} nats by the pixel means, {imputed:F1} imputed, "
                + $"{averaged:F1} averaged over {Draws} draws of z"));
        Assert.True(imputed > byMeans + 5);
        Assert.True(averaged > byMeans + 15);
    }

    private static DataSet EveryThirdWithoutLowerHalf(DataSet data)
    {
        var mask = new bool[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            mask.AsSpan(i * data.Features, i % 3 == 0 ? Upper : data.Features).Fill(true);
        return data.WithMask(mask);
    }

    // The mean over the images of Σ log p over the pixels of the lower half.
    private static double LogLikelihood(DataSet data, float[] means)
    {
        var x = new float[data.Features];
        double sum = 0;
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyExample(i, epoch: null, x);
            for (int j = Upper; j < x.Length; j++)
                sum += LogProbability(x[j], means[(i * x.Length) + j]);
        }

        return sum / data.Count;
    }

    private static float[] Repeated(double[] means, int count) =>
        [.. Enumerable.Repeat(means.Select(mean => (float)mean), count).SelectMany(row => row)];

    private static double[] PixelMeans(DataSet data)
    {
        var means = new double[data.Features];
        var x = new float[data.Features];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyExample(i, epoch: null, x);
            for (int j = 0; j < x.Length; j++)
                means[j] += x[j] / data.Count;
        }

        return means;
    }

    // No prediction is that certain: a mean of exactly 0 or 1 would make one wrong pixel cost everything.
    private static double LogProbability(float x, double mean)
    {
        const double Least = 1e-4;
        double p = Math.Clamp(mean, Least, 1 - Least);
        return x == 1 ? Math.Log(p) : Math.Log(1 - p);
    }
}
