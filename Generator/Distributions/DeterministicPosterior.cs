using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>The posterior of a classical autoencoder: all probability at the code z that the encoder gives. It has no density, and no KL to
/// a prior.</summary>
internal sealed class DeterministicPosterior : DistributionFamily
{
    public static readonly PosteriorWord Word =
        new(Generator.Distribution.Deterministic, "Deterministic", _ => new DeterministicPosterior());

    public static readonly Symbol Code = new("z");

    public override string Name => "Deterministic";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("latent", Code, "z")];

    public override bool HasDensity => false;

    /// <summary>Zero: what the loss of a classical autoencoder has in the place of the KL.</summary>
    public override Expression LogDensity => 0;

    public override Support Support => Support.Real;

    public override Expression Mean => Code;

    public override Expression Sample => Code;

    public override string Citation => "Hinton and Salakhutdinov 2006";

    public override MathSection Documentation => MathSection.Autoencoder;
}
