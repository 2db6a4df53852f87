using System.Collections.Generic;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>One parameter as the runtime stores it.</summary>
/// <param name="At">The layer, head, covariance or condition that it belongs to.</param>
/// <param name="Length">Its elements in the array of all parameters, padding included.</param>
/// <param name="TransposedLength">Those in the array of transposed copies; 0 where none is kept.</param>
internal readonly record struct StoredParameter(ArgumentLocation At, decimal Length, decimal TransposedLength);

/// <summary>
/// The parameters of a model with the sizes that the runtime gives them (<c>Parameters</c> and <c>ParameterShape</c>), known before
/// anything is lowered. A test holds the sums against the runtime's arrays.
/// </summary>
internal sealed class StoredParameters
{
    private readonly List<StoredParameter> found = [];
    private readonly long width;
    private readonly Sourced<int>? condition;

    // Where the parameters being added belong.
    private ArgumentLocation at;

    // Whether the first dense layer of the network that is being walked has taken the condition.
    private bool conditionTaken;

    private StoredParameters(int width, Sourced<int>? condition) => (this.width, this.condition) = (width, condition);

    /// <summary>The parameters of a model in the order of its layers; those of a full covariance and of a condition come last.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="decoder">The decoder.</param>
    /// <param name="precision">The floating-point type, which decides how wide a panel is.</param>
    /// <param name="posterior">The posterior, whose parameters have a head each.</param>
    /// <param name="factor">Where its full covariance is asked for; null for none.</param>
    /// <param name="likelihood">The likelihood, likewise.</param>
    /// <param name="condition">The classes.</param>
    public static IReadOnlyList<StoredParameter> Of(
        NetworkSpec encoder, NetworkSpec decoder, Precision precision, PosteriorSpec posterior, ArgumentLocation? factor,
        LikelihoodSpec likelihood, Sourced<int>? condition)
    {
        StoredParameters parameters = new(precision == Precision.Double ? 8 : 16, condition);
        Place encoded = parameters.Hidden(encoder, new Place(encoder.Input.Value, IsVolume: false, IsTrained: false));
        foreach (Parameter head in FamilyTable.Standard.Posterior(posterior).Parameters)
        {
            if (head.Size is not { } size)
            {
                parameters.Heads(encoder, encoded, count: 1);
                continue;
            }

            parameters.at = factor ?? encoder.Head.At;
            ValueShape below = ValueShape.Vector(size(encoder.Head.Value.Size));
            parameters.Dense(encoded, below, isVolume: false, isConditional: !NetworkLowering.HasDense(encoder.Layers));
        }

        DistributionFamily family = FamilyTable.Standard.Likelihood(likelihood);
        Place decoded = parameters.Hidden(decoder, new Place(decoder.Input.Value, IsVolume: false, IsTrained: true));
        parameters.Heads(decoder, decoded, family.Parameters.Count);
        parameters.Rows(1, 1, family.SharedParameters.Count);
        parameters.Rows(decoder.Head.Value.Size, 1, family.ElementParameters.Count);
        return [.. parameters.found.FindAll(IsOfNetwork), .. parameters.found.FindAll(parameter => !IsOfNetwork(parameter))];

        bool IsOfNetwork(StoredParameter parameter) => parameter.At != factor && parameter.At != condition?.At;
    }

    private Place Hidden(NetworkSpec network, Place input)
    {
        conditionTaken = false;
        foreach (LayerSpec layer in network.Layers)
        {
            at = layer.At;
            input = Layer(layer, input);
        }

        return input;
    }

    private void Heads(NetworkSpec network, Place input, int count)
    {
        at = network.HeadLayer?.At ?? network.Head.At;
        bool isConditional = !NetworkLowering.HasDense(network.Layers);
        for (int head = 0; head < count; head++)
        {
            if (network.HeadLayer is not ConvolutionLayerSpec convolution)
                Dense(input, network.Head.Value, isVolume: false, isConditional);
            else if (AffineLowering.IsImage(convolution.Output))
                ImageConvolution(convolution, convolution.Output.Channels, convolution.Input.Channels, isTransposed: true);
            else
                Convolution(input, convolution);
        }
    }

