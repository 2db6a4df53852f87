using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads a network that is written as sizes: a chain of dense layers and a dense head.</summary>
internal static class ChainParser
{
    /// <summary>The network; null after a problem.</summary>
    public static NetworkSpec? Parse(AttributeSet set, NetworkSource source)
    {
        AttributeUse use = source.Use;
        string network = NetworkParser.NameOf(use);
        Sourced<Activation>? activation = ActivationParser.Parse(set, use, new Sourced<Activation>(Activation.Relu, ArgumentLocation.None));
        if (use.Sizes(0) is not { Length: >= 2 } sizes)
        {
            ReportTooFew(set, use, use.Sizes(0) is null ? use.Argument(0) : use.At);
            return null;
        }

        bool positive = true;
        foreach (Sourced<int> size in sizes.Where(size => size.Value <= 0))
        {
            set.Report(DiagnosticIds.SizeNotPositive, size.At, network, AttributeSet.Text(size.Value));
            positive = false;
        }

        if (!positive || activation is null)
            return null;

        Sourced<ValueShape>[] shapes = [.. sizes.Select(size => new Sourced<ValueShape>(ValueShape.Vector(size.Value), size.At))];
        IEnumerable<LayerSpec> hidden = Enumerable.Range(1, shapes.Length - 2)
            .Select(i => new DenseLayerSpec(shapes[i].At, shapes[i - 1].Value, shapes[i].Value, activation.Value));
        return new NetworkSpec(use.At, shapes[0], hidden.ToEquatableArray(), shapes[shapes.Length - 1]);
    }

    /// <summary>Reports a network that is neither sizes nor layers.</summary>
    public static void ReportTooFew(AttributeSet set, AttributeUse use, ArgumentLocation at)
    {
        bool isEncoder = use.Name == ModelAttributes.Encoder;
        string order = isEncoder ? "the size of x first and of the latent last" : "the size of the latent first and of x last";
        set.Report(
            DiagnosticIds.TooFewSizes, at, NetworkParser.NameOf(use), order, isEncoder
            ? NetworkParser.EncoderExample
            : NetworkParser.DecoderExample);
    }
}
