using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Integration.Tests.Bits;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>
/// What a network makes of data with missing elements, on the way that <c>Fit</c> takes: what stands in their place changes no bit of a
/// loss or a gradient, and a mask of all elements is none.
/// </summary>
internal sealed class MaskBits
{
    private readonly RandomModel declaration;
    private readonly ModelProbe<double> probe;
    private readonly double[] parameters;
    private readonly float[] x;
    private readonly bool[] observed;
    private readonly double[] epsilon;
    private readonly double[] weights;
    private readonly int rows;

    private MaskBits(RandomModel declaration, ModelProbe<double> probe, int rows)
    {
        this.declaration = declaration;
        this.probe = probe;
        this.rows = rows;
        Random random = new(declaration.Seed);
        parameters = BlockDifferences.DrawParameters(probe.Network.Parameters, random);
        x = [.. Enumerable.Range(0, rows * declaration.Features).Select(_ => (float)declaration.DrawValue(random))];
        observed = RandomMask.Draw(rows, declaration.Features, random);
        epsilon = [.. Enumerable.Range(0, rows * declaration.Latent).Select(_ => Point.Normal(random))];
        weights = [.. Enumerable.Range(0, rows).Select(_ => (0.5 + random.NextDouble()) / rows)];
    }

    /// <summary>Checks a model at a point drawn from its seed.</summary>
    public static void Check(RandomModel declaration, ModelProbe<double> probe, int rows) => new MaskBits(declaration, probe, rows).Check();

    private void Check()
    {
        string name = declaration.Name;
        List<double[]> zero = Run(With(0).WithMask(observed));
        Assert.All(zero.SelectMany(values => values), value => Assert.True(double.IsFinite(value), $"{name}: {value} with a mask"));
        BitAssert.Equal(zero, Run(With(1e30f).WithMask(observed)), $"{name}, 1e30 where an element is missing");
        BitAssert.Equal(zero, Run(With(float.NaN).WithMask(observed)), $"{name}, NaN where an element is missing");
        BitAssert.Equal(zero, Run(With(float.NaN).WithMissing()), $"{name}, NaN without a mask");
        BitAssert.Equal(zero, RunGiven(), $"{name}, the mask in the network");

        List<double[]> whole = Run(Whole());
        BitAssert.Equal(whole, Run(Whole().WithMask([.. observed.Select(_ => true)])), $"{name}, all observed");
        BitAssert.Equal(whole, Run(Whole().WithMissing()), $"{name}, nothing is NaN");
        Assert.False(whole[0].SequenceEqual(zero[0]), $"{name}: the mask has no effect");
    }

    private DataSet Whole() => Of(x);

    private DataSet With(float placeholder) => Of([.. x.Zip(observed, (value, isThere) => isThere ? value : placeholder)]);

    // The classes that a probe takes where it is given none.
    private DataSet Of(float[] values) => DataSet.From(
        values, new DataShape(declaration.Features), declaration.Classes == 0
        ? []
        : [.. Enumerable.Range(0, rows).Select(row => row % declaration.Classes)]);

    // Losses of a training step, its gradient, losses of an evaluation.
    private List<double[]> Run(DataSet data)
    {
        VariationalNetwork<double> network = probe.Network;
        Batch<double> batch = network.Batch;
        batch.Rows = rows;
        batch.Data = data;
        batch.HasMissing = data.HasMissing;
        batch.NoiseSource = NoiseSource.Given;
        batch.Noise = [epsilon];
        for (int row = 0; row < rows; row++)
            (batch.Examples[row], batch.Weights[row]) = (row, weights[row]);
        if (data.HasMissing)
            network.AllocateMask();
        probe.SetParameters(parameters);
        network.Sink = GradientSink.Buffer;
        network.Run(NetworkTask.Train, threads: 1);
        double[] losses = Losses();
        double[] gradient = probe.GetGradient();
        network.Run(NetworkTask.EstimateElbo, threads: 1);
        return [losses, gradient, Losses()];
    }

    // The same by the way that gradients are checked on: zeros and a mask put into the network.
    private List<double[]> RunGiven()
    {
        double[] given = [.. x.Zip(observed, (value, isThere) => isThere ? value : 0.0)];
        probe.Observed = observed;
        probe.SetParameters(parameters);
        double[] gradient = probe.LossAndGradient(given, epsilon, weights).Gradient;
        double[] losses = Losses();
        probe.Loss(given, epsilon, weights);
        return [losses, gradient, Losses()];
    }

    private double[] Losses()
    {
        double[] losses = TrainingTrace.Losses(probe.Network);
        return probe.Network.ElementSquaredErrors is { } errors
            ? [.. losses,
                .. Enumerable.Range(0, rows * declaration.Features).Select(i => errors[i / declaration.Features, i % declaration.Features])]
            : losses;
    }
}
