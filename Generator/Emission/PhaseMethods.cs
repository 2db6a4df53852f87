using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;

namespace VaeGen.Generator.Emission;

/// <summary>The methods of all phases of a model: each text once, under a name that says what it computes.</summary>
internal sealed class PhaseMethods
{
    private readonly Dictionary<Phase, string> names = [];
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

    /// <summary>The method of a phase.</summary>
    public string NameOf(Phase phase) => names[phase];

    /// <summary>The text of a phase's method.</summary>
    public string TextOf(Phase phase) => bodies[names[phase]];

    /// <summary>The phases of a schedule that no earlier schedule has already emitted.</summary>
    public IEnumerable<Phase> NewIn(Schedule schedule, IEnumerable<Schedule> earlier)
    {
        HashSet<string> known = [.. earlier.SelectMany(other => other.Phases).Select(NameOf)];
        return schedule.Phases.Where(phase => known.Add(NameOf(phase)));
    }

    private void Add(Phase phase, Schedule schedule, EmissionContext context)
    {
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
            return "Update" + char.ToUpperInvariant(target.Name[0]) + target.Name.Substring(1);
        bool backward = phase.Products.Any(product => product.Terms.Any(context.ReadsTransposed));
        string layer = context.NameOf(phase.Columns);
        return (phase.Columns.Name, backward, schedule.Task) switch
        {
            ("z", true, _) => "PosteriorGradient",
            ("z", false, "Encode") => "PosteriorParameters",
            ("z", false, _) => "PosteriorSample",
            ("x", _, "Decode") => "DecodedMean",
            ("x", _, "EstimateElbo") => "ReconstructionLoss",
            ("x", _, _) => "ReconstructionLossAndGradient",
            (_, true, _) => layer + "Gradient",
            _ => layer,
        };
    }
}
