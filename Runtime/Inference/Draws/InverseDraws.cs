using System;

namespace VaeGen;

/// <summary>Draws by the inverse of a distribution function, from the first random number of the element.</summary>
internal static class InverseDraws
{
    // Below it the continuous Bernoulli is uniform to within its own slope.
    private const double LeastLogits = 1e-6;

    /// <summary>A continuous Bernoulli variable: −log(1 + u (e⁻ᵃ − 1)) / a for l = −a, and one minus it for l = a.</summary>
    public static double ContinuousBernoulli(double logits, ElementNoise noise)
    {
        double u = noise.Uniform(0);
        double size = Math.Abs(logits);
        if (!(size > LeastLogits))
            return double.IsNaN(logits) ? logits : u;
        double x = -ScalarFunctions.Log1p(u * ScalarFunctions.Expm1(-size)) / size;
        return logits < 0 ? x : 1 - x;
    }

    /// <summary>A Laplace variable: mean − scale sign(u − ½) log(1 − 2 |u − ½|).</summary>
    public static double Laplace(double mean, double scale, ElementNoise noise)
    {
        double centered = noise.Uniform(0) - 0.5;
        return mean - scale * Math.Sign(centered) * ScalarFunctions.Log1p(-2 * Math.Abs(centered));
    }

    /// <summary>The level, 0 to 255, nearest to a logistic variable mean + s log(u / (1 − u)).</summary>
    /// <param name="mean">The mean, in the units of x.</param>
    /// <param name="logScale">The logarithm of s.</param>
    /// <param name="noise">Its random numbers.</param>
    public static double DiscretizedLogistic(double mean, double logScale, ElementNoise noise)
    {
        double u = noise.Uniform(0);
        double scale = ScalarFunctions.Exp(logScale);
        double value = mean + scale * (ScalarFunctions.Log(u) - ScalarFunctions.Log1p(-u));
        return Math.Clamp(Math.Round(255 * value), 0, 255);
    }
}
