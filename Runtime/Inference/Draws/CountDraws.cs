using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>Draws of counts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CountDraws
{
    // From here on a Poisson is a normal to within its skewness of 1e-5, and the search below would take long.
    private const double LargestSearched = 1e10;

    // What the search leaves out: less than one draw in 2⁵² comes near it.
    private const double LeastProbability = 1e-20;

    /// <summary>A tile of Poisson variables.</summary>
    /// <param name="worker">Whose buffer the draws go to.</param>
    /// <param name="parameters">The rates [rows, elements].</param>
    /// <param name="batch">The seed, and which sample each row is.</param>
    /// <param name="stream">The number of the draws among those of the model.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="slot">The buffer.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    public static ReadOnlySpan<T> Poisson<T>(
        Worker worker, ReadOnlySpan<PanelMatrix<T>> parameters, Batch<T> batch, int stream, Tile tile, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementDraws.Fill(worker, parameters, batch, stream, tile, slot, static (p, noise) => Poisson(p[0], noise));

    /// <summary>A tile of negative binomial variables.</summary>
    /// <param name="worker">Whose buffer the draws go to.</param>
    /// <param name="parameters">The logarithms of the total counts, and the log-odds [rows, elements].</param>
    /// <param name="batch">The seed, and which sample each row is.</param>
    /// <param name="stream">The number of the draws among those of the model.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="slot">The buffer.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    public static ReadOnlySpan<T> NegativeBinomial<T>(
        Worker worker, ReadOnlySpan<PanelMatrix<T>> parameters, Batch<T> batch, int stream, Tile tile, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementDraws.Fill(worker, parameters, batch, stream, tile, slot,
            static (p, noise) => NegativeBinomial(ScalarFunctions.Exp(p[0]), ScalarFunctions.Exp(p[1]), noise));

    /// <summary>
    /// A Poisson variable: the levels in the order mode, mode + 1, mode − 1, mode + 2, …, the first whose probability, added to those
    /// before, exceeds the uniform number. Some √λ steps.
    /// </summary>
    /// <param name="rate">λ, its mean.</param>
    /// <param name="noise">Its random numbers, of which it takes the first.</param>
    internal static double Poisson(double rate, ElementNoise noise)
    {
        if (!(rate < LargestSearched))
            return double.IsFinite(rate) ? Math.Max(0, Math.Round(rate + Math.Sqrt(rate) * noise.Normal(0))) : rate;
        double mode = Math.Floor(rate);
        double logProbability = mode == 0 ? -rate : mode * ScalarFunctions.Log(rate) - rate - ScalarFunctions.LogGamma(mode + 1);
        double above = ScalarFunctions.Exp(logProbability);
        double below = above;
        double rest = noise.Uniform(0) - above;
        double upper = mode;
        double lower = mode;
        while (rest >= 0)
        {
            upper++;
            above *= rate / upper;
            rest -= above;
            if (rest < 0)
                return upper;
            if (lower > 0)
            {
                below *= lower / rate;
                lower--;
                rest -= below;
                if (rest < 0)
                    return lower;
            }

            if (above < LeastProbability && (lower == 0 || below < LeastProbability))
                break;
        }

        return mode;
    }

    /// <summary>A negative binomial variable: a Poisson whose rate is drawn from a gamma distribution.</summary>
    /// <param name="totalCount">r, the shape of the gamma distribution.</param>
    /// <param name="odds">The odds of a success, the scale of the gamma distribution.</param>
    /// <param name="noise">Its random numbers.</param>
    internal static double NegativeBinomial(double totalCount, double odds, ElementNoise noise) =>
        Poisson(Gamma(totalCount, noise) * odds, noise);

    /// <summary>A gamma variable of scale 1 (Marsaglia and Tsang, <i>A simple method for generating gamma variables</i>, 2000); takes the
    /// random numbers from the second on.</summary>
    /// <param name="shape">Its shape, above 0. Below 1 a variable of shape + 1 is multiplied by u^(1/shape), section 6 of the
    /// paper.</param>
    /// <param name="noise">Its random numbers.</param>
    internal static double Gamma(double shape, ElementNoise noise)
    {
        if (!double.IsFinite(shape))
            return shape;
        double logBoost = shape < 1 ? ScalarFunctions.Log(noise.Uniform(1)) / shape : 0;
        double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
        double c = 1 / Math.Sqrt(9 * d);
        for (int index = 2; ; index += 2)
        {
            double normal = noise.Normal(index);
            double root = 1 + c * normal;
            if (root <= 0)
                continue;
            double v = root * root * root;
            double logV = ScalarFunctions.Log(v);
            if (ScalarFunctions.Log(noise.Uniform(index + 1)) < normal * normal / 2 + d - d * v + d * logV)
                return ScalarFunctions.Exp(ScalarFunctions.Log(d) + logV + logBoost);
        }
    }
}
