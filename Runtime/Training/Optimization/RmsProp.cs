using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// RMSprop, by PyTorch's definition: the gradient is divided by the running root mean square of itself (Hinton, lecture 6e of <i>Neural
/// networks for machine learning</i>, 2012) or, centred, by its running standard deviation (Graves, <i>Generating sequences with recurrent
/// neural networks</i>, 2013, equations 38 to
/// 45). ε is added to the root, and the means are not corrected for their start at zero, so that the first steps are long: 1/√(1 − decay)
/// learning rates.
/// </summary>
public sealed record RmsProp : Optimizer
{
    /// <summary>The decay of the running means: in [0, 1). PyTorch calls it α.</summary>
    public double Decay { get; init; } = 0.99;

    /// <summary>ε, added to the root: finite and above 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether the mean of the gradients is taken off: the root of a variance instead of a mean square.</summary>
    public bool Centred { get; init; }

    internal override UpdateRule Rule => Centred ? UpdateRule.CentredRmsProp : UpdateRule.RmsProp;
}
