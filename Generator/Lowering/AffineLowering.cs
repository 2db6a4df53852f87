using System.Collections.Immutable;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>The names of an affine layer's weights and bias: of the fields, the letters in formulas, and the start of those in files.</summary>
internal sealed record AffineNames(string Weights, string WeightsSymbol, string Bias, string BiasSymbol, string File);

/// <summary>Lowers what multiplies by weights: dense layers and convolutions, each a product and a bias.</summary>
internal static class AffineLowering
{
    /// <summary>x W + b over all elements of x; a volume goes in, or comes out, as the row of its elements.</summary>
    public static Tensor Dense(ParameterSet parameters, Tensor input, Axis axis, string name, AffineNames names)
    {
        Axis inputAxis = input.Axes[1];
        int fanIn = inputAxis.Size!.Value;
        // A product over an axis that comes out again would have two axes of one name: weights from a layer to itself count their inputs apart.
        Axis rows = inputAxis == axis ? inputAxis with { Name = inputAxis.Name + "Input" } : inputAxis;
        ParameterTensor weights = parameters.Get(names.Weights, names.WeightsSymbol, names.File + ".weight", ParameterKind.Weight, fanIn, [rows, axis]);
        ParameterTensor bias = parameters.Get(names.Bias, names.BiasSymbol, names.File + ".bias", ParameterKind.Bias, fanIn, [axis]);
        return Biased(input, weights, bias, axis, name, map: null);
    }

    /// <summary>x ∗ W + b, a convolution or a transposed one.</summary>
    public static Tensor Convolution(
        ParameterSet parameters, Tensor input, Axis axis, string name, string mapName, string windowName, AffineNames names,
        ConvolutionLayerSpec layer)
    {
        int taps = layer.Kernel * layer.Kernel;
        // PyTorch counts the second axis of the file's weights: inputs, or in a transposed convolution outputs.
        int fanIn = taps * (layer.IsTransposed ? layer.Output.Channels : layer.Input.Channels);
        Axis window = Axis.Of(windowName, ValueShape.Volume(layer.Input.Channels, layer.Kernel, layer.Kernel)) with { IsWindow = true };
        ParameterTensor weights = parameters.Get(
            names.Weights, names.WeightsSymbol, names.File + ".weight", ParameterKind.Weight, fanIn, [window, axis.ChannelAxis], layer.IsTransposed);
        ParameterTensor bias = parameters.Get(names.Bias, names.BiasSymbol, names.File + ".bias", ParameterKind.Bias, fanIn, [axis.ChannelAxis]);
        WindowMap map = new(mapName, layer.Input, layer.Output, layer.Kernel, layer.Stride, layer.Padding, layer.IsTransposed, layer.OutputPadding);
        return Biased(input, weights, bias, axis, name, map);
    }

    private static Tensor Biased(Tensor input, ParameterTensor weights, ParameterTensor bias, Axis axis, string name, WindowMap? map)
    {
        ImmutableArray<Axis> axes = [Axis.Batch, axis];
        ContractionTensor product = new(name + "Product", axes, [new ContractionTerm(input, weights, weights.Axes[0], map)]);
        return PointwiseBuilder.Create(name, axes, new Symbol(product.Symbol) + new Symbol(bias.Symbol), [product, bias]);
    }
}
