using System.Collections.Generic;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Optimizers.UpdateRule;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Optimizers;

/// <summary>
/// The update of one weight by RMSprop (Hinton 2012; with the constant outside the root and without a correction of the start at zero, as in PyTorch), and
/// its centred form (Graves 2013, equations 38 to 45), which divides by the standard deviation of the gradient instead of its root mean square.
/// </summary>
internal static class RmsPropRule
{
    public static readonly Symbol Decay = new("decay");

    public static readonly Symbol OneMinusDecay = new("oneMinusDecay");

    public static readonly Symbol Rate = new("rate");

    public static readonly Symbol Stabilizer = new("stabilizer");

    public static readonly Expression NewFirstMoment = FlushTiny((Decay * FirstMoment) + (OneMinusDecay * Gradient));

    public static readonly Expression NewSecondMoment = FlushTiny((Decay * SecondMoment) + (OneMinusDecay * Square(Gradient)));

    // v ≥ m² in exact arithmetic; rounding can turn a difference of almost equal numbers below zero.
    private static readonly Expression Variance = Named("variance", Max(NewSecondMoment - Square(NewFirstMoment), Number("0")));

    private static readonly IReadOnlyList<StepScalar> Scalars =
    [
        new(Decay, "RmsProp.Decay"), new(OneMinusDecay, "RmsProp.OneMinusDecay"), new(Rate, "RmsProp.Rate"), new(Stabilizer, "RmsProp.Stabilizer"),
    ];

    public static readonly UpdateRule Rule = new(
        "RmsProp",
        Scalars,
        null,
        NewSecondMoment,
        Weight - Move(NewSecondMoment),
        ["v ← decay v + (1 − decay) g²,  w ← w − rate g / (√v + stabilizer)"],
        MathSection.RmsProp);

    public static readonly UpdateRule Centred = Rule with
    {
        Name = "CentredRmsProp",
        NewFirstMoment = NewFirstMoment,
        NewWeight = Weight - Move(Variance),
        Formulas = ["m ← decay m + (1 − decay) g,  v ← decay v + (1 − decay) g²,  w ← w − rate g / (√(v − m²) + stabilizer)"],
    };

    private static Expression Move(Expression meanSquare) => Rate * Gradient / Named("denominator", Sqrt(meanSquare) + Stabilizer);
}
