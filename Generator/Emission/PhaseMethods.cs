using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>The methods of all phases of a model: each text once, under a name that says what it computes.</summary>
internal sealed class PhaseMethods
{
    private static readonly Regex Layer = new("^(d?)[ah]([0-9]+)$");

    private readonly Dictionary<Phase, string> names = [];
    private readonly Dictionary<Phase, string> calls = [];
    private readonly Dictionary<string, string> bodies = [];

    private PhaseMethods()
    {
    }

    /// <summary>Names the methods of the schedules, in their order.</summary>
    public static PhaseMethods Of(ModelSchedules schedules, EmissionContext context)
    {
        PhaseMethods methods = new();
        foreach (Schedule schedule in schedules.All)
        {
            foreach (Phase phase in schedule.Phases)
                methods.Add(phase, schedule, context);
        }

        return methods;
    }

    /// <summary>The call of a phase: of its method, or of one that all models share.</summary>
    public string CallOf(Phase phase) => calls.TryGetValue(phase, out string call) ? call : $"{names[phase]}(worker);";

    /// <summary>The text of a phase's method.</summary>
    public string TextOf(Phase phase) => bodies[names[phase]];

    /// <summary>The phases of a schedule whose methods no earlier schedule has already emitted.</summary>
    public IEnumerable<Phase> NewIn(Schedule schedule, IEnumerable<Schedule> earlier)
    {
        HashSet<string> known = [.. earlier.SelectMany(other => other.Phases).Where(names.ContainsKey).Select(phase => names[phase])];
        return schedule.Phases.Where(phase => names.TryGetValue(phase, out string name) && known.Add(name));
    }

    private void Add(Phase phase, Schedule schedule, EmissionContext context)
    {
        if (new PhaseEmitter(new SourceWriter(), context, phase).Call() is { } call)
        {
            calls[phase] = $"{call} // {string.Join("; ", PhaseFormulas.Of(phase, context))}";
            return;
        }

        string name = BaseName(phase, schedule, context);
        string body = Write(phase, name, context);
        if (bodies.TryGetValue(name, out string? other) && other != body)
        {
            name += "In" + schedule.Task;
            body = Write(phase, name, context);
        }

        bodies[name] = body;
        names[phase] = name;
    }

    private static string Write(Phase phase, string name, EmissionContext context)
    {
        SourceWriter writer = new();
        new PhaseEmitter(writer, context, phase).Emit(name);
        return writer.ToString().TrimEnd('\n');
    }

    private static string BaseName(Phase phase, Schedule schedule, EmissionContext context)
    {
        if (phase.Target is { } target)
            return "Update" + Capital(FieldNames.Of(target));
        ForwardValues values = context.Program.Training;
        string posterior = values.Posterior[0].Name;
        if (values.Reconstruction is SumTensor terms && Has(terms.Source.Name))
            return schedule.Task == "EstimateElbo" ? "ReconstructionLoss" : "ReconstructionLossAndGradient";
        if (Has(context.Program.DecodedMean.Name))
            return "DecodedMean";
        if (Has(values.Latent.Name) && context.Spec.IsDeterministic)
            return "Code";
        if (Has(values.Latent.Name) || (Has(posterior) && values.Factor.IsEmpty))
            return schedule.Task == "Encode" ? "PosteriorParameters" : "PosteriorSample";
        if (Has(posterior))
            return phase.Noise.Count == 0 ? "PosteriorMeanAndDiagonal" : "PosteriorMeanDiagonalAndNoise";
        if (Has(Gradients.NameOf(posterior)))
            return context.Spec.IsDeterministic ? "CodeGradient" : "PosteriorGradient";
        return values.Factor.Any(factor => Has(Gradients.NameOf(factor.Name))) ? "OffDiagonalGradient" : LayerName(phase);

        bool Has(string name) => phase.Computed.Any(tensor => tensor.Name == name);
    }

    // After the last layer whose value the phase makes, or whose gradient; else after what it makes.
    private static string LayerName(Phase phase)
    {
        Tensor[] results = [.. phase.Computed.Where(phase.Stored.Contains)];
        Match[] layers = [.. results.Concat(phase.Computed).Select(tensor => Layer.Match(tensor.Name)).Where(match => match.Success)];
        if (phase.Kind == PhaseKind.Tiles && layers.Length > 0)
            return "Hidden" + layers[0].Groups[2].Value + (layers[0].Groups[1].Length > 0 ? "Gradient" : "");
        string name = (results.Length > 0 ? results[0] : phase.Computed.Concat(phase.RowSums).Concat(phase.Totals).First()).Name;
        return name.Length > 1 && name[0] == 'd' && char.IsUpper(name[1]) ? name.Substring(1) + "Gradient" : Capital(name);
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
