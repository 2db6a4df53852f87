using VaeGen.Generator.Distributions;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Integration.Tests.Extensions;

/// <summary>KL(N(μ, σ²) ‖ Laplace(0, 1)) = E|z| + log 2 − ½ (log 2π + 1 + log σ²), where E|z| = σ √(2/π) exp(−μ²/2σ²)
/// + μ erf(μ/(σ √2)).</summary>
internal sealed class NormalToStandardLaplace : ClosedKl<DiagonalNormal, StandardLaplace>
{
    private static readonly Expression Sigma = Named("sigma", Exp(OneHalf * DiagonalNormal.LogVariance));

    private static readonly Expression Ratio = Named("ratio", DiagonalNormal.Location / (Sqrt(2) * Sigma));

    private static readonly NamedConstant RootTwoOverPi = new("rootTwoOverPi", "√(2/π)", "0.79788456080286535587989211986876373695");

    public override Expression Term { get; } =
        (Sigma * RootTwoOverPi * Exp(-Square(Ratio))) + (DiagonalNormal.Location * Erf(Ratio)) + Log(2)
        - (OneHalf * (LogTwoPi + 1 + DiagonalNormal.LogVariance));

    public override MathSection Documentation => MathSection.Kl;
}
