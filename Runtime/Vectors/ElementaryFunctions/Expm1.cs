using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// eˣ − 1 without cancellation. Range: +∞ above 88.72284, −1 far below 0; ±0 and denormals are returned as they are. Error: at most
    /// 1.75 ULP.
    /// </summary>
    /// <remarks>2ⁿ (eʳ − 1) + (2ⁿ − 1) in one fused operation, on halves, so that 2ⁿ stays finite for the largest x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Expm1<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        // Below -18 the result is −1, and 2ⁿ need not reach the denormals.
        TVector minusOne = ReducedExpm1(TVector.Max(x, TVector.Broadcast(-18f)), out TVector powerBits);
        TVector halfPower = TVector.AddBits(TVector.ShiftLeft(powerBits, 23), BroadcastBits<TVector>(126u << 23));
        TVector y = TVector.FusedMultiplyAdd(halfPower, minusOne, halfPower - TVector.Broadcast(0.5f)) * TVector.Broadcast(2f);
        y = TVector.Select(TVector.LessThan(TVector.Abs(x), TVector.Broadcast(2.9802322e-8f)), x, y);
        return TVector.Select(
            TVector.LessThanOrEqual(x, TVector.Broadcast(LargestExponent)), y, x + TVector.Broadcast(float.PositiveInfinity));
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// eˣ − 1 without cancellation. Range: +∞ above 709.782712893384, −1 far below 0; ±0 and denormals are returned as they are. Error: at
    /// most 2.0 ULP.
    /// </summary>
    /// <remarks>2ⁿ (eʳ − 1) + (2ⁿ − 1) in one fused operation, on halves, so that 2ⁿ stays finite for the largest x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Expm1<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        // Below -40.0 the result is −1, and 2ⁿ need not reach the denormals.
        TVector minusOne = ReducedExpm1(TVector.Max(x, TVector.Broadcast(-40.0)), out TVector powerBits);
        TVector halfPower = TVector.AddBits(TVector.ShiftLeft(powerBits, 52), BroadcastBits<TVector>(1022ul << 52));
        TVector y = TVector.FusedMultiplyAdd(halfPower, minusOne, halfPower - TVector.Broadcast(0.5)) * TVector.Broadcast(2.0);
        y = TVector.Select(TVector.LessThan(TVector.Abs(x), TVector.Broadcast(5.551115123125783e-17)), x, y);
        return TVector.Select(
            TVector.LessThanOrEqual(x, TVector.Broadcast(LargestExponent)), y, x + TVector.Broadcast(double.PositiveInfinity));
    }
}
