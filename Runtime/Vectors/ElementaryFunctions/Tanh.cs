using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>tanh x. Range: all numbers; ±1 at ±∞, ±0 at ±0. Error: at most 1.4 ULP.</summary>
    /// <remarks>
    /// On a = |x|, the sign put back at the end. From 0.625 on: 1 − 2 / (1 + e²ᵃ). Below: a + a³ q(a²), q of degree 4: minimax for the
    /// relative error of tanh
    /// (2⁻²⁷; Remez exchange in 50 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector a = TVector.Abs(x);
        TVector one = TVector.Broadcast(1f);
        TVector large = one - TVector.Broadcast(2f) / (one + Exp(a + a));

        TVector square = a * a;
        TVector q = TVector.Broadcast(-0.0056913155f);
        q = Horner(q, square, 0.0206274f);
        q = Horner(q, square, -0.053736325f);
        q = Horner(q, square, 0.13331404f);
        q = Horner(q, square, -0.3333328f);
        TVector small = TVector.FusedMultiplyAdd(q * square, a, a);

        TVector y = TVector.Select(TVector.LessThan(a, TVector.Broadcast(0.625f)), small, large);
        return y | (x & TVector.Broadcast(-0f));
    }
}

public static partial class DoubleFunctions
{
    /// <summary>tanh x. Range: all numbers; ±1 at ±∞, ±0 at ±0. Error: at most 1.4 ULP.</summary>
    /// <remarks>
    /// On a = |x|, the sign put back at the end. From 0.625 on: 1 − 2 / (1 + e²ᵃ). Below: a + a³ q(a²), q of degree 10: minimax for the
    /// relative error of tanh
    /// (2⁻⁵⁶; Remez exchange in 50 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector a = TVector.Abs(x);
        TVector one = TVector.Broadcast(1.0);
        TVector large = one - TVector.Broadcast(2.0) / (one + Exp(a + a));

        TVector square = a * a;
        TVector q = TVector.Broadcast(-1.606993248486875e-05);
        q = Horner(q, square, 7.713897201968088e-05);
        q = Horner(q, square, -0.00022855945454149356);
        q = Horner(q, square, 0.0005863141749612808);
        q = Horner(q, square, -0.001454958149223853);
        q = Horner(q, square, 0.0035919890299655225);
        q = Horner(q, square, -0.008863220984460369);
        q = Horner(q, square, 0.021869487574671675);
        q = Horner(q, square, -0.05396825393120337);
        q = Horner(q, square, 0.13333333333261946);
        q = Horner(q, square, -0.33333333333332854);
        TVector small = TVector.FusedMultiplyAdd(q * square, a, a);

        TVector y = TVector.Select(TVector.LessThan(a, TVector.Broadcast(0.625)), small, large);
        return y | (x & TVector.Broadcast(-0.0));
    }
}
