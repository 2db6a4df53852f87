using System;
using System.Numerics;
using VaeGen.Runtime.V1;

namespace VaeGen;

/// <summary>
/// The σ² that a Gaussian likelihood shares among all elements, kept at its maximizer instead of being descended to: for given means the likelihood is
/// greatest at σ² = the mean squared error. During training it is a running mean over the steps, at the end of <c>Fit</c> exact over the training set.
/// </summary>
internal sealed class LearnedVariance<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string ParameterName = "decoder.variance";

    // The slowest the running mean follows: the last hundred steps or so.
    private const double LeastShare = 0.01;

    // Data that the means reproduce exactly would make the likelihood infinite.
    private const double LeastVariance = 1e-10;

    private readonly Parameter<T> parameter;
    private readonly ExampleSums<T> squaredError;
    private readonly int features;
    private readonly Parameters<T> parameters;

    private LearnedVariance(VariationalNetwork<T> network, ExampleSums<T> squaredError, int features)
    {
        parameters = network.Parameters;
        parameter = parameters[ParameterName];
        this.squaredError = squaredError;
        this.features = features;
    }

    /// <summary>σ².</summary>
    public double Value
    {
        get => double.CreateTruncating(parameters.Storage[parameter.Matrix.Offset]);
        set => parameters.Storage[parameter.Matrix.Offset] = T.CreateTruncating(Math.Max(value, LeastVariance));
    }

    /// <summary>The σ² of the network's model; null where its likelihood has none that is learned.</summary>
    public static LearnedVariance<T>? Of(VariationalNetwork<T> network, int features) =>
        network.SquaredError is { } squaredError ? new(network, squaredError, features) : null;

    /// <summary>Moves σ² towards the mean squared error of the batch of step t: σ² += max(0.01, 1/t) (error − σ²).</summary>
    /// <param name="rows">Examples of the batch.</param>
    /// <param name="step">t, from 1: the first step's error replaces the initial 1.</param>
    public void Follow(int rows, int step)
    {
        double sum = 0;
        for (int row = 0; row < rows; row++)
            sum += squaredError.Total(row);
        double meanSquaredError = sum / ((double)rows * features);
        double variance = Value;
        Value = variance + Math.Max(LeastShare, 1.0 / step) * (meanSquaredError - variance);
    }
}
