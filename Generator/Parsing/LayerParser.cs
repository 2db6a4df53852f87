using System;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads one layer of a stack and infers the shape it gives.</summary>
/// <param name="set">The attributes of the model.</param>
/// <param name="hidden">The activation of the network's dense layers and convolutions where they have none of their own.</param>
internal sealed class LayerParser(AttributeSet set, Sourced<Activation> hidden)
{
    /// <summary>What a layer without an activation applies.</summary>
    public static Sourced<Activation> NoActivation { get; } = new(Activation.Identity, ArgumentLocation.None);

    /// <summary>The layer; null after a problem, or where what goes in is not known and has to be, which is after a problem too.</summary>
    /// <param name="use">The attribute.</param>
    /// <param name="input">The shape that goes in; null after a problem.</param>
    /// <param name="volumeAdvice">What to write where a volume is needed and a vector comes in.</param>
    public LayerSpec? Parse(AttributeUse use, ValueShape? input, string volumeAdvice)
    {
        if (use.IsMalformed)
            return null;

        bool isAffine = use.Name is LayerAttributes.Dense or LayerAttributes.Conv or LayerAttributes.ConvTranspose;
        Sourced<Activation>? given = ActivationParser.Parse(set, use, isAffine ? hidden : NoActivation);
        Sourced<Activation> activation = given ?? NoActivation;
        LayerSpec? layer = use.Name switch
        {
            LayerAttributes.Dense => Dense(use, input, activation),
            LayerAttributes.Conv => Convolution(use, input, activation, volumeAdvice),
            LayerAttributes.ConvTranspose => TransposedConvolution(use, input, activation, volumeAdvice),
            LayerAttributes.MaxPool => Pooling(use, PoolingKind.Max, input, activation, volumeAdvice),
            LayerAttributes.AvgPool => Pooling(use, PoolingKind.Average, input, activation, volumeAdvice),
            LayerAttributes.Upsample => Upsampling(use, input, activation, volumeAdvice),
            LayerAttributes.LayerNorm => LayerNorm(use, input, activation),
            LayerAttributes.BatchNorm => input is { } shape ? new BatchNormSpec(use.At, shape, shape, activation) : null,
            LayerAttributes.Dropout => Dropout(use, input, activation),
            _ => throw new InvalidOperationException($"{use.Name} is not the attribute of one layer"),
        };
        return given is null ? null : layer;
    }

    /// <summary>A dense layer takes any shape, so what stands behind it can be checked even where its input is not known.</summary>
    private DenseLayerSpec? Dense(AttributeUse use, ValueShape? input, Sourced<Activation> activation) =>
        ShapeParser.OfDense(set, use) is { } output ? new DenseLayerSpec(use.At, input ?? output, output, activation) : null;

    private ConvolutionLayerSpec? Convolution(AttributeUse use, ValueShape? input, Sourced<Activation> activation, string volumeAdvice)
    {
        bool right = NumberRange.Check(set, use, "number of channels", use.Value<int>(0), 1, int.MaxValue);
        if (LayerWindow.Parse(set, use, parameter: 1, isPooling: false) is not { } window || !right
            || Volume(use, input, volumeAdvice) is not { } shape || window.Slide(set, shape) is not { } grid
            || ShapeParser.Limit(set, use.At, use.Value<int>(0).Value, grid.Height, grid.Width, isVolume: true) is not { } output)
        {
            return null;
        }

        return new ConvolutionLayerSpec(
            use.At, shape, output, activation, IsTransposed: false, window.Kernel.Value, window.Stride.Value, window.Padding.Value,
            OutputPadding: 0);
    }

