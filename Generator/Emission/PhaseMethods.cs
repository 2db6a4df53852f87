using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using VaeGen.Generator.Differentiation;
using VaeGen.Generator.Distributions;
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
        foreach (ObservedVariable observed in values.Observed.Select(observed => observed.Variable))
        {
            string name = "ReconstructionLoss" + OfGroup(observed);
            if (Has(observed.Loss.Source.Name))
                return schedule.Task == "TrainingStep" ? name + "AndGradient" : name;
        }

        foreach (ObservedVariable observed in context.Program.Decoded.Observed)
        {
            if (Has(observed.Mean.Name))
                return "DecodedMean" + OfGroup(observed);
            if (Has(observed.Draw?.Name))
                return "ObservedSample" + OfGroup(observed);
        }

        foreach ((string variable, Tensor ratio) in context.Program.LogRatios)
        {
            if (schedule.After is not null && phase.RowSums.Any(sum => sum == ratio))
                return "LogRatio" + Of(variable, values.Latents.Length);
        }

        foreach (Tensor draw in context.Program.PriorDraws)
        {
            if (schedule.Task == "DrawPrior" && Has(draw.Name))
                return "PriorSample" + Of(draw.Name, context.Program.PriorDraws.Length);
        }

        return values.Latents.Select(latent => OfLatent(latent.Variable)).FirstOrDefault(name => name is not null)
            ?? (IsOfTotals() ? LayerName(phase) + "OfExamples" : LayerName(phase));

        string? OfLatent(LatentVariable latent)
        {
            string of = Of(latent.Name, values.Latents.Length);
            DistributionFamily family = latent.Posterior.Family;
            string[] heads = [.. family.Parameters.Select(parameter => latent.Posterior.Parameters[parameter.Symbol.Name].Name)];
            // A draw that needs more than its element's parameters is made in a phase after theirs.
            bool isDrawnLater = family.Parameters.Any(parameter => parameter.Size is not null);
            bool isDraw = Has(latent.Value.Name);
            if (isDraw && !family.HasDensity)
                return "Code" + of;
            if (isDraw && schedule.Task == "DrawLatents")
                return "LatentSample" + of;
            if (isDraw || (Has(heads[0]) && !isDrawnLater))
                return (schedule.Task == "Encode" && !isDraw ? "PosteriorParameters" : "PosteriorSample") + of;
            if (Has(heads[0]))
                return (phase.Noise.Count == 0 ? "PosteriorMeanAndDiagonal" : "PosteriorMeanDiagonalAndNoise") + of;
            if (Has(Gradients.NameOf(heads[0])))
                return (family.HasDensity ? "PosteriorGradient" : "CodeGradient") + of;
            int further = System.Array.FindIndex(heads, head => Has(Gradients.NameOf(head)));
            return further < 0 ? null : Capital(heads[further]) + "Gradient";
        }

        string OfGroup(ObservedVariable observed) => Of(observed.Group.Name, values.Observed.Length);

        // Where there are several, each has its name.
        string Of(string variable, int count) => count > 1 ? "Of" + Capital(variable) : "";

        bool Has(string? name) => phase.Computed.Any(tensor => tensor.Name == name);

        // The terms of the bound themselves have the names of members of the network.
        bool IsOfTotals() => phase.Kind == PhaseKind.RowStatistics && phase.Totals.Any(context.IsTermOfBound);
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
