using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The update of a piece of the parameters by RMSprop (Hinton, <i>Neural networks for machine learning</i>, lecture 6e, 2012; with the
/// constant outside the root and without a correction of the start at zero, as in PyTorch).
/// </summary>
/// <remarks>
/// <code>
/// v ← decay v + (1 − decay) g²
/// w ← w − rate g / (√v + stabilizer)
/// </code>
/// docs/math/optimizers.md#rmsprop. A moment smaller than the smallest normal number becomes 0.
/// </remarks>
internal static class RmsPropUpdate
{
    /// <summary>One step.</summary>
    /// <param name="gradient">g, whole vectors of it.</param>
    /// <param name="weight">w, as many.</param>
    /// <param name="secondMoment">v, as many.</param>
    /// <param name="scalars">What is the same for all parameters of the step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<TVector, T>(ReadOnlySpan<T> gradient, Span<T> weight, Span<T> secondMoment, in RmsPropScalars<T> scalars)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<TVector> gradients = MemoryMarshal.Cast<T, TVector>(gradient);
        Span<TVector> weights = MemoryMarshal.Cast<T, TVector>(weight);
        Span<TVector> secondMoments = MemoryMarshal.Cast<T, TVector>(secondMoment);
        TVector decay = TVector.Broadcast(scalars.Decay);
        TVector oneMinusDecay = TVector.Broadcast(scalars.OneMinusDecay);
        TVector rate = TVector.Broadcast(scalars.Rate);
        TVector stabilizer = TVector.Broadcast(scalars.Stabilizer);
        TVector smallest = SmallestNormal.Of<TVector, T>();

        for (int i = 0; i < gradients.Length; i++)
        {
            TVector g = gradients[i];
            TVector v =
                SmallestNormal.Flush<TVector, T>(TVector.FusedMultiplyAdd(decay, secondMoments[i], oneMinusDecay * (g * g)), smallest);
            weights[i] -= rate * g / (TVector.Sqrt(v) + stabilizer);
            secondMoments[i] = v;
        }
    }
}
