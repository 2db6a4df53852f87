using System.Collections.Generic;
using VaeGen.Generator.Lowering;
using VaeGen.Generator.Symbolics;
using static VaeGen.Generator.Symbolics.Scalar;

namespace VaeGen.Generator.Distributions;

/// <summary>
/// The approximate posterior q(z given x) = N(μ, L Lᵀ): a Gaussian over all elements of z together, with network outputs μ, ℓ and what lies
/// below the diagonal of L. The diagonal of L is exp(ℓ) > 0, so that every L Lᵀ is a covariance, and every covariance is one.
/// </summary>
internal sealed class FullNormal : DistributionFamily
{
    public static readonly Symbol Location = Gaussian.Location;
    public static readonly Symbol LogDiagonal = new("logDiagonal");

    /// <summary>Σ L_ij ε_j over j &lt; i: what the elements before have in common with this one.</summary>
    public static readonly Symbol OffDiagonalNoise = new("offDiagonalNoise");

    /// <summary>Σ L_ij² over j &lt; i.</summary>
    public static readonly Symbol OffDiagonalSquares = new("offDiagonalSquares");

    private static readonly Symbol OffDiagonal = new("offDiagonal");

    private static readonly Expression Diagonal = Named("diagonal", Exp(LogDiagonal));

    public override string Name => "Normal";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("mean", Location, "μ"),
        new("log_diagonal", LogDiagonal, "ℓ") { Range = (-15, 5) },
        new("off_diagonal", OffDiagonal, "S") { Size = n => n * (n - 1) / 2 },
    ];

    /// <summary>log (L Lᵀ)ᵢᵢ: the logarithm of the variance of one element by itself.</summary>
    public override IReadOnlyList<(string Name, Symbol Symbol, Expression Value)> FurtherParameters { get; } =
        [("log_variance", Gaussian.LogVariance, Log(Square(Diagonal) + OffDiagonalSquares))];

    /// <summary>Of one element, given those before it: in the ε that gives the value.</summary>
    public override Expression LogDensity { get; } = -(OneHalf * (Square(Epsilon) + LogTwoPi)) - LogDiagonal;

    public override Support Support => Support.Real;

    public override Expression Mean => Location;

    /// <summary>The reparameterization z = μ + L ε, one element of it.</summary>
    public override Expression Sample { get; } = Location + (Diagonal * Epsilon) + OffDiagonalNoise;

    public override string DrawText =>
        "normal with a full covariance L Lᵀ: z = μ + L ε, ε ~ N(0, I); L is lower triangular, its diagonal exp(ℓ), below it S";

    public override string Citation => "Kingma and Welling 2019, section 2.5.1";

    public override MathSection Documentation => MathSection.FullCovariance;

    public override IEnumerable<(Symbol Symbol, Tensor Value)> Beside(Conditional distribution, Tensor? noise)
    {
        Tensor below = distribution.Parameters[OffDiagonal.Name];
        string squares = distribution.NameOf(OffDiagonalSquares.Name);
        yield return (OffDiagonalSquares, new TriangularSquaresTensor(squares, distribution.Elements, below));
        if (noise is not null)
        {
            string product = distribution.NameOf(OffDiagonalNoise.Name);
            yield return (OffDiagonalNoise, new TriangularProductTensor(product, distribution.Elements, below, noise));
        }
    }
}

/// <summary>KL(N(μ, L Lᵀ) ‖ N(0, I)) = ½ (‖L‖² + ‖μ‖² − n) − Σ ℓ.</summary>
internal sealed class FullNormalToStandardNormal : ClosedKl<FullNormal, StandardNormal>
{
    public override Expression Term { get; } = OneHalf
        * (ExpRemainder(2 * FullNormal.LogDiagonal) + FullNormal.OffDiagonalSquares + Square(FullNormal.Location));

    public override MathSection Documentation => MathSection.FullCovariance;

    public override string Formula(int elements) =>
        $"½ (Σ Lᵢⱼ² + Σ μᵢ² − {elements.ToString(System.Globalization.CultureInfo.InvariantCulture)}) − Σ ℓᵢ";
}
