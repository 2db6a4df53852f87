using System;
using System.Collections.Generic;
using System.Globalization;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>What has to be said beside a result, in one sentence each.</summary>
internal static class ResultWarnings
{
    public const string GrayPixels =
        "The pixels are gray and the likelihood is Bernoulli: the number compares code and is no likelihood. Likelihoods of gray pixels "
            + "are ContinuousBernoulli, DiscretizedLogistic and "
        + "Gaussian; DataSet.Binarize gives zeros and ones.";

    public const string NoBound =
        "The autoencoder is deterministic: nothing is sampled and there is no KL, so the loss is the reconstruction alone and bounds no "
            + "log-likelihood.";

    public const string NoFusedMultiplyAdd =
        "This machine has no fused multiply-add: the results are the same to the bit, and many times slower.";

    /// <summary>Some learned σ would be smaller than the least allowed.</summary>
    /// <param name="count">How many of them.</param>
    /// <param name="all">The learned σ.</param>
    /// <param name="floor">The square of the least.</param>
    public static string OnTheFloor(int count, int all, double floor) => string.Create(
        CultureInfo.InvariantCulture,
        $"The σ of {count} of {all} {(all == 1 ? "" : "elements ")}lies on its floor of {Math.Sqrt(floor):G3} (MinSigma): what is "
            + $"reproduced better than that adds nothing to the likelihood.");

    /// <summary>Some σ could not be learned.</summary>
    /// <param name="count">How many of them.</param>
    /// <param name="all">The σ that are learned.</param>
    public static string NeverObserved(int count, int all) => string.Create(
        CultureInfo.InvariantCulture,
        $"The σ of {count} of {all} {(all == 1 ? "" : "elements ")}was not learned, because no training example has "
            + $"{(all == 1 ? "any element" : "them")}: it is what it was before.");

    /// <summary>The warnings, and that a loss is not finite, first where it is so.</summary>
    public static IReadOnlyList<string> With(NotFiniteLoss? found, IReadOnlyList<string> warnings) =>
        found is null ? warnings : [found.Message, .. warnings];

    /// <summary>The warnings on any number that comes from this model and this data.</summary>
    public static IReadOnlyList<string> For(ModelDescription model, DataSet data)
    {
        List<string> warnings = [];
        if (model.Likelihood == Distribution.Bernoulli && !data.IsBinary)
            warnings.Add(GrayPixels);
        if (model.IsDeterministic)
            warnings.Add(NoBound);
        if (!VectorWidths.HasFusedMultiplyAdd)
            warnings.Add(NoFusedMultiplyAdd);
        return warnings;
    }
}
