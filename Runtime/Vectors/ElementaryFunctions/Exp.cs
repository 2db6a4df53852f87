using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>The largest number whose exponential is finite.</summary>
    private const float LargestExponent = 88.7228317f;

    /// <summary>The smallest number whose exponential is a normal number.</summary>
    private const float SmallestExponent = -87.33654f;

    /// <summary>
    /// eˣ. Range: +∞ above 88.7228317, 0 below -87.33654 (results that would be denormal are flushed). Error: at most 1.1 ULP.
    /// </summary>
    /// <remarks>x = n ln 2 + r with |r| ≤ ½ ln 2, eˣ = 2ⁿ eʳ; n is added to the exponent bits.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector minusOne = ReducedExpm1(x, out TVector powerBits);
        TVector y = TVector.AddBits(minusOne + TVector.Broadcast(1f), TVector.ShiftLeft(powerBits, 23));
        y = TVector.Select(TVector.LessThan(x, TVector.Broadcast(SmallestExponent)), TVector.Zero, y);
        return TVector.Select(
            TVector.LessThanOrEqual(x, TVector.Broadcast(LargestExponent)), y, x + TVector.Broadcast(float.PositiveInfinity));
    }

    /// <summary>eʳ − 1 for r = x − n ln 2; the low bits of <paramref name="powerBits"/> hold the integer n = round(x / ln 2).</summary>
    /// <remarks>
    /// ln 2 is subtracted in two parts, of which the first times n is exact. eʳ − 1 = r + r² q(r), q of degree 4: minimax for the relative
    /// error of eʳ − 1
    /// on |r| ≤ ½ ln 2 (2⁻²⁶; Remez exchange in 50 digits, coefficients rounded one after another and the rest refitted).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReducedExpm1<TVector>(TVector x, out TVector powerBits)
        where TVector : struct, IVector<TVector, float>
    {
        // Adding 1.5 · 2^23 rounds to an integer and leaves it in the low bits.
        TVector magic = TVector.Broadcast(12582912f);
        powerBits = TVector.FusedMultiplyAdd(x, TVector.Broadcast(1.44269504f), magic);
        TVector n = powerBits - magic;
        TVector r = TVector.FusedMultiplyAdd(n, TVector.Broadcast(-0.693145752f), x);
        r = TVector.FusedMultiplyAdd(n, TVector.Broadcast(-1.42860682e-06f), r);

        TVector q = TVector.Broadcast(0.0013835294f);
        q = Horner(q, r, 0.0083671715f);
        q = Horner(q, r, 0.041667756f);
        q = Horner(q, r, 0.16666539f);
        q = Horner(q, r, 0.49999997f);
        return TVector.FusedMultiplyAdd(q, r * r, r);
    }
}

public static partial class DoubleFunctions
{
    /// <summary>The largest number whose exponential is finite.</summary>
    private const double LargestExponent = 709.782712893384;

    /// <summary>The smallest number whose exponential is a normal number.</summary>
    private const double SmallestExponent = -708.3964185322641;

    /// <summary>
    /// eˣ. Range: +∞ above 709.782712893384, 0 below -708.3964185322641 (results that would be denormal are flushed). Error: at most 1.0
    /// ULP.
    /// </summary>
    /// <remarks>x = n ln 2 + r with |r| ≤ ½ ln 2, eˣ = 2ⁿ eʳ; n is added to the exponent bits.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector minusOne = ReducedExpm1(x, out TVector powerBits);
        TVector y = TVector.AddBits(minusOne + TVector.Broadcast(1.0), TVector.ShiftLeft(powerBits, 52));
        y = TVector.Select(TVector.LessThan(x, TVector.Broadcast(SmallestExponent)), TVector.Zero, y);
        return TVector.Select(
            TVector.LessThanOrEqual(x, TVector.Broadcast(LargestExponent)), y, x + TVector.Broadcast(double.PositiveInfinity));
    }

    /// <summary>eʳ − 1 for r = x − n ln 2; the low bits of <paramref name="powerBits"/> hold the integer n = round(x / ln 2).</summary>
    /// <remarks>
    /// ln 2 is subtracted in two parts, of which the first times n is exact. eʳ − 1 = r + r² q(r), q of degree 10: minimax for the relative
    /// error of eʳ − 1
    /// on |r| ≤ ½ ln 2 (2⁻⁶¹; Remez exchange in 50 digits, coefficients rounded one after another and the rest refitted).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReducedExpm1<TVector>(TVector x, out TVector powerBits)
        where TVector : struct, IVector<TVector, double>
    {
        // Adding 1.5 · 2^52 rounds to an integer and leaves it in the low bits.
        TVector magic = TVector.Broadcast(6755399441055744.0);
        powerBits = TVector.FusedMultiplyAdd(x, TVector.Broadcast(1.4426950408889634), magic);
        TVector n = powerBits - magic;
        TVector r = TVector.FusedMultiplyAdd(n, TVector.Broadcast(-0.6931471805598903), x);
        r = TVector.FusedMultiplyAdd(n, TVector.Broadcast(-5.497923018708371e-14), r);

        TVector q = TVector.Broadcast(2.090093635907161e-09);
        q = Horner(q, r, 2.510861839661766e-08);
        q = Horner(q, r, 2.7557306263773853e-07);
        q = Horner(q, r, 2.7557245246995405e-06);
        q = Horner(q, r, 2.4801587305465266e-05);
        q = Horner(q, r, 0.00019841269885373272);
        q = Horner(q, r, 0.0013888888888882727);
        q = Horner(q, r, 0.008333333333321738);
        q = Horner(q, r, 0.04166666666666669);
        q = Horner(q, r, 0.16666666666666677);
        q = Horner(q, r, 0.5);
        return TVector.FusedMultiplyAdd(q, r * r, r);
    }
}
