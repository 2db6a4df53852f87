using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using VaeGen.Generator.Activations;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>Lowers one network: affine layers with their activations, and the heads that give the parameters of a distribution.</summary>
/// <param name="network">The network's name in files: <c>encoder</c> or <c>decoder</c>.</param>
/// <param name="spec">Its layers.</param>
/// <param name="vocabulary">What its activations mean.</param>
/// <param name="firstNumber">The number of its first hidden layer in the model: the encoder's h1, h2, the decoder's h3.</param>
internal sealed class NetworkLowering(string network, NetworkSpec spec, Vocabulary vocabulary, int firstNumber)
{
    private readonly Dictionary<string, ParameterTensor> parameters = [];
    private readonly List<ParameterTensor> order = [];

    /// <summary>The parameters, in the order of the files.</summary>
    public ImmutableArray<ParameterTensor> Parameters => [.. order];

    /// <summary>The axis of a hidden layer's units.</summary>
    public static Axis HiddenAxis(int number, int size) => new("h" + number.ToString(CultureInfo.InvariantCulture), size);

    /// <summary>Applies the hidden layers. A second call uses the same weights again.</summary>
    public Tensor Hidden(Tensor input)
    {
        Tensor current = input;
        for (int i = 0; i < spec.Layers.Count; i++)
        {
            DenseLayerSpec layer = (DenseLayerSpec)spec.Layers[i];
            string number = (firstNumber + i).ToString(CultureInfo.InvariantCulture);
            string index = i.ToString(CultureInfo.InvariantCulture);
            Axis axis = HiddenAxis(firstNumber + i, layer.Size.Value);
            Tensor preActivation = Affine(
                current, axis, "a" + number, network + "Weights" + number, "W" + number, network + "Bias" + number, "b" + number, $"{network}.{index}");
            ActivationFunction activation = vocabulary.Activation(layer.Activation.Value);
            current = PointwiseBuilder.Create(
                "h" + number,
                preActivation.Axes,
                activation.Definition,
                new Dictionary<string, Tensor> { [ActivationFunction.Input.Name] = preActivation },
                activation.PositiveWherePositive);
        }

        return current;
    }

    /// <summary>One head: an affine layer that gives a parameter of the distribution at the end of the network.</summary>
    /// <param name="input">The last hidden layer.</param>
    /// <param name="axis">The elements of the distribution.</param>
    /// <param name="prefix">What tells the parameter from another distribution's of the same name; may be empty.</param>
    /// <param name="name">The parameter in camel case, such as <c>logVariance</c>.</param>
    /// <param name="fileName">The parameter in files, such as <c>log_variance</c>.</param>
    public Tensor Head(Tensor input, Axis axis, string prefix, string name, string fileName)
    {
        string capital = char.ToUpperInvariant(name[0]) + name.Substring(1);
        string own = prefix.Length == 0 ? name : prefix + capital;
        return Affine(
            input, axis, own, $"{network}{capital}Weights", own + "Weights", $"{network}{capital}Bias", own + "Bias", $"{network}.{fileName}");
    }

    /// <summary>A running quantity that belongs to the network's distribution: of one element, or one for each element of an axis.</summary>
    public ParameterTensor RunningState(string name, string fileName, params ImmutableArray<Axis> axes) =>
        Parameter(name, name, $"{network}.{fileName}", ParameterKind.RunningState, 1, axes);

    private Tensor Affine(
        Tensor input, Axis axis, string name, string weightsName, string weightsSymbol, string biasName, string biasSymbol, string fileName)
    {
        Axis inputAxis = input.Axes[1];
        int fanIn = inputAxis.Size!.Value;
        ParameterTensor weights = Parameter(weightsName, weightsSymbol, fileName + ".weight", ParameterKind.Weight, fanIn, [inputAxis, axis]);
        ParameterTensor bias = Parameter(biasName, biasSymbol, fileName + ".bias", ParameterKind.Bias, fanIn, [axis]);
        ImmutableArray<Axis> axes = [Axis.Batch, axis];
        ContractionTensor product = new(name + "Product", axes, [new ContractionTerm(input, weights, inputAxis)]);
        return PointwiseBuilder.Create(name, axes, new Symbol(product.Symbol) + new Symbol(bias.Symbol), [product, bias]);
    }

    private ParameterTensor Parameter(
        string name, string symbol, string fileName, ParameterKind kind, int fanIn, ImmutableArray<Axis> axes)
    {
        if (!parameters.TryGetValue(name, out ParameterTensor? parameter))
        {
            parameter = new ParameterTensor(name, symbol, fileName, kind, fanIn, axes);
            parameters.Add(name, parameter);
            order.Add(parameter);
        }

        return parameter;
    }
}
