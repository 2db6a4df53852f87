using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>ln(1 + x) for 0 ≤ x ≤ 1, with the bits of <see cref="Log1p"/> and about half its cost: the logarithm of a softplus. NaN for
    /// NaN.</summary>
    /// <remarks>1 + x = 1 + f below √2, else 2 (1 + f): there are no other exponents, and no special values.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1pUnit<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector one = TVector.Broadcast(1f);
        TVector half = TVector.Broadcast(0.5f);
        TVector large = TVector.GreaterThanOrEqual(one + x, BroadcastBits<TVector>(0x40800000u - LogOffset));
        return ReducedLog(TVector.Select(large, TVector.FusedMultiplyAdd(half, x, -half), x), large & one);
    }
}

public static partial class DoubleFunctions
{
    /// <summary>ln(1 + x) for 0 ≤ x ≤ 1, with the bits of <see cref="Log1p"/>: the logarithm of a softplus. NaN for NaN.</summary>
    /// <remarks>1 + x = 1 + f below √2, else 2 (1 + f): there are no other exponents, and no special values.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1pUnit<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector one = TVector.Broadcast(1.0);
        TVector half = TVector.Broadcast(0.5);
        TVector large = TVector.GreaterThanOrEqual(one + x, BroadcastBits<TVector>(0x4010000000000000ul - LogOffset));
        return ReducedLog(TVector.Select(large, TVector.FusedMultiplyAdd(half, x, -half), x), large & one);
    }
}
