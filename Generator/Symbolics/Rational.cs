using System;
using System.Globalization;
using System.Numerics;

namespace VaeGen.Generator.Symbolics;

/// <summary>An exact fraction in lowest terms with a positive denominator.</summary>
internal readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger denominator;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException("A fraction needs a denominator other than zero.");

        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        this.denominator = denominator / divisor;
    }

    public static Rational Zero => new(0, 1);

    public static Rational One => new(1, 1);

    public BigInteger Numerator { get; }

    /// <summary>Positive; one for the default value, which is zero.</summary>
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    public bool IsZero => Numerator.IsZero;

    public bool IsOne => this == One;

    public bool IsInteger => Denominator.IsOne;

    public int Sign => Numerator.Sign;

    public static implicit operator Rational(int value) => new(value, 1);

    public static Rational operator +(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + (-b);

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>Reads decimal text such as <c>0.044715</c>, <c>-3</c> or <c>1e-8</c> exactly.</summary>
    /// <exception cref="FormatException">The text is not a decimal number.</exception>
    public static Rational Parse(string text)
    {
        int exponentMark = text.IndexOfAny(['e', 'E']);
        string digits = exponentMark < 0 ? text : text.Substring(0, exponentMark);
        int exponent = exponentMark < 0
            ? 0
            : int.Parse(text.Substring(exponentMark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = digits.IndexOf('.');
        if (point >= 0)
        {
            exponent -= digits.Length - point - 1;
            digits = digits.Remove(point, 1);
        }

        BigInteger value = BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent >= 0 ? new(value * BigInteger.Pow(10, exponent), 1) : new(value, BigInteger.Pow(10, -exponent));
    }

    /// <summary>The exact value of a finite <see cref="double"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public static Rational FromDouble(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only a finite number is a fraction.");

        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0L : 1L << 52);
        Rational magnitude = new Rational(mantissa, 1) * PowerOfTwo(Math.Max(biased, 1) - 1075);
        return bits < 0 ? -magnitude : magnitude;
    }

    /// <summary>The shortest decimal that reads back as the value: what a person wrote, 0.1 as exactly 1/10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite or not a number.</exception>
    public static Rational FromShortestDecimal(double value) => BinaryFormat.Double.ShortestDecimal(FromDouble(value));

    /// <summary>2 to a power of either sign.</summary>
    public static Rational PowerOfTwo(int exponent) =>
        exponent >= 0 ? new(BigInteger.One << exponent, 1) : new(1, BigInteger.One << -exponent);

    public static Rational Abs(Rational value) => value.Sign < 0 ? -value : value;

    public static Rational Power(Rational value, int exponent)
    {
        BigInteger numerator = BigInteger.Pow(value.Numerator, Math.Abs(exponent));
        BigInteger denominator = BigInteger.Pow(value.Denominator, Math.Abs(exponent));
        return exponent >= 0 ? new(numerator, denominator) : new(denominator, numerator);
    }

    /// <summary>The nearest <see cref="double"/>, ties to even.</summary>
    public double ToDouble() => BinaryFormat.Double.ToDouble(this);

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => (Numerator.GetHashCode() * 397) ^ Denominator.GetHashCode();

    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public override string ToString() => IsInteger
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : Numerator.ToString(CultureInfo.InvariantCulture) + "/" + Denominator.ToString(CultureInfo.InvariantCulture);
}
