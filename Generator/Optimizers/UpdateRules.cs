using System.Collections.Generic;

namespace VaeGen.Generator.Optimizers;

/// <summary>The rules that every model can be trained by. The first is the default.</summary>
internal static class UpdateRules
{
    public static IReadOnlyList<UpdateRule> All { get; } = [AdamRule.Rule, AdamWRule.Rule, RmsPropRule.Rule, RmsPropRule.Centred];
}
