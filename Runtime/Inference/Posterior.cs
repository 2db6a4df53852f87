using System.Numerics;

namespace VaeGen;

/// <summary>The parameters of q(z|x), a normal distribution with independent elements, for one example or several.</summary>
/// <param name="Mean">μ [count × latents], row-major.</param>
/// <param name="LogVariance">log σ² [count × latents], row-major.</param>
/// <typeparam name="T">The model's precision.</typeparam>
public sealed record Posterior<T>(T[] Mean, T[] LogVariance)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
