using System.Collections.Generic;
using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Integration.Tests.Extensions;

/// <summary>The prior exp(−|z|)/2, without parameters.</summary>
internal sealed class StandardLaplace : DistributionFamily
{
    public override string Name => "Laplace";

    public override IReadOnlyList<Parameter> Parameters => [];

    public override Expression LogDensity { get; } = -Abs(Value) - Log(2);

    public override Generator.Support Support => Generator.Support.Real;

    public override Expression Mean => 0;

    public override string Citation => "Kotz, Kozubowski and Podgórski 2001, section 2.1";

    public override MathSection Documentation => MathSection.Elbo;
}
