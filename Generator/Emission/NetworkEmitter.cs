using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>Writes the network's fields and constructor: its weights, and the scratch matrices of one caller.</summary>
internal sealed class NetworkEmitter(SourceWriter writer, EmissionContext context, ModelSchedules schedules)
{
    private string Matrix => $"PanelMatrix<{context.ElementType}>";

    /// <summary>Writes the fields, the constructor and the properties that the runtime reads.</summary>
    public void Emit()
    {
        Field[] steps = [.. StepNumbers()];
        Field[] weights = [.. Weights()];
        Field[] forward = [.. Buffers(schedules.Encode, schedules.Decode, schedules.EstimateElbo)];
        Field[] sums = [.. Sums(schedules.Encode, schedules.Decode, schedules.EstimateElbo)];
        HashSet<string> known = [.. forward.Concat(sums).Select(field => field.Name)];
        Field[] backward = [.. Buffers(schedules.TrainingStep).Concat(Sums(schedules.TrainingStep)).Where(field => !known.Contains(field.Name))];

        Maps();
        if (steps.Length > 0)
        {
            writer.Line("// Numbers that are set before each step.");
            Declare(steps);
            writer.Line();
        }

        writer.Line("// The weights, shared by all networks of the model.");
        Declare(weights);
        writer.Line();
        writer.Line("// One row for each example of the batch.");
        Declare(forward);
        writer.Line();
        writer.Line("// One number for each example of the batch.");
        Declare(sums);
        writer.Line();
        writer.Line("// The gradients, in training alone.");
        Declare(backward);
        writer.Line();
        Constructor([.. steps, .. weights], [.. forward, .. sums], backward);
        writer.Line();
        Properties();
    }

    private void Maps()
    {
        if (context.Maps.Count == 0)
            return;
        writer.Line("// Which positions meet in convolutions and windows.");
        foreach (WindowMap map in context.Maps)
        {
            string sizes = $"{EmissionContext.Text(map.Input.Height)}, {EmissionContext.Text(map.Input.Width)}";
            string window = $"kernel: {EmissionContext.Text(map.Kernel)}, stride: {EmissionContext.Text(map.Stride)}, padding: {EmissionContext.Text(map.Padding)}";
            string made = map.IsRepeating ? $"Upsampling({sizes}, factor: {EmissionContext.Text(map.Kernel)})"
                : !map.IsTransposed ? $"Convolution({sizes}, {window})"
                : $"Transposed({sizes}, {window}{(map.OutputPadding == 0 ? "" : ", outputPadding: " + EmissionContext.Text(map.OutputPadding))})";
            writer.Line(map.IsOfImage
                ? $"private static readonly ImageMap<{context.ElementType}> {map.Name} = new(ConvolutionMap.{made}, channels: {EmissionContext.Text(map.ImageChannels)});"
                : $"private static readonly ConvolutionMap {map.Name} = ConvolutionMap.{made};");
        }

        writer.Line();
    }

    private IEnumerable<Field> StepNumbers() => schedules.All.SelectMany(task => task.Phases).SelectMany(phase => phase.Loaded).OfType<StepNumberTensor>()
        .Distinct().Select(number => new Field($"StepNumber<{context.ElementType}>", number.Name, number.Declaration, null));

    private IEnumerable<Field> Weights()
    {
        foreach (ParameterTensor parameter in context.Program.Parameters)
        {
            string shape = parameter.Axes.IsEmpty ? "one value" : $"[{string.Join(", ", parameter.Axes)}]";
            yield return new Field(Matrix, parameter.Name, $"parameters.Matrix(\"{parameter.FileName}\")", shape);
            if (context.IsTransposed(parameter))
            {
                yield return new Field(
                    Matrix, parameter.Name + "Transposed", $"parameters.Transposed(\"{parameter.FileName}\")", $"[{string.Join(", ", parameter.Axes.Reverse())}]");
            }
        }
    }

    private IEnumerable<Field> Buffers(params Schedule[] tasks)
    {
        HashSet<string> seen = [];
        Tensor[] given = context.Program.Condition is { } condition ? [context.Program.Input, condition] : [context.Program.Input];
        IEnumerable<Tensor> buffers = given.Concat(tasks.SelectMany(task => task.Phases).SelectMany(phase => phase.Stored));
        foreach (Tensor tensor in buffers.Where(tensor => seen.Add(tensor.Name)))
        {
            yield return Buffer(tensor);
            if (tensor is not ParameterTensor && context.IsTransposed(tensor))
                yield return new Field(Matrix, tensor.Name + "Transposed", WeightValues(tensor.Axes[1], tensor.Axes[0]), $"[{string.Join(", ", tensor.Axes.Reverse())}]");
        }
    }

    private Field Buffer(Tensor tensor)
    {
        string shape = tensor.Axes.IsEmpty ? "one value" : $"[{string.Join(", ", tensor.Axes)}]";
        if (tensor.Axes.Length == 2 && !tensor.HasBatch)
            return new Field(Matrix, tensor.Name, WeightValues(tensor.Axes[0], tensor.Axes[1]), shape);
        if (tensor.Axes.Length == 2)
            return new Field(Matrix, tensor.Name, $"{(context.Sparse.Contains(tensor) ? "SparseMatrix" : "Matrix")}({context.Sizes.Shape(tensor.Axes[1])})", shape);
        return tensor.HasBatch
            ? new Field(context.ElementType + "[]", tensor.Name, "RowValues()", shape)
            : new Field(Matrix, tensor.Name, $"ColumnValues({(tensor.Axes.IsEmpty ? "1" : context.Sizes.Shape(tensor.Axes[0]))})", shape);
    }

