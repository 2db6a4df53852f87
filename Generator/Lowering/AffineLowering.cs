using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>The names of an affine layer's parameters: of the fields, the letters in formulas, and the start of those in files.</summary>
/// <param name="Owner">What the fields begin with: <c>encoder</c>, or <c>encoderMean</c> for a head.</param>
/// <param name="Number">What the fields of a hidden layer end with; empty for a head.</param>
/// <param name="Head">What the symbols of a head begin with; empty for a hidden layer, whose symbols are letters.</param>
/// <param name="File">What the names in files begin with.</param>
internal sealed record AffineNames(string Owner, string Number, string Head, string File)
{
    public string Weights => Owner + "Weights" + Number;

    public string WeightsSymbol => Symbol("Weights", "W");

    public string Bias => Owner + "Bias" + Number;

    public string BiasSymbol => Symbol("Bias", "b");

    /// <summary>Those of the weights of what the layer reads beside its input.</summary>
    public (string Name, string Symbol, string File) Beside(SideInput input)
    {
        string role = NetworkLowering.Capital(input.Name) + "Weights";
        return (Owner + role + Number, Symbol(role, input.Letter), $"{File}.{input.Name}.weight");
    }

    /// <summary>The names of a hidden layer.</summary>
    public static AffineNames OfLayer(string network, string number, string file) => new(network, number, "", file);

    /// <summary>The names of a head.</summary>
    public static AffineNames OfHead(string owner, string head, string file) => new(owner, "", head, file);

    private string Symbol(string role, string letter) => Head.Length == 0 ? letter + Number : Head + role;
}

/// <summary>What a layer reads beside its input, by weights of their own: a condition, a further group of x.</summary>
/// <param name="Name">What the weights are called after, in files too.</param>
/// <param name="Value">The value.</param>
/// <param name="Letter">The letter of the weights of a hidden layer.</param>
internal sealed record SideInput(string Name, Tensor Value, string Letter)
{
    /// <summary>The class of each example, a one among zeros.</summary>
    public static SideInput Condition(Tensor condition) => new("condition", condition, "V");

    /// <summary>Further columns of x.</summary>
    public static SideInput Columns(ColumnGroup group) => new(group.Name, group.Value, "W" + group.Name);
}

/// <summary>Lowers what multiplies by weights: dense layers and convolutions, each a product and a bias.</summary>
internal static class AffineLowering
{
    // A volume takes whole panels of channels, an image takes time for each pixel that is moved: four channels are about where it turns.
    private const int MostImageChannels = 4;

    /// <summary>x W + b over all elements of x; a volume goes in, or comes out, as the row of its elements. With a condition c, x W + c V +
    /// b.</summary>
    public static Tensor Dense(
        ParameterSet parameters, Tensor input, Axis axis, string name, AffineNames names, ImmutableArray<SideInput> beside,
        string? productName = null)
    {
        Axis inputAxis = input.Axes[1];
        int fanIn = inputAxis.Size!.Value;
        // A product over an axis that comes out again would have two axes of one name: weights from a layer to itself count their inputs
        // apart.
        Axis rows = inputAxis == axis ? inputAxis with { Name = inputAxis.Name + "Input", Original = null } : inputAxis;
        ParameterTensor weights =
            parameters.Get(names.Weights, names.WeightsSymbol, names.File + ".weight", ParameterKind.Weight, fanIn, [rows, axis]);
        ParameterTensor bias = parameters.Get(names.Bias, names.BiasSymbol, names.File + ".bias", ParameterKind.Bias, fanIn, [axis]);
        return Biased(
            [new ContractionTerm(input, weights, rows), .. beside.Select(side => Term(parameters, names, side, input.Rows!, axis))], bias,
            axis, name, productName);
    }

    private static ContractionTerm Term(ParameterSet parameters, AffineNames names, SideInput side, Axis rows, Axis axis)
    {
        Axis columns = side.Value.Axes[1];
        (string name, string symbol, string file) = names.Beside(side);
        ParameterTensor weights =
            parameters.Get(name, symbol, file, ParameterKind.Weight, columns.Size!.Value, [columns, axis]);
        return new ContractionTerm(RowSpaces.Spread(side.Value, rows), weights, columns);
    }

