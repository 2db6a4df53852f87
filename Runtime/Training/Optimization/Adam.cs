using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Adam: Kingma and Ba, <i>Adam: a method for stochastic optimization</i>, 2015, algorithm 1. The default.</summary>
public sealed record Adam : Optimizer
{
    /// <summary>β₁, the decay of the mean of the gradients: in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂, the decay of the mean of their squares: in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, added to the root: finite and above 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    internal override UpdateRule Rule => UpdateRule.Adam;
}
