using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// log Γ(x) − (x − ½) log x + x − ½ log 2π, the error δ of Stirling's formula: 1/12x − 1/360x³ + … for large x. Range: x > 0, as far as
    /// 1/x is finite; 0 at +∞, NaN below 0. Error: at most 3 ULP of the greater of the result and 1.
    /// </summary>
    /// <remarks>
    /// From 1 on q(1/x²) / x, q of degree 7 (Chebyshev interpolation in 60 digits, relative error 2⁻²⁴); below, one step of the recurrence
    /// δ(x) = δ(x + 1) + (x + ½) log(1 + 1/x) − 1.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector StirlingError<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector one = TVector.Broadcast(1f);
        TVector isSmall = TVector.LessThan(x, one);
        TVector y = TVector.Select(isSmall, x + one, x);
        TVector inverse = one / y;
        TVector square = inverse * inverse;
        TVector q = TVector.Broadcast(-3.621703e-05f);
        q = Horner(q, square, 0.00016873729f);
        q = Horner(q, square, -0.0003523827f);
        q = Horner(q, square, 0.00046797216f);
        q = Horner(q, square, -0.0005294074f);
        q = Horner(q, square, 0.0007869203f);
        q = Horner(q, square, -0.0027774877f);
        q = Horner(q, square, 0.08333333f);
        TVector value = q * inverse;
        TVector step = TVector.FusedMultiplyAdd(x + TVector.Broadcast(0.5f), Log1p(one / x), -one);
        value = TVector.Select(isSmall, value + step, value);
        return TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(float.NaN), value);
    }

    /// <summary>
    /// ψ(x) − log x + 1/2x, the derivative of <see cref="StirlingError"/>: −1/12x² + 1/120x⁴ − … for large x, −1/2x for small x. Range: x >
    /// 0, as far as 1/x is finite; 0 at +∞, NaN below 0. Error: at most 3.5 ULP of the greater of the result and 1.
    /// </summary>
    /// <remarks>
    /// From 1 on q(1/x²) / x², q of degree 8 (2⁻²³); below, δ'(x) = δ'(x + 1) + log(1 + 1/x) − ½ (1/x + 1/(x + 1)).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector StirlingErrorSlope<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector one = TVector.Broadcast(1f);
        TVector isSmall = TVector.LessThan(x, one);
        TVector y = TVector.Select(isSmall, x + one, x);
        TVector inverse = one / y;
        TVector square = inverse * inverse;
        TVector q = TVector.Broadcast(-0.0003417525f);
        q = Horner(q, square, 0.0017043571f);
        q = Horner(q, square, -0.0037383465f);
        q = Horner(q, square, 0.0048855618f);
        q = Horner(q, square, -0.0045399484f);
        q = Horner(q, square, 0.003750551f);
        q = Horner(q, square, -0.003934966f);
        q = Horner(q, square, 0.008332203f);
        q = Horner(q, square, -0.08333333f);
        TVector value = q * square;
        TVector inverseOfSmall = one / x;
        TVector step = Log1p(inverseOfSmall) - TVector.Broadcast(0.5f) * (inverseOfSmall + inverse);
        value = TVector.Select(isSmall, value + step, value);
        return TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(float.NaN), value);
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// log Γ(x) − (x − ½) log x + x − ½ log 2π, the error δ of Stirling's formula: 1/12x − 1/360x³ + … for large x. Range: x > 0, as far as
    /// 1/x is finite; 0 at +∞, NaN below 0. Error: at most 4 ULP of the greater of the result and 1.
    /// </summary>
    /// <remarks>
    /// From 2 on q(1/x²) / x, q of degree 16 (Chebyshev interpolation in 60 digits, relative error 2⁻⁵⁴); below, two steps of the
    /// recurrence δ(x) = δ(x + 1) + (x + ½) log(1 + 1/x) − 1.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector StirlingError<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector one = TVector.Broadcast(1.0);
        TVector two = TVector.Broadcast(2.0);
        TVector half = TVector.Broadcast(0.5);
        TVector isSmall = TVector.LessThan(x, two);
        TVector y = TVector.Select(isSmall, x + two, x);
        TVector inverse = one / y;
        TVector square = inverse * inverse;
        TVector q = TVector.Broadcast(54.59812444736681);
        q = Horner(q, square, -123.04419819836227);
        q = Horner(q, square, 128.35276457864174);
        q = Horner(q, square, -82.54317217873218);
        q = Horner(q, square, 36.86110696193616);
        q = Horner(q, square, -12.262079324572642);
        q = Horner(q, square, 3.2106829738723106);
        q = Horner(q, square, -0.7015639101186664);
        q = Horner(q, square, 0.1383647664836733);
        q = Horner(q, square, -0.027526703197323997);
        q = Horner(q, square, 0.006333541571835572);
        q = Horner(q, square, -0.0019154046025283422);
        q = Horner(q, square, 0.0008417107576869756);
        q = Horner(q, square, -0.0005952376237490949);
        q = Horner(q, square, 0.0007936507906698021);
        q = Horner(q, square, -0.0027777777777701802);
        q = Horner(q, square, 0.08333333333333333);
        TVector value = q * inverse;
        TVector next = x + one;
        TVector step = TVector.FusedMultiplyAdd(x + half, Log1p(one / x), -one)
            + TVector.FusedMultiplyAdd(next + half, Log1p(one / next), -one);
        value = TVector.Select(isSmall, value + step, value);
        return TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(double.NaN), value);
    }

    /// <summary>
    /// ψ(x) − log x + 1/2x, the derivative of <see cref="StirlingError"/>: −1/12x² + 1/120x⁴ − … for large x, −1/2x for small x. Range: x >
    /// 0, as far as 1/x is finite; 0 at +∞, NaN below 0. Error: at most 6 ULP of the greater of the result and 1.
    /// </summary>
    /// <remarks>
    /// From 2 on q(1/x²) / x², q of degree 17 (2⁻⁵¹); below, two steps of δ'(x) = δ'(x + 1) + log(1 + 1/x) − ½ (1/x + 1/(x + 1)).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector StirlingErrorSlope<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector one = TVector.Broadcast(1.0);
        TVector two = TVector.Broadcast(2.0);
        TVector isSmall = TVector.LessThan(x, two);
        TVector y = TVector.Select(isSmall, x + two, x);
        TVector inverse = one / y;
        TVector square = inverse * inverse;
        TVector q = TVector.Broadcast(4591.938846782404);
        q = Horner(q, square, -10847.141982752735);
        q = Horner(q, square, 11879.665696300202);
        q = Horner(q, square, -8025.2668059909365);
        q = Horner(q, square, 3758.4014455627503);
        q = Horner(q, square, -1303.3202157768428);
        q = Horner(q, square, 350.6596772999366);
        q = Horner(q, square, -76.38818202819134);
        q = Horner(q, square, 14.175672334916992);
        q = Horner(q, square, -2.4086326657401416);
        q = Horner(q, square, 0.41543190760742665);
        q = Horner(q, square, -0.08240354891856491);
        q = Horner(q, square, 0.021070054649552764);
        q = Horner(q, square, -0.0075753767455309946);
        q = Horner(q, square, 0.004166662685238446);
        q = Horner(q, square, -0.003968253945839088);
        q = Horner(q, square, 0.008333333333282403);
        q = Horner(q, square, -0.08333333333333331);
        TVector value = q * square;
        TVector first = one / x;
        TVector second = one / (x + one);
        TVector step = Log1p(first) + Log1p(second) - TVector.Broadcast(0.5) * (first + two * second + inverse);
        value = TVector.Select(isSmall, value + step, value);
        return TVector.Select(TVector.LessThan(x, TVector.Zero), TVector.Broadcast(double.NaN), value);
    }
}
