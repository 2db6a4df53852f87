using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>Draws of the levels of a byte.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LevelDraws
{
    /// <summary>A tile of logistic variables, rounded to 0, 1/255, …, 1: the quotients are those of bytes, to the bit.</summary>
    /// <param name="worker">Whose buffer the draws go to.</param>
    /// <param name="parameters">The means and the logarithms of the scales [rows, elements].</param>
    /// <param name="batch">The seed, and which sample each row is.</param>
    /// <param name="stream">The number of the draws among those of the model.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="slot">The buffer.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    public static ReadOnlySpan<T> DiscretizedLogistic<T>(
        Worker worker, ReadOnlySpan<PanelMatrix<T>> parameters, Batch<T> batch, int stream, Tile tile, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementDraws.Fill(worker, parameters, batch, stream, tile, slot, static (p, noise) => Level(p[0], p[1], noise) / 255);

    /// <summary>The level, 0 to 255, nearest to a logistic variable mean + s log(u / (1 − u)).</summary>
    /// <param name="mean">The mean, in the units of x.</param>
    /// <param name="logScale">The logarithm of s.</param>
    /// <param name="noise">Its random numbers.</param>
    private static double Level(double mean, double logScale, ElementNoise noise)
    {
        double u = noise.Uniform(0);
        double scale = ScalarFunctions.Exp(logScale);
        double value = mean + scale * (ScalarFunctions.Log(u) - ScalarFunctions.Log1p(-u));
        return Math.Clamp(Math.Round(255 * value), 0, 255);
    }
}
