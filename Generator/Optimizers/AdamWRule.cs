using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Optimizers.UpdateRule;

namespace VaeGen.Generator.Optimizers;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2): the weight shrinks by a factor of its own, which no moment sees.
/// </summary>
internal static class AdamWRule
{
    /// <summary>What a step leaves of a weight before Adam moves it: 1 - α λ, and 1 for a bias.</summary>
    public static readonly Symbol Retention = new("retention");

    public static readonly UpdateRule Rule = AdamRule.Rule with
    {
        Name = "AdamW",
        Scalars = [.. AdamRule.StepScalars, new StepScalar(Retention, "RetentionAt(offset)")],
        NewWeight = (Retention * Weight) - AdamRule.Move,
        Formulas =
        [
            "m and v as in Adam,  w ← retention w − rate m / (√v rootCorrection + stabilizer)",
            "with retention = 1 − α λ for the weights of a layer; for all else, such as biases, 1.",
        ],
        Documentation = MathSection.AdamW,
    };
}
