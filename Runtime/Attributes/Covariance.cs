#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
namespace VaeGen;
#endif

/// <summary>What covariance a normal posterior has: <c>[Posterior(Normal, Covariance = Full)]</c>.</summary>
/// <remarks>The values are part of the binary contract and never change. The generator compiles this same file into its own
/// namespace.</remarks>
public enum Covariance
{
    /// <summary>The elements of z are independent: the encoder gives μ and log σ² for each.</summary>
    Diagonal = 1,

    /// <summary>
    /// The elements of z are correlated: the encoder gives μ and the Cholesky factor L of the covariance L Lᵀ, which makes n (n − 1)/2 more
    /// numbers for n latents.
    /// </summary>
    Full = 2,
}
