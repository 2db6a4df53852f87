using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>A variational autoencoder without a condition, q(z given x) and p(x given z).</summary>
/// <typeparam name="T">The precision: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="code">What was emitted for the model; null for one with errors.</param>
/// <param name="seed">The key of the initial weights.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PlainVariationalModel<T>(ModelCode<T>? code = null, ulong seed = 0) : VariationalModel<T>(code, seed)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The parameters of q(z given x) for one example or several.</summary>
    /// <param name="x">The examples [count × features], row-major.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the features of x.</exception>
    public Posterior<T> Encode(ReadOnlySpan<T> x) => Inference.Encode(this, x);

    /// <summary>Writes the parameters of q(z given x) for one example or several. Allocates nothing once warm.</summary>
    /// <param name="x">The examples [count × features], row-major.</param>
    /// <param name="mean">Receives μ [count × latents].</param>
    /// <param name="logVariance">Receives log σ² [count × latents].</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public void Encode(ReadOnlySpan<T> x, Span<T> mean, Span<T> logVariance) =>
        Inference.Encode(this, x, mean, logVariance);

    /// <summary>Draws z from the prior and decodes it: [count × features], row-major. A pure function of weights and
    /// seed.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="pixels">The means of p(x given z), or x drawn from it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public T[] Sample(int count, ulong seed = 0, Pixels pixels = Pixels.Mean) => Inference.Sample(this, count, seed, pixels);

    /// <summary>Draws z from the prior and decodes it, as many times as fit. A pure function of weights and seed; allocates nothing
    /// once warm.</summary>
    /// <param name="x">Receives the samples [count × features], row-major.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="pixels">The means of p(x given z), or x drawn from it.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the features of x.</exception>
    public void Sample(Span<T> x, ulong seed = 0, Pixels pixels = Pixels.Mean) => Inference.Sample(this, x, seed, pixels);

    /// <summary>The mean of p(x given z) for one latent or several: [count × features], row-major.</summary>
    /// <param name="z">The latents [count × latents], row-major.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the latents of z.</exception>
    public T[] Decode(ReadOnlySpan<T> z) => Inference.Decode(this, z);

    /// <summary>Writes the mean of p(x given z) for one latent or several. Allocates nothing once warm.</summary>
    /// <param name="z">The latents [count × latents], row-major.</param>
    /// <param name="mean">Receives the means [count × features], row-major.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public void Decode(ReadOnlySpan<T> z, Span<T> mean) => Inference.Decode(this, z, mean);

    /// <summary>The mean of p(x given z) at the mean of q(z given x): [count × features], row-major.</summary>
    /// <param name="x">The examples [count × features], row-major.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the features of x.</exception>
    public T[] Reconstruct(ReadOnlySpan<T> x) => Inference.Reconstruct(this, x);

    /// <summary>Writes the mean of p(x given z) at the mean of q(z given x). Allocates nothing once warm.</summary>
    /// <param name="x">The examples [count × features], row-major.</param>
    /// <param name="mean">Receives the reconstructions [count × features], row-major.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public void Reconstruct(ReadOnlySpan<T> x, Span<T> mean) => Inference.Reconstruct(this, x, mean);

    /// <summary>Decodes points on the straight line between the latent means of two examples, both ends included: [steps ×
    /// features], row-major.</summary>
    /// <param name="from">The first example [features].</param>
    /// <param name="to">The last example [features].</param>
    /// <param name="steps">How many points, two or more.</param>
    /// <exception cref="ArgumentException">A length is not the features of x.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two steps.</exception>
    public T[] Interpolate(ReadOnlySpan<T> from, ReadOnlySpan<T> to, int steps) =>
        Inference.Interpolate(this, from, to, steps);

    /// <summary>Decodes points on the straight line between the latent means of two examples, both ends included, as many as
    /// fit.</summary>
    /// <param name="from">The first example [features].</param>
    /// <param name="to">The last example [features].</param>
    /// <param name="x">Receives the points [steps × features], row-major; room for two or more.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public void Interpolate(ReadOnlySpan<T> from, ReadOnlySpan<T> to, Span<T> x) =>
        Inference.Interpolate(this, from, to, x);
}
