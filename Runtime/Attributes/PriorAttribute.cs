using System;

namespace VaeGen;

/// <summary>The prior p(z) of a model: <c>[Prior(Normal)]</c> is the standard normal N(0, 1), independent for each element of z.</summary>
[AttributeUsage(ModelHosts.Targets, AllowMultiple = false, Inherited = false)]
public sealed class PriorAttribute : Attribute
{
    /// <summary>Names the family of p(z).</summary>
    /// <param name="distribution">The family; <see cref="Distribution.Normal"/> is possible here.</param>
    public PriorAttribute(Distribution distribution) => Distribution = distribution;

    /// <summary>The family of p(z).</summary>
    public Distribution Distribution { get; }
}
