namespace VaeGen;

/// <summary>How gray pixels in [0, 1] become zeros and ones, so that a Bernoulli likelihood is a proper one.</summary>
public enum Binarization
{
    /// <summary>Values stay as they are.</summary>
    None,

    /// <summary>
    /// Each pixel of a training example is drawn anew in each epoch with its value as the probability of a one; for evaluation it is drawn
    /// once.
    /// </summary>
    Dynamic,

    /// <summary>Each pixel is drawn once with its value as the probability of a one.</summary>
    Static,

    /// <summary>A pixel is one where its value is at least 0.5 (a byte: at least 128).</summary>
    Threshold,
}
