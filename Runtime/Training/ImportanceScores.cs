using System.Collections.Generic;
using System.Linq;

namespace VaeGen;

/// <summary>The importance weighted bound of each example, and how much its samples are worth.</summary>
public sealed class ImportanceScores
{
    internal ImportanceScores(double[] bound, double[] effectiveSampleSize, int samples, IReadOnlyList<Finding> findings)
    {
        Bound = bound;
        EffectiveSampleSize = effectiveSampleSize;
        Samples = samples;
        Findings = findings;
    }

    /// <summary>Number of examples.</summary>
    public int Count => Bound.Length;

    /// <summary>K, the samples of each example.</summary>
    public int Samples { get; }

    /// <summary>−log (1/K) Σₖ p(x, zₖ) / q(zₖ|x) of each example [count], in nats; +∞ where all p(x, zₖ) are zero in the model's
    /// precision.</summary>
    public double[] Bound { get; }

    /// <summary>
    /// (Σ w)² / Σ w² of each example [count], from 1 to K (Kong, <i>A note on importance sampling using standardized weights</i>, 1992):
    /// where it is near 1, one sample has nearly all the weight, q is far from the posterior, and the bound is far from −log p(x). Where q
    /// is the posterior it is K, and where the bound is not finite NaN.
    /// </summary>
    public double[] EffectiveSampleSize { get; }

    /// <summary>What a reader of the numbers has to know; empty as a rule.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The first bound that is not finite; null where all are.</summary>
    internal NotFiniteLoss? NotFinite { get; init; }

    /// <summary>The mean bound over the examples, in nats.</summary>
    public double MeanBound => Bound.Average();

    /// <summary>The mean effective sample size over the examples.</summary>
    public double MeanEffectiveSampleSize => EffectiveSampleSize.Average();
}
