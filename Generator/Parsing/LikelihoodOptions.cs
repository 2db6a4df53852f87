using System;
using System.Globalization;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads what a likelihood attribute says beside its family: σ, what has one of its own, the least that is learned, classes, the
/// exposure.</summary>
internal static class LikelihoodOptions
{
    /// <summary>
    /// Bounds of a σ. Beyond them 1/σ² leaves too little of a float for the rest of the loss; data with such a scale is better
    /// rescaled.
    /// </summary>
    private const double SmallestSigma = 1e-6;
    private const double LargestSigma = 1e6;

    /// <summary>The likelihood; null after a problem.</summary>
    /// <param name="set">The attributes of the model.</param>
    /// <param name="use">The likelihood attribute.</param>
    /// <param name="family">Its family, or null where that is a problem already; the options are read all the same.</param>
    /// <param name="elements">The elements of x; null where they are not known.</param>
    public static LikelihoodSpec? Parse(AttributeSet set, AttributeUse use, Sourced<Distribution>? family, int? elements)
    {
        bool isSound = ParseSigma(set, use, family, out Sourced<string>? sigma);
        isSound &= ParseScale(set, use, family, out Scale scale);
        isSound &= ParseMinSigma(set, use, family, out string? minSigma);
        isSound &= ParseClasses(set, use, family, out int classes);
        isSound &= ParseExposure(set, use, family, elements, out int? exposure);
        return isSound && family is { } known
            ? new LikelihoodSpec(known, sigma) { Scale = scale, MinSigma = minSigma, Classes = classes, Exposure = exposure }
            : null;
    }

    private static bool ParseSigma(AttributeSet set, AttributeUse use, Sourced<Distribution>? family, out Sourced<string>? sigma)
    {
        sigma = null;
        if (use.Named<double>("Sigma") is not { } given)
            return true;

        if (family is { } other && !Takes(other.Value, LikelihoodOption.Sigma))
        {
            string suggestion = IsInRange(given.Value) ? DecimalText.Of(given.Value) : "0.1";
            set.Report(DiagnosticIds.SigmaWithoutGaussian, given.At, family.Value.Value.ToString(), suggestion);
            return false;
        }

        if (!IsInRange(given.Value))
        {
            set.Report(
                DiagnosticIds.SigmaOutOfRange, given.At, DecimalText.Of(SmallestSigma), DecimalText.Of(LargestSigma), Text(given.Value));
            return false;
        }

        sigma = new Sourced<string>(DecimalText.Of(given.Value), given.At);
        return true;
    }

    private static bool ParseScale(AttributeSet set, AttributeUse use, Sourced<Distribution>? family, out Scale scale)
    {
        scale = Scale.Shared;
        if (use.Named<int>("Scale") is not { } given)
            return true;

        scale = (Scale)given.Value;
        if (!Enum.IsDefined(typeof(Scale), scale))
        {
            set.Report(DiagnosticIds.UnknownScale, given.At, given.Value.ToString(CultureInfo.InvariantCulture));
            return false;
        }

        return IsPossible(set, use, family, given.At, LikelihoodOption.Scale);
    }

    private static bool ParseMinSigma(AttributeSet set, AttributeUse use, Sourced<Distribution>? family, out string? minSigma)
    {
        minSigma = null;
        if (use.Named<double>("MinSigma") is not { } given)
            return true;

        if (!IsInRange(given.Value))
        {
            set.Report(
                DiagnosticIds.MinSigmaOutOfRange, given.At, DecimalText.Of(SmallestSigma), DecimalText.Of(LargestSigma), Text(given.Value));
            return false;
        }

        minSigma = DecimalText.Of(given.Value);
        return IsPossible(set, use, family, given.At, LikelihoodOption.MinSigma);
    }

    private static bool ParseClasses(AttributeSet set, AttributeUse use, Sourced<Distribution>? family, out int classes)
    {
        Sourced<int>? given = use.Named<int>("Classes");
        classes = given?.Value ?? 0;
        if (family is not { } known || !Takes(known.Value, LikelihoodOption.Classes))
            return given is null || family is null || IsPossible(set, use, family, given.Value.At, LikelihoodOption.Classes);

        if (classes is >= Categorical.LeastClasses and <= Categorical.MostClasses)
            return true;

        string advice = classes > Categorical.MostClasses
            ? "merge some, or write [Likelihood(DiscretizedLogistic)] for the 256 levels of bytes"
            : "write how many there are, such as [Likelihood(Categorical, Classes = 10)]";
        set.Report(
            DiagnosticIds.ClassesOutOfRange,
            given?.At ?? known.At,
            Text(Categorical.LeastClasses),
            Text(Categorical.MostClasses),
            given is null ? "and Classes is not given" : "not " + Text(classes),
            advice);
        return false;
    }

    private static bool ParseExposure(
        AttributeSet set, AttributeUse use, Sourced<Distribution>? family, int? elements, out int? exposure)
    {
        exposure = null;
        if (use.Named<int>("Exposure") is not { } given)
            return true;

        exposure = given.Value;
        if (family is { } known && !Takes(known.Value, LikelihoodOption.Exposure))
            return IsPossible(set, use, family, given.At, LikelihoodOption.Exposure);

        // Of one element nothing would be left: it would be its own exposure.
        if (elements is not { } all || (all > 1 && given.Value >= Exposure.RowTotal && given.Value < all))
            return true;
        set.Report(
            DiagnosticIds.ExposureOutOfRange, given.At,
            given.Value == Exposure.RowTotal ? nameof(Exposure.RowTotal) : AttributeSet.Text(given.Value),
            all == 1
                ? "x has one element, which can't be its own exposure: leave it away, or give x another"
                : $"write the number of a column of x, 0 to {AttributeSet.Text(all - 1)}, or RowTotal");
        return false;
    }

    // An option needs a family that takes it; what is said of a learned σ, no Sigma beside it.
    private static bool IsPossible(
        AttributeSet set, AttributeUse use, Sourced<Distribution>? family, ArgumentLocation at, LikelihoodOption option)
    {
        if (family is { } known && !Takes(known.Value, option))
        {
            set.Report(
                DiagnosticIds.OptionOfAnotherLikelihood, at, WordOf(known.Value).Text, option.ToString(),
                FamilyTable.Standard.With(option));
            return false;
        }

        if (use.Named<double>("Sigma") is not null)
        {
            set.Report(DiagnosticIds.SigmaIsFixed, at, option.ToString());
            return false;
        }

        return true;
    }

    private static bool Takes(Distribution family, LikelihoodOption option) => WordOf(family).Options.HasFlag(option);

    private static LikelihoodWord WordOf(Distribution family) => FamilyTable.Standard.Find<LikelihoodWord>(family);

    private static bool IsInRange(double sigma) => sigma is >= SmallestSigma and <= LargestSigma;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
