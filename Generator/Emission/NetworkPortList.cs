using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>The values of a network that the runtime reads and writes: each a call that says its role, its variable and its
/// field.</summary>
internal static class NetworkPortList
{
    /// <summary>The calls, inputs first.</summary>
    public static IEnumerable<string> Of(VariationalProgram program)
    {
        foreach (ColumnGroup group in program.Groups)
        {
            yield return group.Columns.IsEmpty ? Port("Input", group.Name, group.Value)
                : $"ports.AddInput(\"{group.Name}\", {FieldNames.Of(group.Value)}, {string.Join(", ", group.Columns)});";
        }

        foreach (DataTensor condition in program.Conditions)
            yield return Port("Condition", condition.Name, condition);
        foreach (DataTensor latent in program.Decoded.Latents)
            yield return Port("Latent", latent.Name, latent);
        foreach (LatentValues latent in program.Evaluation.Latents)
        {
            foreach ((string name, Tensor value) in latent.Told)
                yield return Port("Posterior", latent.Variable.Name, value, name);
            if (latent.Variable.Noise is { } noise)
                yield return Port("Noise", latent.Variable.Name, noise);
        }

        foreach (ObservedVariable observed in program.Decoded.Observed)
        {
            yield return Port("Mean", observed.Group.Name, observed.Mean);
            if (observed.Draw is { } draw)
                yield return Port("Draw", observed.Group.Name, draw);
        }

        foreach (ObservedValues observed in program.Evaluation.Observed)
        {
            yield return RowPort("Reconstruction", observed.Variable.Group.Name, observed.Reconstruction);
            if (observed.Variable.Loss != observed.Reconstruction && !program.LogRatios.IsEmpty)
                yield return RowPort("LossOfDraw", observed.Variable.Group.Name, observed.Variable.Loss);
            if (observed.Variable.SquaredError is { } squaredError)
                yield return RowPort("SquaredError", observed.Variable.Group.Name, squaredError);
            if (observed.Variable.ElementSquaredErrors is { } errors)
                yield return Port("ElementSquaredErrors", observed.Variable.Group.Name, errors);
        }

        foreach (LatentValues latent in program.Evaluation.Latents.Where(latent => latent.Kl is not null))
            yield return RowPort("Kl", latent.Variable.Name, latent.Kl!);
        foreach ((string variable, Tensor value) in program.LogRatios)
            yield return RowPort("LogRatio", variable, value);
        if (program.Evaluation.Objective is { } objective)
            yield return RowPort("Objective", "", objective);
        if (program.Exposure is { } exposure)
            yield return Port("ExposureMeans", "x", exposure.Means);
    }

    private static string Port(string role, string variable, Tensor value, string name = "") =>
        $"ports.Add(PortRole.{role}, \"{variable}\", {FieldNames.Of(value)}"
        + $"{(name.Length == 0 ? "" : $", \"{name}\"")});";

    // A sum over the elements of an example is kept as its parts; any other number of an example as it is.
    private static string RowPort(string role, string variable, Tensor value) =>
        $"ports.Add(PortRole.{role}, \"{variable}\", {(value is SumTensor ? FieldNames.Of(value) : value.RowValues)});";
}
