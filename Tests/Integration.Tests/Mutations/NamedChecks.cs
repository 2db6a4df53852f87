using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Integration.Tests.Bits;
using VaeGen.Integration.Tests.Gradients;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Mutations;

/// <summary>Statements about a model's emitted code, each by its name.</summary>
internal static class NamedChecks
{
    private const int Rows = 5;
    private const int Capacity = 11;

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, Action<Mutant>> All { get; } = new Dictionary<string, Action<Mutant>>
    {
        ["Loss"] = Loss,
        ["SquaredError"] = SquaredError,
        ["Decode"] = Decode,
        ["Gradient"] = Gradient,
        ["PartialBatch"] = PartialBatch,
        ["Noise"] = Noise,
        ["Adam"] = OptimizerChecks.Adam,
        ["AdamW"] = OptimizerChecks.AdamW,
        ["RmsProp"] = OptimizerChecks.RmsProp,
        ["CentredRmsProp"] = OptimizerChecks.CentredRmsProp,
        ["NoVariance"] = OptimizerChecks.NoVariance,
        ["TinyMoments"] = OptimizerChecks.TinyMoments,
        ["Sinks"] = OptimizerChecks.Sinks,
        ["TransposedCopies"] = MemoryChecks.TransposedCopies,
        ["Padding"] = MemoryChecks.Padding,
        ["Synchronization"] = ScheduleCheck.Run,
    };

    /// <summary>Reconstruction and KL of each example, in training and in evaluation, are those of the reference.</summary>
    private static void Loss(Mutant mutant)
    {
        (ModelProbe<double> probe, Point point) = At(mutant);
        ReferenceTerms[] expected = Reference(mutant, probe, point);
        probe.Loss(point.X, point.Epsilon, point.Weights);
        Verify();
        probe.LossAndGradient(point.X, point.Epsilon, point.Weights);
        Verify();

        void Verify()
        {
            for (int row = 0; row < Rows; row++)
            {
                Assert.Equal(expected[row].Reconstruction, probe.Network.Reconstruction.Total(row), 1e-11);
                Assert.Equal(expected[row].Kl, probe.Network.Kl!.Total(row), 1e-11);
            }
        }
    }

    /// <summary>Where a variance follows the squared error, it is given the squared error.</summary>
    private static void SquaredError(Mutant mutant)
    {
        (ModelProbe<double> probe, Point point) = At(mutant);
        ReferenceTerms[] expected = Reference(mutant, probe, point);
        probe.LossAndGradient(point.X, point.Epsilon, point.Weights);
        Assert.Equal(mutant.Declaration.IsBernoulli, probe.Network.SquaredError is null);
        for (int row = 0; row < Rows; row++)
            Assert.Equal(expected[row].SquaredError, probe.Network.SquaredError?.Total(row) ?? 0, 1e-11);
    }

    /// <summary>Encoding gives the posterior and decoding the mean of the reference.</summary>
    private static void Decode(Mutant mutant)
    {
        (ModelProbe<double> probe, Point point) = At(mutant);
        ReferenceTerms[] expected = Reference(mutant, probe, point);
        probe.Loss(point.X, point.Epsilon);
        probe.Network.Run(NetworkTask.Encode, threads: 1);
        probe.Network.Run(NetworkTask.Decode, threads: 1);
        for (int row = 0; row < Rows; row++)
        {
            Equal(expected[row].Mean, RowOf(probe.Network.PosteriorMean, row));
            Equal(expected[row].LogVariance, RowOf(probe.Network.PosteriorLogVariance, row));
            Equal(expected[row].LikelihoodMean, RowOf(probe.Network.LikelihoodMean, row));
        }
    }

    /// <summary>The gradient is the derivative of the loss.</summary>
    private static void Gradient(Mutant mutant)
    {
        GradientErrors errors = GradientCheck.Run(mutant.Declaration, mutant.Create(), VectorWidth.Bits256, Rows, seed: 3);
        Assert.InRange(errors.NormError, 0, 1e-6);
        Assert.InRange(errors.DirectionError, 0, 1e-6);
    }

    /// <summary>A batch that fills the network in part is a mean over its own examples: twice the examples give the same
    /// gradient.</summary>
    private static void PartialBatch(Mutant mutant)
    {
        (ModelProbe<double> probe, Point point) = At(mutant);
        LossAndGradient once = probe.LossAndGradient(point.X, point.Epsilon);
        LossAndGradient twice = probe.LossAndGradient([.. point.X, .. point.X], [.. point.Epsilon, .. point.Epsilon]);
        Assert.Equal(once.Loss, twice.Loss, 1e-11);
        Equal(once.Gradient, twice.Gradient);
    }

    /// <summary>Each example of each step has noise of its own, that of its counter.</summary>
    private static void Noise(Mutant mutant)
    {
        (ModelProbe<double> probe, Point point) = At(mutant);
        HashSet<double> seen = [];
        for (int step = 1; step <= 3; step++)
        {
            probe.Loss(point.X, point.Epsilon);
            Batch<double> batch = probe.Network.Batch;
            probe.Network.Sink = GradientSink.Buffer;
            batch.NoiseSource = NoiseSource.Drawn;
            batch.Seed = 5;
            batch.Step = (uint)step;
            batch.StreamAndSample = RandomStream.TrainingNoise.WithSample(0);
            for (int row = 0; row < Rows; row++)
                batch.Examples[row] = 100 - row;
            probe.Network.Run(NetworkTask.Train, threads: 1);
            for (int row = 0; row < Rows; row++)
            {
                double[] mean = RowOf(probe.Network.PosteriorMean, row);
                double[] logVariance = RowOf(probe.Network.PosteriorLogVariance, row);
                double[] epsilon = [.. RowOf(probe.Network.Latent, row).Select((z, i) => (z - mean[i]) / Math.Exp(0.5 * logVariance[i]))];
                double[] expected = new double[epsilon.Length];
                NormalVariates.Fill<Double2>(5, batch.StreamAndSample, (uint)step, (uint)(100 - row), 0, expected);
                Equal(expected, epsilon);
                Assert.True(seen.Add(expected[0]));
            }
        }
    }

    /// <summary>A network and a point, set.</summary>
    internal static (ModelProbe<double> Probe, Point Point) At(Mutant mutant)
    {
        ModelProbe<double> probe = new(mutant.Create(), VectorWidth.Bits256, threads: 1, Capacity);
        Point point = Point.Draw(mutant.Declaration, probe.Network.Parameters, Rows, seed: 7);
        probe.SetParameters(point.Parameters);
        return (probe, point);
    }

    /// <summary>Two arrays, each number to eleven places.</summary>
    internal static void Equal(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-11);
    }

    private static ReferenceTerms[] Reference(Mutant mutant, ModelProbe<double> probe, Point point)
    {
        ReferenceModel reference = new(mutant.Declaration, probe.Network.Parameters.All, point.Parameters);
        return [.. Enumerable.Range(0, Rows).Select(row => reference.Of(
            [.. point.X.Skip(row * mutant.Declaration.Features).Take(mutant.Declaration.Features)],
            [.. point.Epsilon.Skip(row * mutant.Declaration.Latent).Take(mutant.Declaration.Latent)]))];
    }

    private static double[] RowOf(PanelMatrix<double> matrix, int row) =>
        [.. Enumerable.Range(0, matrix.Columns).Select(column => matrix[row, column])];
}
