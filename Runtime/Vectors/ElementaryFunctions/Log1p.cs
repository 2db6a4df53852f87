using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// ln(1 + x) without cancellation. Range: every x > −1; −∞ at −1, NaN below, +∞ at +∞; ±0 and denormals are returned as they are.
    /// Error: at most 1.5 ULP.
    /// </summary>
    /// <remarks>
    /// 1 + x = 2ᵉ (1 + f); e is taken from the rounded sum, and f = 2⁻ᵉ x + (2⁻ᵉ − 1) in one rounding, so that nothing of x is lost and no
    /// division is needed.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1p<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector one = TVector.Broadcast(1f);
        TVector bits = TVector.AddBits(one + x, BroadcastBits<TVector>(LogOffset));

        // 4 · 2⁻ᵉ, which is a normal number for every e; its field is bias + 2 + 128 less that of bits.
        TVector scale = TVector.ShiftLeft(TVector.SubtractBits(BroadcastBits<TVector>(257u), TVector.ShiftRight(bits, 23)), 23);
        TVector quarter = TVector.Broadcast(0.25f);
        TVector y =
            ReducedLog(TVector.FusedMultiplyAdd(scale, x * quarter, TVector.FusedMultiplyAdd(scale, quarter, -one)), ExponentOf(bits));

        TVector special = TVector.Select(TVector.LessThan(x, -one), TVector.Broadcast(float.NaN), x);
        special = TVector.Select(TVector.Equal(x, -one), TVector.Broadcast(float.NegativeInfinity), special);
        TVector ordinary = TVector.GreaterThan(x, -one) & TVector.LessThan(x, TVector.Broadcast(float.PositiveInfinity))
            & TVector.GreaterThanOrEqual(TVector.Abs(x), TVector.Broadcast(2.9802322e-8f));
        return TVector.Select(ordinary, y, special);
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// ln(1 + x) without cancellation. Range: every x > −1; −∞ at −1, NaN below, +∞ at +∞; ±0 and denormals are returned as they are.
    /// Error: at most 1.5 ULP.
    /// </summary>
    /// <remarks>
    /// 1 + x = 2ᵉ (1 + f); e is taken from the rounded sum, and f = 2⁻ᵉ x + (2⁻ᵉ − 1) in one rounding, so that nothing of x is lost and no
    /// division is needed.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1p<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector one = TVector.Broadcast(1.0);
        TVector bits = TVector.AddBits(one + x, BroadcastBits<TVector>(LogOffset));

        // 4 · 2⁻ᵉ, which is a normal number for every e; its field is bias + 2 + 1024 less that of bits.
        TVector scale = TVector.ShiftLeft(TVector.SubtractBits(BroadcastBits<TVector>(2049ul), TVector.ShiftRight(bits, 52)), 52);
        TVector quarter = TVector.Broadcast(0.25);
        TVector y =
            ReducedLog(TVector.FusedMultiplyAdd(scale, x * quarter, TVector.FusedMultiplyAdd(scale, quarter, -one)), ExponentOf(bits));

        TVector special = TVector.Select(TVector.LessThan(x, -one), TVector.Broadcast(double.NaN), x);
        special = TVector.Select(TVector.Equal(x, -one), TVector.Broadcast(double.NegativeInfinity), special);
        TVector ordinary = TVector.GreaterThan(x, -one) & TVector.LessThan(x, TVector.Broadcast(double.PositiveInfinity))
            & TVector.GreaterThanOrEqual(TVector.Abs(x), TVector.Broadcast(5.551115123125783e-17));
        return TVector.Select(ordinary, y, special);
    }
}
