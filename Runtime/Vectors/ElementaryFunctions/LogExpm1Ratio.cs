using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// log((eˣ − 1) / x), the logarithm of the mean of eˣᵗ over t in [0, 1]; 0 at 0. Range: every finite number. Error: at most 4.5 ULP.
    /// </summary>
    /// <remarks>
    /// On a = |x|. Below 1: x/2 + x² q(x²), q of degree 3 (Chebyshev interpolation in 70 digits): eˣ − 1 and x, divided, would lose what is
    /// left of their quotient. From 1 on: max(x, 0) + log((1 − e⁻ᵃ) / a), in which nothing overflows.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogExpm1Ratio<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector a = TVector.Abs(x);
        TVector square = x * x;
        TVector q = TVector.Broadcast(-9.928266e-08f);
        q = Horner(q, square, 5.5089504e-06f);
        q = Horner(q, square, -0.00034722174f);
        q = Horner(q, square, 0.041666668f);
        TVector small = TVector.FusedMultiplyAdd(q, square, TVector.Broadcast(0.5f) * x);
        TVector large = TVector.Max(x, TVector.Zero) + Log(-Expm1(-a) / a);
        return TVector.Select(TVector.LessThan(a, TVector.Broadcast(1f)), small, large);
    }

    /// <summary>
    /// 1 + 1/(eˣ − 1) − 1/x, the derivative of <see cref="LogExpm1Ratio"/>; ½ at 0. From 0 far below to 1 far above. Range: every finite
    /// number. Error: at most 6 ULP.
    /// </summary>
    /// <remarks>Below |x| = 1: ½ + x r(x²), r of degree 3. From 1 on, with a = |x|: d = 1/a − e⁻ᵃ/(1 − e⁻ᵃ) for negative x, 1 − d for
    /// positive x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogExpm1RatioSlope<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector one = TVector.Broadcast(1f);
        TVector a = TVector.Abs(x);
        TVector square = x * x;
        TVector r = TVector.Broadcast(-7.863769e-07f);
        r = Horner(r, square, 3.3043838e-05f);
        r = Horner(r, square, -0.0013888839f);
        r = Horner(r, square, 0.083333336f);
        TVector small = TVector.FusedMultiplyAdd(r, x, TVector.Broadcast(0.5f));
        TVector decrease = Expm1(-a);
        TVector large = one / a + (one + decrease) / decrease;
        large = TVector.Select(TVector.LessThan(x, TVector.Zero), large, one - large);
        return TVector.Select(TVector.LessThan(a, one), small, large);
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// log((eˣ − 1) / x), the logarithm of the mean of eˣᵗ over t in [0, 1]; 0 at 0. Range: every finite number. Error: at most 4.5 ULP.
    /// </summary>
    /// <remarks>
    /// On a = |x|. Below 1: x/2 + x² q(x²), q of degree 6 (Chebyshev interpolation in 70 digits): eˣ − 1 and x, divided, would lose what is
    /// left of their quotient. From 1 on: max(x, 0) + log((1 − e⁻ᵃ) / a), in which nothing overflows.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogExpm1Ratio<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector a = TVector.Abs(x);
        TVector square = x * x;
        TVector q = TVector.Broadcast(8.851627502255624e-13);
        q = Horner(q, square, -4.393916469151035e-11);
        q = Horner(q, square, 2.0876108983915732e-09);
        q = Horner(q, square, -1.0333992450315766e-07);
        q = Horner(q, square, 5.511463841041519e-06);
        q = Horner(q, square, -0.0003472222222219878);
        q = Horner(q, square, 0.041666666666666664);
        TVector small = TVector.FusedMultiplyAdd(q, square, TVector.Broadcast(0.5) * x);
        TVector large = TVector.Max(x, TVector.Zero) + Log(-Expm1(-a) / a);
        return TVector.Select(TVector.LessThan(a, TVector.Broadcast(1.0)), small, large);
    }

    /// <summary>
    /// 1 + 1/(eˣ − 1) − 1/x, the derivative of <see cref="LogExpm1Ratio"/>; ½ at 0. From 0 far below to 1 far above. Range: every finite
    /// number. Error: at most 6 ULP.
    /// </summary>
    /// <remarks>Below |x| = 1: ½ + x r(x²), r of degree 6. From 1 on, with a = |x|: d = 1/a − e⁻ᵃ/(1 − e⁻ᵃ) for negative x, 1 − d for
    /// positive x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogExpm1RatioSlope<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector one = TVector.Broadcast(1.0);
        TVector a = TVector.Abs(x);
        TVector square = x * x;
        TVector r = TVector.Broadcast(1.2257392372635436e-11);
        r = Horner(r, square, -5.268988519780863e-10);
        r = Horner(r, square, 2.0875729194622377e-08);
        r = Horner(r, square, -8.26719218658696e-07);
        r = Horner(r, square, 3.306878300926343e-05);
        r = Horner(r, square, -0.0013888888888851738);
        r = Horner(r, square, 0.0833333333333333);
        TVector small = TVector.FusedMultiplyAdd(r, x, TVector.Broadcast(0.5));
        TVector decrease = Expm1(-a);
        TVector large = one / a + (one + decrease) / decrease;
        large = TVector.Select(TVector.LessThan(x, TVector.Zero), large, one - large);
        return TVector.Select(TVector.LessThan(a, one), small, large);
    }
}
