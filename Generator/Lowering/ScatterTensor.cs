using System;
using System.Collections.Generic;
using VaeGen.Generator.Differentiation;

namespace VaeGen.Generator.Lowering;

/// <summary>
/// A convolution from a volume to an image, whose pixels lie as a plain row: each position of the volume adds its patch to the pixels
/// around, and a bias a channel.
/// </summary>
/// <param name="name">The name of its buffer.</param>
/// <param name="pixels">The pixels of the image.</param>
/// <param name="volume">The volume.</param>
/// <param name="weights">The weights [window of the image, channels of the volume].</param>
/// <param name="bias">The bias [channels of the image].</param>
/// <param name="map">From the image to the volume.</param>
internal sealed class ScatterTensor(string name, Axis pixels, Tensor volume, ParameterTensor weights, ParameterTensor bias, WindowMap map)
    : Tensor(name, [volume.Rows!, pixels])
{
    public Tensor Volume => volume;

    public ParameterTensor Weights => weights;

    public ParameterTensor Bias => bias;

    public WindowMap Map => map;

    public override IEnumerable<Tensor> Inputs => [volume, weights, bias];

    // A pixel gets parts of several positions: they are added where it lies.
    public override bool IsWrittenWhereComputed => true;

    // From the image back to the volume it is a convolution of the image.
    public override IEnumerable<(Tensor Input, Tensor Part)> Backward(Tensor dy, GradientWalk walk)
    {
        Tensor gradient = walk.Spread(dy, this);
        return
        [
            (volume, ContractionTensor.OfInput(volume, new ContractionTerm(gradient, weights, weights.Axes[0], map))),
            (weights, ContractionTensor.OfInput(weights, new ContractionTerm(gradient, volume, volume.Rows!, map))),
            (bias, SumTensor.OverBatch(Gradients.NameOf(bias.Name), gradient, bias.Axes[0])),
        ];
    }

    public override void Place(IPlacement placement) => placement.Scatter(this);

    public override string Formula(Func<Tensor, string> letter) =>
        $"{letter(weights)} ∗{(map.IsTransposed ? "" : "ᵀ")} {letter(volume)} + {letter(bias)}";
}
