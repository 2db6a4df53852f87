using System;
using System.Collections;
using System.Linq;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.Gradients;

/// <summary>What a comparison of a model's gradient with central differences found.</summary>
/// <param name="NormError">‖g − differences‖ / max(‖g‖, <see cref="GradientCheck.NormFloor"/>), over all trained values.</param>
/// <param name="DirectionError">The greatest |g·v − difference along v| / max(|g·v|, <see cref="GradientCheck.DirectionFloor"/> ‖g‖) over
/// the directions v.</param>
/// <param name="LossError">How far the loss of a training step is from the loss of an evaluation, relative to its size.</param>
/// <param name="Redraws">Points that were drawn anew because an activation pattern changed.</param>
internal sealed record GradientErrors(double NormError, double DirectionError, double LossError, int Redraws);

/// <summary>Compares the gradient that a training step leaves in its buffer with central differences of the loss that an evaluation
/// gives.</summary>
internal static class GradientCheck
{
    /// <summary>A gradient smaller than this is compared absolutely.</summary>
    public const double NormFloor = 1e-3;

    /// <summary>A direction that is almost orthogonal to the gradient is compared with this share of the gradient's length.</summary>
    public const double DirectionFloor = 1e-2;

    /// <summary>Random directions for each point.</summary>
    public const int Directions = 12;

    // Near ε^(1/3) = 6e-6, where the truncation h² and the rounding ε/h of a central difference are alike.
    private const double Step = 1e-5;

    private const int MostRedraws = 5;

    /// <summary>Checks one model at one point, redrawn where a kink lies within a step of it.</summary>
    /// <param name="declaration">What the model is.</param>
    /// <param name="model">The model.</param>
    /// <param name="width">Vectors.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="seed">The seed of points and directions.</param>
    /// <param name="firstParameters">The parameters of the first point; null to draw them as well.</param>
    /// <param name="prepare">What is done to the probe before its first run; null for nothing.</param>
    /// <param name="noise">What a standard normal number becomes as noise of the latents; null for itself.</param>
    public static GradientErrors Run(
        ModelDeclaration declaration, IVariationalModel<double> model, VectorWidth width, int rows, int seed,
        double[]? firstParameters = null,
        Action<ModelProbe<double>>? prepare = null, Func<double, double>? noise = null)
    {
        for (int redraws = 0; ; redraws++)
        {
            ModelProbe<double> probe = new(model, width, threads: 1, capacity: rows);
            prepare?.Invoke(probe);
            Point point = Point.Draw(declaration, probe.Network.Parameters, rows, seed + (1000 * redraws));
            if (noise is not null || point.Epsilon.Length != rows * probe.NoiseSizes[0])
                point = point with { Epsilon = NoiseOf(rows * probe.NoiseSizes[0], seed + redraws, noise) };
            if (redraws == 0 && firstParameters is not null)
                point = point with { Parameters = firstParameters };
            Differences differences = new(probe, point, declaration.HasKinks, probe.Description);
            if (differences.Compare(new Random(seed)) is var (norm, direction, loss))
                return new GradientErrors(norm, direction, loss, redraws);
            if (redraws == MostRedraws)
                throw new InvalidOperationException($"Every point of {declaration.Name} lies near a kink or beyond a limit.");
        }
    }

    private static double[] NoiseOf(int length, int seed, Func<double, double>? noise)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => Point.Normal(random)).Select(noise ?? (value => value))];
    }

    private sealed class Differences(ModelProbe<double> probe, Point point, bool hasKinks, ModelDescription description)
    {
        private bool foundKink;

        /// <summary>The three errors; null where a pattern changed, or a limit is reached.</summary>
        public (double Norm, double Direction, double Loss)? Compare(Random random)
        {
            double loss = LossAt(point.Parameters, out _);
            if (ActiveLimits.AreReached(probe.Network, description))
                return null;
            LossAndGradient actual = probe.LossAndGradient(point.X, point.Epsilon, point.Weights);
            bool[] trained = [.. probe.Network.Parameters.All.SelectMany(
                parameter => Enumerable.Repeat(parameter.Shape.Role != ParameterRole.State, parameter.Count))];

            double[] error = new double[probe.Count];
            for (int i = 0; i < error.Length; i++)
            {
                // The gradient of a running state is stated to be zero.
                error[i] = actual.Gradient[i] - (trained[i] ? Along(Unit(i)) : 0);
            }

            double length = Norm(actual.Gradient);
            double worst = 0;
            for (int k = 0; k < Directions; k++)
            {
                double[] direction = [.. trained.Select(isTrained => isTrained ? Point.Normal(random) : 0)];
                double scale = 1 / Norm(direction);
                direction = [.. direction.Select(value => value * scale)];
                double slope = direction.Zip(actual.Gradient, (v, g) => v * g).Sum();
                double difference = Math.Abs(Along(direction) - slope);
                worst = Math.Max(worst, difference / Math.Max(Math.Abs(slope), DirectionFloor * Math.Max(length, NormFloor)));
            }

            return foundKink
                ? null
                : (Norm(error) / Math.Max(length, NormFloor), worst, Math.Abs(actual.Loss - loss) / Math.Max(1, Math.Abs(loss)));
        }

        private double Along(double[] direction)
        {
            double above = LossAt(Moved(direction, Step), out BitArray? first);
            double below = LossAt(Moved(direction, -Step), out BitArray? second);
            foundKink |= hasKinks && ActivationPattern.Differ(first!, second!);
            return (above - below) / (2 * Step);
        }

        private double LossAt(double[] parameters, out BitArray? pattern)
        {
            probe.SetParameters(parameters);
            double loss = probe.Objective(point.X, point.Epsilon, point.Weights);
            pattern = hasKinks ? ActivationPattern.Of(probe.Network) : null;
            return loss;
        }

        private double[] Moved(double[] direction, double step) => [.. point.Parameters.Zip(direction, (value, v) => value + (step * v))];

        private double[] Unit(int index)
        {
            double[] unit = new double[probe.Count];
            unit[index] = 1;
            return unit;
        }

        private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
    }
}
