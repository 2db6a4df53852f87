using System.Collections.Generic;

namespace VaeGen.Generator.Emission;

internal static class CardEmitter
{
    public static IReadOnlyList<string> Lines(EmissionContext context) => ["// card of " + context.Spec.Host.Name];
}
