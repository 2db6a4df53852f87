using System;

namespace VaeGen;

/// <summary>
/// The prior p(z) of a model: <c>[Prior(Normal)]</c> is the standard normal N(0, 1), independent for each element of z. <c>[Prior(Normal,
/// 20)]</c> says the size of the latent as well, which is needed where neither network is a chain of sizes.
/// </summary>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = false, Inherited = false)]
public sealed class PriorAttribute : Attribute
{
    /// <summary>Names the family of p(z).</summary>
    /// <param name="distribution">The family; <see cref="Distribution.Normal"/> is possible here.</param>
    /// <param name="shape">The size of z. May be left away where an encoder or a decoder with sizes gives it; given twice, both
    /// agree.</param>
    public PriorAttribute(Distribution distribution, params int[] shape)
    {
        Distribution = distribution;
        Shape = shape;
    }

    /// <summary>The family of p(z).</summary>
    public Distribution Distribution { get; }

    /// <summary>The size of z; empty where the networks give it.</summary>
    public int[] Shape { get; }
}
