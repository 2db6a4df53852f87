using System;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Distributions;

/// <summary>A parameter that a network's head computes for each element.</summary>
/// <param name="Name">The name in files, <c>log_variance</c>.</param>
/// <param name="Symbol">The symbol in expressions; its name is the local's in emitted code, <c>logVariance</c>.</param>
/// <param name="Display">The text in formulas, <c>log σ²</c>.</param>
internal sealed record Parameter(string Name, Symbol Symbol, string Display)
{
    /// <summary>What weights and biases of the head are called after, <c>σ</c>: the letter without a logarithm or a power.</summary>
    public string Letter => Display.Replace("log ", "").Replace("²", "");

    /// <summary>
    /// The range that the head's output is limited to before the density sees it; null for none. Beyond it the distribution no longer
    /// changes visibly, but its numbers leave the format.
    /// </summary>
    public (int Least, int Greatest)? Range { get; init; }

    /// <summary>Whether a logarithm of the mean is a term of it: it grows by that of an exposure.</summary>
    public bool TakesExposure { get; init; }

    /// <summary>How many numbers the head gives for a variable of so many elements; null for one each.</summary>
    public Func<int, int>? Size { get; init; }
}

/// <summary>
/// A distribution of one element: everything the generator has to know of it. Losses, gradients, samplers and the explanation in the
/// emitted code follow from the expressions.
/// </summary>
internal abstract class DistributionFamily
{
    /// <summary>The element, x in a likelihood and z in a posterior or prior.</summary>
    public static readonly Symbol Value = new("x");

    /// <summary>A draw of the standard normal distribution.</summary>
    public static readonly Symbol Epsilon = new("epsilon");

    /// <summary>The mean of a likelihood, in the units of the data.</summary>
    public static readonly Symbol LikelihoodMean = new("likelihoodMean");

    /// <summary>A draw of the uniform distribution on (0, 1).</summary>
    public static readonly Symbol Uniform = new("uniform");

    public abstract string Name { get; }

    /// <summary>
    /// What the heads compute. By their names in files a new model is placed by its data: <c>mean</c>, <c>log_variance</c> and
    /// <c>log_scale</c> of real values, <c>log_rate</c> of counts, <c>logits</c> beside <c>log_total_count</c>; others begin as they are
    /// drawn.
    /// </summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Symbols of <see cref="LogDensity"/> that one value is shared in by all elements of a batch.</summary>
    public virtual IReadOnlyList<Symbol> SharedParameters => [];

    /// <summary>Symbols of <see cref="LogDensity"/> that have one value for each element, the same for all examples.</summary>
    public virtual IReadOnlyList<Symbol> ElementParameters => [];

    /// <summary>How an element is drawn that is no formula of one number of noise: the runtime's method, and the symbols of the
    /// matrices it takes, <see cref="LikelihoodMean"/> among them; null where <see cref="Sample"/> is the draw.</summary>
    public virtual (string Method, IReadOnlyList<Symbol> Parameters)? DrawRoutine => null;

    /// <summary>log p(<see cref="Value"/>), with all constants, in nats.</summary>
    public abstract Expression LogDensity { get; }

    /// <summary>The log-density at a draw, where it is simpler in the noise that made the draw. Its derivative by a parameter is that of
    /// <see cref="LogDensity"/> through the draw and beside it.</summary>
    public virtual Expression LogDensityOfDraw => LogDensity;

    /// <summary>Whether it has a density: then log q of a draw is a number, and there is a bound.</summary>
    public virtual bool HasDensity => true;

    /// <summary>
    /// Parameters that whoever encodes is told beside those of the heads, over the symbols of the formulas: <c>log_variance</c> of a
    /// posterior whose heads have another measure of its width. The mean is told in any case.
    /// </summary>
    public virtual IReadOnlyList<(string Name, Symbol Symbol, Expression Value)> FurtherParameters => [];

    /// <summary>The log-density as text, where the expression has too many terms to be read; null where it is read.</summary>
    public virtual string? Formula => null;

    /// <summary>The log-density in one line of the card, where it takes several as it is computed; null where it is read from the
    /// expression.</summary>
    public virtual string? Summary => Formula;

    /// <summary>What the card says of the family beside its formula: what x may be, what is special; null where the formula says it
    /// all.</summary>
    public virtual string? Remark => null;

    /// <summary>A posterior and its draw in one line of the card, where that is more than the formula of an element; null where the
    /// formula says it.</summary>
    public virtual string? DrawText => null;

    public abstract Support Support { get; }

    /// <summary>The mean of the distribution.</summary>
    public abstract Expression Mean { get; }

    /// <summary>Whether <see cref="Mean"/> is close to the mean and not it.</summary>
    public virtual bool IsMeanApproximate => false;

    /// <summary>A draw as an expression in the parameters and in <see cref="Epsilon"/> or <see cref="Uniform"/>; null where none is
    /// closed. A likelihood has this or a <see cref="DrawRoutine"/>.</summary>
    public virtual Expression? Sample => null;

    /// <summary>Where the formula comes from.</summary>
    public abstract string Citation { get; }

    /// <summary>The section of the mathematical documentation that derives it.</summary>
    public abstract MathSection Documentation { get; }

    /// <summary>All that whoever encodes is told beside the heads.</summary>
    public IReadOnlyList<(string Name, Symbol Symbol, Expression Value)> ToldBeside =>
        Parameters.Any(parameter => parameter.Name == MeanName) || FurtherParameters.Any(parameter => parameter.Name == MeanName)
            ? FurtherParameters
            : [(MeanName, new Symbol(MeanName), Mean), .. FurtherParameters];

    private const string MeanName = "mean";

    /// <summary>The noise that <see cref="Sample"/> is made of: <see cref="Epsilon"/>, <see cref="Uniform"/>, or null for none.</summary>
    public Symbol? Noise => Sample is not { } sample ? null
        : sample.FreeSymbols().Contains(Epsilon.Name) ? Epsilon
        : sample.FreeSymbols().Contains(Uniform.Name) ? Uniform
        : null;

    /// <summary>Values that formulas name beside parameters, noise and value, by their symbols: what is no expression of these, element by
    /// element.</summary>
    /// <param name="distribution">The parameters.</param>
    /// <param name="noise">The noise of the draw; null where nothing is drawn.</param>
    public virtual IEnumerable<(Symbol Symbol, Tensor Value)> Beside(Conditional distribution, Tensor? noise) => [];

    /// <summary>The simplified derivative of <see cref="LogDensity"/> by one of its symbols.</summary>
    public Expression Score(Symbol symbol) => Derivative.Of(LogDensity, symbol);
}
