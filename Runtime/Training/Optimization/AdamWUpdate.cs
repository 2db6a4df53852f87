using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VaeGen.Runtime.V2;

/// <summary>
/// The update of a piece of the parameters by Adam with decoupled weight decay (Loshchilov and Hutter, <i>Decoupled weight decay
/// regularization</i>, 2019, algorithm 2): the weight shrinks by a factor of its own, which no moment sees.
/// </summary>
/// <remarks>
/// <code>
/// m, v as in Adam
/// w ← retention w − rate m / (√v rootCorrection + stabilizer)
/// </code>
/// with retention = 1 − α λ for the weights of a layer; for all else, such as biases, 1: docs/math/optimizers.md#adamw. With λ = 0 it is
/// Adam to the bit.
/// </remarks>
internal static class AdamWUpdate
{
    /// <summary>One step.</summary>
    /// <param name="gradient">g, whole vectors of it.</param>
    /// <param name="weight">w, as many.</param>
    /// <param name="firstMoment">m, as many.</param>
    /// <param name="secondMoment">v, as many.</param>
    /// <param name="scalars">What is the same for all parameters of the step.</param>
    /// <param name="retained">The retention of these parameters.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<TVector, T>(
        ReadOnlySpan<T> gradient, Span<T> weight, Span<T> firstMoment, Span<T> secondMoment, in AdamScalars<T> scalars, T retained)
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
        TVector retention = TVector.Broadcast(retained);
        TVector smallest = SmallestNormal.Of<TVector, T>();

        for (int i = 0; i < gradients.Length; i++)
        {
            TVector g = gradients[i];
            TVector m = SmallestNormal.Flush<TVector, T>(TVector.FusedMultiplyAdd(beta1, firstMoments[i], oneMinusBeta1 * g), smallest);
            TVector v =
                SmallestNormal.Flush<TVector, T>(TVector.FusedMultiplyAdd(beta2, secondMoments[i], oneMinusBeta2 * (g * g)), smallest);
            TVector root = TVector.FusedMultiplyAdd(TVector.Sqrt(v), rootCorrection, stabilizer);
            weights[i] = retention * weights[i] - rate * m / root;
            firstMoments[i] = m;
            secondMoments[i] = v;
        }
    }
}
