using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the network's class and its fields: its parameters, and the scratch matrices of one caller.</summary>
internal sealed class NetworkEmitter(SourceWriter writer, EmissionContext context, ModelSchedules schedules)
{
    private string Matrix => $"PanelMatrix<{context.ElementType}>";

    /// <summary>Writes the class, with its fields and the properties that the runtime reads.</summary>
    public void Emit()
    {
        string element = context.ElementType;
        string parameters = $"Parameters<{element}> parameters, int capacity, TrainingState<{element}>? training";
        string numbers = string.Concat(StepNumbers().Select(number => ", " + number.Declaration));
        writer.Lines($$"""
            /// <summary>
            /// The numerics of the model with vectors of one width, bound to its weights and to the memory of one caller. A name that ends
            /// in Batch is a matrix with a row for each example; the same name without it is a vector of its elements, in a loop.
            /// </summary>
            {{EmissionMark.Attribute}}
            internal sealed partial class Network<TVector>({{parameters}})
                : VectorizedNetwork<TVector, {{element}}>(parameters, capacity, training{{numbers}})
                where TVector : struct, IVector<TVector, {{element}}>
            """);
        using (writer.Block())
        {
            Maps();
            Fields();
            writer.Line();
            Properties();
        }
    }

    private void Fields()
    {
        Schedule[] draws = [.. new[] { schedules.DrawObserved }.OfType<Schedule>()];
        Field[] forward = [.. Buffers("Matrix(", [.. schedules.Inference.Except(draws)])];
        Field[] sums = [.. Sums([.. schedules.Inference])];
        HashSet<string> known = [.. forward.Concat(sums).Select(field => field.Name)];
        Field[] drawn = [.. Buffers("DrawMatrix(training, ", draws).Where(field => !known.Contains(field.Name))];
        IEnumerable<Field> training =
            Buffers("TrainingMatrix(training, ", schedules.TrainingStep).Concat(Sums(schedules.TrainingStep));

        StepNumberTensor[] numbers = [.. StepNumbers()];
        if (numbers.Length > 0)
        {
            writer.Line("// Numbers that are set before each step.");
            foreach (StepNumberTensor number in numbers)
                writer.Line($"private StepNumber<{context.ElementType}> {FieldNames.Of(number)} => StepNumbers[\"{number.Name}\"];");
            writer.Line();
        }

        writer.Line("// The parameters, shared by all networks of the model: the letter in formulas, and the shape.");
        Declare(Weights());
        writer.Line();
        writer.Line("// What is computed for a batch of examples.");
        Declare(forward);
        Declare(sums);
        writer.Line();
        if (drawn.Length > 0)
        {
            writer.Line("// What draws of x need, where nothing is trained.");
            Declare(drawn);
            writer.Line();
        }

        writer.Line("// What training alone needs: the gradients.");
        Declare(training.Where(field => !known.Contains(field.Name)));
    }

    private void Maps()
    {
        if (context.Maps.Count == 0)
            return;
        writer.Line("// Which positions meet in convolutions and windows."
            + (context.Maps.Any(map => map.IsOfImage) ? " That of an image is stated from the image; ∗ᵀ walks it back to the image." : ""));
        foreach (WindowMap map in context.Maps)
        {
            string sizes = $"{EmissionContext.Text(map.Input.Height)}, {EmissionContext.Text(map.Input.Width)}";
            string window = $"kernel: {EmissionContext.Text(map.Kernel)}, stride: {EmissionContext.Text(map.Stride)}, "
                + $"padding: {EmissionContext.Text(map.Padding)}";
            string made = map.IsRepeating ? $"Upsampling({sizes}, factor: {EmissionContext.Text(map.Kernel)})"
                : !map.IsTransposed ? $"Convolution({sizes}, {window})"
                : $"Transposed({sizes}, {window}{OutputPadding(map)})";
            string channels = EmissionContext.Text(map.ImageChannels);
            writer.Line(map.IsOfImage
                ? $"private static readonly ImageMap<{context.ElementType}> {map.Name} = new(ConvolutionMap.{made}, channels: {channels});"
                : $"private static readonly ConvolutionMap {map.Name} = ConvolutionMap.{made};");
        }

        writer.Line();
    }

    private static string OutputPadding(WindowMap map) =>
        map.OutputPadding == 0 ? "" : ", outputPadding: " + EmissionContext.Text(map.OutputPadding);

    private IEnumerable<StepNumberTensor> StepNumbers() =>
        schedules.All.SelectMany(task => task.Phases).SelectMany(phase => phase.Loaded).OfType<StepNumberTensor>().Distinct();

    private IEnumerable<Field> Weights()
    {
        foreach (ParameterTensor parameter in context.Program.Parameters)
        {
            string shape = parameter.Axes.IsEmpty ? "" : $" [{string.Join(", ", parameter.Axes)}]";
            yield return new Field(
                $"Parameter<{context.ElementType}>", FieldNames.Of(parameter), $"parameters[\"{parameter.FileName}\"]",
                context.Letter(parameter) + shape);
        }
    }

