using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>The lines of the card that tell a network: each layer with the shape of an example before and after it, its activation, its
/// parameters and their name in files.</summary>
internal sealed class CardLayers
{
    private readonly EmissionContext context;
    private readonly List<Entry> entries = [];
    private int number;

    private CardLayers(EmissionContext context, int firstNumber)
    {
        this.context = context;
        number = firstNumber;
    }

    /// <summary>The lines of both networks.</summary>
    public static (IEnumerable<string> Encoder, IEnumerable<string> Decoder) Of(EmissionContext context)
    {
        ModelSpec spec = context.Spec;
        CardLayers encoder = new(context, firstNumber: 1);
        encoder.Network(spec.Encoder, "encoder");
        CardLayers decoder = new(context, encoder.number);
        decoder.Network(spec.Decoder, "decoder");
        Entry[] all = [.. encoder.entries, .. decoder.entries];
        return (encoder.Lines(all), decoder.Lines(all));
    }

    private void Network(NetworkSpec network, string prefix)
    {
        Layers(network.Layers, prefix, indentation: "");
        Heads(network, prefix);
    }

    private void Layers(IReadOnlyList<LayerSpec> layers, string prefix, string indentation)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            LayerSpec layer = layers[i];
            string file = $"{prefix}.{EmissionContext.Text(i)}";
            if (layer is ResidualLayerSpec residual)
                Layers(residual.Layers, file, indentation + "  ");
            string activation = layer is DenseLayerSpec or ConvolutionLayerSpec
                || layer.Activation.Value != Activation.Identity ? layer.Activation.Value.ToString() : "";
            string shape = Shape(file, layer.Input, layer.Output);
            entries.Add(
                new Entry(
                    indentation + "h" + EmissionContext.Text(number++), shape, LayerText.Long(layer), activation, Count(file),
                    file + ".weight"));
        }
    }

    private void Heads(NetworkSpec network, string prefix)
    {
        LayerSpec? layer = network.HeadLayer;
        string[] heads =
            [.. context.Program.Parameters.Where(parameter => parameter.Kind == ParameterKind.Weight
                && parameter.FileName.StartsWith(prefix + ".", StringComparison.Ordinal))
            .Select(parameter => parameter.FileName.Split('.')).Where(parts => parts.Length == 3 && !char.IsDigit(parts[1][0]))
            .Select(parts => parts[1]).Distinct()];
        foreach (string head in heads)
        {
            string file = $"{prefix}.{head}";
            string shape = Shape(file, network.HeadInput, layer is null ? Output(file, network) : network.Head.Value);
            entries.Add(
                new Entry(
                    head.Replace('_', '-'), shape, layer is null ? "dense" : LayerText.Long(layer), "", Count(file), file + ".weight"));
        }
    }

    // A head has the shape of the distribution, but for the elements of a factor.
    private ValueShape Output(string file, NetworkSpec network)
    {
        int size = context.Program.Parameters.Single(parameter => parameter.FileName == file + ".weight").Axes[1].Size!.Value;
        return size == network.Head.Value.Size ? network.Head.Value : ValueShape.Vector(size);
    }

    private string Shape(string file, ValueShape input, ValueShape output) =>
        $"{input}{(context.Program.Parameters.Any(parameter => parameter.FileName == file + ".condition.weight") ? " + c" : "")} → "
            + $"{output}";

    private long Count(string file) => context.Program.Parameters
        .Where(parameter => parameter.IsTrained
            && (parameter.FileName == file + ".weight" || parameter.FileName == file + ".bias"
                || parameter.FileName == file + ".condition.weight"))
        .Sum(CardEmitter.Count);

    private IEnumerable<string> Lines(Entry[] all)
    {
        bool isDense = all.All(entry => entry.Kind == "dense");
        int shapes = Math.Max(15, all.Max(entry => entry.Shape.Length) + 2);
        int kinds = all.Max(entry => entry.Kind.Length) + 2;
        int names = Math.Max(13, all.Max(entry => entry.Name.Length) + 1);
        int activations = all.Max(entry => entry.Activation.Length) + 2;
        int counts = all.Max(entry => CardEmitter.Grouped(entry.Count).Length);
        foreach (Entry entry in entries)
        {
            string kind = isDense ? "" : entry.Kind.PadRight(kinds);
            string parameters = entry.Count == 0 ? "" : $"{CardEmitter.Grouped(entry.Count).PadLeft(counts)} parameters   {entry.File}";
            yield return "  " + entry.Name.PadRight(names) + entry.Shape.PadRight(shapes) + kind + entry.Activation.PadRight(activations)
                + parameters;
        }
    }

    private sealed record Entry(string Name, string Shape, string Kind, string Activation, long Count, string File);
}
