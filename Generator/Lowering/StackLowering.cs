using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Activations;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>Lowers a stack of layers, one after the other; each has a number, also inside a residual block, and the block has one after its
/// layers.</summary>
/// <param name="network">What the names of the network's parameters begin with.</param>
/// <param name="file">What they begin with in files, the dot included.</param>
/// <param name="vocabulary">What activations mean.</param>
/// <param name="parameters">The network's parameters.</param>
/// <param name="firstNumber">The number of the first layer.</param>
/// <param name="isTraining">Whether elements are dropped, and statistics are the batch's.</param>
/// <param name="beside">What the first dense layer reads beside its input.</param>
internal sealed class StackLowering(
    string network, string file, Vocabulary vocabulary, ParameterSet parameters, int firstNumber, bool isTraining,
    ImmutableArray<SideInput> beside)
{
    private ImmutableArray<SideInput> unread = beside;
    private readonly List<StateUpdate> stateUpdates = [];
    private int nextNumber = firstNumber;

    /// <summary>What running statistics become in a training step.</summary>
    public ImmutableArray<StateUpdate> StateUpdates => [.. stateUpdates];

    /// <summary>The layers applied to a value.</summary>
    public Tensor Apply(Tensor input, IReadOnlyList<LayerSpec> layers) => Apply(input, layers, file, outputAxis: null);

    /// <summary>A value as a layer wants to see it: the pixels of x as a volume where the layer works on channels and positions.</summary>
    public static Tensor InShape(Tensor value, ValueShape shape)
    {
        if (!shape.IsVolume || value.Axes[1].IsVolume)
            return value;
        // The pixels are the same whatever has been done to them: what counts them here is one axis in training and in evaluation, though a
        // dropout before stands in training alone.
        string name = value.Name + "Volume";
        Axis pixels = value.Axes[1];
        Axis volume = Axis.Of(name, shape) with { Original = (pixels.Original ?? pixels.Name) + "Volume" };
        return new RelayoutTensor(name, volume, value);
    }

    private Tensor Apply(Tensor input, IReadOnlyList<LayerSpec> layers, string filePrefix, Axis? outputAxis)
    {
        Tensor current = input;
        int lastOfShape = layers.Count - 1;
        while (lastOfShape > 0 && KeepsShape(layers[lastOfShape]))
            lastOfShape--;
        for (int i = 0; i < layers.Count; i++)
        {
            // What comes out is counted by the axis that is asked for, whatever keeps its shape from here on.
            current = Layer(current, layers[i], filePrefix + NetworkLowering.Text(i), i >= lastOfShape ? outputAxis : null);
        }

        return current;
    }

    private static bool KeepsShape(LayerSpec layer) => layer is LayerNormSpec or BatchNormSpec or DropoutLayerSpec or ResidualLayerSpec;

    private Tensor Layer(Tensor input, LayerSpec layer, string file, Axis? outputAxis)
    {
        if (layer is ResidualLayerSpec residual)
            return Residual(input, residual, file);
        string number = NetworkLowering.Text(nextNumber++);
        ActivationFunction activation = vocabulary.Activation(layer.Activation.Value);
        // What a layer without a bias computes is h itself where nothing is applied to it.
        string name = layer is not (DenseLayerSpec or ConvolutionLayerSpec)
            && layer.Activation.Value == Activation.Identity ? "h" + number : "a" + number;
        AffineNames names = AffineNames.OfLayer(network, number, file);
        string map = "h" + number + "Map";
        Axis NewAxis() => outputAxis?.NamedAfter("h" + number) ?? Axis.Of("h" + number, layer.Output);
        Tensor output = layer switch
        {
            DenseLayerSpec => AffineLowering.Dense(parameters, input, NewAxis(), name, names, TakeBeside()),
            ConvolutionLayerSpec convolution =>
                AffineLowering.Convolution(
                    parameters, AffineLowering.IsImage(layer.Input) ? input : InShape(input, layer.Input), NewAxis(), name, map,
                    "h" + number + "Window", names, convolution),
            PoolingLayerSpec pooling => new PoolingTensor(
                name, NewAxis(), InShape(input, layer.Input),
                new WindowMap(map, layer.Input, layer.Output, pooling.Kernel, pooling.Stride, pooling.Padding),
                pooling.Kind == PoolingKind.Max),
            UpsamplingLayerSpec upsampling => new UpsamplingTensor(
                name, NewAxis(), InShape(input, layer.Input), WindowMap.Repeating(map, layer.Input, layer.Output, upsampling.Factor)),
            DropoutLayerSpec dropout => isTraining && dropout.Drops ? Dropped(input, dropout, name, number) : input,
            LayerNormSpec => new NormalizationLowering(network, parameters, number, file).OverExample(InShape(input, layer.Input), name),
            BatchNormSpec => BatchNorm(InShape(input, layer.Input), name, number, file),
            _ => throw new NotSupportedException($"No lowering of {layer.GetType().Name}."),
        };
        return Activated(output, activation, "h" + number);
    }

    private ImmutableArray<SideInput> TakeBeside()
    {
        ImmutableArray<SideInput> taken = unread;
        unread = [];
        return taken;
    }

    // activation(x + f(x)); what f gives is counted by the axis of x, so that the two are of one shape.
    private Tensor Residual(Tensor input, ResidualLayerSpec residual, string file)
    {
        Tensor skipped = InShape(input, residual.Input);
        Tensor inner = Apply(skipped, residual.Layers, file + ".", skipped.Axes[1]);
        string number = NetworkLowering.Text(nextNumber++);
        ActivationFunction activation = vocabulary.Activation(residual.Activation.Value);
        string name = residual.Activation.Value == Activation.Identity ? "h" + number : "a" + number;
        Tensor sum =
            PointwiseBuilder.Create(
                name, [skipped.Rows!, skipped.Axes[1].NamedAfter("h" + number)], new Symbol(skipped.Symbol) + new Symbol(inner.Symbol),
                [skipped, inner]);
        return Activated(sum, activation, "h" + number);
    }

    private static Tensor Activated(Tensor preActivation, ActivationFunction activation, string name) => PointwiseBuilder.Create(
        name,
        preActivation.Axes,
        activation.Definition,
        new Dictionary<string, Tensor> { [ActivationFunction.Input.Name] = preActivation },
        activation.PositiveWherePositive);

    // An element is kept where its uniform draw lies below the share that is kept, and scaled so that its mean stays.
    private static Tensor Dropped(Tensor input, DropoutLayerSpec dropout, string name, string number)
    {
        NoiseTensor noise = new(
            "uniform" + number, NoiseKind.Dropout, stream: int.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
            input.Axes);
        Rational kept = 1 - Rational.Parse(dropout.Rate.Value);
        Expression value = Scalar.Select(
            Scalar.LessThan(new Symbol(noise.Symbol), Scalar.Named("keptShare", new Constant(kept))),
            Scalar.Named("keptScale", new Constant(1 / kept)) * new Symbol(input.Symbol), 0);
        return PointwiseBuilder.Create(name, input.Axes, value, [input, noise]);
    }

    private Tensor BatchNorm(Tensor input, string name, string number, string file)
    {
        NormalizationLowering normalization = new(network, parameters, number, file);
        if (!isTraining)
            return normalization.ByRunningStatistics(input, name);
        (Tensor output, ImmutableArray<StateUpdate> updates) = normalization.OverBatch(input, name);
        stateUpdates.AddRange(updates);
        return output;
    }
}
