using System;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads the covariance of a normal posterior.</summary>
internal static class CovarianceParser
{
    // One latent has nothing to be correlated with. A thousand have half a million elements of a factor for each example, and weights for
    // each.
    private const int Least = 2;
    private const int Most = 1024;

    /// <summary>The covariance, diagonal where none is given; null after a problem.</summary>
    /// <param name="set">The attributes of the model.</param>
    /// <param name="use">The posterior attribute.</param>
    /// <param name="family">The posterior's family; null where it is not known.</param>
    /// <param name="latents">The size of z; null where it is not known.</param>
    public static Covariance? Parse(AttributeSet set, AttributeUse use, Sourced<Distribution>? family, int? latents)
    {
        if (use.Named<int>("Covariance") is not { } given)
            return Covariance.Diagonal;

        Covariance covariance = (Covariance)given.Value;
        if (!Enum.IsDefined(typeof(Covariance), covariance))
        {
            set.Report(DiagnosticIds.UnknownCovariance, given.At, given.Value.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        PosteriorWord? word = FamilyTable.Standard.At<PosteriorWord>().FirstOrDefault(word => word.Word == family?.Value);
        if (word is { TakesCovariance: false })
        {
            set.Report(DiagnosticIds.CovarianceOfDeterministic, given.At, covariance.ToString(), word.Text);
            return null;
        }

        if (covariance == Covariance.Full && latents is < Least or > Most)
        {
            string advice = latents < Least ? "a single latent is what Diagonal says already" : "write Diagonal, or take fewer latents";
            set.Report(
                DiagnosticIds.FullCovarianceOutOfRange, given.At, AttributeSet.Text(Least), AttributeSet.Text(Most),
                AttributeSet.Text(latents.Value), advice);
            return null;
        }

        return covariance;
    }

    /// <summary>Where a full covariance is asked for that is possible for so many latents; otherwise null.</summary>
    public static ArgumentLocation? IsFull(AttributeSet set, int latents) =>
        latents is >= Least and <= Most && !DistributionParser.IsDeterministic(set)
        && set.Find(ModelAttributes.Posterior)?.Named<int>("Covariance") is { Value: (int)Covariance.Full } given ? given.At : null;

    /// <summary>The elements of a triangular matrix below its diagonal.</summary>
    public static int OffDiagonal(int latents) => latents * (latents - 1) / 2;
}
