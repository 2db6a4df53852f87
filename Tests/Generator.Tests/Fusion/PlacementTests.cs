using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;
using Xunit;

namespace VaeGen.Generator.Tests.Fusion;

/// <summary>What no phase can compute is refused by its name; nothing is computed as something else.</summary>
public sealed class PlacementTests
{
    private static readonly Axis Inputs = new("x", 5);
    private static readonly Axis Hidden = new("h1", 4);

    private readonly DataTensor x = new("x", Axis.Batch, Inputs);
    private readonly ParameterTensor weights = new("weights", "w", "w", ParameterKind.Weight, 5, Inputs, Hidden);

    [Fact]
    public void AValueWithTwoKindsOfRows()
    {
        Tensor value = Pointwise("value", [Axis.Batch, new Axis("sample", 3), Inputs], x);
        Assert.Equal("No phase computes Pointwise 'value': its axes are [example: Example, sample: Element, x: Element].", Refusal(value));
    }

    [Fact]
    public void ASumOverTwoAxesAtOnce() =>
        Assert.StartsWith("No phase computes Sum 'total': it sums ", Refusal(new SumTensor("total", x, Axis.Batch, Inputs)));

    [Fact]
    public void AValueThatLiesInAnotherWay() =>
        Assert.StartsWith(
            "No phase computes Pointwise 'value': it reads bias[5]",
            Refusal(Pointwise("value", [Axis.Batch, Hidden], new ParameterTensor("bias", "b", "b", ParameterKind.Bias, 1, Inputs))));

    [Fact]
    public void AProductOfTwoMatricesOfParameters()
    {
        ParameterTensor other = new("other", "v", "v", ParameterKind.Weight, 4, Hidden, new Axis("h2", 3));
        ContractionTensor product = new("product", [Inputs, other.Axes[1]], [new ContractionTerm(weights, other, Hidden)]);
        Assert.StartsWith(
            "No phase computes Contraction 'product': it multiplies weights[5, 4] by other[4, 3] over 'h1'", Refusal(product));
    }

    [Fact]
    public void WeightsOfAConvolutionThatAreDerived()
    {
        ParameterTensor kernel =
            new("kernel", "k", "k", ParameterKind.Weight, 9, new Axis("h1Window", 9) { Role = AxisRole.Window },
                new Axis("h1Channels", 4) { Role = AxisRole.Channel });
        Assert.Equal(
            "No phase computes Pointwise 'value': its axes are [h1Window: Window, h1Channels: Channel].",
            Refusal(Pointwise("value", kernel.Axes, kernel)));
    }

    [Fact]
    public void TwoNoisesOfOneStream()
    {
        NoiseTensor first = new("first", NoiseKind.Normal, stream: 2, Axis.Batch, Inputs);
        NoiseTensor second = new("second", NoiseKind.Normal, stream: 2, Axis.Batch, Inputs);
        NoiseTensor uniform = new("uniform", NoiseKind.Dropout, stream: 2, Axis.Batch, Inputs);
        Assert.Contains("'second': it would be the same numbers as 'first'", Refusal(Pointwise("value", x.Axes, x, first, second)));
        Assert.Single(Build(Pointwise("value", x.Axes, x, first, uniform)).Phases);
    }

    [Fact]
    public void NoiseThatNoTilesRead() => Assert.Contains(
        "No phase computes Noise 'noise'",
        Refusal(Pointwise("value", [Axis.Batch], new NoiseTensor("noise", NoiseKind.Normal, stream: 0, Axis.Batch))));

    [Fact]
    public void TwoValuesOfOneName()
    {
        Tensor first = Pointwise("value", x.Axes, x);
        Assert.Contains("has the same place in memory", Refusal(first, Pointwise("value", x.Axes, x, first)));
    }

    // A chain that a recursion could not walk, and in which looking at all phases for each would take minutes.
    [Fact]
    public void ANetworkOfTenThousandLayers()
    {
        Tensor current = x;
        for (int layer = 0; layer < 10_000; layer++)
        {
            Axis axis = new("h" + layer, 4);
            ParameterTensor w = new("w" + layer, "w" + layer, "w" + layer, ParameterKind.Weight, 1, current.Axes[1], axis);
            current =
                Pointwise(
                    "h" + layer, [Axis.Batch, axis],
                    new ContractionTensor("a" + layer, [Axis.Batch, axis], [new ContractionTerm(current, w, current.Axes[1])]));
        }

        Assert.Equal(10_000, Build(current).Phases.Length);
    }

    private static string Refusal(params Tensor[] outputs) => Assert.Throws<NotSupportedException>(() => Build(outputs)).Message;

    private static Schedule Build(params Tensor[] outputs) => ScheduleBuilder.Build("Task", outputs, [], [], new HashSet<string>());

    private static PointwiseTensor Pointwise(string name, ImmutableArray<Axis> axes, params Tensor[] inputs) =>
        new(name, axes, inputs.Aggregate((Expression)1, (sum, input) => sum + Scalar.Exp(new Symbol(input.Symbol))),
            inputs.ToImmutableDictionary(input => input.Symbol));
}
