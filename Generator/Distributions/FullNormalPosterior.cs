using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// The approximate posterior q(z given x) = N(μ, L Lᵀ): a Gaussian over all elements of z together, with network outputs μ, ℓ and what lies
/// below the diagonal of L. The diagonal of L is exp(ℓ) > 0, so that every L Lᵀ is a covariance, and every covariance is one.
/// </summary>
internal static class FullNormalPosterior
{
    public static readonly Parameter Mean = new("mean", Gaussian.Location, "μ");

    public static readonly Parameter LogDiagonal = new("log_diagonal", new Symbol("logDiagonal"), "ℓ") { Range = (-15, 5) };

    public static readonly Parameter OffDiagonal = new("off_diagonal", new Symbol("offDiagonal"), "S");

    /// <summary>Σ L_ij ε_j over j &lt; i: what the elements before have in common with this one.</summary>
    public static readonly Symbol OffDiagonalNoise = new("offDiagonalNoise");

    /// <summary>Σ L_ij² over j &lt; i.</summary>
    public static readonly Symbol OffDiagonalSquares = new("offDiagonalSquares");

    public static readonly MathSection Documentation = MathSection.FullCovariance;

    private static readonly Expression Diagonal = Named("diagonal", Exp(LogDiagonal.Symbol));

    /// <summary>The reparameterization z = μ + L ε, one element of it.</summary>
    public static Expression Sample { get; } = Mean.Symbol + (Diagonal * DistributionFamily.Epsilon) + OffDiagonalNoise;

    /// <summary>log (L Lᵀ)ᵢᵢ: the logarithm of the variance of one element by itself.</summary>
    public static Expression LogVariance { get; } = Log(Square(Diagonal) + OffDiagonalSquares);

    /// <summary>The share of one element in KL(q ‖ N(0, I)) = ½ (‖L‖² + ‖μ‖² − n) − Σ ℓ, in nats.</summary>
    public static Expression KlToStandardNormal { get; } =
        OneHalf * (ExpRemainder(2 * LogDiagonal.Symbol) + OffDiagonalSquares + Square(Mean.Symbol));
}
