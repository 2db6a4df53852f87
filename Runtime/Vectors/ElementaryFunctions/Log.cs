using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// Added to the bits of x: the exponent field is then e + 128 for x = 2ᵉ m with m in [√½, √2), and the fraction m's distance from √½.
    /// </summary>
    private const uint LogOffset = 0x00CAFB0Du;

    /// <summary>ln x. Range: every x > 0, denormals too; −∞ at ±0, NaN below, +∞ at +∞. Error: at most 0.95 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector tiny = TVector.LessThan(x, TVector.Broadcast(SmallestNormal));
        TVector normal = TVector.Select(tiny, x * TVector.Broadcast(16777216f), x);
        TVector bits = TVector.AddBits(normal, BroadcastBits<TVector>(LogOffset));
        TVector e = ExponentOf(bits) - (tiny & TVector.Broadcast(24f));
        TVector m = TVector.AddBits(bits & BroadcastBits<TVector>(0x007FFFFFu), BroadcastBits<TVector>(0x3F3504F3u));
        TVector y = ReducedLog(m - TVector.Broadcast(1f), e);

        TVector special = TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(float.NaN), x);
        special = TVector.Select(TVector.Equal(x, TVector.Zero), TVector.Broadcast(float.NegativeInfinity), special);
        TVector ordinary = TVector.GreaterThan(x, TVector.Zero) & TVector.LessThan(x, TVector.Broadcast(float.PositiveInfinity));
        return TVector.Select(ordinary, y, special);
    }

    /// <summary>The number e from bits to which <see cref="LogOffset"/> has been added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExponentOf<TVector>(TVector offsetBits)
        where TVector : struct, IVector<TVector, float> =>
        (TVector.ShiftRight(offsetBits, 23) | BroadcastBits<TVector>(0x4B000000u)) - TVector.Broadcast(8388608f + 128);

    /// <summary>ln(1 + f) + e ln 2.</summary>
    /// <remarks>
    /// ln(1 + f) = f − f²/2 + f³ q(f), q of degree 7: minimax for the relative error on √½ − 1 ≤ f ≤ √2 − 1 (2⁻²⁷; Remez exchange in 50
    /// digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReducedLog<TVector>(TVector f, TVector e)
        where TVector : struct, IVector<TVector, float>
    {
        TVector q = TVector.Broadcast(-0.07669679f);
        q = Horner(q, f, 0.12779687f);
        q = Horner(q, f, -0.13158882f);
        q = Horner(q, f, 0.1420011f);
        q = Horner(q, f, -0.16623244f);
        q = Horner(q, f, 0.20001267f);
        q = Horner(q, f, -0.25000823f);
        q = Horner(q, f, 0.3333333f);
        TVector square = f * f;
        // f − f²/2 + f³ q: the terms are added from small to large, e ln 2 in two parts of which the first is exact.
        TVector tail = TVector.FusedMultiplyAdd(e, TVector.Broadcast(1.42860682e-06f), square * f * q);
        tail = TVector.FusedMultiplyAdd(square, TVector.Broadcast(-0.5f), tail);
        return TVector.FusedMultiplyAdd(e, TVector.Broadcast(0.693145752f), f + tail);
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// Added to the bits of x: the exponent field is then e + 1024 for x = 2ᵉ m with m in [√½, √2), and the fraction m's distance from √½.
    /// </summary>
    private const ulong LogOffset = 0x00195F619980C433ul;

    /// <summary>ln x. Range: every x > 0, denormals too; −∞ at ±0, NaN below, +∞ at +∞. Error: at most 0.9 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector tiny = TVector.LessThan(x, TVector.Broadcast(SmallestNormal));
        TVector normal = TVector.Select(tiny, x * TVector.Broadcast(18014398509481984.0), x);
        TVector bits = TVector.AddBits(normal, BroadcastBits<TVector>(LogOffset));
        TVector e = ExponentOf(bits) - (tiny & TVector.Broadcast(54.0));
        TVector m = TVector.AddBits(bits & BroadcastBits<TVector>(0x000FFFFFFFFFFFFFul), BroadcastBits<TVector>(0x3FE6A09E667F3BCDul));
        TVector y = ReducedLog(m - TVector.Broadcast(1.0), e);

        TVector special = TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(double.NaN), x);
        special = TVector.Select(TVector.Equal(x, TVector.Zero), TVector.Broadcast(double.NegativeInfinity), special);
        TVector ordinary = TVector.GreaterThan(x, TVector.Zero) & TVector.LessThan(x, TVector.Broadcast(double.PositiveInfinity));
        return TVector.Select(ordinary, y, special);
    }

    /// <summary>The number e from bits to which <see cref="LogOffset"/> has been added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExponentOf<TVector>(TVector offsetBits)
        where TVector : struct, IVector<TVector, double> =>
        (TVector.ShiftRight(offsetBits, 52) | BroadcastBits<TVector>(0x4330000000000000ul)) - TVector.Broadcast(4503599627370496.0 + 1024);

    /// <summary>ln(1 + f) + e ln 2.</summary>
    /// <remarks>
    /// With s = f / (2 + f): ln(1 + f) = 2 artanh s = f − f²/2 + s (f²/2 + s² q(s²)), q of degree 6: minimax for the relative error on
    /// √½ − 1 ≤ f ≤ √2 − 1 (2⁻⁵⁹; Remez exchange in 50 digits). The form is that of fdlibm's e_log.c.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReducedLog<TVector>(TVector f, TVector e)
        where TVector : struct, IVector<TVector, double>
    {
        TVector s = f / (TVector.Broadcast(2.0) + f);
        TVector square = s * s;
        TVector q = TVector.Broadcast(0.14795536530505882);
        q = Horner(q, square, 0.153140935540519);
        q = Horner(q, square, 0.18183562559702143);
        q = Horner(q, square, 0.22222198609454477);
        q = Horner(q, square, 0.285714287420001);
        q = Horner(q, square, 0.3999999999941669);
        q = Horner(q, square, 0.6666666666666734);
        TVector half = TVector.Broadcast(0.5) * f * f;
        // f − f²/2 + s (f²/2 + s² q): the terms are added from small to large, e ln 2 in two parts of which the first is exact.
        TVector tail = TVector.FusedMultiplyAdd(e, TVector.Broadcast(5.497923018708371e-14), s * TVector.FusedMultiplyAdd(square, q, half));
        return TVector.FusedMultiplyAdd(e, TVector.Broadcast(0.6931471805598903), f - (half - tail));
    }
}
