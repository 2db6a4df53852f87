using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>How an optimizer changes a weight. Every emitted model has a method for each.</summary>
/// <remarks>The values are a binary contract.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum UpdateRule
{
    /// <summary>Kingma and Ba 2015, algorithm 1.</summary>
    Adam = 0,

    /// <summary>Adam with decoupled weight decay: Loshchilov and Hutter 2019, algorithm 2.</summary>
    AdamW = 1,

    /// <summary>Division by the running root mean square of the gradient: Hinton 2012.</summary>
    RmsProp = 2,

    /// <summary>Division by the running standard deviation of the gradient: Graves 2013.</summary>
    CentredRmsProp = 3,
}

/// <summary>The scalars of one Adam update (Kingma and Ba 2015, algorithm 1), computed in double precision once a step.</summary>
/// <param name="Rate">α / (1 − β₁ᵗ).</param>
/// <param name="RootCorrection">1 / √(1 − β₂ᵗ).</param>
/// <param name="Beta1">β₁.</param>
/// <param name="OneMinusBeta1">1 − β₁; computed from the rounded β₁ it would be off in the fifth digit.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="OneMinusBeta2">1 − β₂.</param>
/// <param name="Stabilizer">ε, added to the root.</param>
/// <param name="Retention">What AdamW leaves of a weight before the step: 1 − α λ.</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct AdamScalars<T>(
    T Rate, T RootCorrection, T Beta1, T OneMinusBeta1, T Beta2, T OneMinusBeta2, T Stabilizer, T Retention)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>The scalars of one update by RMSprop, plain or centred, computed in double precision once a step.</summary>
/// <param name="Rate">α.</param>
/// <param name="Decay">The decay of the means.</param>
/// <param name="OneMinusDecay">1 − decay.</param>
/// <param name="Stabilizer">ε, added to the root.</param>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct RmsPropScalars<T>(T Rate, T Decay, T OneMinusDecay, T Stabilizer)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
