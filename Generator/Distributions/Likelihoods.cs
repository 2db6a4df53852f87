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
        Generator.Distribution.Gaussian or Generator.Distribution.Normal => OfGaussian(spec),
        Generator.Distribution.ContinuousBernoulli => new ContinuousBernoulli(),
        Generator.Distribution.Laplace => new Laplace(),
        Generator.Distribution.Poisson => new Poisson(),
        Generator.Distribution.NegativeBinomial => new NegativeBinomial(),
        Generator.Distribution.DiscretizedLogistic => new DiscretizedLogistic(),
        Generator.Distribution.Categorical => new Categorical(spec.Classes),
        _ => throw new NotSupportedException($"{spec.Distribution.Value} is no likelihood."),
    };

    private static Gaussian OfGaussian(LikelihoodSpec spec) => spec switch
    {
        { Sigma: { } sigma } => Gaussian.FixedSigma(Rational.Parse(sigma.Value)),
        { Scale: Scale.PerElement } => Gaussian.ElementVariance,
        { Scale: Scale.FromDecoder } => Gaussian.NetworkVariance,
        _ => Gaussian.SharedVariance,
    };
}
