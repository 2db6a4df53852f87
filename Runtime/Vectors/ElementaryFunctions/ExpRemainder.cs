using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// eˣ − 1 − x, what the exponential has beyond its tangent at 0: never negative. Range: all numbers; +∞ where eˣ overflows and at −∞.
    /// Error: at most 4.5 ULP.
    /// </summary>
    /// <remarks>
    /// Below |x| = 1: x² q(x), q of degree 7 (Chebyshev interpolation in 60 digits, relative error 2⁻²⁶): near 0, eˣ − 1 and x would
    /// cancel to nothing. From 1 on their difference, in which little cancels.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpRemainder<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector q = TVector.Broadcast(2.8062802e-06f);
        q = Horner(q, x, 2.5358513e-05f);
        q = Horner(q, x, 0.00019838102f);
        q = Horner(q, x, 0.0013885397f);
        q = Horner(q, x, 0.008333339f);
        q = Horner(q, x, 0.041666735f);
        q = Horner(q, x, 0.16666667f);
        q = Horner(q, x, 0.5f);
        TVector one = TVector.Broadcast(1f);

        // Limited, so that +∞ less x is not a NaN; where the limit is felt, eˣ is +∞.
        TVector large = Exp(x) - one - TVector.Min(x, TVector.Broadcast(LargestExponent));
        return TVector.Select(TVector.LessThan(TVector.Abs(x), one), x * x * q, large);
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// eˣ − 1 − x, what the exponential has beyond its tangent at 0: never negative. Range: all numbers; +∞ where eˣ overflows and at −∞.
    /// Error: at most 4.5 ULP.
    /// </summary>
    /// <remarks>
    /// Below |x| = 1: x² q(x), q of degree 13 (Chebyshev interpolation in 60 digits, relative error 2⁻⁵⁵): near 0, eˣ − 1 and x would
    /// cancel to nothing. From 1 on their difference, in which little cancels.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpRemainder<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector q = TVector.Broadcast(7.746178593018827e-13);
        q = Horner(q, x, 1.1639194124150522e-11);
        q = Horner(q, x, 1.6057679623801638e-10);
        q = Horner(q, x, 2.0874435575864273e-09);
        q = Horner(q, x, 2.5052117695907823e-08);
        q = Horner(q, x, 2.755733506893373e-07);
        q = Horner(q, x, 2.7557319191381816e-06);
        q = Horner(q, x, 2.4801587246096818e-05);
        q = Horner(q, x, 0.00019841269841324198);
        q = Horner(q, x, 0.0013888888888981404);
        q = Horner(q, x, 0.008333333333333299);
        q = Horner(q, x, 0.04166666666666609);
        q = Horner(q, x, 0.16666666666666666);
        q = Horner(q, x, 0.5);
        TVector one = TVector.Broadcast(1.0);

        // Limited, so that +∞ less x is not a NaN; where the limit is felt, eˣ is +∞.
        TVector large = Exp(x) - one - TVector.Min(x, TVector.Broadcast(LargestExponent));
        return TVector.Select(TVector.LessThan(TVector.Abs(x), one), x * x * q, large);
    }
}
