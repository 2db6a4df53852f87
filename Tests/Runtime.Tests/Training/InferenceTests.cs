using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>Encoding, decoding, sampling and interpolating, for one example, several and many.</summary>
public sealed class InferenceTests
{
    private static readonly LinearModel Model = new(seed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    public void AnExampleIsEncodedTheSameAmongOthers(int count)
    {
        double[] x = [.. Enumerable.Range(0, count * 6).Select(i => i % 7 / 7.0)];
        Posterior<double> all = Inference.Encode(Model, x);
        double[] weights = Model.Weights();
        for (int example = 0; example < count; example++)
        {
            Posterior<double> one = Inference.Encode(Model, x.AsSpan(example * 6, 6));
            Assert.Equal(one.Mean, all.Mean[(2 * example)..(2 * example + 2)]);
            Assert.Equal(one.LogVariance, all.LogVariance[(2 * example)..(2 * example + 2)]);
            double mean = weights[12] + Enumerable.Range(0, 6).Sum(i => weights[i] * x[example * 6 + i]);
            Assert.Equal(mean, one.Mean[0], 1e-12);
        }
    }

    [Fact]
    public void AReconstructionIsTheDecodedMean()
    {
        double[] x = [.. Enumerable.Range(0, 20 * 6).Select(i => i % 5 / 5.0)];
        Assert.Equal(Inference.Decode(Model, Inference.Encode(Model, x).Mean), Inference.Reconstruct(Model, x));
    }

    [Fact]
    public void AnInterpolationGoesStraightFromOneMeanToTheOther()
    {
        double[] from = [1, 0, 0, 1, 1, 0];
        double[] to = [0, 1, 0, 0, 1, 1];
        double[] points = Inference.Interpolate(Model, from, to, 5);
        Assert.Equal(Inference.Reconstruct(Model, from), points[..6]);
        Assert.Equal(Inference.Reconstruct(Model, to), points[^6..]);
        double[] first = Inference.Encode(Model, from).Mean;
        double[] last = Inference.Encode(Model, to).Mean;
        Assert.Equal(Inference.Decode(Model, [(first[0] + last[0]) / 2, (first[1] + last[1]) / 2]), points[12..18]);
    }

    [Fact]
    public void SamplesAreAFunctionOfWeightsAndSeed()
    {
        double[] samples = Inference.Sample(Model, 200, seed: 3);
        Assert.Equal(samples, Inference.Sample(Model, 200, seed: 3));
        Assert.Equal(samples[..60], Inference.Sample(Model, 10, seed: 3));
        Assert.NotEqual(samples, Inference.Sample(Model, 200, seed: 4));
        Assert.Empty(Inference.Sample(Model, 0));
    }

    [Fact]
    public void DrawnPixelsHaveTheMeansAsFrequencies()
    {
        double[] means = Inference.Sample(Model, 5000, seed: 3);
        double[] drawn = Inference.Sample(Model, 5000, seed: 3, Pixels.Drawn);
        Assert.All(drawn, pixel => Assert.True(pixel is 0 or 1));
        // The standard deviation of the mean of 30 000 draws is at most 0.5/√30 000 = 0.003.
        Assert.Equal(means.Average(), drawn.Average(), 0.012);
    }

    [Fact]
    public void DrawnValuesOfAGaussianAreNormalAroundTheMeans()
    {
        LinearModel model = new(seed: 1, Distribution.Gaussian);
        PanelMatrix<double> variance = model.ModelState.Parameters.Matrix("decoder.variance");
        variance[0, 0] = 0.25;
        double[] means = Inference.Sample(model, 5000, seed: 3);
        double[] drawn = Inference.Sample(model, 5000, seed: 3, Pixels.Drawn);
        double[] noise = [.. means.Zip(drawn, (mean, x) => (x - mean) / 0.5)];
        Assert.Equal(0, noise.Average(), 4 / Math.Sqrt(30_000));
        Assert.Equal(1, noise.Average(value => value * value), 4 * Math.Sqrt(2 / 30_000.0));
    }

    [Fact]
    public void LengthsThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => Inference.Encode(Model, new double[7]));
        Assert.Throws<ArgumentException>(() => Inference.Encode(Model, new double[6], new double[2], new double[3]));
        Assert.Throws<ArgumentException>(() => Inference.Decode(Model, new double[3]));
        Assert.Throws<ArgumentException>(() => Inference.Decode(Model, new double[2], new double[5]));
        Assert.Throws<ArgumentException>(() => Inference.Interpolate(Model, new double[6], new double[5], 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Inference.Interpolate(Model, new double[6], new double[6], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Inference.Sample(Model, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Inference.Sample(Model, 1, 0, (Pixels)5));
        Assert.Throws<ArgumentException>(() => Inference.Sample(Model, new double[7]));
    }

    [Fact]
    public void SpansAreFilledWithoutAllocation()
    {
        double[] x = new double[40 * 6];
        double[] mean = new double[40 * 2];
        double[] logVariance = new double[40 * 2];
        double[] output = new double[40 * 6];
        // Twice for the pools, and once more before it counts.
        Use();
        Use();
        Assert.Equal(0, AllocatedBytes.Of(Use));

        void Use()
        {
            Inference.Encode<double>(Model, x, mean, logVariance);
            Inference.Encode<double>(Model, x.AsSpan(0, 6), mean.AsSpan(0, 2), logVariance.AsSpan(0, 2));
            Inference.Decode<double>(Model, mean, output);
            Inference.Reconstruct<double>(Model, x, output);
            Inference.Interpolate<double>(Model, x.AsSpan(0, 6), x.AsSpan(6, 6), output);
            Inference.Sample<double>(Model, output, seed: 2, Pixels.Drawn);
        }
    }

    [Fact]
    public async Task ExamplesAreComputedByTheCallerWhileTheTeamIsBusy()
    {
        using ManualResetEventSlim begun = new();
        using ManualResetEventSlim mayEnd = new();
        Hold hold = new(begun, mayEnd);
        Task training = Task.Run(() => ThreadTeam.Shared.Run(2, hold));
        try
        {
            begun.Wait();
            // Were it to ask the team, it would wait for ever: the team works until this is done.
            await Task.Run(Use).WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            mayEnd.Set();
            await training;
        }

        static void Use()
        {
            foreach (int count in new[] { 1, 300 })
            {
                double[] x = new double[count * 6];
                Inference.Decode(Model, Inference.Encode(Model, x).Mean);
                Inference.Reconstruct(Model, x);
            }
        }
    }

    [Fact]
    public async Task ManyThreadsEncodeAtOnceWithAsManyNetworksAsThreads()
    {
        LinearModel model = new(seed: 1);
        double[][] inputs = [.. Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, 6).Select(j => (i * 6 + j) % 5 / 5.0).ToArray())];
        double[][] expected = [.. inputs.Select(x => Inference.Encode(model, x).Mean)];
        Task[] tasks = [.. Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                int which = (worker + i) % inputs.Length;
                Assert.Equal(expected[which], Inference.Encode(model, inputs[which]).Mean);
            }
        }))];
        await Task.WhenAll(tasks);
        Assert.InRange(model.NetworksCreated, 1, 4);
    }

    // Work of the team that lasts until it may end.
    private sealed class Hold(ManualResetEventSlim begun, ManualResetEventSlim mayEnd) : IParallelWork
    {
        public void Run(Worker worker)
        {
            begun.Set();
            mayEnd.Wait();
        }
    }
}
