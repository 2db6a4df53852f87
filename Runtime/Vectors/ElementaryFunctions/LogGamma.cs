using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>log Γ(x). Range: x > 0; +∞ at ±0 and +∞, NaN below. Error: at most 6 ULP.</summary>
    /// <remarks>
    /// Below 8 the recurrence Γ(x + 1) = x Γ(x) leads into [1.5, 2.5), where log Γ(2 + t) = t p(t), p of degree 9 (relative error 2⁻³¹;
    /// Chebyshev interpolation in
    /// 70 digits): both zeros of the function, 1 and 2, come out exactly. From 8 on Stirling's series with 3 terms (Abramowitz and Stegun
    /// 6.1.40). One logarithm serves both.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector LogGamma<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector one = TVector.Broadcast(1f);
        TVector half = TVector.Broadcast(0.5f);
        TVector isLarge = TVector.GreaterThanOrEqual(x, TVector.Broadcast(8f));

        // Downwards, x = t + n: Γ(x) = (x − 1) … (x − n) Γ(t).
        TVector t = x;
        TVector factors = one;
        for (int n = 0; n < 6; n++)
        {
            TVector isAbove = TVector.GreaterThanOrEqual(t, TVector.Broadcast(2.5f));
            t = TVector.Select(isAbove, t - one, t);
            factors = TVector.Select(isAbove, factors * t, factors);
        }

        // Upwards: Γ(x) = Γ(x + 1) / x from ½ on, Γ(x + 2) / (x (x + 1)) below. t is measured from 2, so that nothing of a small x is lost.
        TVector isBelow = TVector.LessThan(x, TVector.Broadcast(1.5f));
        TVector isSmall = TVector.LessThan(x, half);
        TVector divisors = TVector.Select(isSmall, x * (x + one), x);
        TVector fromTwo = TVector.Select(isBelow, TVector.Select(isSmall, x, x - one), t - TVector.Broadcast(2f));
        TVector p = TVector.Broadcast(0.00011347282f);
        p = Horner(p, fromTwo, -0.0002538171f);
        p = Horner(p, fromTwo, 0.0005065171f);
        p = Horner(p, fromTwo, -0.00118586f);
        p = Horner(p, fromTwo, 0.0028907952f);
        p = Horner(p, fromTwo, -0.007386174f);
        p = Horner(p, fromTwo, 0.0205808f);
        p = Horner(p, fromTwo, -0.06735228f);
        p = Horner(p, fromTwo, 0.32246703f);
        p = Horner(p, fromTwo, 0.42278433f);
        TVector log = Log(TVector.Select(isLarge, x, TVector.Select(isBelow, divisors, factors)));
        TVector moderate = TVector.FusedMultiplyAdd(p, fromTwo, TVector.Select(isBelow, -log, log));

        // (x − ½) log x − x + ½ log 2π + 1/12x − …
        TVector large = TVector.FusedMultiplyAdd(x - half, log - one, StirlingSeries(x) + TVector.Broadcast(0.41893855f));
        TVector y = TVector.Select(isLarge, large, moderate);
        return TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(float.NaN), y);
    }

    /// <summary>log Γ(x) − ((x − ½) (log x − 1) + ½ (log 2π − 1)) for x ≥ 8: Stirling's series, 1/12x − 1/360x³ + …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector StirlingSeries<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector inverse = TVector.Broadcast(1f) / x;
        TVector square = inverse * inverse;
        TVector sum = TVector.Broadcast(0.0007936508f);
        sum = Horner(sum, square, -0.0027777778f);
        sum = Horner(sum, square, 0.083333336f);
        return sum * inverse;
    }
}

public static partial class DoubleFunctions
{
    /// <summary>log Γ(x). Range: x > 0; +∞ at ±0 and +∞, NaN below. Error: at most 6 ULP.</summary>
    /// <remarks>
    /// Below 8 the recurrence Γ(x + 1) = x Γ(x) leads into [1.5, 2.5), where log Γ(2 + t) = t p(t), p of degree 17 (relative error 2⁻⁵⁵;
    /// Chebyshev interpolation in
    /// 70 digits): both zeros of the function, 1 and 2, come out exactly. From 8 on Stirling's series with 8 terms (Abramowitz and Stegun
    /// 6.1.40). One logarithm serves both.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector LogGamma<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector one = TVector.Broadcast(1.0);
        TVector half = TVector.Broadcast(0.5);
        TVector isLarge = TVector.GreaterThanOrEqual(x, TVector.Broadcast(8.0));

