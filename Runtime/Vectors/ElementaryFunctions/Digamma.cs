using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// ψ(x) = Γ'(x) / Γ(x). Range: x > 0; −∞ at ±0, +∞ at +∞, NaN below. Error: at most 10 ULP of the greater of |ψ(x)| and 1 (ψ has its
    /// zero at 1.46).
    /// </summary>
    /// <remarks>
    /// Below 8 the recurrence ψ(x) = ψ(x + n) − Σ 1/(x + k) leads into [8, 9), its sum kept as one fraction; from 8 on log x − 1/2x and the
    /// asymptotic series with 3 terms
    /// (Abramowitz and Stegun 6.3.5 and 6.3.18).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector Digamma<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector one = TVector.Broadcast(1f);
        TVector eight = TVector.Broadcast(8f);
        TVector t = x;
        TVector numerator = TVector.Zero;
        TVector denominator = one;
        for (int n = 0; n < 8; n++)
        {
            TVector isBelow = TVector.LessThan(t, eight);
            numerator = TVector.Select(isBelow, TVector.FusedMultiplyAdd(numerator, t, denominator), numerator);
            denominator = TVector.Select(isBelow, denominator * t, denominator);
            t = TVector.Select(isBelow, t + one, t);
        }

        TVector y = Log(t) - TVector.Broadcast(0.5f) / t + DigammaSeries(t) - numerator / denominator;
        return TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(float.NaN), y);
    }

    /// <summary>ψ(x) − log x + 1/2x for x ≥ 8: −1/12x² + 1/120x⁴ − …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector DigammaSeries<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector inverse = TVector.Broadcast(1f) / x;
        TVector square = inverse * inverse;
        TVector sum = TVector.Broadcast(-0.003968254f);
        sum = Horner(sum, square, 0.008333334f);
        sum = Horner(sum, square, -0.083333336f);
        return sum * square;
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// ψ(x) = Γ'(x) / Γ(x). Range: x > 0; −∞ at ±0, +∞ at +∞, NaN below. Error: at most 8 ULP of the greater of |ψ(x)| and 1 (ψ has its
    /// zero at 1.46).
    /// </summary>
    /// <remarks>
    /// Below 8 the recurrence ψ(x) = ψ(x + n) − Σ 1/(x + k) leads into [8, 9), its sum kept as one fraction; from 8 on log x − 1/2x and the
    /// asymptotic series with 9 terms
    /// (Abramowitz and Stegun 6.3.5 and 6.3.18).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector Digamma<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector one = TVector.Broadcast(1.0);
        TVector eight = TVector.Broadcast(8.0);
        TVector t = x;
        TVector numerator = TVector.Zero;
        TVector denominator = one;
        for (int n = 0; n < 8; n++)
        {
            TVector isBelow = TVector.LessThan(t, eight);
            numerator = TVector.Select(isBelow, TVector.FusedMultiplyAdd(numerator, t, denominator), numerator);
            denominator = TVector.Select(isBelow, denominator * t, denominator);
            t = TVector.Select(isBelow, t + one, t);
        }

        TVector y = Log(t) - TVector.Broadcast(0.5) / t + DigammaSeries(t) - numerator / denominator;
        return TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(double.NaN), y);
    }

    /// <summary>ψ(x) − log x + 1/2x for x ≥ 8: −1/12x² + 1/120x⁴ − …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector DigammaSeries<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector inverse = TVector.Broadcast(1.0) / x;
        TVector square = inverse * inverse;
        TVector sum = TVector.Broadcast(-3.0539543302701198);
        sum = Horner(sum, square, 0.4432598039215686);
        sum = Horner(sum, square, -0.08333333333333333);
        sum = Horner(sum, square, 0.021092796092796094);
        sum = Horner(sum, square, -0.007575757575757576);
        sum = Horner(sum, square, 0.004166666666666667);
        sum = Horner(sum, square, -0.003968253968253968);
        sum = Horner(sum, square, 0.008333333333333333);
        sum = Horner(sum, square, -0.08333333333333333);
        return sum * square;
    }
}
