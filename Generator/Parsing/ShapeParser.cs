using System.Collections.Immutable;
using System.Linq;
using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>Reads shapes: one number of units, or channels, height and width.</summary>
internal static class ShapeParser
{
    private const string UnitsOrVolume = "one number, or channels, height and width";
    private const string Vector = "one number, because z is a vector";

    /// <summary>The shape of a dense layer's output; null after a problem.</summary>
    public static ValueShape? OfDense(AttributeSet set, AttributeUse use) =>
        Parse(set, use, 0, "dense layer", UnitsOrVolume, "[Dense(256)] or [Dense(64, 7, 7)]")?.Value;

    /// <summary>The shape of x as the likelihood gives it; null where it does not. False where it is unknown for a reason that is reported
    /// elsewhere.</summary>
    public static bool TryOfData(AttributeSet set, out Sourced<ValueShape>? shape) => TryOf(
        set, ModelAttributes.Likelihood, "likelihood", UnitsOrVolume, "[Likelihood(Bernoulli, 784)] or [Likelihood(Bernoulli, 1, 28, 28)]",
        out shape);

    /// <summary>The shape of z as the prior gives it, or the posterior of a deterministic autoencoder, likewise.</summary>
    public static bool TryOfLatent(AttributeSet set, out Sourced<ValueShape>? shape) => DistributionParser.IsDeterministic(set)
        ? TryOf(set, ModelAttributes.Posterior, "posterior", Vector,
            LatentExample(set, ModelAttributes.Posterior, "Posterior(Deterministic"), out shape)
        : TryOf(set, ModelAttributes.Prior, "prior", Vector, LatentExample(set, ModelAttributes.Prior, "Prior(Normal"), out shape);

    /// <summary>The shape, or null, with a report, where one example of it is more than an array holds.</summary>
    public static ValueShape? Limit(AttributeSet set, ArgumentLocation at, long channels, long height, long width, bool isVolume)
    {
        decimal stored = (decimal)WeightCount.RoundUp(channels) * height * width;
        if (stored <= WeightCount.Limit)
            return new ValueShape((int)channels, (int)height, (int)width, isVolume);

        string grid = isVolume ? $"×{AttributeSet.Text(height)}×{AttributeSet.Text(width)}" : "";
        set.Report(
            DiagnosticIds.ShapeTooLarge, at, AttributeSet.Text(channels) + grid,
            stored.ToString(System.Globalization.CultureInfo.InvariantCulture),
            AttributeSet.Text(WeightCount.Limit));
        return null;
    }

    private static bool TryOf(AttributeSet set, string attribute, string what, string form, string example, out Sourced<ValueShape>? shape)
    {
        shape = null;
        if (set.Find(attribute) is not { } use)
            return false;

        if (use.Sizes(1) is { IsEmpty: true })
            return true;

        shape = Parse(set, use, 1, what, form, example);
        return shape is not null;
    }

    /// <summary>What to write for a latent volume: a vector of as many elements, and a layer that makes the volume of it.</summary>
    private static string LatentExample(AttributeSet set, string attribute, string opening)
    {
        if (set.Find(attribute)?.Sizes(1) is { Length: 3 } sizes && sizes.All(size => size.Value > 0))
        {
            decimal elements = (decimal)sizes[0].Value * sizes[1].Value * sizes[2].Value;
            if (elements <= WeightCount.Limit)
            {
                string volume = string.Join(", ", sizes.Select(size => AttributeSet.Text(size.Value)));
                return $"[{opening}, {AttributeSet.Text((long)elements)})], and [Dense({volume})] as the first layer of the decoder";
            }
        }

        return $"[{opening}, 20)]";
    }

    private static Sourced<ValueShape>? Parse(AttributeSet set, AttributeUse use, int parameter, string what, string form, string example)
    {
        ImmutableArray<Sourced<int>>? given = use.Sizes(parameter);
        bool mayBeVolume = form == UnitsOrVolume;
        if (given is not { Length: int count } sizes || !(count == 1 || (count == 3 && mayBeVolume)))
        {
            string found = given is { } wrong ? AttributeSet.Text(wrong.Length) : "null";
            ArgumentLocation at = given is { IsEmpty: true } ? use.At : use.Argument(parameter);
            set.Report(DiagnosticIds.WrongNumberOfSizes, at, what, form, found, example);
            return null;
        }

        bool positive = true;
        foreach (Sourced<int> size in sizes.Where(size => size.Value <= 0))
        {
            set.Report(DiagnosticIds.SizeNotPositive, size.At, what, AttributeSet.Text(size.Value));
            positive = false;
        }

        if (!positive)
            return null;

        ArgumentLocation whole = use.Argument(parameter);
        ValueShape? shape = count == 1
            ? Limit(set, whole, sizes[0].Value, 1, 1, isVolume: false)
            : Limit(set, whole, sizes[0].Value, sizes[1].Value, sizes[2].Value, isVolume: true);
        return shape is { } value ? new Sourced<ValueShape>(value, whole) : null;
    }
}
