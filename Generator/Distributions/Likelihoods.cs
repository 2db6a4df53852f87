using System;
using VaeGen.Generator.Model;
using VaeGen.Generator.Symbolics;

namespace VaeGen.Generator.Distributions;

/// <summary>The distribution that a likelihood attribute names.</summary>
internal static class Likelihoods
{
    /// <summary>p(x|z) of one element.</summary>
    public static DistributionFamily Of(LikelihoodSpec spec) => spec.Distribution.Value switch
    {
        Generator.Distribution.Bernoulli => new Bernoulli(),
        Generator.Distribution.Gaussian or Generator.Distribution.Normal => spec.Sigma is { } sigma
            ? Gaussian.FixedSigma(Rational.Parse(sigma.Value))
            : Gaussian.SharedVariance,
        _ => throw new NotSupportedException($"{spec.Distribution.Value} is no likelihood."),
    };
}
