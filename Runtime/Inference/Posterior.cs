using System;
using System.Numerics;

namespace VaeGen;

/// <summary>The parameters of q(z|x), a normal distribution, for one example or several.</summary>
/// <param name="Mean">μ [count × latents], row-major.</param>
/// <param name="LogVariance">log σ² [count × latents], row-major: of each element by itself, which says all where the elements are
/// independent.</param>
/// <typeparam name="T">The model's precision.</typeparam>
public sealed record Posterior<T>(T[] Mean, T[] LogVariance)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The Cholesky factor L of the covariance L Lᵀ [count × latents × latents], row-major, zero above its diagonal, where the model has
    /// <c>Covariance = Full</c>; null where the elements are independent.
    /// </summary>
    public T[]? Factor { get; init; }
}
