using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// The update of one weight by Adam (Kingma and Ba 2015, algorithm 1). What depends on the step alone comes in as scalars:
/// <see cref="Rate"/> = learning rate / (1 - β₁ᵗ) and <see cref="RootCorrection"/> = 1 / √(1 - β₂ᵗ).
/// </summary>
internal static class AdamRule
{
    public static readonly Symbol Weight = new("weight");

    public static readonly Symbol Gradient = new("gradient");

    /// <summary>m, the running mean of the gradient.</summary>
    public static readonly Symbol FirstMoment = new("m");

    /// <summary>v, the running mean of the squared gradient.</summary>
    public static readonly Symbol SecondMoment = new("v");

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
    public static readonly IReadOnlyList<Symbol> StepScalars = [Beta1, OneMinusBeta1, Beta2, OneMinusBeta2, Rate, RootCorrection, Stabilizer];

    // A moment that decays into the denormal numbers would slow the update down for good.
    public static readonly Expression NewFirstMoment = FlushTiny((Beta1 * FirstMoment) + (OneMinusBeta1 * Gradient));

    public static readonly Expression NewSecondMoment = FlushTiny((Beta2 * SecondMoment) + (OneMinusBeta2 * Square(Gradient)));

    public static readonly Expression NewWeight =
        Weight - (Rate * NewFirstMoment / Named("denominator", (Sqrt(NewSecondMoment) * RootCorrection) + Stabilizer));

    public static string Documentation => "docs/math/elbo.md#adam";
}
