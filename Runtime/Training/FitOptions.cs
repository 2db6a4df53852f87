using System;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>How a model is trained.</summary>
/// <remarks>The optimizer is Adam (Kingma and Ba, <i>Adam: a method for stochastic optimization</i>, 2015, algorithm 1).</remarks>
public sealed record FitOptions
{
    /// <summary>
    /// Further passes over the data, at least 1. A pass that an earlier call left unfinished is finished first and counts as one. Not used where
    /// <see cref="Iterations"/> is given.
    /// </summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Further training steps, at least 1, in place of <see cref="Epochs"/>; null for whole passes.</summary>
    public int? Iterations { get; init; }

    /// <summary>Examples of a step, at least 1 and at most as many as there are. The last, smaller batch of a pass is trained on, with the mean over its own size.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Adam's α: finite and above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Adam's β₁, the decay of the mean of the gradients: in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam's β₂, the decay of the mean of their squares: in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Adam's ε, added to the root: finite and above 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The key of the order of the examples and of the noise of reparameterization; null for the seed that the model was made with.</summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// Threads to compute on, exactly so many; 0 for as many as the work of a step pays for, at most one a core: a small model computes on one. The result does
    /// not depend on it.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Whether each pass takes the examples in a new drawn order; otherwise in the order of the data.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Data to evaluate the model on after each pass, as <c>Evaluate</c> does it by default; or null.</summary>
    public DataSet? Test { get; init; }

    /// <summary>Told about the training after the first step, then a few times a second and at the end of each pass, on the thread that called <c>Fit</c>; or null.</summary>
    public IProgress<FitProgress>? Progress { get; init; }

    /// <summary>Whether gradients are materialized before Adam. The weights get the same bits.</summary>
    internal GradientSink Sink { get; init; }
}
