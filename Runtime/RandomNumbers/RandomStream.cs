using System;
using System.ComponentModel;

namespace VaeGen.Runtime.V2;

/// <summary>What random numbers are drawn for. Two streams of one seed never share a draw.</summary>
/// <remarks>The numbers are part of the results: they are never changed or reused.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RandomStream : byte
{
    /// <summary>Initial weights.</summary>
    Initialization = 1,

    /// <summary>The order of the examples in an epoch.</summary>
    Shuffle = 2,

    /// <summary>ε of the latent variables in training.</summary>
    TrainingNoise = 3,

    /// <summary>ε of the latent variables in evaluation.</summary>
    EvaluationNoise = 4,

    /// <summary>Pixels drawn for training (binarization).</summary>
    TrainingPixels = 5,

    /// <summary>Pixels drawn for evaluation.</summary>
    EvaluationPixels = 6,

    /// <summary>z drawn from the prior.</summary>
    PriorSample = 7,

    /// <summary>Pixels drawn from the decoder's distribution.</summary>
    DrawnPixels = 8,

    /// <summary>The built-in digits.</summary>
    Digits = 9,

    /// <summary>Elements that a layer drops in training; the layer's number stands in the place of the sample.</summary>
    DroppedElements = 10,

    /// <summary>Which examples of a data set are held back.</summary>
    Split = 11,

    /// <summary>The first centres of a mixture that is fitted.</summary>
    MixtureFit = 12,

    /// <summary>Points drawn from a mixture.</summary>
    MixtureSample = 13,

    /// <summary>ε of the latent variables that imputations are averaged over.</summary>
    ImputationNoise = 14,
}

/// <summary>Where the draws of a stream lie among the counters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RandomStreams
{
    /// <summary>The largest number of Monte Carlo samples: 2²⁴.</summary>
    public const int SampleLimit = 1 << 24;

    /// <summary>The first word of the counter: the stream in the upper 8 bits, the sample in the lower 24.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="sample">The Monte Carlo sample, 0…2²⁴ − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sample"/> is outside its range.</exception>
    public static uint WithSample(this RandomStream stream, int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, SampleLimit);
        return ((uint)stream << 24) | (uint)sample;
    }
}
