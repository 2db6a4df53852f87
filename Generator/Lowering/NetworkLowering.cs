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
/// <param name="condition">The class of each example, as a one and zeros, that the first dense layer reads beside its input; null for none.</param>
internal sealed class NetworkLowering(string network, NetworkSpec spec, Vocabulary vocabulary, int firstNumber, Tensor? condition = null)
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
            Axis axis = HiddenAxis(firstNumber + i, layer.Output.Size);
            AffineNames names = new("a" + number, network, "", number, $"{network}.{index}");
            Tensor preActivation = Affine(current, axis, names, readsCondition: i == 0);
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
        return Affine(input, axis, new AffineNames(own, network + capital, own, "", $"{network}.{fileName}"), readsCondition: spec.Layers.Count == 0);
    }

    /// <summary>A running quantity of one element that belongs to the network's distribution.</summary>
    public ParameterTensor RunningState(string name, string fileName) =>
        Parameter(name, name, $"{network}.{fileName}", ParameterKind.RunningState, 1, []);

    private Tensor Affine(Tensor input, Axis axis, AffineNames names, bool readsCondition)
    {
        Axis inputAxis = input.Axes[1];
        int fanIn = inputAxis.Size!.Value;
        ImmutableArray<Axis> axes = [Axis.Batch, axis];
        ParameterTensor weights = Parameter(names.Field("Weights"), names.Letter("W"), names.File + ".weight", ParameterKind.Weight, fanIn, [inputAxis, axis]);
        ParameterTensor bias = Parameter(names.Field("Bias"), names.Letter("b"), names.File + ".bias", ParameterKind.Bias, fanIn, [axis]);
        ImmutableArray<ContractionTerm> terms = [new ContractionTerm(input, weights, inputAxis)];
        if (readsCondition && condition is not null)
        {
            Axis classes = condition.Axes[1];
            ParameterTensor ofClass = Parameter(
                names.Field("ConditionWeights"), names.Letter("V"), names.File + ".condition.weight", ParameterKind.Weight, classes.Size!.Value, [classes, axis]);
            terms = terms.Add(new ContractionTerm(condition, ofClass, classes));
        }

        ContractionTensor product = new(names.Value + "Product", axes, terms);
        return PointwiseBuilder.Create(names.Value, axes, new Symbol(product.Symbol) + new Symbol(bias.Symbol), [product, bias]);
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

    /// <summary>What an affine layer and its parameters are called.</summary>
    /// <param name="Value">Its result.</param>
    /// <param name="Owner">What the fields of its parameters begin with.</param>
    /// <param name="Head">The head's own name, which its symbols begin with; empty for a hidden layer.</param>
    /// <param name="Number">The number of a hidden layer; empty for a head.</param>
    /// <param name="File">What its parameters begin with in files.</param>
    private sealed record AffineNames(string Value, string Owner, string Head, string Number, string File)
    {
        public string Field(string role) => Owner + role + Number;

        // A hidden layer's W1; of a head the long name, which the formulas write with a letter of its own.
        public string Letter(string letter) => Head.Length == 0 ? letter + Number : Head + (letter == "W" ? "Weights" : letter == "b" ? "Bias" : "ConditionWeights");
    }
}
