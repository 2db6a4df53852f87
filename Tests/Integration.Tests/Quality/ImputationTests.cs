using System;
using System.Globalization;
using System.Linq;
using VaeGen.Mnist;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Quality;

/// <summary>MNIST without its lower half, thresholded: what the dense model fills in against the mean of each pixel.</summary>
public sealed class ImputationTests(ITestOutputHelper output)
{
    private const int Upper = 392;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheModelPredictsTheLowerHalfBetterThanThePixelMeans(bool masked)
    {
        (DataSet train, DataSet test) = MnistFolder.Load(SharedData.Require("mnist"));
        train = train.Binarize(Binarization.Threshold);
        test = test.Binarize(Binarization.Threshold);
        Mlp model = new(seed: 1);
        model.Fit(masked ? EverySecondWithoutLowerHalf(train) : train, new FitOptions { Epochs = 10, BatchSize = 128 }, TestContext.Current.CancellationToken);

        bool[] mask = [.. Enumerable.Range(0, test.Features).Select(i => i < Upper)];
        float[] imputed = model.Impute(test.WithMask(mask));
        double[] means = PixelMeans(train);
        var x = new float[test.Features];
        double byModel = 0, byMeans = 0;
        for (int i = 0; i < test.Count; i++)
        {
            test.CopyExample(i, epoch: null, x);
            for (int j = Upper; j < x.Length; j++)
            {
                byModel += LogProbability(x[j], imputed[(i * x.Length) + j]) / test.Count;
                byMeans += LogProbability(x[j], means[j]) / test.Count;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the lower half of an image: {byModel:F1} nats by the model, {byMeans:F1} nats by the pixel means"));
        Assert.True(byModel > byMeans + 10);
    }

    private static DataSet EverySecondWithoutLowerHalf(DataSet data)
    {
        var mask = new bool[data.Count * data.Features];
        for (int i = 0; i < data.Count; i++)
            mask.AsSpan(i * data.Features, i % 2 == 0 ? data.Features : Upper).Fill(true);
        return data.WithMask(mask);
    }

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
