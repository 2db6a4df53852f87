using System.Collections.Generic;
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
        Field[] weights = [.. Weights()];
        Field[] forward = [.. Buffers(schedules.Encode, schedules.Decode, schedules.EstimateElbo)];
        HashSet<string> known = [.. forward.Select(field => field.Name)];
        Field[] backward = [.. Buffers(schedules.TrainingStep).Where(field => !known.Contains(field.Name))];

        writer.Line("// The weights, shared by all networks of the model.");
        Declare(weights);
        writer.Line();
        writer.Line("// One row for each example of the batch.");
        Declare(forward);
        writer.Line();
        writer.Line("// One number for each example of the batch.");
        foreach (SumTensor sum in Sums())
            writer.Line($"private readonly ExampleSums<{context.ElementType}> {sum.Name};");
        writer.Line();
        writer.Line("// The gradients, in training alone.");
        Declare(backward);
        writer.Line();
        Constructor(weights, forward, backward);
        writer.Line();
        Properties();
    }

    private IEnumerable<Field> Weights()
    {
        foreach (ParameterTensor parameter in context.Program.Parameters)
        {
            string shape = parameter.Axes.IsEmpty ? "one value" : $"[{string.Join(", ", parameter.Axes)}]";
            yield return new Field(parameter.Name, $"parameters.Matrix(\"{parameter.FileName}\")", shape);
            if (context.IsTransposed(parameter))
                yield return new Field(parameter.Name + "Transposed", $"parameters.Transposed(\"{parameter.FileName}\")", $"[{string.Join(", ", parameter.Axes.Reverse())}]");
        }
    }

    private IEnumerable<Field> Buffers(params Schedule[] tasks)
    {
        HashSet<string> seen = [];
        Tensor[] given = context.Program.Condition is { } condition ? [context.Program.Input, condition] : [context.Program.Input];
        IEnumerable<Tensor> buffers = given.Concat(tasks.SelectMany(task => task.Phases).SelectMany(phase => phase.Stored));
        foreach (Tensor tensor in buffers)
        {
            if (seen.Add(tensor.Name))
                yield return new Field(tensor.Name, $"{(tensor == context.Program.Input ? "InputMatrix" : "Matrix")}({context.SizeConstant(tensor.Axes[1])})", $"[{string.Join(", ", tensor.Axes)}]");
        }
    }

    private void Declare(IEnumerable<Field> fields)
    {
        foreach (Field field in fields)
            writer.Line($"private readonly {Matrix} {field.Name}; // {field.Shape}");
    }

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
            foreach (SumTensor sum in Sums())
                writer.Line($"{sum.Name} = Sums({context.SizeConstant(sum.Over[0])});");
            writer.Line();
            writer.Line("if (training is null)");
            writer.Line("    return;");
            writer.Line();
            Assign(backward);
        }
    }

    private void Assign(IEnumerable<Field> fields)
    {
        foreach (Field field in fields)
            writer.Line($"{field.Name} = {field.Value};");
    }

    private IEnumerable<SumTensor> Sums() =>
        context.Program.SquaredError is { } squaredError
            ? [context.Program.Reconstruction, context.Program.Kl, squaredError]
            : [context.Program.Reconstruction, context.Program.Kl];

    private void Properties()
    {
        VariationalProgram program = context.Program;
        (string Name, Tensor Value)[] matrices =
        [
            ("Input", program.Input),
            ("Latent", program.Latent),
            ("PosteriorMean", program.Posterior[0]),
            ("PosteriorLogVariance", program.Posterior[1]),
            ("LikelihoodMean", program.DecodedMean),
        ];
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

        writer.Line($"public override ExampleSums<{context.ElementType}> Reconstruction => {program.Reconstruction.Name};");
        writer.Line();
        writer.Line($"public override ExampleSums<{context.ElementType}> Kl => {program.Kl.Name};");
        if (program.SquaredError is { } squaredError)
        {
            writer.Line();
            writer.Line($"public override ExampleSums<{context.ElementType}>? SquaredError => {squaredError.Name};");
        }
    }

    private sealed record Field(string Name, string Value, string Shape);
}
