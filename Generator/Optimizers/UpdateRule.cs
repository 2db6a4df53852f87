using System.Collections.Generic;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Optimizers;

/// <summary>How an optimizer changes one weight: expressions in the weight, its gradient, its moments, and the scalars of the step.</summary>
/// <param name="Name">The member of the runtime's <c>UpdateRule</c>; the emitted method is named after it.</param>
/// <param name="Scalars">The values that are the same for every weight of a step.</param>
/// <param name="NewFirstMoment">m after the step; null where the rule keeps none.</param>
/// <param name="NewSecondMoment">v after the step.</param>
/// <param name="NewWeight">The weight after the step.</param>
/// <param name="Formulas">The rule as people write it.</param>
/// <param name="Documentation">Where it is explained.</param>
internal sealed record UpdateRule(
    string Name,
    IReadOnlyList<StepScalar> Scalars,
    Expression? NewFirstMoment,
    Expression NewSecondMoment,
    Expression NewWeight,
    IReadOnlyList<string> Formulas,
    MathSection Documentation)
{
    public static readonly Symbol Weight = new("weight");

    public static readonly Symbol Gradient = new("gradient");

    /// <summary>m, the running mean of the gradient.</summary>
    public static readonly Symbol FirstMoment = new("m");

    /// <summary>v, the running mean of the squared gradient.</summary>
    public static readonly Symbol SecondMoment = new("v");
}

/// <summary>A value of a step, computed once by the runtime.</summary>
/// <param name="Symbol">Its symbol in the rule's expressions, and the local that holds it.</param>
/// <param name="Code">Where the emitted code takes it from.</param>
internal sealed record StepScalar(Symbol Symbol, string Code);
