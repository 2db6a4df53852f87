using System;
using System.Globalization;
using System.IO;
using VaeGen.Mnist;
using VaeGen.Tests.Shared;
using Xunit;

namespace VaeGen.Integration.Tests.Quality;

/// <summary>The sample's model of the Frey faces against the linear one with as many latents, whose density is known exactly.</summary>
public sealed class FreyFacesTests(ITestOutputHelper output)
{
    private const int TestCount = 400;
    private const int Components = 10;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TheBoundIsAboveTheDensityOfTheLinearModel(ulong seed)
    {
        DataSet faces = Idx.ReadImages(Path.Combine(SharedData.Require("frey"), "frey-images-idx3-ubyte.gz"));
        (DataSet train, DataSet test) = faces.Split(TestCount, seed);
        Assert.Equal((1565, 560), (train.Count, train.Features));
        double linear = ProbabilisticPca.Fit(train, Components).LogDensity(test);

        Frey model = new(seed);
        model.Fit(train, new FitOptions { Epochs = 200, BatchSize = 100, Seed = seed }, TestContext.Current.CancellationToken);
        double bound = -model.Evaluate(test).Nelbo;
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"split {seed}: the bound {bound:F1} nats, probabilistic PCA {linear:F1} nats"));
        Assert.True(bound > 750);
        Assert.True(bound > linear);
    }
}
