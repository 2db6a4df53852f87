using System;
using System.Globalization;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the sizes of the layers as named constants, and the layout record of each parameter.</summary>
internal sealed class ParametersEmitter(SourceWriter writer, EmissionContext context)
{
    public void Emit()
    {
        writer.Line($"/// <summary>Columns of a panel: 64 bytes of <see cref=\"{context.ElementType}\"/>.</summary>");
        writer.Line($"private const int PanelWidth = {Text(context.PanelWidth)};");
        writer.Line();
        foreach ((string name, long value) in context.Sizes.Constants)
            writer.Line($"private const int {name} = {EmissionContext.Text(value)};");

        writer.Line();
        writer.Line("private static readonly ParameterShape[] ParameterShapes =");
        writer.Line("[");
        using (writer.Indent())
        {
            foreach (ParameterTensor parameter in context.Program.Parameters)
                writer.Line(Shape(parameter) + ",");
        }

        writer.Line("];");
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
                $"ParameterShape.OfImageConvolution({name}, channels: {size}, imageChannels: {Text(parameter.ImageChannels)}, "
                + $"kernel: {Text(Kernel(parameter))}, imageFirst: {(IsImageFirst(parameter) ? "true" : "false")}, transposed: {transposed})",
            ParameterKind.Weight when parameter.Axes[0] is { IsWindow: true } window =>
                $"ParameterShape.{(parameter.HasInputsFirst ? "TransposedConvolution" : "Convolution")}({name}, outputs: {size}, "
                + $"inputs: {Text(window.Channels)}, kernel: {Text(window.Volume!.Value.Height)}, transposed: {transposed})",
            ParameterKind.Weight =>
                $"ParameterShape.Weight({name}, outputs: {size}, inputs: {context.Sizes.Size(parameter.Axes[0])}, "
                + $"transposed: {transposed}{Positions("outputPositions", outputs!)}{Positions("inputPositions", parameter.Axes[0])})",
            ParameterKind.Scale or ParameterKind.Shift => $"ParameterShape.{parameter.Kind}({name}, {Elements(outputs!)})",
            ParameterKind.RunningMean => $"ParameterShape.State({name}, {size}, initial: 0)",
            ParameterKind.RunningState => outputs is null ? $"ParameterShape.State({name})" : $"ParameterShape.State({name}, {size}, initial: 1)",
            _ when outputs is null => $"ParameterShape.Bias({name}, outputs: 1, inputs: {Text(parameter.FanIn)})",
            _ => $"ParameterShape.Bias({name}, outputs: {size}, inputs: {Text(parameter.FanIn)}{Positions("outputPositions", outputs)})",
        };
    }

    private static int Kernel(ParameterTensor parameter) => (int)Math.Round(Math.Sqrt(parameter.Axes[0].Size!.Value / parameter.ImageChannels));

    // The image is what comes out of a head, whose forward pass reads transposed weights, and what goes into a first layer.
    private bool IsImageFirst(ParameterTensor parameter) => context.IsTransposed(parameter) != parameter.HasInputsFirst;

    private string Positions(string argument, Axis axis) => axis.Positions == 1 ? "" : $", {argument}: {context.Sizes.Positions(axis)}";

    private string Elements(Axis axis) => axis.Volume is { } volume
        ? $"{context.Sizes.Channels(axis)}, {Text(volume.Height)}, {Text(volume.Width)}"
        : context.Sizes.Size(axis);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
