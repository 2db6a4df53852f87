using System;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// The σ² that a Gaussian likelihood keeps at its maximizer instead of descending to it: for given means the likelihood is greatest at σ² =
/// the mean squared error, of all elements where they share it, of the element where each has its own. During training it is a running mean
/// over the steps, at the end of <c>Fit</c> exact over the training set.
/// </summary>
internal sealed class LearnedVariance<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The state that holds the values.</summary>
    public const string ParameterName = "decoder.variance";

    // The slowest the running mean follows: the last hundred steps or so.
    private const double LeastShare = 0.01;

    private readonly PanelMatrix<T> variances;
    private readonly SquaredErrors<T> errors;
    private readonly double floor;
    private readonly double[] batchErrors;
    private readonly double[] batchTerms;

    private LearnedVariance(VariationalNetwork<T> network, SquaredErrors<T> errors, double floor)
    {
        this.errors = errors;
        this.floor = floor;
        variances = network.Parameters.Matrix(ParameterName);
        batchErrors = new double[errors.Count];
        batchTerms = new double[errors.Count];
    }

    /// <summary>The values: one, or one for each element.</summary>
    public int Count => errors.Count;

    /// <summary>The σ² of the network's model; null where its likelihood has none that is kept so.</summary>
    /// <param name="network">The network that trains.</param>
    /// <param name="features">Elements of x.</param>
    /// <param name="floor">The least σ².</param>
    public static LearnedVariance<T>? Of(VariationalNetwork<T> network, int features, double floor) =>
        SquaredErrors<T>.Of(network, features) is { } errors ? new(network, errors, floor) : null;

    /// <summary>The values now.</summary>
    public double[] Get()
    {
        double[] values = new double[Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = double.CreateTruncating(variances[0, i]);
        return values;
    }

    /// <summary>Sets the values, none below the floor.</summary>
    /// <returns>How many lie on the floor.</returns>
    public int Set(ReadOnlySpan<double> values)
    {
        int onFloor = 0;
        for (int i = 0; i < values.Length; i++)
            onFloor += Set(i, values[i]) ? 1 : 0;
        return onFloor;
    }

    /// <summary>Moves σ² towards the mean squared error of the batch of step t: σ² += max(0.01, 1/t) (error − σ²).</summary>
    /// <param name="network">The network after the step.</param>
    /// <param name="rows">Examples of the batch.</param>
    /// <param name="step">t, from 1: the first step's error replaces what the model began with.</param>
    public void Follow(VariationalNetwork<T> network, int rows, int step)
    {
        Array.Clear(batchErrors);
        Array.Clear(batchTerms);
        errors.AddTo(batchErrors, batchTerms, network, rows);
        double share = Math.Max(LeastShare, 1.0 / step);
        for (int i = 0; i < batchErrors.Length; i++)
        {
            // An element that no example of the batch has stays as it is.
            if (batchTerms[i] == 0)
                continue;
            double variance = double.CreateTruncating(variances[0, i]);
            Set(i, variance + share * (batchErrors[i] / batchTerms[i] - variance));
        }
    }

    private bool Set(int element, double value)
    {
        variances[0, element] = T.CreateTruncating(Math.Max(value, floor));
        return value <= floor;
    }
}
