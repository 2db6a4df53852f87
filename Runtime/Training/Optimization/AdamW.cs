using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// Adam with decoupled weight decay: Loshchilov and Hutter, <i>Decoupled weight decay regularization</i>, 2019, algorithm 2. Before Adam's
/// step every weight of a layer is multiplied by 1 − α λ with the learning rate α of that step; biases are left alone.
/// </summary>
public sealed record AdamW : Optimizer
{
    /// <summary>λ, the share of a weight that is taken away in a step, divided by the learning rate: finite and at least 0, and α λ below
    /// 1. With 0 it is Adam to the bit.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <inheritdoc cref="Adam.Beta1"/>
    public double Beta1 { get; init; } = 0.9;

    /// <inheritdoc cref="Adam.Beta2"/>
    public double Beta2 { get; init; } = 0.999;

    /// <inheritdoc cref="Adam.Epsilon"/>
    public double Epsilon { get; init; } = 1e-8;

    internal override UpdateRule Rule => UpdateRule.AdamW;
}
