using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The update of a piece of the parameters by centred RMSprop (Graves, <i>Generating sequences with recurrent neural networks</i>, 2013,
/// equations 38 to 45), which divides by the standard deviation of the gradient instead of its root mean square.
/// </summary>
/// <remarks>
/// <code>
/// m ← decay m + (1 − decay) g
/// v ← decay v + (1 − decay) g²
/// w ← w − rate g / (√(v − m²) + stabilizer)
/// </code>
/// docs/math/optimizers.md#rmsprop. A moment smaller than the smallest normal number becomes 0.
/// </remarks>
internal static class CentredRmsPropUpdate
{
    /// <summary>One step.</summary>
    /// <param name="gradient">g, whole vectors of it.</param>
    /// <param name="weight">w, as many.</param>
    /// <param name="firstMoment">m, as many.</param>
    /// <param name="secondMoment">v, as many.</param>
    /// <param name="scalars">What is the same for all parameters of the step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<TVector, T>(
        ReadOnlySpan<T> gradient, Span<T> weight, Span<T> firstMoment, Span<T> secondMoment, in RmsPropScalars<T> scalars)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<TVector> gradients = MemoryMarshal.Cast<T, TVector>(gradient);
        Span<TVector> weights = MemoryMarshal.Cast<T, TVector>(weight);
        Span<TVector> firstMoments = MemoryMarshal.Cast<T, TVector>(firstMoment);
        Span<TVector> secondMoments = MemoryMarshal.Cast<T, TVector>(secondMoment);
        TVector decay = TVector.Broadcast(scalars.Decay);
        TVector oneMinusDecay = TVector.Broadcast(scalars.OneMinusDecay);
        TVector rate = TVector.Broadcast(scalars.Rate);
        TVector stabilizer = TVector.Broadcast(scalars.Stabilizer);
        TVector smallest = SmallestNormal.Of<TVector, T>();

        for (int i = 0; i < gradients.Length; i++)
        {
            TVector g = gradients[i];
            TVector m = SmallestNormal.Flush<TVector, T>(TVector.FusedMultiplyAdd(decay, firstMoments[i], oneMinusDecay * g), smallest);
            TVector v =
                SmallestNormal.Flush<TVector, T>(TVector.FusedMultiplyAdd(decay, secondMoments[i], oneMinusDecay * (g * g)), smallest);
            // v ≥ m² in exact arithmetic; rounding can turn a difference of almost equal numbers below zero.
            TVector variance = TVector.Max(v - m * m, TVector.Zero);
            weights[i] -= rate * g / (TVector.Sqrt(variance) + stabilizer);
            firstMoments[i] = m;
            secondMoments[i] = v;
        }
    }
}
