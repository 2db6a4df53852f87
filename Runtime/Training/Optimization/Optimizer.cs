using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// The rule by which a gradient changes the weights: <see cref="Adam"/>, <see cref="AdamW"/> or <see cref="RmsProp"/>. Each model's emitted
/// code has all of them, each in one loop over weights, gradient and moments, and none allocates anything.
/// </summary>
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>Which of the emitted updates it is.</summary>
    internal abstract UpdateRule Rule { get; }
}
