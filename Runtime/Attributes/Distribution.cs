#if VAEGEN_GENERATOR
namespace VaeGen.Generator;
#else
using System.ComponentModel;

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

#if !VAEGEN_GENERATOR
/// <summary>The words for families, as constants of every model: a word more is a line here.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DistributionWords
{
    /// <inheritdoc cref="Distribution.Normal"/>
    protected const Distribution Normal = Distribution.Normal;

    /// <inheritdoc cref="Distribution.Gaussian"/>
    protected const Distribution Gaussian = Distribution.Gaussian;

    /// <inheritdoc cref="Distribution.Bernoulli"/>
    protected const Distribution Bernoulli = Distribution.Bernoulli;

    /// <inheritdoc cref="Distribution.Deterministic"/>
    protected const Distribution Deterministic = Distribution.Deterministic;

    /// <inheritdoc cref="Distribution.ContinuousBernoulli"/>
    protected const Distribution ContinuousBernoulli = Distribution.ContinuousBernoulli;

    /// <inheritdoc cref="Distribution.Laplace"/>
    protected const Distribution Laplace = Distribution.Laplace;

    /// <inheritdoc cref="Distribution.Poisson"/>
    protected const Distribution Poisson = Distribution.Poisson;

    /// <inheritdoc cref="Distribution.NegativeBinomial"/>
    protected const Distribution NegativeBinomial = Distribution.NegativeBinomial;

    /// <inheritdoc cref="Distribution.DiscretizedLogistic"/>
    protected const Distribution DiscretizedLogistic = Distribution.DiscretizedLogistic;

    /// <inheritdoc cref="Distribution.Categorical"/>
    protected const Distribution Categorical = Distribution.Categorical;
}
#endif
