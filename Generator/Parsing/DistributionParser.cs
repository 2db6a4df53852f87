using System;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads <c>[Prior]</c>, <c>[Posterior]</c> and <c>[Likelihood]</c>: which family stands where.</summary>
internal static class DistributionParser
{
    /// <summary>Whether the posterior is deterministic, as far as it can be told: then there is no prior.</summary>
    public static bool IsDeterministic(AttributeSet set) =>
        set.Find(ModelAttributes.Posterior) is { } use && use.Value<int>(0).Value == (int)Distribution.Deterministic;

    /// <summary>p(z), which has no default; null after a problem, and for a deterministic autoencoder.</summary>
    public static PriorSpec? ParsePrior(AttributeSet set)
    {
        bool isDeterministic = IsDeterministic(set);
        if (set.Find(ModelAttributes.Prior) is not { } use)
        {
            if (!isDeterministic)
                set.Missing(DiagnosticIds.DistributionMissing, "prior", "[Prior(Normal)]");

            return null;
        }

        if (isDeterministic)
        {
            string size = use.Sizes(1) is { Length: > 0 } sizes ? AttributeSet.Text(sizes[0].Value) : "";
            set.Report(
                DiagnosticIds.PriorOfDeterministic, use.At, "Prior", size.Length == 0
                ? ""
                : $", and write [Posterior(Deterministic, {size})]");
            return null;
        }

        return ParseFamily<PriorWord>(set, use, "prior") is { } family ? new PriorSpec(family) : null;
    }

    /// <summary>q(z given x), normal where it is not given; null after a problem.</summary>
    /// <param name="set">The attributes of the model.</param>
    /// <param name="latents">The size of z; null where it is not known.</param>
    public static PosteriorSpec? ParsePosterior(AttributeSet set, int? latents)
    {
        if (set.Find(ModelAttributes.Posterior) is not { } use)
            return new PosteriorSpec(new Sourced<Distribution>(Distribution.Normal, ArgumentLocation.None));

        bool isDeterministic = IsDeterministic(set);
        if (!isDeterministic && use.Sizes(1) is { Length: > 0 } sizes)
        {
            set.Report(
                DiagnosticIds.ShapeOfNormalPosterior, use.Argument(1),
                string.Join(", ", System.Linq.Enumerable.Select(sizes, size => AttributeSet.Text(size.Value))));
            return null;
        }

        Sourced<Distribution>? family = ParseFamily<PosteriorWord>(set, use, "posterior");
        Covariance? covariance = CovarianceParser.Parse(set, use, family, latents);
        return family is { } known && covariance is { } given ? new PosteriorSpec(known) { Covariance = given } : null;
    }

    /// <summary>p(x given z), which has no default; null after a problem.</summary>
    public static LikelihoodSpec? ParseLikelihood(AttributeSet set, int? elements)
    {
        if (set.Find(ModelAttributes.Likelihood) is not { } use)
        {
            set.Missing(DiagnosticIds.DistributionMissing, "likelihood",
                "[Likelihood(Bernoulli)] for pixels that are 0 or 1, [Likelihood(Gaussian)] for real values");
            return null;
        }

        Sourced<Distribution>? family = ParseFamily<LikelihoodWord>(set, use, "likelihood");
        return LikelihoodOptions.Parse(set, use, family, elements);
    }

    private static Sourced<Distribution>? ParseFamily<TWord>(AttributeSet set, AttributeUse use, string place)
        where TWord : FamilyWord
    {
        Sourced<int> given = use.Value<int>(0);
        Distribution family = (Distribution)given.Value;
        TWord[] possible = [.. FamilyTable.Standard.At<TWord>()];
        string suggestion = FamilyTable.Listed(possible);
        if (!Enum.IsDefined(typeof(Distribution), family))
        {
            set.Report(DiagnosticIds.UnknownDistribution, given.At, given.Value.ToString(CultureInfo.InvariantCulture), suggestion);
            return null;
        }

        if (!possible.Any(word => word.Word == family))
        {
            set.Report(DiagnosticIds.DistributionNotPossible, given.At, family.ToString(), place, suggestion);
            return null;
        }

        return new Sourced<Distribution>(family, given.At);
    }
}