    /// <summary>Whether pixels of that shape are better left in a plain row: as a volume they would be padding almost all over.</summary>
    public static bool IsImage(ValueShape shape) => shape.Channels <= MostImageChannels;

    /// <summary>x ∗ W + b, a convolution or a transposed one.</summary>
    public static Tensor Convolution(
        ParameterSet parameters, Tensor input, Axis axis, string name, string mapName, string windowName, AffineNames names,
        ConvolutionLayerSpec layer)
    {
        int imageChannels = input.Axes[1].IsVolume ? 0 : layer.Input.Channels;
        ParameterTensor weights =
            Weights(parameters, names, layer, Window(windowName, layer.Input, layer.Kernel, imageChannels), axis.ChannelAxis,
                imageChannels);
        ParameterTensor bias =
            parameters.Get(names.Bias, names.BiasSymbol, names.File + ".bias", ParameterKind.Bias, weights.FanIn, [axis.ChannelAxis]);
        WindowMap map = Map(mapName, layer) with { ImageChannels = imageChannels };
        return Biased([new ContractionTerm(input, weights, weights.Axes[0], map)], bias, axis, name);
    }

    /// <summary>The same from a volume to an image.</summary>
    public static Tensor Scatter(
        ParameterSet parameters, Tensor volume, Axis pixels, string name, string mapName, AffineNames names, ConvolutionLayerSpec layer)
    {
        int imageChannels = layer.Output.Channels;
        Axis window = Window(pixels.Name + "Window", layer.Output, layer.Kernel, imageChannels);
        ParameterTensor weights = Weights(parameters, names, layer, window, volume.Axes[1].ChannelAxis, imageChannels);
        Axis channels = new(pixels.Name + "Channels", imageChannels) { Role = AxisRole.Channel };
        ParameterTensor bias =
            parameters.Get(names.Bias, names.BiasSymbol, names.File + ".bias", ParameterKind.Bias, weights.FanIn, [channels]);
        return new ScatterTensor(
            name, pixels, volume, weights, bias, Map(mapName, layer).Reversed() with { ImageChannels = imageChannels });
    }

    private static ParameterTensor Weights(
        ParameterSet parameters, AffineNames names, ConvolutionLayerSpec layer, Axis window, Axis columns, int imageChannels)
    {
        // PyTorch counts the second axis of the file's weights: inputs, or in a transposed convolution outputs.
        int fanIn = layer.Kernel * layer.Kernel * (layer.IsTransposed ? layer.Output.Channels : layer.Input.Channels);
        return parameters.Get(
            names.Weights, names.WeightsSymbol, names.File + ".weight", ParameterKind.Weight, fanIn, [window, columns], layer.IsTransposed,
            imageChannels);
    }

    // The rows of an image's weights are plain: channel after channel its taps.
    private static Axis Window(string name, ValueShape shape, int kernel, int imageChannels)
    {
        Axis window = Axis.Of(name, ValueShape.Volume(shape.Channels, kernel, kernel)) with { Role = AxisRole.Window };
        return imageChannels > 0 ? window with { Volume = null } : window;
    }

    private static WindowMap Map(string name, ConvolutionLayerSpec layer) =>
        new(name, layer.Input, layer.Output, layer.Kernel, layer.Stride, layer.Padding, layer.IsTransposed, layer.OutputPadding);

    private static Tensor Biased(
        ImmutableArray<ContractionTerm> terms, ParameterTensor bias, Axis axis, string name, string? productName = null)
    {
        ImmutableArray<Axis> axes = [terms[0].Left.Rows!, axis];
        ContractionTensor product = new(productName ?? name + "Product", axes, terms);
        return PointwiseBuilder.Create(name, axes, new Symbol(product.Symbol) + new Symbol(bias.Symbol), [product, bias]);
    }
}
