using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Fusion;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Emission;

/// <summary>The pointwise values of a phase as lines of C#: what holds for the whole phase, and the body of its innermost loop.</summary>
internal sealed record PhaseCode(IReadOnlyList<string> Invariants, IReadOnlyList<string> Lines)
{
    public static PhaseCode Of(Phase phase, EmissionContext context)
    {
        return new([], []);
    }
}
