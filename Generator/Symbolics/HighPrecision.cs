using System.Numerics;

namespace VaeGen.Generator.Symbolics;

/// <summary>exp, log and square root of exact fractions to about 70 digits: constants are rounded once, when they become a
/// literal.</summary>
internal static class HighPrecision
{
    private const int Bits = 240;
    private static readonly BigInteger One = BigInteger.One << Bits;
    private static readonly BigInteger LogTwo = 2 * ArcTanh(One / 3);

    /// <summary>eˣ, for |x| up to some thousands.</summary>
    public static Rational Exp(Rational x)
    {
        // x = k ln 2 + t with |t| small, then the Taylor series in t.
        BigInteger scaled = Fixed(x);
        BigInteger k = BigInteger.Divide((2 * scaled) + (scaled.Sign * LogTwo), 2 * LogTwo);
        BigInteger t = scaled - (k * LogTwo);
        BigInteger sum = One;
        BigInteger term = One;
        for (int n = 1; !term.IsZero; n++)
        {
            term = BigInteger.Divide((term * t) / n, One);
            sum += term;
        }

        return new Rational(sum, One) * Rational.PowerOfTwo((int)k);
    }

    /// <summary>ln x, for positive x.</summary>
    public static Rational Log(Rational x)
    {
        if (x.Sign <= 0)
            throw new System.ArgumentOutOfRangeException(nameof(x), x.ToString(), "Only positive numbers have a logarithm.");

        // x = 2^k m with m near one, ln m = 2 artanh((m - 1)/(m + 1)).
        int k = (int)System.Math.Round(BigInteger.Log(x.Numerator, 2) - BigInteger.Log(x.Denominator, 2));
        Rational m = x / Rational.PowerOfTwo(k);
        return new Rational((k * LogTwo) + (2 * ArcTanh(Fixed((m - 1) / (m + 1)))), One);
    }

    /// <summary>√x, for x that is not negative.</summary>
    public static Rational Sqrt(Rational x)
    {
        if (x.Sign < 0)
            throw new System.ArgumentOutOfRangeException(nameof(x), x.ToString(), "Only numbers that are not negative have a square root.");

        return new(CallRules.IntegerRoot((x.Numerator * x.Denominator) << (2 * Bits)), x.Denominator << Bits);
    }

    private static BigInteger Fixed(Rational x) => (x.Numerator << Bits) / x.Denominator;

    private static BigInteger ArcTanh(BigInteger x)
    {
        BigInteger square = x * x / One;
        BigInteger power = x;
        BigInteger sum = x;
        for (int n = 3; !power.IsZero; n += 2)
        {
            power = power * square / One;
            sum += power / n;
        }

        return sum;
    }
}
