using System.Collections.Generic;
using System.Collections.Immutable;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads the layers of one network, from the shape that goes in to the one that its head gets.</summary>
internal sealed class StackParser
{
    private const string DenseAdvice = "write [Dense(64, 7, 7)] before it";
    private const string DataAdvice = "give the shape of x, as in [Likelihood(Bernoulli, 1, 28, 28)]";

    private readonly AttributeSet set;
    private readonly LayerParser layers;
    private string volumeAdvice;
    private bool failed;

    private StackParser(AttributeSet set, NetworkSource source)
    {
        this.set = set;
        Sourced<Activation> relu = new(Activation.Relu, ArgumentLocation.None);
        Sourced<Activation>? hidden = ActivationParser.Parse(set, source.Use, relu);
        failed = hidden is null;
        layers = new LayerParser(set, hidden ?? relu);
        volumeAdvice = source.Use.Name == ModelAttributes.Encoder ? DataAdvice : DenseAdvice;
    }

    /// <summary>The layers; null after a problem.</summary>
    /// <param name="set">The attributes of the model.</param>
    /// <param name="source">The network.</param>
    /// <param name="input">The shape that goes in; null where it is not known, for a reason that is reported.</param>
    public static EquatableArray<LayerSpec>? Parse(AttributeSet set, NetworkSource source, ValueShape? input)
    {
        StackParser parser = new(set, source);
        List<LayerSpec> found = [];
        parser.ParseLayers(ResidualBlocks.Nest(set, source.Layers, out bool nested), input, found);
        if (parser.failed || !nested || input is null)
            return null;

        return found.ToEquatableArray();
    }

    /// <summary>Adds the layers, and gives the shape behind the last of them; null after a problem.</summary>
    private ValueShape? ParseLayers(ImmutableArray<StackedLayer> uses, ValueShape? input, List<LayerSpec> into)
    {
        ValueShape? shape = input;
        foreach (StackedLayer use in uses)
        {
            LayerSpec? layer = use.End is null ? layers.Parse(use.Use, shape, volumeAdvice) : ParseBlock(use, use.End, shape);
            if (layer is null)
            {
                failed = true;
                shape = null;
                continue;
            }

            into.Add(layer);
            shape = layer.Output;
            if (use.Use.Name == LayerAttributes.Dense)
                volumeAdvice = DenseAdvice;
        }

        return shape;
    }

    private ResidualLayerSpec? ParseBlock(StackedLayer block, AttributeUse end, ValueShape? input)
    {
        List<LayerSpec> inner = [];
        ValueShape? output = ParseLayers(block.Inner, input, inner);
        Sourced<Activation>? activation = ActivationParser.Parse(set, end, LayerParser.NoActivation);
        if (input is not { } before || output is not { } after || activation is null)
            return null;

        if (before != after)
        {
            set.Report(DiagnosticIds.ResidualChangesShape, end.At, before.ToString(), after.ToString());
            return null;
        }

        return new ResidualLayerSpec(block.Use.At, before, after, activation.Value, inner.ToEquatableArray());
    }
}
