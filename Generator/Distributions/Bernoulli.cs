using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>0 or 1, given by the log-odds l of a one.</summary>
internal sealed class Bernoulli : DistributionFamily
{
    public static readonly LikelihoodWord Word = new(Generator.Distribution.Bernoulli, "Bernoulli", _ => new Bernoulli());

    public static readonly Symbol Logits = new("logits");

    public override string Name => "Bernoulli";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("logits", Logits, "l")];

    public override Expression LogDensity { get; } = (Value * Logits) - Softplus(Logits);

    public override Support Support => Support.Binary;

    public override Expression Mean { get; } = Sigmoid(Logits);

    public override Expression Sample { get; } = Select(LessThan(Uniform, Sigmoid(Logits)), 1, 0);

    public override string Citation => "Kingma and Welling 2014, appendix C.1, with y = sigmoid(l)";

    public override MathSection Documentation { get; } = MathSection.OfElbo("Bernoulli likelihood");
}
