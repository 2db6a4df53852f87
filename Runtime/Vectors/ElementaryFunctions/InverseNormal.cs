using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// Φ⁻¹(p), the quantile of the standard normal. Range: 0 ≤ p ≤ 1, denormals too; −∞ at 0, +∞ at 1, NaN outside. Error: at most 5 ULP of
    /// the result where
    /// p ≤ ½; above, Φ⁻¹(p) = −Φ⁻¹(1 − p) exactly.
    /// </summary>
    /// <remarks>
    /// The division into regions is that of Wichura, Algorithm AS 241 (Applied Statistics 37, 1988): q = p − ½ for |q| ≤ 0.425, beyond it r
    /// = √(−ln min(p, 1 − p)).
    /// The rationals are our own: least squares, reweighted towards the minimax of the relative error, in 60 digits.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector InverseNormal<TVector>(TVector p)
        where TVector : struct, IVector<TVector, float>
    {
        TVector q = p - TVector.Broadcast(0.5f);
        TVector r = TVector.Sqrt(-Log(TVector.Min(p, TVector.Broadcast(1f) - p)));
        TVector numerator = TailQuantile(r - TVector.Broadcast(1.6f), out TVector denominator);
        TVector limit = TVector.Broadcast(0.425f);
        TVector central = TVector.LessThanOrEqual(TVector.Abs(q), limit);
        TVector centralNumerator =
            CentralQuantile(TVector.FusedMultiplyAdd(-q, q, TVector.Broadcast(0.180625f)), out TVector centralDenominator);
        TVector sign = q & TVector.Broadcast(-0f);

        TVector y =
            TVector.Select(central, q * centralNumerator, numerator | sign) / TVector.Select(central, centralDenominator, denominator);
        return TVector.Select(TVector.Equal(r, TVector.Broadcast(float.PositiveInfinity)), r | sign, y);
    }

    /// <summary>Φ⁻¹(½ + q) / q as a fraction, v = 0.425² − q²: degrees 4 and 3, relative error 2⁻²⁵.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector CentralQuantile<TVector>(TVector v, out TVector denominator)
        where TVector : struct, IVector<TVector, float>
    {
        TVector numerator = TVector.Broadcast(-26.4129696f);
        numerator = Horner(numerator, v, 174.877563f);
        numerator = Horner(numerator, v, 246.977585f);
        numerator = Horner(numerator, v, 58.8136253f);
        numerator = Horner(numerator, v, 3.38713288f);
        TVector d = TVector.Broadcast(147.324478f);
        d = Horner(d, v, 112.074074f);
        d = Horner(d, v, 20.3690891f);
        d = Horner(d, v, 1f);
        denominator = d;
        return numerator;
    }

    /// <summary>
    /// −Φ⁻¹(exp(−r²)) as a fraction, v = r − 1.6: degrees 4 and 3, relative error 2⁻²⁶ for r up to 10.17, the smallest denormal
    /// probability.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TailQuantile<TVector>(TVector v, out TVector denominator)
        where TVector : struct, IVector<TVector, float>
    {
        TVector numerator = TVector.Broadcast(0.0294806547f);
        numerator = Horner(numerator, v, 0.447449863f);
        numerator = Horner(numerator, v, 1.97390473f);
        numerator = Horner(numerator, v, 3.11933589f);
        numerator = Horner(numerator, v, 1.42343712f);
        TVector d = TVector.Broadcast(0.0208415035f);
        d = Horner(d, v, 0.283419579f);
        d = Horner(d, v, 0.991675794f);
        d = Horner(d, v, 1f);
        denominator = d;
        return numerator;
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// Φ⁻¹(p), the quantile of the standard normal. Range: 0 ≤ p ≤ 1, denormals too; −∞ at 0, +∞ at 1, NaN outside. Error: at most 6 ULP of
    /// the result where
    /// p ≤ ½; above, Φ⁻¹(p) = −Φ⁻¹(1 − p) exactly.
    /// </summary>
    /// <remarks>
    /// The division into regions is that of Wichura, Algorithm AS 241 (Applied Statistics 37, 1988): q = p − ½ for |q| ≤ 0.425, beyond it r
    /// = √(−ln min(p, 1 − p)).
    /// The rationals are our own: least squares, reweighted towards the minimax of the relative error, in 60 digits.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector InverseNormal<TVector>(TVector p)
        where TVector : struct, IVector<TVector, double>
    {
        TVector q = p - TVector.Broadcast(0.5);
        TVector r = TVector.Sqrt(-Log(TVector.Min(p, TVector.Broadcast(1.0) - p)));
        TVector numerator = TailQuantile(r - TVector.Broadcast(1.6), out TVector denominator);
        TVector farNumerator = FarTailQuantile(r - TVector.Broadcast(6.0), out TVector farDenominator);
        TVector far = TVector.GreaterThan(r, TVector.Broadcast(6.0));
        numerator = TVector.Select(far, farNumerator, numerator);
        denominator = TVector.Select(far, farDenominator, denominator);
        TVector limit = TVector.Broadcast(0.425);
        TVector central = TVector.LessThanOrEqual(TVector.Abs(q), limit);
        TVector centralNumerator =
            CentralQuantile(TVector.FusedMultiplyAdd(-q, q, TVector.Broadcast(0.180625)), out TVector centralDenominator);
        TVector sign = q & TVector.Broadcast(-0.0);

        TVector y =
            TVector.Select(central, q * centralNumerator, numerator | sign) / TVector.Select(central, centralDenominator, denominator);
        return TVector.Select(TVector.Equal(r, TVector.Broadcast(double.PositiveInfinity)), r | sign, y);
    }

    /// <summary>Φ⁻¹(½ + q) / q as a fraction, v = 0.425² − q²: degrees 8 and 7, relative error 2⁻⁵³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector CentralQuantile<TVector>(TVector v, out TVector denominator)
        where TVector : struct, IVector<TVector, double>
    {
        TVector numerator = TVector.Broadcast(-576.9303955482314);
        numerator = Horner(numerator, v, 13462.345758284688);
        numerator = Horner(numerator, v, 91008.04670373908);
        numerator = Horner(numerator, v, 128774.41830509275);
        numerator = Horner(numerator, v, 70212.37583524143);
        numerator = Horner(numerator, v, 17956.781637902015);
        numerator = Horner(numerator, v, 2299.8212338995704);
        numerator = Horner(numerator, v, 142.42910343689277);
        numerator = Horner(numerator, v, 3.387132872796367);
        TVector d = TVector.Broadcast(20054.51058216446);
        d = Horner(d, v, 68181.2286995963);
        d = Horner(d, v, 70028.00764968275);
        d = Horner(d, v, 31153.61653621826);
        d = Horner(d, v, 6897.096109175682);
        d = Horner(d, v, 792.3324002462454);
        d = Horner(d, v, 45.05530625848006);
        d = Horner(d, v, 1.0);
        denominator = d;
        return numerator;
    }

    /// <summary>−Φ⁻¹(exp(−r²)) as a fraction, v = r − 1.6: degrees 8 and 7, relative error 2⁻⁵⁴ for r up to 6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TailQuantile<TVector>(TVector v, out TVector denominator)
        where TVector : struct, IVector<TVector, double>
    {
        TVector numerator = TVector.Broadcast(3.537587104559102e-05);
        numerator = Horner(numerator, v, 0.0018260197496049063);
        numerator = Horner(numerator, v, 0.03225298635785727);
        numerator = Horner(numerator, v, 0.27745547399115866);
        numerator = Horner(numerator, v, 1.3273226248812218);
        numerator = Horner(numerator, v, 3.673466282105351);
        numerator = Horner(numerator, v, 5.750422052905114);
        numerator = Horner(numerator, v, 4.616265752248211);
        numerator = Horner(numerator, v, 1.4234371107496835);
        TVector d = TVector.Broadcast(2.5013783065978853e-05);
        d = Horner(d, v, 0.0012513160444639353);
        d = Horner(d, v, 0.020878935711405994);
        d = Horner(d, v, 0.1655238672705027);
        d = Horner(d, v, 0.7087576994893056);
        d = Horner(d, v, 1.6748446346689816);
        d = Horner(d, v, 2.0433056304092867);
        d = Horner(d, v, 1.0);
        denominator = d;
        return numerator;
    }

    /// <summary>
    /// −Φ⁻¹(exp(−r²)) as a fraction, v = r − 6: degrees 7 and 7, relative error 2⁻⁵⁴ for r up to 27.3, the smallest denormal probability.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector FarTailQuantile<TVector>(TVector v, out TVector denominator)
        where TVector : struct, IVector<TVector, double>
    {
        TVector numerator = TVector.Broadcast(1.0432867544900042e-07);
        numerator = Horner(numerator, v, 1.5193480713023172e-05);
        numerator = Horner(numerator, v, 0.0007658986992363989);
        numerator = Horner(numerator, v, 0.018290317732633343);
        numerator = Horner(numerator, v, 0.23194535394011426);
        numerator = Horner(numerator, v, 1.6029125108396025);
        numerator = Horner(numerator, v, 5.692590833771965);
        numerator = Horner(numerator, v, 8.120594767905024);
        TVector d = TVector.Broadcast(9.400050683129842e-16);
        d = Horner(d, v, 7.377107207502953e-08);
        d = Horner(d, v, 1.0300956917162769e-05);
        d = Horner(d, v, 0.0004800234965636857);
        d = Horner(d, v, 0.010080457730427796);
        d = Horner(d, v, 0.10451745359983543);
        d = Horner(d, v, 0.5216768041324097);
        d = Horner(d, v, 1.0);
        denominator = d;
        return numerator;
    }
}
