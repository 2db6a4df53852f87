using System;

namespace VaeGen;

/// <summary>
/// The approximate posterior q(z given x) of a model and with it the estimator of its gradient. Without this attribute it is
/// <c>[Posterior(Normal)]</c>: N(μ(x), σ²(x)), independent for each element of z, sampled as z = μ + σ ε with ε ~ N(0, 1).
/// </summary>
/// <remarks><para><c>[Posterior(Deterministic)]</c> makes a classical autoencoder: z is what the encoder gives, the loss is −log p(x given
/// z) alone, and there is no prior. The reparameterization is equation 10 of Kingma and Welling, Auto-Encoding Variational Bayes
/// (2014).</para></remarks>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = false, Inherited = false)]
public sealed class PosteriorAttribute : Attribute
{
    /// <summary>Names the family of q(z given x).</summary>
    /// <param name="distribution">The family: <see cref="Distribution.Normal"/> or <see cref="Distribution.Deterministic"/>.</param>
    /// <param name="shape">
    /// The size of z, where no prior and no network with sizes gives it: <c>[Posterior(Deterministic, 20)]</c> for two stacks of layers.
    /// </param>
    public PosteriorAttribute(Distribution distribution, params int[] shape)
    {
        Distribution = distribution;
        Shape = shape;
    }

    /// <summary>The family of q(z given x).</summary>
    public Distribution Distribution { get; }

    /// <summary>
    /// What covariance a normal posterior has. With <see cref="Covariance.Full"/>, z = μ + L ε, where L is lower triangular with a positive
    /// diagonal; possible for 2 to 1024 latents.
    /// </summary>
    public Covariance Covariance { get; set; } = Covariance.Diagonal;

    /// <summary>The size of z; empty where it is given elsewhere.</summary>
    public int[] Shape { get; }
}
