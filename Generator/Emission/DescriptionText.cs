using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Emission;

/// <summary>The arguments and properties of a model's description, the facts that the runtime needs of it.</summary>
internal static class DescriptionText
{
    private const int LongestLiteral = 100;

    /// <summary>What stands behind <c>new(</c>, the closing parenthesis included, in lines.</summary>
    public static IEnumerable<string> Arguments(ModelSpec spec)
    {
        LikelihoodSpec likelihood = spec.Likelihood;
        string family = FamilyTable.Standard.Find<LikelihoodWord>(likelihood.Distribution.Value).Text;
        yield return $"\"{spec.Host.PlainName}\", Features: {Text(spec.InputSize)}, Latent: {Text(spec.LatentSize)}, "
            + $"global::VaeGen.Distribution.{family},";
        string sigma = likelihood.Sigma is { } fixedSigma ? $", Sigma: {fixedSigma.Value}" : "";
        string classes = spec.Condition is { } condition ? $", ConditionClasses: {Text(condition.Value)}" : "";
        string[] formula = [.. Parts(ModelFormula.Of(spec)).Select(part => $"\"{part}\"")];
        foreach (string part in formula.Take(formula.Length - 1))
            yield return part + " +";
        yield return $"{formula[formula.Length - 1]}{sigma}{classes})";
    }

    /// <summary>A text in pieces that fit in a line each, cut between layers.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        while (text.Length > LongestLiteral)
        {
            int end = text.LastIndexOfAny(['-', ' '], LongestLiteral - 1) + 1;
            int length = end > 0 ? end : LongestLiteral;
            yield return text.Substring(0, length);
            text = text.Substring(length);
        }

        yield return text;
    }

    /// <summary>The properties that are set, each as an assignment; none for most models.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="support">The values that its likelihood is over.</param>
    public static IEnumerable<string> Options(ModelSpec spec, Support support)
    {
        LikelihoodSpec likelihood = spec.Likelihood;
        if (spec.Encoder.Input.Value is { IsVolume: true } volume)
            yield return $"Shape = ({Text(volume.Channels)}, {Text(volume.Height)}, {Text(volume.Width)})";
        if (spec.IsDeterministic)
            yield return "IsDeterministic = true";
        if (NetworkLowering.NeedsTwoExamples(spec.Encoder.Layers.Concat(spec.Decoder.Layers)))
            yield return "LeastBatchSize = 2";
        if (support != Support.Real)
            yield return $"Support = global::VaeGen.Support.{support}";
        if (likelihood.MinSigma is { } least)
            yield return $"MinSigma = {least}";
        if (likelihood.Classes > 0)
            yield return $"Classes = {Text(likelihood.Classes)}";
        if (likelihood.Exposure is { } exposure)
            yield return $"Exposure = {(exposure == Exposure.RowTotal ? "global::VaeGen.Exposure.RowTotal" : Text(exposure))}";
        if (likelihood.Scale != Scale.Shared)
            yield return $"Scale = global::VaeGen.Scale.{likelihood.Scale}";
        if (spec.Input != InputScaling.Raw)
            yield return $"Input = global::VaeGen.InputScaling.{spec.Input}";
        if (spec.Posterior.HasFullCovariance)
            yield return "Covariance = global::VaeGen.Covariance.Full";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
