using System;
using System.Linq;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Models;

/// <summary>Everything that the loss depends on: weights, examples, noise, and the examples' weights.</summary>
/// <param name="Parameters">The parameters, flat, in the order of <see cref="ModelProbe{T}"/>.</param>
/// <param name="X">The examples [rows × features].</param>
/// <param name="Epsilon">ε [rows × latents].</param>
/// <param name="Weights">The weight of each example in the loss [rows].</param>
internal sealed record Point(double[] Parameters, double[] X, double[] Epsilon, double[] Weights)
{
    /// <summary>A random point at which nothing is near zero by construction: biases, example weights and running variances
    /// included.</summary>
    /// <param name="declaration">The model.</param>
    /// <param name="parameters">Its layout records.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="seed">Two points of one seed are equal.</param>
    public static Point Draw<T>(ModelDeclaration declaration, Parameters<T> parameters, int rows, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        double[] values = [.. parameters.All.SelectMany(parameter => Values(parameter.Shape, random))];
        double[] x = Array(rows * declaration.Features, () => declaration.DrawValue(random));
        double[] epsilon = Array(rows * declaration.Latent, () => Normal(random));
        double[] weights = Array(rows, () => (0.5 + random.NextDouble()) / rows);
        return new Point(values, x, epsilon, weights);
    }

    /// <summary>The same point with every number rounded to single precision.</summary>
    public Point RoundedToSingle() => new(Single(Parameters), Single(X), Single(Epsilon), Single(Weights));

    /// <summary>A standard normal variate (Box and Muller 1958).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double[] Values(ParameterShape shape, Random random) => Array(shape.Inputs * shape.Outputs, () => shape.Role switch
    {
        ParameterRole.Weight => Normal(random) / Math.Sqrt(shape.FanIn),
        ParameterRole.Bias => 0.5 * Normal(random),
        _ => 0.3 + random.NextDouble(),
    });

    private static double[] Single(double[] values) => [.. values.Select(value => (double)(float)value)];

    private static double[] Array(int length, Func<double> next)
    {
        double[] values = new double[length];
        for (int i = 0; i < length; i++)
            values[i] = next();
        return values;
    }
}
