using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>All kinds of findings. <c>docs/findings.md</c> has a section for each.</summary>
internal static class Findings
{
    public static readonly Finding GrayPixels = Of(
        1001, FindingSeverity.Warning,
        "The pixels are gray and the likelihood is Bernoulli: the number compares code and is no likelihood. Likelihoods of gray pixels "
            + "are ContinuousBernoulli, DiscretizedLogistic and Gaussian; DataSet.Binarize gives zeros and ones.");

    public static readonly Finding NoBound = Of(
        1002, FindingSeverity.Note,
        "The autoencoder is deterministic: nothing is sampled and there is no KL, so the loss is the reconstruction alone and bounds no "
            + "log-likelihood.");

    public static readonly Finding NoFusedMultiplyAdd = Of(
        1003, FindingSeverity.Note,
        "This machine has no fused multiply-add that .NET can use: the results are the same to the bit, and many times slower.");

    public static readonly Finding CompiledForOthers = Of(
        1014, FindingSeverity.Note,
        "The program was compiled ahead of time for processors without AVX2 and fused multiply-add, and this one has them: the results are "
            + "the same to the bit, and many times slower. Add <IlcInstructionSet>x86-64-v3</IlcInstructionSet> to the project that is "
            + "published.");

    public static readonly Finding SwitchedOff = Of(
        1014, FindingSeverity.Note,
        "This processor has vectors or a fused multiply-add that .NET was told not to use: the results are the same to the bit, and many "
            + "times slower. Look for DOTNET_EnableAVX2, DOTNET_EnableAVX, DOTNET_EnableSSE42 and DOTNET_EnableHWIntrinsic in the "
            + "environment.");

    public static readonly Finding OtherData = Of(
        1011, FindingSeverity.Warning,
        "What was due of an earlier call was done with other training data than it was trained on.");

    // A latent that tells anything costs a tenth of a nat and more.
    private const double CollapsedKl = 0.01;

    // The mean of a posterior that costs so much lies 14 standard deviations of the prior away.
    private const double AbsurdKlOfLatent = 100;

    /// <summary>Some learned σ would be smaller than the least allowed.</summary>
    /// <param name="count">How many of them.</param>
    /// <param name="all">The learned σ.</param>
    /// <param name="floor">The square of the least.</param>
    public static Finding OnTheFloor(int count, int all, double floor) => Of(1004, FindingSeverity.Warning, string.Create(
        CultureInfo.InvariantCulture,
        $"The σ of {count} of {all} {(all == 1 ? "" : "elements ")}lies on its floor of {Math.Sqrt(floor):G3} (MinSigma): what is "
            + $"reproduced better than that adds nothing to the likelihood.")) with
    { Parameter = LearnedVariance<float>.ParameterName };

    /// <summary>Some σ could not be learned.</summary>
    /// <param name="count">How many of them.</param>
    /// <param name="all">The σ that are learned.</param>
    public static Finding NeverObserved(int count, int all) => Of(1005, FindingSeverity.Warning, string.Create(
        CultureInfo.InvariantCulture,
        $"The σ of {count} of {all} {(all == 1 ? "" : "elements ")}was not learned, because no training example has "
            + $"{(all == 1 ? "any element" : "them")}: it is what it was before.")) with
    { Parameter = LearnedVariance<float>.ParameterName };

    /// <summary>A loss is not finite.</summary>
    /// <param name="found">The first.</param>
    /// <param name="where">In which evaluation of a training; empty where there is but one.</param>
    public static Finding NotFinite(NotFiniteLoss found, string where = "") =>
        Of(1006, FindingSeverity.Error, where + found.Message) with { Example = found.Example, Parameter = found.Parameter };

    /// <summary>Values are so far from 1 that a new network will not fit them soon.</summary>
    /// <param name="model">The model.</param>
    /// <param name="elements">The elements of x that are, with their root mean squares.</param>
    public static Finding FarFromOne(ModelDescription model, string elements) => Of(
        1007, FindingSeverity.Warning,
        $"Values far from 1: {elements}. {model.Name} takes them as they are, and a network begins with outputs around 1: it learns "
            + $"slowly, or not at all. Write {ExtremeData.WordFor(model)}.");

