#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
namespace VaeGen;
#endif

/// <summary>The distribution families a model is written with: <c>[Prior(Normal)]</c>, <c>[Likelihood(Bernoulli)]</c>.</summary>
/// <remarks>
/// Which family is possible in which place is checked at compile time. The values are part of the binary contract and never change.
/// The generator compiles this same file into its own namespace, so that the names exist once.
/// </remarks>
public enum Distribution
{
    /// <summary>The normal distribution N(μ, σ²) over the real numbers, independent for each element.</summary>
    Normal = 1,

    /// <summary>Another word for <see cref="Normal"/>: the same value, the same meaning in every place.</summary>
    Gaussian = Normal,

    /// <summary>The Bernoulli distribution over 0 and 1, independent for each element, with the log-odds as its parameter.</summary>
    Bernoulli = 2,
}
