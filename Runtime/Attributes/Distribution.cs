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

    /// <summary>All probability at one point: as a posterior it makes a classical autoencoder, without sampling and without a KL
    /// term.</summary>
    Deterministic = 3,

    /// <summary>
    /// The continuous Bernoulli distribution over [0, 1] (Loaiza-Ganem and Cunningham 2019): a Bernoulli's formula for gray values,
    /// normalized, with the log-odds as its parameter.
    /// </summary>
    ContinuousBernoulli = 10,

    /// <summary>The Laplace distribution over the real numbers, with mean and log-scale as its parameters: an absolute error in place of a
    /// Gaussian's squared one.</summary>
    Laplace = 11,

    /// <summary>The Poisson distribution over counts 0, 1, 2, …, with the log-rate as its parameter.</summary>
    Poisson = 12,

    /// <summary>
    /// The negative binomial distribution over counts 0, 1, 2, … that vary more than a Poisson's, with the logarithm of the total count and
    /// the log-odds as its parameters.
    /// </summary>
    NegativeBinomial = 13,

    /// <summary>The logistic distribution rounded to the 256 levels of a byte, 0, 1/255, …, 1, with mean and log-scale as its parameters
    /// (Salimans et al. 2017).</summary>
    DiscretizedLogistic = 14,

    /// <summary>The categorical distribution over 0, 1, …, k − 1, with k logits as its parameters.</summary>
    Categorical = 15,
}
