using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads <c>[Encoder]</c> and <c>[Decoder]</c> and holds them against each other.</summary>
internal static class NetworkParser
{
    private const string EncoderExample = "Encoder(784, 400, 20)";
    private const string DecoderExample = "Decoder(20, 400, 784)";

    /// <summary>Both networks; null for each that is missing or wrong.</summary>
    public static (NetworkSpec? Encoder, NetworkSpec? Decoder) Parse(AttributeSet set)
    {
        AttributeUse? encoderUse = set.Find(ModelAttributes.Encoder);
        AttributeUse? decoderUse = set.Find(ModelAttributes.Decoder);
        NetworkSpec? encoder = encoderUse is null
            ? null
            : ParseChain(set, encoderUse, "encoder", "the size of x first and of the latent last", EncoderExample);
        NetworkSpec? decoder = decoderUse is null
            ? null
            : ParseChain(set, decoderUse, "decoder", "the size of the latent first and of x last", DecoderExample);

        if (encoderUse is null)
        {
            set.Missing(DiagnosticIds.NetworkMissing, "encoder", Mirror("Encoder", decoder) ?? EncoderExample);
        }

        if (decoderUse is null)
        {
            set.Missing(DiagnosticIds.NetworkMissing, "decoder", Mirror("Decoder", encoder) ?? DecoderExample);
        }

        if (encoder is not null && decoder is not null)
        {
            Agree(set, DiagnosticIds.LatentSizesDisagree, decoder.Input, encoder.Head);
            Agree(set, DiagnosticIds.DataSizesDisagree, decoder.Head, encoder.Input);
            WeightCount.Check(set, encoder, decoder);
        }

        return (encoder, decoder);
    }

    /// <summary>One network from a chain of sizes.</summary>
    private static NetworkSpec? ParseChain(AttributeSet set, AttributeUse use, string network, string order, string example)
    {
        Sourced<Activation>? activation = ParseActivation(set, use);
        if (use.Sizes() is not { } sizes)
        {
            set.Report(DiagnosticIds.TooFewSizes, use.FirstArgument, network, order, example);
            return null;
        }

        if (sizes.Length < 2)
        {
            set.Report(DiagnosticIds.TooFewSizes, use.At, network, order, example);
            return null;
        }

        bool positive = true;
        foreach (Sourced<int> size in sizes.Where(size => size.Value <= 0))
        {
            set.Report(DiagnosticIds.SizeNotPositive, size.At, network, Text(size.Value));
            positive = false;
        }

        if (!positive || activation is null)
        {
            return null;
        }

        if (sizes.Length == 2 && activation.Value.At != ArgumentLocation.None)
        {
            set.Report(DiagnosticIds.ActivationWithoutEffect, activation.Value.At, network);
        }

        Sourced<ValueShape>[] shapes = [.. sizes.Select(size => new Sourced<ValueShape>(ValueShape.Vector(size.Value), size.At))];
        IEnumerable<LayerSpec> hidden = Enumerable.Range(1, shapes.Length - 2)
            .Select(i => new DenseLayerSpec(shapes[i].At, shapes[i - 1].Value, shapes[i].Value, activation.Value));
        return new NetworkSpec(use.At, shapes[0], hidden.ToEquatableArray(), shapes[shapes.Length - 1]);
    }

    /// <summary>The activation of the hidden layers, the default where none is given; null after a problem.</summary>
    private static Sourced<Activation>? ParseActivation(AttributeSet set, AttributeUse use)
    {
        if (use.Named<int>("Activation") is not { } given)
        {
            return new Sourced<Activation>(Activation.Relu, ArgumentLocation.None);
        }

        Activation activation = (Activation)given.Value;
        if (!Enum.IsDefined(typeof(Activation), activation))
        {
            set.Report(DiagnosticIds.UnknownActivation, given.At, Text(given.Value), string.Join(", ", Enum.GetNames(typeof(Activation))));
            return null;
        }

        return new Sourced<Activation>(activation, given.At);
    }

    private static void Agree(AttributeSet set, string id, Sourced<ValueShape> decoderSize, Sourced<ValueShape> encoderSize)
    {
        if (decoderSize.Value.Size != encoderSize.Value.Size)
        {
            set.Report(id, decoderSize.At, decoderSize.Value.ToString(), encoderSize.Value.ToString());
        }
    }

    /// <summary>The attribute of the other network with the sizes turned around: what to write where one is missing.</summary>
    private static string? Mirror(string attribute, NetworkSpec? other)
    {
        if (other is null)
        {
            return null;
        }

        IEnumerable<ValueShape> hidden = other.Layers.Select(layer => layer.Output).Reverse();
        IEnumerable<ValueShape> shapes = new[] { other.Head.Value }.Concat(hidden).Concat([other.Input.Value]);
        return $"{attribute}({string.Join(", ", shapes)})";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
