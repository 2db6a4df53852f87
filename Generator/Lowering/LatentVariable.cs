using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>A latent variable that has been drawn from its posterior.</summary>
internal sealed class LatentVariable
{
    // What formulas of the posterior name, each value once: the draw, its density and the KL read the same. Over the rows of the posterior,
    // and over those of the draw.
    private readonly ImmutableDictionary<string, Tensor> arguments;
    private readonly ImmutableDictionary<string, Tensor> drawnArguments;

    private LatentVariable(
        string name, Conditional posterior, ImmutableDictionary<string, Tensor> arguments,
        ImmutableDictionary<string, Tensor> drawnArguments, NoiseTensor? noise, Tensor value)
    {
        Name = name;
        Posterior = posterior;
        this.arguments = arguments;
        this.drawnArguments = drawnArguments;
        Noise = noise;
        Value = value;
    }

    /// <summary>Its name, <c>z</c>.</summary>
    public string Name { get; }

    /// <summary>q, given what the variable depends on.</summary>
    public Conditional Posterior { get; }

    /// <summary>The noise that it is made of; null for none.</summary>
    public NoiseTensor? Noise { get; }

    /// <summary>The draw.</summary>
    public Tensor Value { get; }

    /// <summary>Draws a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="posterior">What it is drawn from.</param>
    /// <param name="stream">The number of its noise among the variables of the program.</param>
    /// <param name="rows">The rows of the draw, where they are finer than those of the posterior; null for these.</param>
    /// <exception cref="NotSupportedException">The family has no draw that gradients pass.</exception>
    public static LatentVariable Draw(string name, Conditional posterior, int stream, Axis? rows = null)
    {
        DistributionFamily family = posterior.Family;
        Expression sample = family.Sample ?? throw new NotSupportedException(
            $"'{name}' cannot be drawn: {family.Name} has no draw that is a formula of its parameters and of noise.");
        Axis own = rows ?? posterior.Rows;
        Conditional spread = posterior.At(own);
        NoiseTensor? noise = family.Noise is not { } symbol ? null : new NoiseTensor(
            posterior.NameOf(symbol.Name), symbol == DistributionFamily.Epsilon ? NoiseKind.Normal : NoiseKind.Uniform, stream, own,
            posterior.Elements);
        ImmutableDictionary<string, Tensor> drawn = spread.Arguments(noise);
        ImmutableDictionary<string, Tensor> arguments = own == posterior.Rows ? drawn : posterior.Arguments(noise: null);
        Tensor value = PointwiseBuilder.Create(name, [own, posterior.Elements], sample, drawn);
        return new LatentVariable(name, posterior, arguments, drawn, noise, value);
    }

    /// <summary>The parameters that whoever encodes is told, with their names in files: those of the heads, then those that follow from
    /// them.</summary>
    public ImmutableArray<(string Name, Tensor Value)> Told()
    {
        DistributionFamily family = Posterior.Family;
        IEnumerable<(string, Tensor)> heads =
            family.Parameters.Select(parameter => (parameter.Name, Posterior.Parameters[parameter.Symbol.Name]));
        IEnumerable<(string, Tensor)> further = family.ToldBeside.Select(parameter => (parameter.Name, PointwiseBuilder.Create(
            Posterior.NameOf(parameter.Symbol.Name), [Posterior.Rows, Posterior.Elements], parameter.Value, arguments)));
        return [.. heads.Concat(further)];
    }

    /// <summary>KL(q ‖ p), one number a row: in closed form where the table has one, at the draw where it has none; null where q has no
    /// density.</summary>
    /// <param name="prior">p, given what it depends on.</param>
    /// <param name="closed">The table.</param>
    public LatentTerm Under(Conditional? prior, IEnumerable<ClosedKl> closed)
    {
        DistributionFamily family = Posterior.Family;
        if (!family.HasDensity || prior is null)
            return new LatentTerm(this, null, null, null);
        IEnumerable<string> told = family.Parameters.Select(parameter => parameter.Name)
            .Concat(family.ToldBeside.Select(beside => beside.Name));
        if (!told.Contains("log_variance"))
        {
            throw new NotSupportedException($"{family.Name} is no posterior: neither its heads nor its FurtherParameters give a "
                + "log_variance, which Encode returns.");
        }

        if (prior.Elements != Posterior.Elements)
            throw new ArgumentException($"'{Name}' has {Posterior.Elements} elements, its prior {prior.Elements}.", nameof(prior));
        ClosedKl? row = closed.FirstOrDefault(
            kl => kl.Posterior == family.GetType() && kl.Prior == prior.Family.GetType());
        return new LatentTerm(this, prior, row, row is null ? AtDraw(prior) : Closed(prior, row));
    }

    /// <summary>log q − log p at the draw, one number a row of the draw.</summary>
    public Tensor AtDraw(Conditional prior)
    {
        Axis rows = Value.Rows!;
        Expression logPrior = prior.AsPrior(prior.Family.LogDensity);
        ImmutableDictionary<string, Tensor> all = drawnArguments.AddRange(prior.At(rows).PriorArguments())
            .Add(DistributionFamily.Value.Name, Value);
        return Sum("logRatio", rows, Posterior.Family.LogDensityOfDraw - logPrior, all);
    }

    private Tensor Closed(Conditional prior, ClosedKl row)
    {
        bool isCoarse = prior.Rows == Posterior.Rows;
        Axis rows = isCoarse ? Posterior.Rows : Value.Rows!;
        ImmutableDictionary<string, Tensor> own = isCoarse ? arguments : drawnArguments;
        return Sum("kl", rows, row.Term, own.AddRange(prior.At(rows).PriorArguments()));
    }

    private SumTensor Sum(string name, Axis rows, Expression term, IReadOnlyDictionary<string, Tensor> all) => new(
        Posterior.NameOf(name),
        PointwiseBuilder.Create(Posterior.NameOf(name + "Term"), [rows, Posterior.Elements], term, all), Posterior.Elements);
}

/// <summary>A latent variable's share in the bound.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Prior">p, given what it depends on; null where there is none.</param>
/// <param name="Closed">The row of the table; null where the KL is taken at the draw.</param>
/// <param name="Kl">KL(q ‖ p), one number a row; null where q has no density.</param>
internal sealed record LatentTerm(LatentVariable Variable, Conditional? Prior, ClosedKl? Closed, Tensor? Kl)
{
    private readonly Lazy<Tensor?> atDraw = new(() => Prior is null ? null : Closed is null ? Kl : Variable.AtDraw(Prior));

    /// <summary>log q − log p at the draw, one number a row of the draw; null where q has no density.</summary>
    public Tensor? AtDraw => atDraw.Value;
}
