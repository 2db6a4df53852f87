using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>The update of a piece of the parameters by Adam (Kingma and Ba, <i>Adam: a method for stochastic optimization</i>, 2015,
/// algorithm 1).</summary>
/// <remarks>
/// <code>
/// m ← β₁ m + (1 − β₁) g
/// v ← β₂ v + (1 − β₂) g²
/// w ← w − rate m / (√v rootCorrection + stabilizer)
/// </code>
/// with rate = α / (1 − β₁ᵗ) and rootCorrection = 1 / √(1 − β₂ᵗ): docs/math/elbo.md#adam. A moment smaller than the smallest normal number
/// becomes 0.
/// </remarks>
internal static class AdamUpdate
{
    /// <summary>One step.</summary>
    /// <param name="gradient">g, whole vectors of it.</param>
    /// <param name="weight">w, as many.</param>
    /// <param name="firstMoment">m, as many.</param>
    /// <param name="secondMoment">v, as many.</param>
    /// <param name="scalars">What is the same for all parameters of the step.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<TVector, T>(
        ReadOnlySpan<T> gradient, Span<T> weight, Span<T> firstMoment, Span<T> secondMoment, in AdamScalars<T> scalars)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<TVector> gradients = MemoryMarshal.Cast<T, TVector>(gradient);
        Span<TVector> weights = MemoryMarshal.Cast<T, TVector>(weight);
        Span<TVector> firstMoments = MemoryMarshal.Cast<T, TVector>(firstMoment);
        Span<TVector> secondMoments = MemoryMarshal.Cast<T, TVector>(secondMoment);
        TVector beta1 = TVector.Broadcast(scalars.Beta1);
        TVector oneMinusBeta1 = TVector.Broadcast(scalars.OneMinusBeta1);
        TVector beta2 = TVector.Broadcast(scalars.Beta2);
        TVector oneMinusBeta2 = TVector.Broadcast(scalars.OneMinusBeta2);
        TVector rate = TVector.Broadcast(scalars.Rate);
        TVector rootCorrection = TVector.Broadcast(scalars.RootCorrection);
        TVector stabilizer = TVector.Broadcast(scalars.Stabilizer);
        TVector smallest = SmallestNormal.Of<TVector, T>();

        for (int i = 0; i < gradients.Length; i++)
        {
            TVector g = gradients[i];
            TVector m = SmallestNormal.Flush<TVector, T>(TVector.FusedMultiplyAdd(beta1, firstMoments[i], oneMinusBeta1 * g), smallest);
            TVector v =
                SmallestNormal.Flush<TVector, T>(TVector.FusedMultiplyAdd(beta2, secondMoments[i], oneMinusBeta2 * (g * g)), smallest);
            TVector root = TVector.FusedMultiplyAdd(TVector.Sqrt(v), rootCorrection, stabilizer);
            weights[i] -= rate * m / root;
            firstMoments[i] = m;
            secondMoments[i] = v;
        }
    }
}
