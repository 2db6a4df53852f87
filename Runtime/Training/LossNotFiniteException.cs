using System;

namespace VaeGen;

/// <summary>
/// The mean loss of a data set is no number, because that of an example is NaN or infinite: the data lie beyond what the model's precision
/// holds, or its weights are not finite.
/// <c>Score</c> gives the losses of all examples nevertheless, with a warning.
/// </summary>
public sealed class LossNotFiniteException : Exception
{
    internal LossNotFiniteException(NotFiniteLoss found)
        : base(found.Message)
    {
        Example = found.Example;
        Loss = found.Loss;
    }

    /// <summary>The first example whose loss is not finite.</summary>
    public int Example { get; }

    /// <summary>Its loss in nats: NaN or infinite.</summary>
    public double Loss { get; }
}
