using System;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Expectation maximization for a mixture of normal distributions with full covariances.</summary>
/// <param name="points">The points [count × dimension].</param>
/// <param name="count">How many.</param>
/// <param name="dimension">Elements of a point.</param>
/// <param name="options">How to fit.</param>
internal sealed class MixtureFit(double[] points, int count, int dimension, GaussianMixtureOptions options)
{
    // Where all points are one, their variance is nothing but rounding: it counts as this share of their mean square, or as this number
    // where they are zero.
    private const double RoundingVariance = 1e-12;
    private const double SmallestVariance = 1e-200;

    // The responsibility of each component for each point [components × count].
    private readonly double[] responsibilities = new double[options.Components * count];
    private readonly double floor = Math.Max(MeanVariance(points, count, dimension), SmallestVariance) * options.Regularization;

    /// <summary>The components, the mean log-density of the points under them, and the rounds it took.</summary>
    public (NormalComponent[] Components, double MeanLogDensity, int Iterations) Run()
    {
        AssignToNearest(FirstCentres());
        NormalComponent[] components = Maximize();
        double before = double.NegativeInfinity;
        for (int iteration = 1; ; iteration++)
        {
            double meanLogDensity = Expect(components);
            if (meanLogDensity - before < options.Tolerance || iteration == options.MostIterations)
                return (components, meanLogDensity, iteration);
            before = meanLogDensity;
            components = Maximize();
        }
    }

    // k-means++: each further centre is a point drawn with a probability proportional to its squared distance from the nearest centre so
    // far.
    private int[] FirstCentres()
    {
        RandomSequence random = new(options.Seed, RandomStream.MixtureFit);
        int[] centres = new int[options.Components];
        double[] distances = new double[count];
        distances.AsSpan().Fill(double.PositiveInfinity);
        centres[0] = random.NextBelow(count);
        for (int k = 1; k < centres.Length; k++)
        {
            double total = 0;
            for (int i = 0; i < count; i++)
            {
                distances[i] = Math.Min(distances[i], SquaredDistance(i, centres[k - 1]));
                total += distances[i];
            }

            double drawn = random.NextUniform() * total;
            int chosen = 0;
            for (double sum = distances[0]; sum <= drawn && chosen < count - 1; sum += distances[chosen])
                chosen++;
            centres[k] = chosen;
        }

        return centres;
    }

    private void AssignToNearest(int[] centres)
    {
        for (int i = 0; i < count; i++)
        {
            int nearest = 0;
            for (int k = 1; k < centres.Length; k++)
            {
                if (SquaredDistance(i, centres[k]) < SquaredDistance(i, centres[nearest]))
                    nearest = k;
            }

            responsibilities[(nearest * count) + i] = 1;
        }
    }

    private double Expect(NormalComponent[] components)
    {
        double[] scratch = new double[dimension];
        double total = 0;
        for (int i = 0; i < count; i++)
        {
            double greatest = double.NegativeInfinity;
            for (int k = 0; k < components.Length; k++)
            {
                double log = components[k].LogWeightedDensity(Point(i), scratch);
                responsibilities[(k * count) + i] = log;
                greatest = Math.Max(greatest, log);
            }

            double sum = 0;
            for (int k = 0; k < components.Length; k++)
                sum += responsibilities[(k * count) + i] = ScalarFunctions.Exp(responsibilities[(k * count) + i] - greatest);
            for (int k = 0; k < components.Length; k++)
                responsibilities[(k * count) + i] /= sum;
            total += greatest + ScalarFunctions.Log(sum);
        }

        return total / count;
    }

    private NormalComponent[] Maximize()
    {
        NormalComponent[] components = new NormalComponent[options.Components];
        for (int k = 0; k < components.Length; k++)
            components[k] = MaximizeOne(responsibilities.AsSpan(k * count, count));
        return components;
    }

    // The mass is never 0: a component that no point is left to keeps a weight of next to nothing.
    private NormalComponent MaximizeOne(ReadOnlySpan<double> responsibility)
    {
        double mass = 1e-12;
        double[] mean = new double[dimension];
        for (int i = 0; i < count; i++)
        {
            mass += responsibility[i];
            for (int j = 0; j < dimension; j++)
                mean[j] += responsibility[i] * points[(i * dimension) + j];
        }

        for (int j = 0; j < dimension; j++)
            mean[j] /= mass;
        return NormalComponent.OfMoments(ScalarFunctions.Log(mass / count), mean, Covariance(responsibility, mean, mass));
    }

    private double[] Covariance(ReadOnlySpan<double> responsibility, double[] mean, double mass)
    {
        double[] covariance = new double[dimension * dimension];
        double[] difference = new double[dimension];
        for (int i = 0; i < count; i++)
        {
            if (responsibility[i] == 0)
                continue;
            for (int j = 0; j < dimension; j++)
            {
                difference[j] = points[(i * dimension) + j] - mean[j];
                double weighted = responsibility[i] * difference[j];
                for (int l = 0; l <= j; l++)
                    covariance[(j * dimension) + l] += weighted * difference[l];
            }
        }

        for (int j = 0; j < dimension; j++)
        {
            for (int l = 0; l <= j; l++)
                covariance[(j * dimension) + l] /= mass;
            covariance[(j * dimension) + j] += floor;
        }

        return covariance;
    }

    private ReadOnlySpan<double> Point(int i) => points.AsSpan(i * dimension, dimension);

    private double SquaredDistance(int i, int j)
    {
        double sum = 0;
        for (int k = 0; k < dimension; k++)
        {
            double difference = points[(i * dimension) + k] - points[(j * dimension) + k];
            sum += difference * difference;
        }

        return sum;
    }

    private static double MeanVariance(double[] points, int count, int dimension)
    {
        double total = 0;
        double meanSquare = 0;
        for (int j = 0; j < dimension; j++)
        {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < count; i++)
                sum += points[(i * dimension) + j];
            for (int i = 0; i < count; i++)
            {
                double difference = points[(i * dimension) + j] - (sum / count);
                squares += difference * difference;
            }

            total += squares / count;
            meanSquare += sum / count * (sum / count);
        }

        return Math.Max(total, RoundingVariance * meanSquare) / dimension;
    }
}
