using System;
using System.Numerics;

namespace VaeGen.Integration.Tests.Densities;

/// <summary>A number with 400 bits after the point, for values that double precision is compared with. Doubles convert exactly down to
/// 2⁻⁴⁰⁰.</summary>
internal readonly record struct Exact(BigInteger Scaled)
{
    private const int Bits = 400;

    private static readonly BigInteger Scale = BigInteger.One << Bits;

    private static readonly Exact LogTwo = NewtonLog(2);

    /// <summary>π = 16 atan(1/5) − 4 atan(1/239) (Machin 1706).</summary>
    public static Exact Pi { get; } = (16 * InverseTangentOfInverse(5)) - (4 * InverseTangentOfInverse(239));

    public static implicit operator Exact(int value) => new(value * Scale);

    public static implicit operator Exact(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.Max(exponent, 1) - 1075 + Bits;
        BigInteger magnitude = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return new Exact(bits < 0 ? -magnitude : magnitude);
    }

    public static Exact operator +(Exact a, Exact b) => new(a.Scaled + b.Scaled);

    public static Exact operator -(Exact a, Exact b) => new(a.Scaled - b.Scaled);

    public static Exact operator -(Exact a) => new(-a.Scaled);

    public static Exact operator *(Exact a, Exact b) => new((a.Scaled * b.Scaled) >> Bits);

    public static Exact operator /(Exact a, Exact b) => new((a.Scaled << Bits) / b.Scaled);

    /// <summary>exp: the series of x/2¹⁶, squared sixteen times.</summary>
    public static Exact Exp(Exact x)
    {
        const int Halvings = 16;
        Exact reduced = new(x.Scaled >> Halvings);
        Exact term = 1;
        Exact sum = 1;
        for (int n = 1; !term.Scaled.IsZero && n < 400; n++)
        {
            term = term * reduced / n;
            sum += term;
        }

        for (int i = 0; i < Halvings; i++)
            sum *= sum;
        return sum;
    }

    /// <summary>The logarithm: k log 2 and that of x/2ᵏ, which lies in [½, 1).</summary>
    public static Exact Log(Exact x)
    {
        int k = (int)x.Scaled.GetBitLength() - Bits;
        return NewtonLog(new Exact(k < 0 ? x.Scaled << -k : x.Scaled >> k)) + (k * LogTwo);
    }

    /// <summary>A fraction, rounded once.</summary>
    public static Exact Fraction(BigInteger numerator, BigInteger denominator) => new((numerator << Bits) / denominator);

    public static explicit operator double(Exact value)
    {
        // Sixty-four significant bits, so that the quotient is rounded once and correctly but for ties.
        int drop = (int)Math.Max(0, BigInteger.Abs(value.Scaled).GetBitLength() - 64);
        return Math.ScaleB((double)(value.Scaled >> drop), drop - Bits);
    }

    // Of a number near one, whose exponential has all its digits.
    private static Exact NewtonLog(Exact x)
    {
        Exact y = Math.Log((double)x);
        for (int i = 0; i < 4; i++)
            y += (x * Exp(-y)) - 1;
        return y;
    }

    private static Exact InverseTangentOfInverse(int denominator)
    {
        BigInteger power = Scale / denominator;
        BigInteger sum = power;
        for (int n = 3; !power.IsZero; n += 2)
        {
            power = -power / (denominator * denominator);
            sum += power / n;
        }

        return new Exact(sum);
    }
}
