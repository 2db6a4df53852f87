using System.Collections.Generic;

namespace VaeGen.Generator.Emission;

internal sealed record AdamCode(IReadOnlyList<string> Formulas, IReadOnlyList<string> Invariants, IReadOnlyList<string> Lines)
{
    public static AdamCode Of(EmissionContext context) => new([], [], []);
}