    private Place Layer(LayerSpec layer, Place input)
    {
        switch (layer)
        {
            case DenseLayerSpec:
                Dense(input, layer.Output, layer.Output.IsVolume, isConditional: !conditionTaken);
                conditionTaken = true;
                return new Place(layer.Output, layer.Output.IsVolume, IsTrained: true);
            case ConvolutionLayerSpec convolution:
                if (!input.IsVolume && AffineLowering.IsImage(layer.Input))
                    ImageConvolution(convolution, layer.Input.Channels, layer.Output.Channels, input.IsTrained);
                else
                    Convolution(input, convolution);
                return new Place(layer.Output, IsVolume: true, IsTrained: true);
            case LayerNormSpec:
                Rows(layer.Output.Channels, layer.Output.Positions, count: 2);
                return new Place(layer.Output, layer.Output.IsVolume, IsTrained: true);
            case BatchNormSpec:
                Rows(layer.Output.Channels, 1, count: 4);
                return new Place(layer.Output, layer.Output.IsVolume, IsTrained: true);
            case ResidualLayerSpec block:
                Place inner = input with { IsVolume = input.IsVolume || layer.Input.IsVolume };
                foreach (LayerSpec part in block.Layers)
                    inner = Layer(part, inner);
                return new Place(layer.Output, layer.Output.IsVolume, input.IsTrained || inner.IsTrained);
            case DropoutLayerSpec:
                return input;
            default:
                return new Place(layer.Output, IsVolume: true, input.IsTrained);
        }
    }

    private void Dense(Place input, ValueShape output, bool isVolume, bool isConditional)
    {
        (int inputs, int inputPositions) = input.Columns;
        (int outputs, int outputPositions) = new Place(output, isVolume, IsTrained: true).Columns;
        Weights(inputs, inputPositions, outputs, outputPositions, taps: 1, input.IsTrained);
        Row(outputs, outputPositions);
        if (!isConditional || condition is not { } classes)
            return;
        ArgumentLocation layer = at;
        at = classes.At;
        Weights(classes.Value, 1, outputs, outputPositions, taps: 1, isTransposed: false);
        at = layer;
    }

    private void Convolution(Place input, ConvolutionLayerSpec layer)
    {
        Weights(layer.Input.Channels, 1, layer.Output.Channels, 1, (decimal)layer.Kernel * layer.Kernel, input.IsTrained);
        Row(layer.Output.Channels, 1);
    }

    // A row for each image channel and tap, without padding between them.
    private void ImageConvolution(ConvolutionLayerSpec layer, int imageChannels, int channels, bool isTransposed)
    {
        decimal rows = (decimal)imageChannels * layer.Kernel * layer.Kernel;
        found.Add(new StoredParameter(at, Matrix(rows, channels, 1), isTransposed ? Matrix(channels, rows, 1) : 0));
        Row(layer.Output.Channels, 1);
    }

    // Rows of a volume or of a kernel are whole panels for each position or tap.
    private void Weights(int inputs, int inputPositions, int outputs, int outputPositions, decimal taps, bool isTransposed)
    {
        decimal length = Matrix(StoredRows(inputs, inputPositions * taps), outputs, outputPositions);
        decimal transposed = isTransposed ? Matrix(StoredRows(outputs, outputPositions * taps), inputs, inputPositions) : 0;
        found.Add(new StoredParameter(at, length, transposed));
    }

    private decimal StoredRows(int channels, decimal groups) => groups == 1 ? channels : groups * Panels(channels) * width;

    private void Rows(int channels, int positions, int count)
    {
        for (int i = 0; i < count; i++)
            Row(channels, positions);
    }

    // A bias, a scale, a running quantity.
    private void Row(int channels, int positions) => found.Add(new StoredParameter(at, Matrix(1, channels, positions), 0));

    // Whole tiles, but of a single row that row alone. Decimal, because two sides below 2³³ make a product beyond a long.
    private decimal Matrix(decimal rows, decimal channels, decimal positions) =>
        (rows == 1 ? width : Panels(rows) * width * width) * Panels(channels) * positions;

    private decimal Panels(decimal count) => decimal.Ceiling(count / width);

    /// <summary>A value between two layers.</summary>
    /// <param name="Shape">Its shape.</param>
    /// <param name="IsVolume">Whether it lies position by position; false for a plain row of elements, as the pixels of x lie.</param>
    /// <param name="IsTrained">Whether a parameter has a part in it, so that a gradient by it is asked for.</param>
    private readonly record struct Place(ValueShape Shape, bool IsVolume, bool IsTrained)
    {
        public (int Channels, int Positions) Columns => IsVolume ? (Shape.Channels, Shape.Positions) : (Shape.Size, 1);
    }
}
