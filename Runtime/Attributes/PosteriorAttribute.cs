using System;

namespace VaeGen;

/// <summary>
/// The approximate posterior q(z given x) of a model and with it the estimator of its gradient. Without this attribute it is
/// <c>[Posterior(Normal)]</c>: N(μ(x), σ²(x)), independent for each element of z, sampled as z = μ + σ ε with ε ~ N(0, 1).
/// </summary>
/// <remarks>The reparameterization is equation 10 of Kingma and Welling, Auto-Encoding Variational Bayes (2014).</remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = false, Inherited = false)]
public sealed class PosteriorAttribute : Attribute
{
    /// <summary>Names the family of q(z given x).</summary>
    /// <param name="distribution">The family; <see cref="Distribution.Normal"/> is possible here.</param>
    public PosteriorAttribute(Distribution distribution) => Distribution = distribution;

    /// <summary>The family of q(z given x).</summary>
    public Distribution Distribution { get; }

    /// <summary>
    /// What covariance a normal posterior has. With <see cref="Covariance.Full"/>, z = μ + L ε, where L is lower triangular with a positive diagonal; possible for 2 to 1024
    /// latents.
    /// </summary>
    public Covariance Covariance { get; set; } = Covariance.Diagonal;
}
