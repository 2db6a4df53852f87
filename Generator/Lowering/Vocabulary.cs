using System;
using System.Collections.Generic;
using VaeGen.Generator.Activations;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Model;
using VaeGen.Generator.Objectives;

namespace VaeGen.Generator.Lowering;

/// <summary>What the words of a specification mean. Lowering knows no activation, no family and no objective but through this.</summary>
/// <param name="Activation">The function of an activation.</param>
/// <param name="Likelihood">The family of a likelihood.</param>
/// <param name="Posterior">The family of a posterior.</param>
/// <param name="Prior">The family of a prior.</param>
/// <param name="Objective">What training minimizes.</param>
/// <param name="ClosedKls">The pairs of families whose KL has a closed form.</param>
internal sealed record Vocabulary(
    Func<Activation, ActivationFunction> Activation,
    Func<LikelihoodSpec, DistributionFamily> Likelihood,
    Func<PosteriorSpec, DistributionFamily> Posterior,
    Func<PriorSpec, DistributionFamily> Prior,
    Func<ModelSpec, Objective> Objective,
    IReadOnlyList<ClosedKl> ClosedKls)
{
    /// <summary>The language's own.</summary>
    public static Vocabulary Standard { get; } = new(
        activation => ActivationTable.Find(activation.ToString()), FamilyTable.Standard.Likelihood, FamilyTable.Standard.Posterior,
        FamilyTable.Standard.Prior, _ => new ElboObjective(), FamilyTable.Standard.ClosedKls);
}