    // Laid out as weights are, which products read.
    private string WeightValues(Axis rows, Axis columns) => $"WeightValues({context.Sizes.StoredRows(rows)}, {context.Sizes.Shape(columns)})";

    private IEnumerable<Field> Sums(params Schedule[] tasks)
    {
        HashSet<string> seen = [];
        return new[] { context.Program.Evaluation.Reconstruction, context.Program.Evaluation.Kl }.OfType<SumTensor>()
            .Concat(tasks.SelectMany(task => task.Phases).SelectMany(phase => phase.RowSums))
            .Where(sum => seen.Add(sum.Name))
            .Select(sum => new Field($"ExampleSums<{context.ElementType}>", sum.Name, $"Sums({context.Sizes.Shape(sum.Over[0])})", null));
    }

    private void Declare(IEnumerable<Field> fields)
    {
        foreach (Field field in fields)
            writer.Line($"private readonly {field.Type} {field.Name};{(field.Shape is null ? "" : $" // {field.Shape}")}");
    }

    // What is one number an example takes hardly any room, and is there without training as well.
    private void Constructor(Field[] weights, Field[] forward, Field[] backward)
    {
        string element = context.ElementType;
        writer.Line($"public Network(Parameters<{element}> parameters, int capacity, TrainingState<{element}>? training)");
        writer.Line("    : base(parameters, capacity, training)");
        using (writer.Block())
        {
            Assign(weights);
            writer.Line();
            Assign(forward);
            Assign(backward.Where(field => field.Type != Matrix));
            writer.Line();
            writer.Line("if (training is null)");
            writer.Line("    return;");
            writer.Line();
            Assign(backward.Where(field => field.Type == Matrix));
        }
    }

    private void Assign(IEnumerable<Field> fields)
    {
        foreach (Field field in fields)
            writer.Line($"{field.Name} = {field.Value};");
    }

    private void Properties()
    {
        VariationalProgram program = context.Program;
        ForwardValues values = program.Evaluation;
        (string Name, Tensor Value)[] matrices =
        [
            ("Input", program.Input),
            ("Latent", values.Latent),
            ("PosteriorMean", values.Posterior[0]),
            .. values.Posterior.Skip(1).Select(parameter => ("PosteriorLogVariance", parameter)),
            ("LikelihoodMean", program.DecodedMean),
        ];
        MultiplyAdds();
        foreach ((string name, Tensor value) in matrices)
        {
            writer.Line($"public override {Matrix} {name} => {value.Name};");
            writer.Line();
        }

        if (program.Condition is { } condition)
        {
            writer.Line($"public override {Matrix}? Condition => {condition.Name};");
            writer.Line();
        }

        if (!values.Factor.IsEmpty)
            Factor(values.Factor);
        writer.Line($"public override ExampleSums<{context.ElementType}> Reconstruction => {values.Reconstruction.Name};");
        if (values.Kl is { } kl)
        {
            writer.Line();
            writer.Line($"public override ExampleSums<{context.ElementType}> Kl => {kl.Name};");
        }

        if (values.SquaredError is { } squaredError)
        {
            writer.Line();
            writer.Line($"public override ExampleSums<{context.ElementType}>? SquaredError => {squaredError.Name};");
        }

        if (values.ElementSquaredErrors is { } elementErrors)
        {
            writer.Line();
            writer.Line($"public override {Matrix}? ElementSquaredErrors => {elementErrors.Name};");
        }

        if (!program.DrawParameters.IsEmpty)
            DrawParameters([.. program.DrawParameters.Select(parameter => parameter.Name)]);
    }

    private void Factor(IReadOnlyList<Tensor> factor)
    {
        (string Name, Tensor Value)[] matrices =
            [("PosteriorNoise", context.Program.Noise), ("PosteriorLogDiagonal", factor[0]), ("PosteriorOffDiagonal", factor[1])];
        foreach ((string name, Tensor value) in matrices)
        {
            writer.Line($"public override {Matrix}? {name} => {value.Name};");
            writer.Line();
        }
    }

    private void DrawParameters(string[] names)
    {
        string[] others = [.. names.Skip(1).Select((name, i) => $"{(i + 1).ToString(CultureInfo.InvariantCulture)} => {name}, ")];
        writer.Line();
        writer.Line(others.Length == 0
            ? $"public override {Matrix} DrawParameter(int index) => {names[0]};"
            : $"public override {Matrix} DrawParameter(int index) => index switch {{ {string.Concat(others)}_ => {names[0]} }};");
    }

    // A convolution takes each of its weights at many positions: that is work that the number of parameters does not tell.
    private void MultiplyAdds()
    {
        if (context.Maps.Count == 0)
            return;
        writer.Line($"protected override double MultiplyAdds => {EmissionContext.Text(ForwardWork.Of(schedules.EstimateElbo, context.PanelWidth))};");
        writer.Line();
    }

    private sealed record Field(string Type, string Name, string Value, string? Shape);
}
