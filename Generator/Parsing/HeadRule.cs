using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Decides what the head of a stack is. A decoder's last dense layer or convolution that gives the shape of x and has no activation of its
/// own is the head; in every other case a dense head stands behind the last layer. What is likely a slip is said.
/// </summary>
internal static class HeadRule
{
    /// <summary>The decoder with its head; null after a problem.</summary>
    /// <param name="set">The attributes of the model.</param>
    /// <param name="source">The decoder as written.</param>
    /// <param name="decoder">The decoder with all layers before the head.</param>
    /// <param name="encoderGrids">The volumes of the encoder, x first: what a decoder's grids most likely come back to.</param>
    public static NetworkSpec? OfDecoder(
        AttributeSet set, NetworkSource source, NetworkSpec decoder, IReadOnlyList<ValueShape> encoderGrids)
    {
        LayerSpec last = decoder.Layers[decoder.Layers.Count - 1];
        ValueShape data = decoder.Head.Value;
        AttributeUse use = source.Layers[source.Layers.Length - 1];
        bool hasWeights = last is DenseLayerSpec or ConvolutionLayerSpec;
        bool isSame = IsSame(last.Output, data);
        if (ActivationParser.IsGiven(use))
        {
            if (!hasWeights || !isSame)
                return decoder;

            set.Report(DiagnosticIds.ActivationOnHead, use.Named<int>("Activation")!.Value.At, data.ToString());
            return null;
        }

        if (hasWeights && isSame)
        {
            return decoder with
            {
                Layers = decoder.Layers.Take(decoder.Layers.Count - 1).ToEquatableArray(),
                HeadLayer = last with { Activation = LayerParser.NoActivation },
            };
        }

        if (!last.Output.IsVolume)
            return decoder;

        bool hasGrid = HasGridOf(last.Output, data);
        int channels = data.IsVolume ? data.Channels : 1;
        if (last.Output.Channels == channels && (data.IsVolume || hasGrid))
        {
            return isSame
                || !ReportOutputPadding(set, decoder, encoderGrids) ? WithWarning(set, DiagnosticIds.DenseHeadAdded, use, decoder) : null;
        }

        if (!hasGrid)
            return decoder;

        string advice = hasWeights
            ? $"give it {AttributeSet.Text(channels)} {(channels == 1 ? "channel" : "channels")}, which makes it the head"
            : $"write [Conv({AttributeSet.Text(channels)}, 3, Padding = 1)] behind it";
        return WithWarning(set, DiagnosticIds.WrongChannelsBeforeHead, use, decoder, advice);
    }

    /// <summary>The encoder, whose head is always a dense one.</summary>
    public static NetworkSpec OfEncoder(AttributeSet set, NetworkSource source, NetworkSpec encoder)
    {
        AttributeUse use = source.Layers[source.Layers.Length - 1];
        if (encoder.Layers[encoder.Layers.Count - 1] is DenseLayerSpec last && last.Output == encoder.Head.Value
            && !ActivationParser.IsGiven(use))
        {
            set.Report(DiagnosticIds.LatentBeforeHead, use.At, encoder.Head.Value.ToString());
        }

        return encoder;
    }

    /// <summary>The same shape, or one of them written as a plain number of elements.</summary>
    private static bool IsSame(ValueShape layer, ValueShape data) =>
        layer == data || (layer.Size == data.Size && !(layer.IsVolume && data.IsVolume));

    /// <summary>Whether a volume has the rows and columns of x, or a position for each element of an x that is written as a number. A
    /// single position says nothing.</summary>
    private static bool HasGridOf(ValueShape volume, ValueShape data) => volume.Positions > 1
        && (data.IsVolume ? volume.Height == data.Height && volume.Width == data.Width : volume.Positions == data.Size);

    private static NetworkSpec WithWarning(AttributeSet set, string id, AttributeUse use, NetworkSpec decoder, params string[] advice)
    {
        (ValueShape from, ValueShape to) = (decoder.HeadInput, decoder.Head.Value);
        set.Report(id, use.At, [from.ToString(), to.ToString(), AttributeSet.Text(from.Size), AttributeSet.Text(to.Size), .. advice]);
        return decoder;
    }

    /// <summary>Reports the first transposed convolution that misses a grid of the encoder by rows that an output padding adds.</summary>
    private static bool ReportOutputPadding(AttributeSet set, NetworkSpec decoder, IReadOnlyList<ValueShape> grids)
    {
        foreach (ConvolutionLayerSpec layer in decoder.Layers.OfType<ConvolutionLayerSpec>().Where(layer => layer.IsTransposed))
        {
            ValueShape output = layer.Output;
            int[] missing =
                [.. grids.Select(grid => grid.Height - output.Height == grid.Width - output.Width ? grid.Height - output.Height : -1)];
            int found = missing.Contains(0)
                ? -1
                : missing.ToList().FindIndex(rows => rows > 0 && rows < layer.Stride - layer.OutputPadding);
            if (found < 0)
                continue;

            AttributeUse use = set.Attributes[layer.At.Attribute];
            ArgumentLocation at = (use.Named<int>("OutputPadding") ?? use.Named<int>("Stride"))?.At ?? use.At;
            set.Report(
                DiagnosticIds.OutputPaddingMissing, at, AttributeSet.Text(layer.Stride), Grid(output), found == 0 ? "x" : "the encoder",
                Grid(grids[found]), AttributeSet.Text(layer.OutputPadding + missing[found]));
            return true;
        }

        return false;
    }

    private static string Grid(ValueShape shape) => $"{AttributeSet.Text(shape.Height)}×{AttributeSet.Text(shape.Width)}";
}
