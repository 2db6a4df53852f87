using System.Collections.Generic;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Optimizers.UpdateRule;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Optimizers;

/// <summary>
/// The update of one weight by Adam (Kingma and Ba 2015, algorithm 1). What depends on the step alone comes in as scalars:
/// <see cref="Rate"/> = learning rate / (1 - β₁ᵗ) and <see cref="RootCorrection"/> = 1 / √(1 - β₂ᵗ).
/// </summary>
internal static class AdamRule
{
    public static readonly Symbol Beta1 = new("beta1");

    public static readonly Symbol Beta2 = new("beta2");

    // 1 - β is computed once in double precision: 1 - 0.999f would be off in the fifth digit.
    public static readonly Symbol OneMinusBeta1 = new("oneMinusBeta1");

    public static readonly Symbol OneMinusBeta2 = new("oneMinusBeta2");

    public static readonly Symbol Rate = new("rate");

    public static readonly Symbol RootCorrection = new("rootCorrection");

    /// <summary>The constant in the denominator; not the ε of the reparameterization, so named in full.</summary>
    public static readonly Symbol Stabilizer = new("stabilizer");

    /// <summary>The values that are the same for every weight of a step.</summary>
    public static readonly IReadOnlyList<StepScalar> StepScalars =
    [
        new(Beta1, "Adam.Beta1"), new(OneMinusBeta1, "Adam.OneMinusBeta1"), new(Beta2, "Adam.Beta2"), new(OneMinusBeta2, "Adam.OneMinusBeta2"),
        new(Rate, "Adam.Rate"), new(RootCorrection, "Adam.RootCorrection"), new(Stabilizer, "Adam.Stabilizer"),
    ];

    // A moment that decays into the denormal numbers would slow the update down for good.
    public static readonly Expression NewFirstMoment = FlushTiny((Beta1 * FirstMoment) + (OneMinusBeta1 * Gradient));

    public static readonly Expression NewSecondMoment = FlushTiny((Beta2 * SecondMoment) + (OneMinusBeta2 * Square(Gradient)));

    /// <summary>What the step takes from the weight.</summary>
    public static readonly Expression Move =
        Rate * NewFirstMoment / Named("denominator", (Sqrt(NewSecondMoment) * RootCorrection) + Stabilizer);

    public static readonly UpdateRule Rule = new(
        "Adam",
        StepScalars,
        NewFirstMoment,
        NewSecondMoment,
        Weight - Move,
        [
            "m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  w ← w − rate m / (√v rootCorrection + stabilizer)",
            "with rate = α / (1 − β₁ᵗ), rootCorrection = 1 / √(1 − β₂ᵗ); what is smaller than the smallest normal number becomes 0.",
        ],
        MathSection.Adam);
}
