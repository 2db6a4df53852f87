using System.Collections.Generic;
using System.Globalization;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>
/// Checks that the parameters of a model fit in the one array they are stored in, and their transposed copies in theirs. Counted as stored
/// (<see cref="StoredParameters"/>), so a little more than the weights themselves.
/// </summary>
internal static class WeightCount
{
    /// <summary>The longest array of .NET, <c>Array.MaxLength</c>.</summary>
    public const long Limit = 2147483591;

    /// <summary>
    /// The elements of a panel of single precision, which bounds the doubles too. They also cover the alignment of an array's first
    /// element.
    /// </summary>
    private const long PanelWidth = 16;

    /// <summary>As many whole panels of numbers.</summary>
    public static long RoundUp(long count) => (count + PanelWidth - 1) / PanelWidth * PanelWidth;

    /// <summary>Reports the layer, covariance or condition with which the model outgrows the array.</summary>
    public static void Check(
        AttributeSet set, NetworkSpec encoder, NetworkSpec decoder, Precision precision, PosteriorSpec posterior, LikelihoodSpec likelihood,
        Sourced<int>? condition)
    {
        ArgumentLocation? factor = posterior.HasFullCovariance ? CovarianceParser.IsFull(set, encoder.Head.Value.Size) : null;
        (decimal total, decimal transposed) = (PanelWidth, PanelWidth);
        IReadOnlyList<StoredParameter> parameters =
            StoredParameters.Of(encoder, decoder, precision, posterior, factor, likelihood, condition);
        for (int i = 0; i < parameters.Count; i++)
        {
            StoredParameter parameter = parameters[i];
            total += parameter.Length;
            transposed += parameter.TransposedLength;
            // A layer is counted as a whole.
            if (i + 1 < parameters.Count && parameters[i + 1].At == parameter.At)
                continue;
            decimal greatest = total > transposed ? total : transposed;
            if (greatest <= Limit)
                continue;
            (string with, string advice) = parameter.At == factor
                ? (WithFactor(encoder), "write Diagonal, or take fewer latents or a smaller last layer")
                : parameter.At == condition?.At
                    ? ("With weights for each class", "use smaller sizes, or fewer classes")
                    : ("With this layer", "use smaller sizes");
            string count = greatest.ToString(CultureInfo.InvariantCulture);
            set.Report(DiagnosticIds.TooManyWeights, parameter.At, with, count, AttributeSet.Text(Limit), advice);
            return;
        }
    }

    // n means, and a triangle of n (n + 1) / 2 numbers.
    private static string WithFactor(NetworkSpec encoder)
    {
        int latents = encoder.Head.Value.Size;
        string n = AttributeSet.Text(latents);
        string numbers = AttributeSet.Text((2 * latents) + CovarianceParser.OffDiagonal(latents));
        string inputs = AttributeSet.Text(encoder.HeadInput.Size);
        string triangle = $"{n} · {AttributeSet.Text(latents + 1)} / 2";
        return $"With a full covariance the heads give {n} + {triangle} = {numbers} numbers from {inputs} each, and";
    }
}
