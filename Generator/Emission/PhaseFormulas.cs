using System.Collections.Generic;
using VaeGen.Generator.Fusion;

namespace VaeGen.Generator.Emission;

internal static class PhaseFormulas
{
    public static IEnumerable<string> Of(Phase phase, EmissionContext context) => [];
}
