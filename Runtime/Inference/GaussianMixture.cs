using System;
using System.Globalization;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>
/// A mixture of multivariate normal distributions, p(z) = Σₖ πₖ N(z; μₖ, Σₖ), fitted to points by maximum likelihood. It gives a
/// deterministic autoencoder what it lacks: a distribution over its latents, to draw from.
/// </summary>
/// <remarks>
/// Expectation maximization (Dempster, Laird and Rubin 1977; Bishop, <i>Pattern recognition and machine learning</i>, section 9.2.2), from
/// centres that k-means++ chooses (Arthur and Vassilvitskii 2007). All in double precision, one thread, in a fixed order: a pure function
/// of points and options.
/// </remarks>
public sealed class GaussianMixture
{
    private readonly NormalComponent[] components;

    private GaussianMixture(int dimension, NormalComponent[] components, double meanLogDensity, int iterations)
    {
        Dimension = dimension;
        this.components = components;
        MeanLogDensity = meanLogDensity;
        Iterations = iterations;
    }

    /// <summary>Elements of a point.</summary>
    public int Dimension { get; }

    /// <summary>The number of components.</summary>
    public int Components => components.Length;

    /// <summary>The mean of log p(z) over the points of the fit, in nats.</summary>
    public double MeanLogDensity { get; }

    /// <summary>Rounds of expectation maximization that the fit took.</summary>
    public int Iterations { get; }

    /// <summary>Fits a mixture.</summary>
    /// <param name="points">The points [count × dimension], row-major, finite.</param>
    /// <param name="dimension">Elements of a point, at least 1.</param>
    /// <param name="options">Components and the rest; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The length is no multiple of the dimension, a value is not finite, or there are fewer points than components.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The dimension or an option is out of range.</exception>
    public static GaussianMixture Fit(ReadOnlySpan<double> points, int dimension, GaussianMixtureOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        options ??= new GaussianMixtureOptions();
        options.Check();
        int count = Inference.CountOf(points.Length, dimension, nameof(points), "elements");
        if (count < options.Components)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"There are {count} points for {options.Components} components; take fewer components."),
                    nameof(points));
        }

        foreach (double value in points)
        {
            if (!double.IsFinite(value))
                throw new ArgumentException("A point has an element that is not finite.", nameof(points));
        }

        MixtureFit fit = new(points.ToArray(), count, dimension, options);
        (NormalComponent[] components, double meanLogDensity, int iterations) = fit.Run();
        return new GaussianMixture(dimension, components, meanLogDensity, iterations);
    }

    /// <summary>The probability of a component.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such component.</exception>
    public double Weight(int component) => ScalarFunctions.Exp(components[component].LogWeight);

    /// <summary>The mean of a component [dimension].</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such component.</exception>
    public ReadOnlySpan<double> Mean(int component) => components[component].Mean;

    /// <summary>log p(z) of one point, in nats.</summary>
    /// <param name="point">The point [dimension].</param>
    /// <exception cref="ArgumentException">The point has another dimension.</exception>
    public double LogDensity(ReadOnlySpan<double> point)
    {
        if (point.Length != Dimension)
            throw new ArgumentException($"The point has {point.Length} elements; {Dimension} were expected.", nameof(point));
        double greatest = double.NegativeInfinity;
        Span<double> logs = components.Length <= 64 ? stackalloc double[components.Length] : new double[components.Length];
        double[] scratch = new double[Dimension];
        for (int k = 0; k < logs.Length; k++)
        {
            logs[k] = components[k].LogWeightedDensity(point, scratch);
            greatest = Math.Max(greatest, logs[k]);
        }

        double sum = 0;
        foreach (double log in logs)
            sum += ScalarFunctions.Exp(log - greatest);
        return greatest + ScalarFunctions.Log(sum);
    }

    /// <summary>Draws points [count × dimension], row-major. Point i depends on the seed and i alone.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or more than an array holds.</exception>
    public double[] Sample(int count, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / Dimension);
        double[] points = new double[count * Dimension];
        double[] noise = new double[Dimension];
        for (int i = 0; i < count; i++)
        {
            RandomSequence random = new(seed, RandomStream.MixtureSample, example: (uint)i);
            NormalComponent component = Choose(random.NextUniform());
            for (int j = 0; j < Dimension; j++)
                noise[j] = random.NextNormal();
            component.Transform(noise, points.AsSpan(i * Dimension, Dimension));
        }

        return points;
    }

    private NormalComponent Choose(double uniform)
    {
        double sum = 0;
        foreach (NormalComponent component in components)
        {
            sum += ScalarFunctions.Exp(component.LogWeight);
            if (uniform < sum)
                return component;
        }

        return components[^1];
    }
}

/// <summary>How a mixture is fitted.</summary>
public sealed record GaussianMixtureOptions
{
    /// <summary>The number of components, at least 1.</summary>
    public int Components { get; init; } = 10;

    /// <summary>The key of the first centres.</summary>
    public ulong Seed { get; init; }

    /// <summary>The most rounds of expectation maximization, at least 1.</summary>
    public int MostIterations { get; init; } = 200;

    /// <summary>The fit ends when a round raises the mean log-density by less than this, in nats; not negative.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Added to the variances, as a share of the points' mean variance, so that no component shrinks to a point; above
    /// 0.</summary>
    public double Regularization { get; init; } = 1e-6;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Components, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostIterations, 1);
        if (!(Tolerance >= 0 && double.IsFinite(Tolerance)))
            throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance, "A finite number from 0 on was expected.");
        if (!(Regularization > 0 && double.IsFinite(Regularization)))
            throw new ArgumentOutOfRangeException(nameof(Regularization), Regularization, "A finite number above 0 was expected.");
    }
}