    /// <summary>The posterior says nothing of x.</summary>
    /// <param name="kl">The mean KL.</param>
    /// <param name="latents">Elements of z.</param>
    public static Finding Collapsed(double kl, int latents) => Of(1008, FindingSeverity.Warning, string.Create(
        CultureInfo.InvariantCulture,
        $"The KL is {Math.Max(kl, 0):G3} nats over {latents} latents: the posterior is the prior whatever x is, so z says nothing of it. "
            + $"What the decoder gives is one distribution for all examples; a smaller learning rate, more training or a decoder that "
            + $"needs z may change that, or there is nothing that elements have in common."));

    /// <summary>The posteriors lie far outside the prior.</summary>
    /// <param name="kl">The mean KL.</param>
    /// <param name="latents">Elements of z.</param>
    /// <param name="model">The model.</param>
    public static Finding AbsurdKl(double kl, int latents, ModelDescription model) => Of(1009, FindingSeverity.Warning, string.Create(
        CultureInfo.InvariantCulture,
        $"The KL is {kl:G4} nats over {latents} latents: the posteriors lie far outside the prior, where no sample comes from. Examples "
            + $"far from those of the training data do that, or weights that a large learning rate has led astray"
            + $"{(ExtremeData.HelpsScaling(model) ? $", or values far from 1: {ExtremeData.WordFor(model)}" : "")}."));

    /// <summary>The call can't go on in the middle of a pass.</summary>
    public static Finding PassBeginsAnew(TrainingPosition position) => Of(1010, FindingSeverity.Warning, string.Create(
        CultureInfo.InvariantCulture,
        $"Pass {position.PassNumber} was left after {position.BatchInEpoch} batches with other data or another seed, batch size or order; "
        + $"it begins anew."));

    /// <summary>Early stopping had decided before the call.</summary>
    public static Finding StoppedEarly(int epoch, int waited, int? patience) => Of(1012, FindingSeverity.Note, string.Create(
        CultureInfo.InvariantCulture,
        $"Nothing was trained: after pass {epoch} validation had not improved for {waited} passes, and Patience is {patience}."));

    /// <summary>The callback had decided before the call.</summary>
    public static Finding StoppedByCallback(int epoch) => Of(1013, FindingSeverity.Note, string.Create(
        CultureInfo.InvariantCulture,
        $"Nothing was trained: after pass {epoch} AfterEpoch had asked for the end, which this call has done."));

    /// <summary>What has to be said of any number that comes from this model and this data.</summary>
    public static IReadOnlyList<Finding> For(ModelDescription model, DataSet data)
    {
        List<Finding> findings = [];
        if (model.Support == Support.Binary && !data.IsBinary)
            findings.Add(GrayPixels);
        if (model.IsDeterministic)
            findings.Add(NoBound);
        if (VectorWidths.AreNarrowed)
            findings.Add(IsCompiledAheadOfTime ? CompiledForOthers : SwitchedOff);
        if (VectorWidths.LacksFusedMultiplyAdd)
            findings.Add(NoFusedMultiplyAdd);
        return findings;
    }

    // RuntimeFeature alone says what the project wants: where that is PublishAot, it denies the compiler that "dotnet run" has all the
    // same. So what was compiled is counted, too.
    private static bool IsCompiledAheadOfTime => !RuntimeFeature.IsDynamicCodeCompiled && JitInfo.GetCompiledMethodCount() == 0;

    /// <summary>What has to be said of a mean KL.</summary>
    /// <param name="kl">The mean KL.</param>
    /// <param name="model">The model.</param>
    /// <param name="mayBeInfinite">Whether nothing else is said of one that is infinite.</param>
    public static IEnumerable<Finding> OfKl(double kl, ModelDescription model, bool mayBeInfinite = false)
    {
        if (model.IsDeterministic)
            yield break;
        if (kl < CollapsedKl)
            yield return Collapsed(kl, model.Latent);
        if (AbsurdKlOf(kl, model) is { } absurd)
            yield return absurd;
        else if (mayBeInfinite && double.IsPositiveInfinity(kl))
            yield return AbsurdKl(kl, model.Latent, model);
    }

    /// <summary>What has to be said of a mean KL that is absurd; null for any other.</summary>
    public static Finding? AbsurdKlOf(double kl, ModelDescription model) =>
        !model.IsDeterministic && kl > AbsurdKlOfLatent * model.Latent && double.IsFinite(kl) ? AbsurdKl(kl, model.Latent, model) : null;

    private static Finding Of(int number, FindingSeverity severity, string message) =>
        new("VAE" + number.ToString(CultureInfo.InvariantCulture), severity, message);
}
