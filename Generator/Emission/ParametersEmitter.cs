using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the sizes of the layers as named constants, and the layout record of each parameter.</summary>
internal sealed class ParametersEmitter(SourceWriter writer, EmissionContext context)
{
    private readonly Dictionary<string, long> sizes =
        context.Sizes.Constants.ToDictionary(constant => constant.Name, constant => constant.Value);

    private readonly Dictionary<string, ParameterTensor> weightsOf = context.Program.Parameters
        .Where(parameter => parameter.Kind == ParameterKind.Weight && parameter.FileName.EndsWith(Weight, StringComparison.Ordinal))
        .ToDictionary(parameter => parameter.FileName.Substring(0, parameter.FileName.Length - Weight.Length) + ".bias");

    private const string Weight = ".weight";

    public void Emit()
    {
        string element = context.ElementType;
        writer.Line("/// <summary>The sizes of the layers, the parameters, and how a network is made.</summary>");
        writer.Line(EmissionMark.Attribute);
        using (writer.Block("internal static class Network"))
        {
            writer.Line($"/// <summary>Columns of a panel: 64 bytes of <see cref=\"{element}\"/>.</summary>");
            writer.Line($"public const int PanelWidth = {Text(context.PanelWidth)};");
            writer.Line();
            foreach ((string name, long value) in context.Sizes.Constants)
                writer.Line($"public const int {name} = {EmissionContext.Text(value)};");

            writer.Line();
            writer.Line("/// <summary>The parameters as they are called and laid out in files.</summary>");
            writer.Line("public static readonly ParameterShape[] ParameterShapes =");
            writer.Line("[");
            using (writer.Indent())
            {
                foreach (ParameterTensor parameter in context.Program.Parameters)
                    writer.Line(Shape(parameter) + ",");
            }

            writer.Line("];");
            writer.Line();
            Create();
        }
    }

    private void Create()
    {
        string element = context.ElementType;
        string lanes = element == "double" ? "Double" : "Float";
        int most = context.PanelWidth;
        string parameters =
            $"global::VaeGen.VectorWidth width, int capacity, Parameters<{element}> parameters, TrainingState<{element}>? training";
        writer.Lines($$"""
            /// <summary>The network with vectors of that width; training is null in one that only evaluates.</summary>
            public static VariationalNetwork<{{element}}> Create(
                {{parameters}}) => width switch
            {
                global::VaeGen.VectorWidth.Bits512 => new Network<{{lanes}}{{Text(most)}}>(parameters, capacity, training),
                global::VaeGen.VectorWidth.Bits256 => new Network<{{lanes}}{{Text(most / 2)}}>(parameters, capacity, training),
                global::VaeGen.VectorWidth.Bits128 => new Network<{{lanes}}{{Text(most / 4)}}>(parameters, capacity, training),
                _ => new Network<{{lanes}}1>(parameters, capacity, training),
            };
            """);
    }

    private string Shape(ParameterTensor parameter)
    {
        string name = $"\"{parameter.FileName}\"";
        Axis? outputs = parameter.Axes.IsEmpty ? null : parameter.Axes[parameter.Axes.Length - 1];
        string size = outputs is null ? "" : context.Sizes.Size(outputs);
        string transposed = context.IsTransposed(parameter) ? "true" : "false";
        return parameter.Kind switch
        {
            ParameterKind.Weight when parameter.ImageChannels > 0 =>
                $"ParameterShape.OfImageConvolution({name}, channels: {size}, imageChannels: "
                    + $"{Channels("FeatureChannels", parameter.ImageChannels)}, "
                + $"kernel: {Text(Kernel(parameter))}, imageFirst: {(IsImageFirst(parameter) ? "true" : "false")}, transposed: "
                + $"{transposed})",
            ParameterKind.Weight when parameter.Axes[0] is { IsWindow: true } window =>
                $"ParameterShape.{(parameter.HasInputsFirst ? "TransposedConvolution" : "Convolution")}({name}, outputs: {size}, "
                + $"inputs: {Channels(InputOf(parameter), window.Channels)}, kernel: {Text(window.Volume!.Value.Height)}, transposed: "
                + $"{transposed})",
            ParameterKind.Weight =>
                $"ParameterShape.Weight({name}, outputs: {size}, inputs: {context.Sizes.Size(parameter.Axes[0])}, "
                + $"transposed: {transposed}{Positions("outputPositions", outputs!)}{Positions("inputPositions", parameter.Axes[0])})",
            ParameterKind.Scale or ParameterKind.Shift => $"ParameterShape.{parameter.Kind}({name}, {Elements(outputs!)})",
            ParameterKind.RunningMean => $"ParameterShape.State({name}, {size}, initial: 0)",
            ParameterKind.RunningState => outputs is null
            ? $"ParameterShape.State({name})"
            : $"ParameterShape.State({name}, {size}, initial: 1)",
            _ when outputs is null => $"ParameterShape.Bias({name}, outputs: 1, inputs: {Text(parameter.FanIn)})",
            _ => $"ParameterShape.Bias({name}, outputs: {size}, inputs: {FanIn(parameter)}{Positions("outputPositions", outputs)})",
        };
    }

    // A bias has the fan-in of its weights: all inputs, or for a convolution its taps times the channels that PyTorch counts.
    private string FanIn(ParameterTensor bias)
    {
        if (!weightsOf.TryGetValue(bias.FileName, out ParameterTensor weights))
            return Text(bias.FanIn);
        if (!weights.Axes[0].IsWindow)
            return context.Sizes.Size(weights.Axes[0]);
        int taps = weights.ImageChannels > 0 ? Kernel(weights) * Kernel(weights) : weights.Axes[0].Positions;
        int channels = bias.FanIn / taps;
        string image = Channels("FeatureChannels", weights.ImageChannels);
        string counted = channels == weights.ImageChannels ? image
            : weights.HasInputsFirst || weights.ImageChannels > 0 ? Channels(context.Sizes.Channels(weights.Axes[1]), channels)
            : Channels(InputOf(weights), channels);
        return $"{counted} * {Text(taps)}";
    }

    // The constant of the layer that a convolution reads.
    private string InputOf(ParameterTensor weights) => context.InputOf(weights) is { } input ? context.Sizes.Channels(input) : "";

    private string Channels(string name, int channels) => sizes.TryGetValue(name, out long value)
        && value == channels ? name : Text(channels);

    private static int Kernel(ParameterTensor parameter) =>
        (int)Math.Round(Math.Sqrt(parameter.Axes[0].Size!.Value / parameter.ImageChannels));

    // The image is what comes out of a head, whose forward pass reads transposed weights, and what goes into a first layer.
    private bool IsImageFirst(ParameterTensor parameter) => context.IsTransposed(parameter) != parameter.HasInputsFirst;

    private string Positions(string argument, Axis axis) => axis.Positions == 1 ? "" : $", {argument}: {context.Sizes.Positions(axis)}";

    private string Elements(Axis axis) => axis.Volume is { } volume
        ? $"{context.Sizes.Channels(axis)}, {Text(volume.Height)}, {Text(volume.Width)}"
        : context.Sizes.Size(axis);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