    private ConvolutionLayerSpec? TransposedConvolution(
        AttributeUse use, ValueShape? input, Sourced<Activation> activation, string volumeAdvice)
    {
        bool right = NumberRange.Check(set, use, "number of channels", use.Value<int>(0), 1, int.MaxValue);
        LayerWindow? parsed = LayerWindow.Parse(set, use, parameter: 1, isPooling: false);
        Sourced<int> outputPadding = use.Named<int>("OutputPadding") ?? new Sourced<int>(0, use.At);
        int most = parsed is null ? int.MaxValue : parsed.Stride.Value - 1;
        string reason = parsed is null ? "" : "less than its stride";
        right &= NumberRange.Check(set, use, "OutputPadding", outputPadding, 0, most, reason);
        if (parsed is not { } window || !right
            || Volume(use, input, volumeAdvice) is not { } shape || window.Spread(set, shape, outputPadding.Value) is not { } grid
            || ShapeParser.Limit(set, use.At, use.Value<int>(0).Value, grid.Height, grid.Width, isVolume: true) is not { } output)
        {
            return null;
        }

        return new ConvolutionLayerSpec(
            use.At, shape, output, activation, IsTransposed: true, window.Kernel.Value, window.Stride.Value, window.Padding.Value,
            outputPadding.Value);
    }

    private PoolingLayerSpec? Pooling(
        AttributeUse use, PoolingKind kind, ValueShape? input, Sourced<Activation> activation, string volumeAdvice)
    {
        if (LayerWindow.Parse(set, use, parameter: 0, isPooling: true) is not { } window
            || Volume(use, input, volumeAdvice) is not { } shape || window.Slide(set, shape) is not { } grid
            || ShapeParser.Limit(set, use.At, shape.Channels, grid.Height, grid.Width, isVolume: true) is not { } output)
        {
            return null;
        }

        return new PoolingLayerSpec(
            use.At, shape, output, activation, kind, window.Kernel.Value, window.Stride.Value, window.Padding.Value);
    }

    private UpsamplingLayerSpec? Upsampling(AttributeUse use, ValueShape? input, Sourced<Activation> activation, string volumeAdvice)
    {
        Sourced<int> factor = use.Value<int>(0);
        if (!NumberRange.Check(set, use, "factor", factor, 2, NumberRange.LargestKernel)
            || Volume(use, input, volumeAdvice) is not { } shape
            || ShapeParser.Limit(
                set, use.At, shape.Channels, (long)shape.Height * factor.Value, (long)shape.Width * factor.Value,
                isVolume: true) is not { } output)
        {
            return null;
        }

        return new UpsamplingLayerSpec(use.At, shape, output, activation, factor.Value);
    }

    private LayerNormSpec? LayerNorm(AttributeUse use, ValueShape? input, Sourced<Activation> activation)
    {
        if (input is not { } shape)
            return null;

        if (shape.Size == 1)
        {
            set.Report(DiagnosticIds.NormalizationOfOneElement, use.At);
            return null;
        }

        return new LayerNormSpec(use.At, shape, shape, activation);
    }

    private DropoutLayerSpec? Dropout(AttributeUse use, ValueShape? input, Sourced<Activation> activation)
    {
        Sourced<double> rate = use.Value<double>(0);
        if (!(rate.Value is >= 0 and < 1))
        {
            string value = rate.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            set.Report(DiagnosticIds.LayerNumberOutOfRange, rate.At, "rate", use.ShortName, "from 0 to less than 1", value);
            return null;
        }

        // −0 is 0 as well.
        string text = rate.Value == 0 ? "0" : DecimalText.Of(rate.Value);
        return input is { } shape ? new DropoutLayerSpec(use.At, shape, shape, activation, new Sourced<string>(text, rate.At)) : null;
    }

    /// <summary>The shape that goes in, if it is a volume.</summary>
    private ValueShape? Volume(AttributeUse use, ValueShape? input, string advice)
    {
        if (input is { IsVolume: false } vector)
            set.Report(DiagnosticIds.VolumeNeeded, use.At, use.ShortName, AttributeSet.Text(vector.Size), advice);

        return input is { IsVolume: true } ? input : null;
    }
}
