using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Lowering;

/// <summary>The terms that a pass from x to the bound computes: log p of all variables minus log q of the latents, variable by
/// variable.</summary>
/// <param name="Observed">The groups of x.</param>
/// <param name="Latents">The latent variables, as they are drawn.</param>
internal sealed record Bound(ImmutableArray<ObservedVariable> Observed, ImmutableArray<LatentTerm> Latents)
{
    /// <summary>−log p of each group of an example, the mean over its draws.</summary>
    public ImmutableArray<Tensor> Reconstructions { get; } = [.. Observed.Select(observed => OverDraws(observed.Loss))];

    /// <summary>KL(q ‖ p) of each latent of an example, the mean over its draws; none for one that has no density.</summary>
    public ImmutableArray<Tensor> Kls { get; } = [.. Latents.Select(latent => latent.Kl).OfType<Tensor>().Select(OverDraws)];

    /// <summary>Whether every latent has a density, so that there is a bound.</summary>
    public bool HasDensity => Latents.All(latent => latent.Variable.Posterior.Family.HasDensity);

    /// <summary>log p(x, z) − log q(z|x) at the draws, one number a draw.</summary>
    public Tensor LogWeight()
    {
        Tensor[] terms = [.. Observed.Select(observed => observed.Loss), .. Latents.Select(latent => latent.AtDraw).OfType<Tensor>()];
        Axis rows = terms.Select(term => term.Rows!).FirstOrDefault(term => term.Fan is not null) ?? Axis.Batch;
        Tensor[] ofDraws = [.. terms.Select(term => RowSpaces.Spread(term, rows))];
        return Combined("logWeight", -Total(ofDraws), ofDraws, rows);
    }

    /// <summary>The values that the caller reads.</summary>
    /// <param name="objective">What training minimizes, one number an example; null where it is the sum of the terms.</param>
    public ForwardValues Values(Tensor? objective) => new(
        [.. Observed.Zip(Reconstructions, (observed, loss) => new ObservedValues(observed, loss))],
        [.. Latents.Select(latent => new LatentValues(latent, latent.Kl is { } kl ? OverDraws(kl) : null))],
        objective);

    /// <summary>A sum of numbers of rows as one expression over them.</summary>
    public static Expression Total(IEnumerable<Tensor> terms) =>
        terms.Select(term => (Expression)new Symbol(term.Symbol)).Aggregate((sum, term) => sum + term);

    /// <summary>An expression of numbers of rows.</summary>
    public static Tensor Combined(string name, Expression value, IReadOnlyList<Tensor> terms, Axis? rows = null) =>
        PointwiseBuilder.Create(name, [rows ?? Axis.Batch], value, terms);

    private static Tensor OverDraws(Tensor term)
    {
        if (term.Rows?.Fan is not { } fan)
            return term;
        Tensor sum = RowSpaces.Sum(term.Name + "Sum", term);
        return PointwiseBuilder.Create(term.Name + "OfExample", [Axis.Batch], new Symbol(sum.Symbol) / fan.Count, [sum]);
    }
}
