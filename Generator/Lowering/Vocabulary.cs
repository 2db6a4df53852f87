using System;
using VaeGen.Generator.Activations;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;

namespace VaeGen.Generator.Lowering;

/// <summary>What the words of a specification mean as expressions. Lowering knows no activation and no likelihood but through
/// this.</summary>
/// <param name="Activation">The function of an activation.</param>
/// <param name="Likelihood">The family of a likelihood.</param>
internal sealed record Vocabulary(Func<Activation, ActivationFunction> Activation, Func<LikelihoodSpec, DistributionFamily> Likelihood)
{
    /// <summary>The language's own.</summary>
    public static Vocabulary Standard { get; } = new(activation => ActivationTable.Find(activation.ToString()), Likelihoods.Of);
}
