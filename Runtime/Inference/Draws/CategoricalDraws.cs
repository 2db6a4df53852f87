using System;
using System.ComponentModel;
using System.Numerics;

namespace VaeGen.Runtime.V2;

/// <summary>Draws of classes: the first whose probability, added to those before, exceeds the element's uniform number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CategoricalDraws
{
    /// <summary>A tile of the numbers of classes.</summary>
    /// <param name="worker">Whose buffer the draws go to.</param>
    /// <param name="parameters">The logits of the classes [rows, elements].</param>
    /// <param name="batch">The seed, and which sample each row is.</param>
    /// <param name="stream">The number of the draws among those of the model.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="slot">The buffer.</param>
    /// <typeparam name="T">The model's precision.</typeparam>
    public static ReadOnlySpan<T> Class<T>(
        Worker worker, ReadOnlySpan<PanelMatrix<T>> parameters, Batch<T> batch, int stream, Tile tile, int slot = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ElementDraws.Fill(worker, parameters, batch, stream, tile, slot, static (p, noise) => Class(p, noise));

    private static int Class(Span<double> weights, ElementNoise noise)
    {
        double largest = double.NegativeInfinity;
        foreach (double logit in weights)
            largest = Math.Max(largest, logit);
        double total = 0;
        foreach (ref double weight in weights)
        {
            weight = ScalarFunctions.Exp(weight - largest);
            total += weight;
        }

        double rest = noise.Uniform(0) * total;
        for (int c = 0; c < weights.Length - 1; c++)
        {
            rest -= weights[c];
            if (rest < 0)
                return c;
        }

        return weights.Length - 1;
    }
}
