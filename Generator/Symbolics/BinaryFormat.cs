using System;
using System.Globalization;
using System.Numerics;

namespace VaeGen.Generator.Symbolics;

/// <summary>
/// One of the two IEEE 754 formats of emitted code: rounds exact fractions to it, ties to even, and writes C# literals of it. Everything is
/// decided in integers, so the text does not depend on the floating-point parser or printer of the compiler's host.
/// </summary>
internal sealed class BinaryFormat
{
    public static readonly BinaryFormat Single = new(24, -149, 104, "f", 9);

    public static readonly BinaryFormat Double = new(53, -1074, 971, "", 17);

    // Three digits are read at a glance, and whole numbers up to here are exact in both formats.
    private const int MostDigitsOfShortLiteral = 3;
    private const int GreatestSpelled = 100_000;

    private readonly int significandBits;
    private readonly int smallestExponent;
    private readonly int largestExponent;
    private readonly string suffix;
    private readonly int roundTripDigits;

    private BinaryFormat(int significandBits, int smallestExponent, int largestExponent, string suffix, int roundTripDigits)
    {
        this.significandBits = significandBits;
        this.smallestExponent = smallestExponent;
        this.largestExponent = largestExponent;
        this.suffix = suffix;
        this.roundTripDigits = roundTripDigits;
    }

    public static BinaryFormat Of(Precision precision) => precision == Precision.Single ? Single : Double;

    /// <summary>The nearest number of the format, exactly.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies beyond the format's largest number.</exception>
    public Rational Round(Rational value)
    {
        (BigInteger significand, int exponent) = Decompose(value);
        return new Rational(significand, 1) * Rational.PowerOfTwo(exponent);
    }

    /// <summary>The value rounded to this format, as a <see cref="double"/>.</summary>
    public double ToDouble(Rational value)
    {
        (BigInteger significand, int exponent) = Decompose(value);
        return (double)significand * Math.Pow(2, exponent);
    }

    public bool IsExact(Rational value) => Round(value) == value;

    /// <summary>The decimal with the fewest digits that reads back as the number of this format nearest to the value.</summary>
    public Rational ShortestDecimal(Rational value)
    {
        Rational target = Round(value);
        for (int digits = 1; digits < roundTripDigits; digits++)
        {
            Rational candidate = RoundToDigits(target, digits);
            if (InRange(candidate) && Round(candidate) == target)
                return candidate;
        }

        return RoundToDigits(target, roundTripDigits);
    }

    /// <summary>The C# literal: <c>0.5f</c>, <c>1e-8</c>, <c>-3f</c>.</summary>
    public string Literal(Rational value)
    {
        Rational shortest = ShortestDecimal(value);
        string text = DecimalText(shortest);
        return suffix.Length == 0 && text.IndexOfAny(['.', 'e']) < 0 ? text + ".0" : text + suffix;
    }

    /// <summary>
    /// The number in code as it is meant: a fraction of two small whole numbers as their quotient (<c>1f / 510f</c>), anything else as its
    /// literal. Both numbers are exact in the format, and division rounds correctly, so that the quotient is the nearest number of the
    /// format, as the literal is.
    /// </summary>
    public string Spelling(Rational value)
    {
        bool isShort = DigitsOf(ShortestDecimal(value)) <= MostDigitsOfShortLiteral;
        return isShort || value.Denominator > GreatestSpelled || BigInteger.Abs(value.Numerator) > GreatestSpelled
            ? Literal(value)
            : $"{Literal(new Rational(value.Numerator, 1))} / {Literal(new Rational(value.Denominator, 1))}";
    }

    /// <summary>Decimal text of a fraction that ends (its denominator divides a power of ten).</summary>
    public static string DecimalText(Rational value)
    {
        int exponent = 0;
        Rational scaled = Rational.Abs(value);
        while (!scaled.IsInteger)
        {
            scaled *= 10;
            exponent--;
        }

        string digits = scaled.Numerator.ToString(CultureInfo.InvariantCulture);
        string significant = digits.TrimEnd('0');
        string sign = value.Sign < 0 ? "-" : "";
        int magnitude = digits.Length + exponent;
        if (value.IsZero)
            return "0";

        if (magnitude > 9 || magnitude < -4)
        {
            string fraction = significant.Length > 1 ? "." + significant.Substring(1) : "";
            return sign + significant[0] + fraction + "e" + (magnitude - 1).ToString(CultureInfo.InvariantCulture);
        }

        if (exponent >= 0)
            return sign + digits;

        string padded = digits.PadLeft(1 - exponent, '0');
        return sign + padded.Substring(0, padded.Length + exponent) + "." + padded.Substring(padded.Length + exponent);
    }

    private static int DigitsOf(Rational decimalFraction)
    {
        Rational scaled = decimalFraction;
        while (!scaled.IsInteger)
            scaled *= 10;
        return BigInteger.Abs(scaled.Numerator).ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length;
    }

    private static Rational RoundToDigits(Rational value, int digits)
    {
        if (value.IsZero)
            return value;

        int exponent = DecimalMagnitude(Rational.Abs(value)) - digits;
        Rational unit = Rational.Power(10, exponent);
        return new Rational(RoundToEven(value / unit), 1) * unit;
    }

    // The number of digits before the decimal point: 10^(m-1) <= value < 10^m.
    private static int DecimalMagnitude(Rational value)
    {
        int magnitude = (int)Math.Floor(BigInteger.Log10(value.Numerator) - BigInteger.Log10(value.Denominator)) + 1;
        while (value >= Rational.Power(10, magnitude))
            magnitude++;

        while (value < Rational.Power(10, magnitude - 1))
            magnitude--;

        return magnitude;
    }

    private static BigInteger RoundToEven(Rational value)
    {
        BigInteger floor = BigInteger.DivRem(value.Numerator, value.Denominator, out BigInteger remainder);
        if (remainder.Sign < 0)
        {
            floor -= 1;
            remainder += value.Denominator;
        }

        int order = (remainder * 2).CompareTo(value.Denominator);
        return order > 0 || (order == 0 && !floor.IsEven) ? floor + 1 : floor;
    }

    private bool InRange(Rational value) =>
        Rational.Abs(value) < (Rational.PowerOfTwo(significandBits) - new Rational(1, 2)) * Rational.PowerOfTwo(largestExponent);

    private (BigInteger Significand, int Exponent) Decompose(Rational value)
    {
        if (!InRange(value))
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), value.ToString(), "The constant is too large for the precision of the model.");
        }

        if (value.IsZero)
            return (0, 0);

        Rational magnitude = Rational.Abs(value);
        int exponent = (int)Math.Floor(BigInteger.Log(magnitude.Numerator, 2) - BigInteger.Log(magnitude.Denominator, 2)) - significandBits
            + 1;
        Rational top = Rational.PowerOfTwo(significandBits);
        while (magnitude / Rational.PowerOfTwo(exponent) >= top)
            exponent++;

        while (magnitude / Rational.PowerOfTwo(exponent) < Rational.PowerOfTwo(significandBits - 1))
            exponent--;

        exponent = Math.Max(exponent, smallestExponent);
        return (RoundToEven(value / Rational.PowerOfTwo(exponent)), exponent);
    }
}
