using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads <c>[Encoder]</c> and <c>[Decoder]</c>, chains of sizes or stacks of layers, and holds them against each other.</summary>
internal static class NetworkParser
{
    public const string EncoderExample = "Encoder(784, 400, 20)";
    public const string DecoderExample = "Decoder(20, 400, 784)";

    /// <summary>The network in messages.</summary>
    public static string NameOf(AttributeUse use) => use.Name == ModelAttributes.Encoder ? "encoder" : "decoder";

    /// <summary>Both networks; null for each that is missing or wrong.</summary>
    public static (NetworkSpec? Encoder, NetworkSpec? Decoder) Parse(AttributeSet set)
    {
        (NetworkSource? encoderSource, NetworkSource? decoderSource) = NetworkSource.Split(set);
        // Both, so that both are reported.
        if (!NetworkDepth.Check(set, encoderSource) | !NetworkDepth.Check(set, decoderSource))
            return default;
        NetworkSpec? encoder = encoderSource is { IsStack: false } ? ChainParser.Parse(set, encoderSource) : null;
        NetworkSpec? decoder = decoderSource is { IsStack: false } ? ChainParser.Parse(set, decoderSource) : null;

        bool anyStack = encoderSource is { IsStack: true, Layers.IsEmpty: false }
            || decoderSource is { IsStack: true, Layers.IsEmpty: false };
        bool isOpen = (encoderSource is null or { IsStack: true } || encoder is not null)
            && (decoderSource is null or { IsStack: true } || decoder is not null);
        Sourced<ValueShape>? data = NetworkShapes.OfData(set, encoder, decoder, anyStack && isOpen);
        Sourced<ValueShape>? latent = NetworkShapes.OfLatent(set, encoder, decoder, anyStack && isOpen);
        encoder = encoder is not null ? WithShape(encoder, data) : ParseStack(set, encoderSource, data, latent, null);
        IReadOnlyList<ValueShape> grids = [.. GridsOf(encoder, data)];
        decoder = decoder is not null ? WithShapeOfHead(decoder, data) : ParseStack(set, decoderSource, latent, data, grids);

        if (encoderSource is null)
            set.Missing(DiagnosticIds.NetworkMissing, "encoder", Mirror("Encoder", decoder) ?? EncoderExample);

        if (decoderSource is null)
            set.Missing(DiagnosticIds.NetworkMissing, "decoder", Mirror("Decoder", encoder) ?? DecoderExample);

        CheckActivation(set, encoderSource, encoder);
        CheckActivation(set, decoderSource, decoder);
        return (encoder, decoder);
    }

    /// <summary>One network from its layers; null where it is missing or wrong.</summary>
    private static NetworkSpec? ParseStack(
        AttributeSet set, NetworkSource? source, Sourced<ValueShape>? input, Sourced<ValueShape>? head,
        IReadOnlyList<ValueShape>? encoderGrids)
    {
        if (source is not { IsStack: true })
            return null;

        if (source.Layers.IsEmpty)
        {
            ChainParser.ReportTooFew(set, source.Use, source.Use.At);
            return null;
        }

        if (StackParser.Parse(set, source, input?.Value) is not { } layers || head is null)
            return null;

        NetworkSpec network = new(source.Use.At, input!.Value, layers, head.Value);
        return encoderGrids is null ? HeadRule.OfEncoder(set, source, network) : HeadRule.OfDecoder(set, source, network, encoderGrids);
    }

    /// <summary>A chain whose x has a shape besides its number of elements.</summary>
    private static NetworkSpec WithShape(NetworkSpec encoder, Sourced<ValueShape>? data) =>
        data is { } shape ? encoder with { Input = encoder.Input with { Value = shape.Value } } : encoder;

    private static NetworkSpec WithShapeOfHead(NetworkSpec decoder, Sourced<ValueShape>? data) =>
        data is { } shape ? decoder with { Head = decoder.Head with { Value = shape.Value } } : decoder;

    private static IEnumerable<ValueShape> GridsOf(NetworkSpec? encoder, Sourced<ValueShape>? data) =>
        new[] { data?.Value ?? default }.Concat(encoder?.Layers.Select(layer => layer.Output) ?? []).Where(shape => shape.IsVolume);

    /// <summary>A warning where no layer has taken the activation of its network.</summary>
    private static void CheckActivation(AttributeSet set, NetworkSource? source, NetworkSpec? network)
    {
        if (network is not null && source?.Use.Named<int>("Activation") is { } given
            && !Flat(network.Layers).Any(layer => layer.Activation.At == given.At))
        {
            set.Report(DiagnosticIds.ActivationWithoutEffect, given.At, NameOf(source.Use));
        }
    }

    /// <summary>The layers and those inside of blocks.</summary>
    private static IEnumerable<LayerSpec> Flat(IEnumerable<LayerSpec> layers) =>
        layers.SelectMany(layer => layer is ResidualLayerSpec block ? Flat(block.Layers).Prepend(block) : [layer]);

    /// <summary>The attribute of the other network with the sizes turned around: what to write where one is missing. A stack has the two
    /// ends of a chain alone.</summary>
    private static string? Mirror(string attribute, NetworkSpec? other)
    {
        if (other is null)
            return null;

        bool isChain = other.Layers.All(layer => layer is DenseLayerSpec) && other.HeadLayer is null;
        IEnumerable<int> hidden = isChain ? other.Layers.Select(layer => layer.Output.Size).Reverse() : [400];
        IEnumerable<int> sizes = new[] { other.Head.Value.Size }.Concat(hidden).Concat([other.Input.Value.Size]);
        return $"{attribute}({string.Join(", ", sizes.Select(size => AttributeSet.Text(size)))})";
    }
}
