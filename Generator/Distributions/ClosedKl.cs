using System;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// A row of the table of KLs in closed form: KL(q ‖ p) of a pair of families. A class derived from this is found by its pair; of a pair
/// without a row the KL is log q − log p at the draw.
/// </summary>
internal abstract class ClosedKl
{
    /// <summary>The family of q.</summary>
    public abstract Type Posterior { get; }

    /// <summary>The family of p.</summary>
    public abstract Type Prior { get; }

    /// <summary>The share of one element, in nats, over the symbols of q and those of p as <see cref="OfPrior"/> calls them.</summary>
    public abstract Expression Term { get; }

    /// <summary>The section of the mathematical documentation that derives it.</summary>
    public abstract MathSection Documentation { get; }

    /// <summary>The whole KL as text, where it is not read as the sum of the terms; null where it is.</summary>
    /// <param name="elements">Elements of the variable.</param>
    public virtual string? Formula(int elements) => null;

    /// <summary>A symbol of p, beside q's of the same name.</summary>
    public static Symbol OfPrior(Symbol symbol) => new(Conditional.OfPrior(symbol.Name));
}

/// <summary>A row of the table of KLs in closed form.</summary>
/// <typeparam name="TPosterior">The family of q.</typeparam>
/// <typeparam name="TPrior">The family of p.</typeparam>
internal abstract class ClosedKl<TPosterior, TPrior> : ClosedKl
    where TPosterior : DistributionFamily
    where TPrior : DistributionFamily
{
    public sealed override Type Posterior => typeof(TPosterior);

    public sealed override Type Prior => typeof(TPrior);
}
