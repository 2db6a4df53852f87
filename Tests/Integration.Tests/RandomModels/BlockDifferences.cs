using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using VaeGen.Integration.Tests.Gradients;
using VaeGen.Integration.Tests.Models;
using VaeGen.Runtime.V2;

namespace VaeGen.Integration.Tests.RandomModels;

/// <summary>The error of a gradient along directions within one parameter each.</summary>
/// <param name="Error">The greatest |g·v − difference along v| / max(|g·v|, floor).</param>
/// <param name="LossError">How far the loss of a training step is from that of an evaluation, where the two are to be alike;
/// relative.</param>
/// <param name="Worst">The parameter with the greatest error.</param>
/// <param name="Redraws">Points that were drawn anew because of a kink.</param>
internal sealed record BlockErrors(double Error, double LossError, string Worst, int Redraws);

/// <summary>
/// Compares the gradient of a model with central differences along random directions, several within each parameter: quick enough for
/// hundreds of models, and a wrong gradient of any parameter shows.
/// </summary>
internal sealed class BlockDifferences
{
    private const int DirectionsOfAParameter = 2;

    // A share of the gradient's length, below which the derivative along a direction is compared absolutely.
    private const double Floor = 1e-2;

    // Differences over two and over four steps, so that what is left is of the fourth order: normalizations of a few elements bend sharply.
    private const double Step = 5e-5;

    private const int MostRedraws = 8;

    // The parameters of a point drawn anew are smaller: outputs come within their limits.
    private const double Shrinking = 0.8;

    private readonly RandomModel declaration;
    private readonly ModelProbe<double> probe;
    private readonly double[] parameters;
    private readonly double[] x;
    private readonly double[] epsilon;
    private readonly double[] weights;
    private readonly Random random;
    private bool foundKink;

    private BlockDifferences(RandomModel declaration, ModelProbe<double> probe, int rows, Random random, double size)
    {
        this.declaration = declaration;
        this.probe = probe;
        this.random = random;
        parameters = [.. DrawParameters(probe.Network.Parameters, random).Select(value => size * value)];
        bool[] observed = declaration.HasMissing ? RandomMask.Draw(rows, declaration.Features, random) : [];
        x = Many(rows * declaration.Features, () => declaration.DrawValue(random));
        for (int i = 0; i < observed.Length; i++)
            x[i] = observed[i] ? x[i] : 0;
        probe.Observed = observed;
        epsilon = Many(rows * declaration.Latent, () => Point.Normal(random));
        weights = Many(rows, () => (0.5 + random.NextDouble()) / rows);
    }

    /// <summary>Random parameters of which none is near zero by construction [all of them].</summary>
    public static double[] DrawParameters(Parameters<double> parameters, Random random) =>
        [.. parameters.All.SelectMany(parameter => Values(parameter.Shape, random))];

    /// <summary>Checks a model at a point drawn from its seed; drawn anew where a kink is near.</summary>
    public static BlockErrors Of(RandomModel declaration, ModelProbe<double> probe, int rows)
    {
        for (int redraws = 0; redraws <= MostRedraws; redraws++)
        {
            Random random = new(declaration.Seed + (100_000 * redraws));
            BlockDifferences differences = new(declaration, probe, rows, random, Math.Pow(Shrinking, redraws));
            BlockErrors errors = differences.Compare() with { Redraws = redraws };
            if (!differences.foundKink)
                return errors;
        }

        throw new InvalidOperationException($"Every point of {declaration.Name} lies near a kink or beyond a limit.");
    }

    private BlockErrors Compare()
    {
        double loss = LossAt(parameters, out _);
        foundKink = ActiveLimits.AreReached(probe.Network, probe.Description);
        LossAndGradient actual = probe.LossAndGradient(x, epsilon, weights);
        double scale = Math.Max(1e-3, Math.Sqrt(actual.Gradient.Sum(value => value * value)));
        BlockErrors worst = new(0, Math.Abs(actual.Loss - loss) / Math.Max(1, Math.Abs(loss)), "", 0);
        int first = 0;
        foreach (Parameter<double> parameter in probe.Network.Parameters.All)
        {
            for (int k = 0; k < DirectionsOfAParameter && !foundKink; k++)
            {
                double[] direction = Direction(first, parameter.Count);
                double slope = direction.Zip(actual.Gradient, (v, g) => v * g).Sum();
                double difference = parameter.Shape.Role == ParameterRole.State ? 0 : Along(direction);
                double error = Math.Abs(difference - slope) / Math.Max(Math.Abs(slope), Floor * scale);
                if (!(error <= worst.Error))
                    worst = worst with { Error = error, Worst = parameter.Shape.Name };
            }

            first += parameter.Count;
        }

        return worst;
    }

    // A direction of length 1 within one parameter.
    private double[] Direction(int first, int count)
    {
        double[] direction = new double[probe.Count];
        double[] within = Many(count, () => Point.Normal(random));
        double length = Math.Sqrt(within.Sum(value => value * value));
        for (int i = 0; i < count; i++)
            direction[first + i] = within[i] / length;
        return direction;
    }

    private double Along(double[] direction)
    {
        double near = Difference(direction, Step);
        double far = foundKink ? 0 : Difference(direction, 2 * Step);
        return ((8 * near) - far) / (12 * Step);
    }

    private double Difference(double[] direction, double step)
    {
        double above = LossAt(Moved(direction, step), out BitArray? first);
        double below = LossAt(Moved(direction, -step), out BitArray? second);
        foundKink |= first is not null && ActivationPattern.Differ(first, second!);
        return above - below;
    }

    private double[] Moved(double[] direction, double step) => [.. parameters.Zip(direction, (value, v) => value + (step * v))];

    // Where a layer is something else in training, the loss is that of a training step: its draws are a function of seed and step, which
    // stay.
    private double LossAt(double[] values, out BitArray? pattern)
    {
        probe.SetParameters(values);
        double loss;
        if (declaration.DependsOnTraining)
        {
            loss = probe.LossAndGradient(x, epsilon, weights).Loss;
        }
        else
        {
            (double reconstruction, double kl) = probe.Loss(x, epsilon, weights);
            loss = reconstruction + kl;
        }

        pattern = declaration.HasKinks ? ActivationPattern.Of(probe.Network) : null;
        return loss;
    }

    private static double[] Values(ParameterShape shape, Random random) => Many(shape.Inputs * shape.Outputs, () => shape.Role switch
    {
        ParameterRole.Weight => Point.Normal(random) / Math.Sqrt(shape.FanIn),
        ParameterRole.Bias or ParameterRole.Shift => 0.5 * Point.Normal(random),
        ParameterRole.Scale => 1 + (0.3 * Point.Normal(random)),
        _ => 0.3 + random.NextDouble(),
    });

    private static double[] Many(int length, Func<double> next)
    {
        double[] values = new double[length];
        for (int i = 0; i < length; i++)
            values[i] = next();
        return values;
    }
}
