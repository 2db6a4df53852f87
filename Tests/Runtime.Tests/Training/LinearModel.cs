using System;
using VaeGen.Runtime.V2;

namespace VaeGen.Runtime.Tests.Training;

/// <summary>
/// A model small enough to be written by hand, in double precision: q and p are affine in x and z. It stands in for emitted code, so that
/// training is tested without the generator.
/// </summary>
internal sealed class LinearModel : IVariationalModel<double>
{
    public const int Features = 6;
    public const int Latent = 2;

    public LinearModel(ulong seed = 0, Distribution likelihood = Distribution.Bernoulli, DataShape? shape = null, bool isPerElement = false)
    {
        Description =
            new ModelDescription(
                "LinearModel", Features, Latent, likelihood, likelihood == Distribution.Bernoulli
                ? "6-2, Bernoulli"
                : "6-2, Gaussian")
            { Shape = shape, Support = likelihood == Distribution.Bernoulli ? Support.Binary : Support.Real };
        ParameterShape[] shapes =
        [
            ParameterShape.Weight("encoder.mean.weight", Latent, Features, transposed: false),
            ParameterShape.Bias("encoder.mean.bias", Latent, Features),
            ParameterShape.Weight("encoder.log_variance.weight", Latent, Features, transposed: false),
            ParameterShape.Bias("encoder.log_variance.bias", Latent, Features),
            ParameterShape.Weight("decoder.mean.weight", Features, Latent, transposed: true),
            ParameterShape.Bias("decoder.mean.bias", Features, Latent),
            isPerElement ? ParameterShape.State("decoder.variance", Features, initial: 1) : ParameterShape.State("decoder.variance"),
        ];
        ModelState = new ModelState<double>(this, seed, likelihood == Distribution.Bernoulli ? shapes.AsSpan(0, 6) : shapes);
    }

    public ModelDescription Description { get; }

    public ModelState<double> ModelState { get; }

    /// <summary>Whether the KL is log q(z|x) − log p(z) at the sample and not the closed form.</summary>
    public bool SamplesKl { get; init; }

    /// <summary>Networks made so far.</summary>
    public int NetworksCreated { get; private set; }

    /// <summary>Called within each run of a network: a step, or a batch of an evaluation.</summary>
    public Action? Running { get; set; }

    public VariationalNetwork<double> CreateNetwork(
        VectorWidth width, int capacity, Parameters<double> parameters, TrainingState<double>? training)
    {
        NetworksCreated++;
        return new LinearNetwork(this, parameters, capacity, training) { SamplesKl = SamplesKl };
    }

    /// <summary>All weights, in the order of the file.</summary>
    public double[] Weights() => new ModelProbe<double>(this, VectorWidth.Scalar, threads: 1, capacity: 1).GetParameters();
}