        // Downwards, x = t + n: Γ(x) = (x − 1) … (x − n) Γ(t).
        TVector t = x;
        TVector factors = one;
        for (int n = 0; n < 6; n++)
        {
            TVector isAbove = TVector.GreaterThanOrEqual(t, TVector.Broadcast(2.5));
            t = TVector.Select(isAbove, t - one, t);
            factors = TVector.Select(isAbove, factors * t, factors);
        }

        // Upwards: Γ(x) = Γ(x + 1) / x from ½ on, Γ(x + 2) / (x (x + 1)) below. t is measured from 2, so that nothing of a small x is lost.
        TVector isBelow = TVector.LessThan(x, TVector.Broadcast(1.5));
        TVector isSmall = TVector.LessThan(x, half);
        TVector divisors = TVector.Select(isSmall, x * (x + one), x);
        TVector fromTwo = TVector.Select(isBelow, TVector.Select(isSmall, x, x - one), t - TVector.Broadcast(2.0));
        TVector p = TVector.Broadcast(2.7475390051909663e-07);
        p = Horner(p, fromTwo, -5.811277768921246e-07);
        p = Horner(p, fromTwo, 9.242852225162277e-07);
        p = Horner(p, fromTwo, -1.9743106888421067e-06);
        p = Horner(p, fromTwo, 4.3828545383846665e-06);
        p = Horner(p, fromTwo, -9.45628851510172e-06);
        p = Horner(p, fromTwo, 2.050601970174762e-05);
        p = Horner(p, fromTwo, -4.4923727564247656e-05);
        p = Horner(p, fromTwo, 9.945761692157133e-05);
        p = Horner(p, fromTwo, -0.00022315497746292723);
        p = Horner(p, fromTwo, 0.0005096695196526673);
        p = Horner(p, fromTwo, -0.0011927539009983087);
        p = Horner(p, fromTwo, 0.002890510330865901);
        p = Horner(p, fromTwo, -0.007385551028935545);
        p = Horner(p, fromTwo, 0.02058080842778338);
        p = Horner(p, fromTwo, -0.06735230105319563);
        p = Horner(p, fromTwo, 0.3224670334241132);
        p = Horner(p, fromTwo, 0.42278433509846713);
        TVector log = Log(TVector.Select(isLarge, x, TVector.Select(isBelow, divisors, factors)));
        TVector moderate = TVector.FusedMultiplyAdd(p, fromTwo, TVector.Select(isBelow, -log, log));

        // (x − ½) log x − x + ½ log 2π + 1/12x − …
        TVector large = TVector.FusedMultiplyAdd(x - half, log - one, StirlingSeries(x) + TVector.Broadcast(0.4189385332046728));
        TVector y = TVector.Select(isLarge, large, moderate);
        return TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(double.NaN), y);
    }

    /// <summary>log Γ(x) − ((x − ½) (log x − 1) + ½ (log 2π − 1)) for x ≥ 8: Stirling's series, 1/12x − 1/360x³ + …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector StirlingSeries<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector inverse = TVector.Broadcast(1.0) / x;
        TVector square = inverse * inverse;
        TVector sum = TVector.Broadcast(-0.029550653594771242);
        sum = Horner(sum, square, 0.00641025641025641);
        sum = Horner(sum, square, -0.0019175269175269176);
        sum = Horner(sum, square, 0.0008417508417508417);
        sum = Horner(sum, square, -0.0005952380952380953);
        sum = Horner(sum, square, 0.0007936507936507937);
        sum = Horner(sum, square, -0.002777777777777778);
        sum = Horner(sum, square, 0.08333333333333333);
        return sum * inverse;
    }
}
