using System;
using System.Buffers;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Draws x from p(x|z), where the mean alone does not say how: the parameters are read off the network after it has
/// decoded.</summary>
internal static class LikelihoodDraws
{
    /// <summary>Whether a draw needs the parameters that the network has just computed, instead of the mean.</summary>
    public static bool NeedsParameters(ModelDescription model) => model.Likelihood is not (Distribution.Bernoulli or Distribution.Gaussian)
        || model.Scale == Scale.FromDecoder;

    /// <summary>Replaces the means of the network's first rows by draws.</summary>
    /// <param name="model">The model.</param>
    /// <param name="network">Its network, after <see cref="NetworkTask.Decode"/>.</param>
    /// <param name="first">The number of the first row's sample.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="x">The means [rows × features]; receives the draws.</param>
    public static void Draw<T>(IVariationalModel<T> model, VariationalNetwork<T> network, int first, ulong seed, Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int features = model.Description.Features;
        if (model.Description.Likelihood == Distribution.Categorical)
        {
            CategoricalDraws.Draw(network, model.Description.Classes, features, first, seed, x);
            return;
        }

        T[] rented = ArrayPool<T>.Shared.Rent(2 * features);
        Span<T> primary = rented.AsSpan(0, features);
        Span<T> secondary = rented.AsSpan(features, features);
        double least = LeastVariance(network.Parameters);
        PanelMatrix<T>? units = OutputUnits.Of(model);
        for (int row = 0; row * features < x.Length; row++)
        {
            network.DrawParameter(0).GetRow(row, primary);
            network.DrawParameter(1).GetRow(row, secondary);
            DrawRow(model.Description, seed, first + row, least, units, x.Slice(row * features, features), primary, secondary);
        }

        ArrayPool<T>.Shared.Return(rented);
    }

    private static void DrawRow<T>(
        ModelDescription model, ulong seed, int sample, double leastVariance, PanelMatrix<T>? units, Span<T> x, ReadOnlySpan<T> primary,
        ReadOnlySpan<T> secondary)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (i == model.ExposureColumn)
                continue;
            ElementNoise noise = new(seed, sample, i);
            double mean = double.CreateTruncating(x[i]);
            double p = double.CreateTruncating(primary[i]);
            double q = double.CreateTruncating(secondary[i]);
            double unit = units is { } deviations ? double.CreateTruncating(deviations[0, i]) : 1;
            x[i] = model.Likelihood switch
            {
                Distribution.Gaussian => T.CreateTruncating(
                    mean + (unit * Math.Sqrt(ScalarFunctions.Exp(p) + leastVariance) * noise.Normal(0))),
                Distribution.ContinuousBernoulli => T.CreateTruncating(InverseDraws.ContinuousBernoulli(p, noise)),
                Distribution.Laplace =>
                T.CreateTruncating(
                    InverseDraws.Laplace(mean, unit * (ScalarFunctions.Exp(p) + Math.Sqrt(leastVariance / 2)), noise)),
                Distribution.Poisson => T.CreateTruncating(CountDraws.Poisson(mean, noise)),
                Distribution.NegativeBinomial =>
                T.CreateTruncating(CountDraws.NegativeBinomial(ScalarFunctions.Exp(p), ScalarFunctions.Exp(q), noise)),
                // The quotient is that of the data, to the bit.
                Distribution.DiscretizedLogistic => T.CreateTruncating(InverseDraws.DiscretizedLogistic(p, q, noise))
                / T.CreateTruncating(255),
                _ => throw new NotSupportedException($"{model.Likelihood} is no likelihood."),
            };
        }
    }

    private static double LeastVariance<T>(Parameters<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VarianceFloor.Find(parameters) is { } floor ? double.CreateTruncating(floor[0, 0]) : 0;
}
