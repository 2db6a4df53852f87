using System;
using System.Buffers;
using System.Numerics;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Draws of classes: the first whose probability, added to those before, exceeds the element's uniform number.</summary>
internal static class CategoricalDraws
{
    /// <summary>Sets x to the numbers of classes.</summary>
    /// <param name="network">The network, after <see cref="NetworkTask.Decode"/>: its parameters for draws are the logits of the
    /// classes.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="features">Elements of x.</param>
    /// <param name="first">The number of the first row's sample.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="x">Receives the draws [rows × features].</param>
    public static void Draw<T>(VariationalNetwork<T> network, int classes, int features, int first, ulong seed, Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] logits = ArrayPool<T>.Shared.Rent(classes * features);
        Span<double> weights = stackalloc double[classes];
        for (int row = 0; row * features < x.Length; row++)
        {
            for (int c = 0; c < classes; c++)
                network.DrawParameter(c).GetRow(row, logits.AsSpan(c * features, features));
            for (int i = 0; i < features; i++)
            {
                for (int c = 0; c < classes; c++)
                    weights[c] = double.CreateTruncating(logits[c * features + i]);
                x[row * features + i] = T.CreateTruncating(Class(weights, new ElementNoise(seed, first + row, i)));
            }
        }

        ArrayPool<T>.Shared.Return(logits);
    }

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
