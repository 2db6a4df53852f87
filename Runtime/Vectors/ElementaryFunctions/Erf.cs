using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>erf x = 2/√π ∫₀ˣ exp(−t²) dt. Range: all numbers; ±1 at ±∞, ±0 at ±0. Error: at most 1.1 ULP.</summary>
    /// <remarks>
    /// On a = |x|, the sign put back at the end. Below 1: a + a s(a²), s of degree 6, minimax for the relative error (2⁻²⁹). From 1 on: 1 −
    /// exp p(a) with p
    /// of degree 7, the minimax polynomial of ln erfc for the error of erf on 1…3.95 (2⁻³⁵); beyond, erf rounds to 1. Both by Remez
    /// exchange in 50 digits.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector a = TVector.Abs(x);
        TVector square = a * a;
        TVector s = TVector.Broadcast(7.806925e-05f);
        s = Horner(s, square, -0.0007997855f);
        s = Horner(s, square, 0.005187162f);
        s = Horner(s, square, -0.026853347f);
        s = Horner(s, square, 0.11283579f);
        s = Horner(s, square, -0.37612626f);
        s = Horner(s, square, 0.12837917f);
        TVector small = TVector.FusedMultiplyAdd(s, a, a);

        TVector one = TVector.Broadcast(1f);
        TVector b = TVector.Min(a, TVector.Broadcast(3.95f));
        TVector p = TVector.Broadcast(-2.1696645e-05f);
        p = Horner(p, b, 0.00044146058f);
        p = Horner(p, b, -0.0042052236f);
        p = Horner(p, b, 0.025210181f);
        p = Horner(p, b, -0.10842188f);
        p = Horner(p, b, -0.63321656f);
        p = Horner(p, b, -1.1295803f);
        p = Horner(p, b, 0.00018846465f);
        TVector large = one - Exp(p);

        TVector y = TVector.Select(TVector.LessThan(a, one), small, large);
        return y | (x & TVector.Broadcast(-0f));
    }
}

public static partial class DoubleFunctions
{
    /// <summary>erf x = 2/√π ∫₀ˣ exp(−t²) dt. Range: all numbers; ±1 at ±∞, ±0 at ±0. Error: at most 1.1 ULP.</summary>
    /// <remarks>
    /// On a = |x|, the sign put back at the end. Below 1: a + a s(a²), s of degree 11, minimax for the relative error (2⁻⁵⁶). From 1 on: 1
    /// − exp p(a) with p
    /// of degree 18, the minimax polynomial of ln erfc for the error of erf on 1…5.95 (2⁻⁵⁸); beyond, erf rounds to 1. Both by Remez
    /// exchange in 50 digits.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector a = TVector.Abs(x);
        TVector square = a * a;
        TVector s = TVector.Broadcast(-7.602458427664594e-10);
        s = Horner(s, square, 1.3614129359967817e-08);
        s = Horner(s, square, -1.6183467923013617e-07);
        s = Horner(s, square, 1.6444091680051062e-06);
        s = Horner(s, square, -1.4924461638490031e-05);
        s = Horner(s, square, 0.00012055280328376525);
        s = Horner(s, square, -0.0008548325480694043);
        s = Horner(s, square, 0.005223977596672655);
        s = Horner(s, square, -0.026866170641954467);
        s = Horner(s, square, 0.11283791670936938);
        s = Horner(s, square, -0.37612638903183343);
        s = Horner(s, square, 0.12837916709551256);
        TVector small = TVector.FusedMultiplyAdd(s, a, a);

        TVector one = TVector.Broadcast(1.0);
        TVector b = TVector.Min(a, TVector.Broadcast(5.95));
        TVector p = TVector.Broadcast(1.0496971801785616e-12);
        p = Horner(p, b, -4.7964235148902285e-11);
        p = Horner(p, b, 1.0257875929087346e-09);
        p = Horner(p, b, -1.3627871543330692e-08);
        p = Horner(p, b, 1.2571563979256013e-07);
        p = Horner(p, b, -8.506454989033423e-07);
        p = Horner(p, b, 4.327403049654936e-06);
        p = Horner(p, b, -1.6515362744902824e-05);
        p = Horner(p, b, 4.504179977808361e-05);
        p = Horner(p, b, -7.037750415146728e-05);
        p = Horner(p, b, -4.480133035016433e-05);
        p = Horner(p, b, 0.0006411402083221438);
        p = Horner(p, b, -0.0017689613299040053);
        p = Horner(p, b, 0.00028045157428781015);
        p = Horner(p, b, 0.019078182285225558);
        p = Horner(p, b, -0.10274726644279826);
        p = Horner(p, b, -0.6366284837315369);
        p = Horner(p, b, -1.1283773304240128);
        p = Horner(p, b, -1.7949955542285217e-07);
        TVector large = one - Exp(p);

        TVector y = TVector.Select(TVector.LessThan(a, one), small, large);
        return y | (x & TVector.Broadcast(-0.0));
    }
}
