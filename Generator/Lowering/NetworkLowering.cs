using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>Lowers one network: its stack of layers, and the heads that give the parameters of a distribution.</summary>
/// <param name="network">The network's name in files: <c>encoder</c> or <c>decoder</c>, <c>encoder.z2</c> of a level.</param>
/// <param name="spec">Its layers.</param>
/// <param name="vocabulary">What its activations mean.</param>
/// <param name="firstNumber">The number of its first layer in the model: the encoder's h1, h2, the decoder's h3.</param>
/// <param name="beside">What the first dense layer reads beside its input: conditions, further groups of x.</param>
internal sealed class NetworkLowering(
    string network, NetworkSpec spec, Vocabulary vocabulary, int firstNumber, params ImmutableArray<SideInput> beside)
{
    private readonly ParameterSet parameters = new();

    // Of names in code, where a dot cannot stand.
    private readonly string owner =
        string.Concat(network.Split('.').Select((part, index) => index == 0 ? part : Capital(part)));

    /// <summary>Whether it computes something else in training than afterwards.</summary>
    public bool IsOtherInTraining => DependsOnTraining(spec.Layers);

    /// <summary>The number that the next network's first layer has.</summary>
    public int NextNumber => firstNumber + CountOf(spec.Layers);

    /// <summary>The parameters, in the order of the files.</summary>
    public ImmutableArray<ParameterTensor> Parameters => parameters.All;

    /// <summary>What running statistics become in a training step, in the order of the layers; known after the layers were lowered for
    /// training.</summary>
    public ImmutableArray<StateUpdate> StateUpdates { get; private set; } = [];

    /// <summary>The layers of a stack, those inside residual blocks and the blocks themselves included.</summary>
    public static int CountOf(IEnumerable<LayerSpec> layers) =>
        layers.Sum(layer => 1 + (layer is ResidualLayerSpec residual ? CountOf(residual.Layers) : 0));

    /// <summary>Whether one of the layers is dense; otherwise the head is the first layer that may be.</summary>
    public static bool HasDense(IEnumerable<LayerSpec> layers) =>
        layers.Any(layer => layer is DenseLayerSpec || (layer is ResidualLayerSpec residual && HasDense(residual.Layers)));

    /// <summary>Whether a layer computes something else in training than afterwards.</summary>
    public static bool DependsOnTraining(IEnumerable<LayerSpec> layers) =>
        layers.Any(layer => layer is DropoutLayerSpec { Drops: true } or BatchNormSpec
            || (layer is ResidualLayerSpec residual && DependsOnTraining(residual.Layers)));

    /// <summary>Whether a layer takes the mean and the variance of a vector's elements over the batch: of one example they say
    /// nothing.</summary>
    public static bool NeedsTwoExamples(IEnumerable<LayerSpec> layers) =>
        layers.Any(layer => layer is BatchNormSpec { Output.Positions: 1 }
            || (layer is ResidualLayerSpec residual && NeedsTwoExamples(residual.Layers)));

    /// <summary>Applies the layers. A second call uses the same weights again.</summary>
    /// <param name="input">What goes in.</param>
    /// <param name="isTraining">Whether elements are dropped, and statistics are the batch's.</param>
    public Tensor Hidden(Tensor input, bool isTraining)
    {
        StackLowering stack = new(owner, network + ".", vocabulary, parameters, firstNumber, isTraining, beside);
        Tensor hidden = stack.Apply(input, spec.Layers);
        if (isTraining)
            StateUpdates = stack.StateUpdates;
        return hidden;
    }

    /// <summary>The distribution at the end of the network: a head for each parameter.</summary>
    /// <param name="family">Its family.</param>
    /// <param name="input">The last hidden layer.</param>
    /// <param name="elements">What the distribution is over.</param>
    /// <param name="prefix">What tells its values from another distribution's of the same names; may be empty.</param>
    /// <param name="group">The group of columns that it is over, in files; empty where there is one.</param>
    /// <param name="exposure">The logarithm of each example's exposure, which is added where a parameter takes it; null for none.</param>
    public Conditional Distribution(
        DistributionFamily family, Tensor input, Axis elements, string prefix = "", string group = "", Tensor? exposure = null) =>
        new(
            family, elements,
            family.Parameters.ToImmutableDictionary(
                parameter => parameter.Symbol.Name,
                parameter => Head(input, AxisOf(parameter, elements, prefix), prefix, group, parameter, exposure)),
            prefix);

    private static Axis AxisOf(Parameter parameter, Axis elements, string prefix) => parameter.Size is { } size
        ? new Axis(prefix.Length == 0 ? parameter.Symbol.Name : prefix + Capital(parameter.Symbol.Name), size(elements.Size!.Value))
        : elements;

    /// <summary>One head: an affine layer that gives a parameter of the distribution at the end of the network, within the range that the
    /// parameter has.</summary>
    /// <param name="input">The last hidden layer.</param>
    /// <param name="axis">The elements of the distribution.</param>
    /// <param name="prefix">What tells the parameter from another distribution's of the same name; may be empty.</param>
    /// <param name="group">The group of columns that the distribution is over, in files; empty where there is one.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="exposure">The logarithm of each example's exposure, which is added where the parameter takes it; null for none.</param>
    private Tensor Head(Tensor input, Axis axis, string prefix, string group, Parameter parameter, Tensor? exposure)
    {
        string own = prefix.Length == 0 ? parameter.Symbol.Name : prefix + Capital(parameter.Symbol.Name);
        string file = group.Length == 0 ? $"{network}.{parameter.Name}" : $"{network}.{group}.{parameter.Name}";
        string field = owner + (group.Length == 0 ? "" : Capital(group)) + Capital(parameter.Symbol.Name);
        AffineNames names = AffineNames.OfHead(field, own, file);
        if (parameter.Range is not var (least, greatest))
            return Affine(input, axis, own, own, names);
        Tensor raw = Affine(input, axis, own, "raw" + Capital(own), names);
        return LimitTensor.Of(own, parameter.TakesExposure && exposure is not null ? Exposed(own, raw, exposure) : raw, least, greatest);
    }

    /// <summary>A mean that is found in the data, one for each element of an axis.</summary>
    public ParameterTensor RunningMean(string name, string fileName, Axis axis) =>
        parameters.Get(name, name, $"{network}.{fileName}", ParameterKind.RunningMean, 1, [axis]);

    private static Tensor Exposed(string own, Tensor raw, Tensor exposure) => PointwiseBuilder.Create(
        "exposed" + Capital(own), raw.Axes, new Symbol(raw.Symbol) + new Symbol(exposure.Symbol), [raw, exposure]);

    private Tensor Affine(Tensor input, Axis axis, string own, string name, AffineNames names)
    {
        if (spec.HeadLayer is not ConvolutionLayerSpec convolution)
            return AffineLowering.Dense(parameters, input, axis, name, names, HasDense(spec.Layers) ? [] : beside, own + "Product");
        Tensor volume = StackLowering.InShape(input, convolution.Input);
        if (AffineLowering.IsImage(convolution.Output))
            return AffineLowering.Scatter(parameters, volume, axis, name, own + "Map", names, convolution);
        string volumeName = own + "Volume";
        Tensor output = AffineLowering.Convolution(
            parameters, volume, Axis.Of(axis.Name + "Volume", convolution.Output), volumeName, own + "Map", axis.Name + "Window", names,
            convolution);
        return new RelayoutTensor(name, axis, output);
    }

    /// <summary>A running quantity that belongs to the network's distribution: of one element, or one for each element of an
    /// axis.</summary>
    public ParameterTensor RunningState(string name, string fileName, params ImmutableArray<Axis> axes) =>
        parameters.Get(name, name, $"{network}.{fileName}", ParameterKind.RunningState, 1, axes);

    /// <summary>A name with a capital letter, behind others.</summary>
    internal static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>A number as part of names.</summary>
    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The parameters of a network, made when a layer first asks for them.</summary>
internal sealed class ParameterSet
{
    private readonly Dictionary<string, ParameterTensor> parameters = [];
    private readonly List<ParameterTensor> order = [];

    /// <summary>The parameters, in the order of the files.</summary>
    public ImmutableArray<ParameterTensor> All => [.. order];

    /// <summary>The parameter of that name.</summary>
    public ParameterTensor Get(
        string name, string symbol, string fileName, ParameterKind kind, int fanIn, ImmutableArray<Axis> axes, bool hasInputsFirst = false,
        int imageChannels = 0)
    {
        if (!parameters.TryGetValue(name, out ParameterTensor? parameter))
        {
            parameter =
                new ParameterTensor(
                    name, symbol, fileName, kind, fanIn, axes)
                { HasInputsFirst = hasInputsFirst, ImageChannels = imageChannels };
            parameters.Add(name, parameter);
            order.Add(parameter);
        }

        return parameter;
    }
}

/// <summary>What a running quantity becomes in a training step.</summary>
/// <param name="State">The running quantity.</param>
/// <param name="Value">Its new value.</param>
internal sealed record StateUpdate(ParameterTensor State, Tensor Value);
