using VaeGen.Generator.Diagnostics;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Parsing;

/// <summary>The shape of x or of z, from each of the attributes that may say it.</summary>
internal static class NetworkShapes
{
    /// <summary>The shape of x; null where it is not known, after a report.</summary>
    /// <param name="set">The attributes of the model.</param>
    /// <param name="encoder">The encoder, if it is a chain.</param>
    /// <param name="decoder">The decoder, if it is a chain.</param>
    /// <param name="isNeeded">Whether a stack needs it.</param>
    public static Sourced<ValueShape>? OfData(AttributeSet set, NetworkSpec? encoder, NetworkSpec? decoder, bool isNeeded)
    {
        bool isKnown = ShapeParser.TryOfData(set, out Sourced<ValueShape>? given);
        if (encoder is not null && decoder is not null)
            Agree(set, DiagnosticIds.DataSizesDisagree, decoder.Head, encoder.Input);

        Sourced<ValueShape>? chain = encoder?.Input ?? decoder?.Head;
        string network = encoder is not null ? "encoder takes" : "decoder gives";
        return Join(set, given, chain, "likelihood", network, "x") ?? Missing(
            set, isNeeded
            && isKnown, ModelAttributes.Likelihood, "x", "[Likelihood(Bernoulli, 784)] or [Likelihood(Bernoulli, 1, 28, 28)]");
    }

    /// <summary>The shape of z, likewise.</summary>
    public static Sourced<ValueShape>? OfLatent(AttributeSet set, NetworkSpec? encoder, NetworkSpec? decoder, bool isNeeded)
    {
        bool isKnown = ShapeParser.TryOfLatent(set, out Sourced<ValueShape>? given);
        if (encoder is not null && decoder is not null)
            Agree(set, DiagnosticIds.LatentSizesDisagree, decoder.Input, encoder.Head);

        Sourced<ValueShape>? chain = encoder?.Head ?? decoder?.Input;
        string network = encoder is not null ? "encoder gives" : "decoder takes";
        return DistributionParser.IsDeterministic(set)
            ? Join(set, given, chain, "posterior", network, "z")
            ?? Missing(set, isNeeded && isKnown, ModelAttributes.Posterior, "z", "[Posterior(Deterministic, 20)]")
            : Join(set, given, chain, "prior", network, "z")
            ?? Missing(set, isNeeded && isKnown, ModelAttributes.Prior, "z", "[Prior(Normal, 20)]");
    }

    /// <summary>Both agree in the number of elements; the distribution's may be a volume, and is the shape.</summary>
    private static Sourced<ValueShape>? Join(
        AttributeSet set, Sourced<ValueShape>? given, Sourced<ValueShape>? chain, string distribution, string network, string variable)
    {
        if (given is { } one && chain is { } other && one.Value.Size != other.Value.Size)
        {
            string elements = one.Value.IsVolume ? $"{one.Value} = {AttributeSet.Text(one.Value.Size)}" : one.Value.ToString();
            set.Report(DiagnosticIds.GivenShapesDisagree, one.At, distribution, variable, elements, network, other.Value.ToString());
        }

        return given ?? chain;
    }

    private static Sourced<ValueShape>? Missing(AttributeSet set, bool isNeeded, string attribute, string variable, string example)
    {
        if (isNeeded && set.Find(attribute) is { } use)
            set.Report(DiagnosticIds.ShapeNotGiven, use.At, variable, example);

        return null;
    }

    private static void Agree(AttributeSet set, string id, Sourced<ValueShape> decoderSize, Sourced<ValueShape> encoderSize)
    {
        if (decoderSize.Value.Size != encoderSize.Value.Size)
            set.Report(id, decoderSize.At, decoderSize.Value.ToString(), encoderSize.Value.ToString());
    }
}
