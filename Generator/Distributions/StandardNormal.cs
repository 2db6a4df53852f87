using System.Collections.Generic;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>The prior N(0, 1), without parameters.</summary>
internal sealed class StandardNormal : DistributionFamily
{
    public static readonly PriorWord Word = new(Generator.Distribution.Normal, "Normal", _ => new StandardNormal());

    public override string Name => "Normal";

    public override IReadOnlyList<Parameter> Parameters => [];

    public override Expression LogDensity { get; } = -OneHalf * (Square(Value) + LogTwoPi);

    public override Support Support => Support.Real;

    public override Expression Mean => 0;

    public override Expression Sample => Epsilon;

    public override string Citation => "Kingma and Welling 2014, appendix B";

    public override MathSection Documentation => MathSection.Elbo;
}