    private IEnumerable<Field> Buffers(string matrix, params Schedule[] tasks)
    {
        HashSet<string> seen = [];
        Tensor[] given =
        [
            .. context.Program.Groups.Select(group => group.Value),
            .. context.Program.Conditions,
            .. context.Program.Decoded.Latents,
        ];
        IEnumerable<Tensor> buffers = given.Concat(tasks.SelectMany(task => task.Phases).SelectMany(phase => phase.Stored));
        foreach (Tensor tensor in buffers.Where(tensor => seen.Add(tensor.Field)))
        {
            yield return Buffer(tensor, matrix);
            if (tensor is not ParameterTensor && context.IsTransposed(tensor))
            {
                yield return new Field(
                    Matrix, FieldNames.Of(tensor) + "Transposed",
                    WeightValues(tensor.Axes[1], tensor.Axes[0]), $"[{string.Join(", ", tensor.Axes.Reverse())}]");
            }
        }
    }

    // What is one number an example takes hardly any room, and is there without training as well.
    private Field Buffer(Tensor tensor, string matrix)
    {
        string name = FieldNames.Of(tensor);
        string shape = tensor.Axes.IsEmpty ? "one value" : $"[{string.Join(", ", tensor.Axes)}]";
        if (tensor.Axes.Length == 2 && !tensor.HasBatch)
            return new Field(Matrix, name, WeightValues(tensor.Axes[0], tensor.Axes[1]), shape);
        if (tensor.Axes.Length == 2)
        {
            string size = context.Sizes.Shape(tensor.Axes[1]);
            string capacity = EmissionContext.CapacityOf(tensor.Axes[0]);
            string made = context.Sparse.Contains(tensor) ? $"SparseMatrix(training, {capacity}, {size})"
                : $"{matrix}{capacity}, {size})";
            return new Field(Matrix, name, made, shape);
        }

        return tensor.HasBatch
            ? new Field(context.ElementType + "[]", name, $"RowValues({EmissionContext.CapacityOf(tensor.Axes[0])})", shape)
            : new Field(Matrix, name, $"ColumnValues({(tensor.Axes.IsEmpty ? "1" : context.Sizes.Shape(tensor.Axes[0]))})", shape);
    }

    // Laid out as weights are, which products read.
    private string WeightValues(Axis rows, Axis columns) =>
        $"WeightValues({context.Sizes.StoredRows(rows)}, {context.Sizes.Shape(columns)})";

    private IEnumerable<Field> Sums(params Schedule[] tasks)
    {
        HashSet<string> seen = [];
        return context.Program.Evaluation.Results.OfType<SumTensor>().Where(sum => sum.HasBatch)
            .Concat(tasks.SelectMany(task => task.Phases).SelectMany(phase => phase.RowSums))
            .Where(sum => seen.Add(sum.Field))
            .Select(sum => new Field(
                $"ExampleSums<{context.ElementType}>", FieldNames.Of(sum),
                $"Sums({EmissionContext.CapacityOf(sum.Axes[0])}, {context.Sizes.Shape(sum.Over[0])})",
                "[rows]"));
    }

    private void Declare(IEnumerable<Field> fields)
    {
        foreach (Field field in fields)
            writer.Line($"private readonly {field.Type} {field.Name} = {field.Value}; // {field.Shape}");
    }

    private void Properties()
    {
        VariationalProgram program = context.Program;
        if (program.Exposure?.Column is { } column)
            writer.Line($"protected override int? ExposureColumn => {EmissionContext.Text(column)};");
        if (context.Maps.Count > 0)
            MultiplyAdds();
        if (program.Exposure?.Column is not null || context.Maps.Count > 0)
            writer.Line();
        writer.Line("// What the model's tasks read and write.");
        using (writer.Block($"protected override void Connect(NetworkPorts<{context.ElementType}> ports)"))
        {
            foreach (string port in NetworkPortList.Of(program))
                writer.Line(port);
            foreach (Tensor tensor in FannedMatrices())
                writer.Line($"ports.SetRows({FieldNames.Of(tensor)}, {RowSpaces.CountOf(tensor.Axes[0])});");
        }
    }

    // Matrices with several rows for each example.
    private IEnumerable<Tensor> FannedMatrices()
    {
        HashSet<string> seen = [];
        return schedules.All.SelectMany(task => task.Phases).SelectMany(phase => phase.Stored)
            .Where(tensor => tensor.Axes.Length == 2 && tensor.Axes[0].Fan is not null && seen.Add(tensor.Field));
    }

    // A convolution takes each of its weights at many positions: that is work that the number of parameters does not tell.
    private void MultiplyAdds()
    {
        writer.Line();
        writer.Line("// Of one example, forward.");
        writer.Line($"protected override double MultiplyAdds => "
            + $"{EmissionContext.Text(ForwardWork.Of(schedules.EstimateElbo, context.PanelWidth))};");
    }

    private sealed record Field(string Type, string Name, string Value, string Shape);
}
