using System;
using System.Linq;
using VaeGen.Integration.Process;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;
using Xunit;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>log σ² of q(z|x) is limited: however far a head goes, loss and gradient are those of the limit, and lead back.</summary>
public sealed class LimitTests
{
    // A negative weight turns the loss around: what led back leads out.
    [Theory]
    [InlineData(10, 1, 1)]
    [InlineData(-30, -1, 1)]
    [InlineData(10, 1, -1)]
    [InlineData(-30, -1, -1)]
    public void OutsideOnlyWhatLeadsFurtherOutIsCleared(double limit, int outwards, double weight)
    {
        LossAndGradient inside = At(limit - (outwards * 1e-9), weight, out double[] slopes);
        LossAndGradient outside = At(limit + (outwards * 1e6), weight, out double[] kept);

        Assert.Equal(inside.Loss, outside.Loss, Math.Abs(inside.Loss) * 1e-7);
        Assert.All(slopes, slope => Assert.Equal(weight, Math.Sign(slope) * outwards));
        for (int i = 0; i < slopes.Length; i++)
            Assert.Equal(weight < 0 ? 0 : slopes[i], kept[i], 1e-6 * Math.Abs(slopes[i]));
    }

    // One example whose head gives the value of its bias, everything else drawn.
    private static LossAndGradient At(double bias, double weight, out double[] slopes)
    {
        SmallDouble model = new(seed: 3);
        ModelProbe<double> probe = new(model, VectorWidth.Scalar, threads: 1, capacity: 1);
        ModelDescription description = ((IVariationalModel<double>)model).Description;
        double[] parameters = probe.GetParameters();
        (int headWeights, int headCount) = Place(probe, "encoder.log_variance.weight");
        (int first, int count) = Place(probe, "encoder.log_variance.bias");
        parameters.AsSpan(headWeights, headCount).Clear();
        parameters.AsSpan(first, count).Fill(bias);
        probe.SetParameters(parameters);
        double[] x = [.. Enumerable.Range(0, description.Features).Select(i => i % 2.0)];
        double[] epsilon = [.. Enumerable.Range(0, description.Latent).Select(i => i % 2 == 0 ? 0.5 : -1.5)];
        LossAndGradient result = probe.LossAndGradient(x, epsilon, [weight]);
        slopes = result.Gradient[first..(first + count)];
        return result;
    }

    private static (int First, int Count) Place(ModelProbe<double> probe, string name)
    {
        int first = 0;
        foreach (Parameter<double> parameter in probe.Network.Parameters.All)
        {
            if (parameter.Shape.Name == name)
                return (first, parameter.Count);
            first += parameter.Count;
        }

        throw new InvalidOperationException($"There is no {name}.");
    }
}
