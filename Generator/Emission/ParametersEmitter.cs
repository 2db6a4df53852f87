using System.Globalization;
using System.Linq;
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
        foreach (Axis axis in context.Axes)
        {
            writer.Line($"private const int {context.SizeConstant(axis)} = {Text(axis.Size!.Value)};");
            writer.Line($"private const int {context.PanelsConstant(axis)} = {Text(context.Panels(axis))};");
        }

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
        string outputs = parameter.Axes.IsEmpty ? "" : context.SizeConstant(parameter.Axes.Last());
        return parameter.Kind switch
        {
            ParameterKind.Weight =>
                $"ParameterShape.Weight({name}, outputs: {outputs}, inputs: {context.SizeConstant(parameter.Axes[0])}, "
                + $"transposed: {(context.IsTransposed(parameter) ? "true" : "false")})",
            ParameterKind.RunningState when !parameter.Axes.IsEmpty => $"ParameterShape.State({name}, elements: {outputs})",
            ParameterKind.RunningState => $"ParameterShape.State({name})",
            _ => $"ParameterShape.Bias({name}, outputs: {outputs}, inputs: {Text(parameter.FanIn)})",
        };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
