using System;

namespace VaeGen.Runtime.Tests.Vectors;

/// <summary>
/// An unevaluated sum of two doubles, about 106 bits: the arithmetic of the reference functions (Dekker 1971; Knuth's two-sum).
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static readonly DoubleDouble LnTwo = new(0.6931471805599453, 2.3190468138462996e-17);
    public static readonly DoubleDouble Pi = new(3.141592653589793, 1.2246467991473532e-16);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        (double high, double low) = TwoSum(a.High, b.High);
        (double lowSum, double lowest) = TwoSum(a.Low, b.Low);
        (high, low) = QuickTwoSum(high, low + lowSum);
        return Normalize(high, low + lowest);
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double product = a.High * b.High;
        double rest = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return Normalize(product, rest + (a.High * b.Low + a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double first = a.High / b.High;
        DoubleDouble rest = a - b * first;
        double second = rest.High / b.High;
        rest -= b * second;
        return new DoubleDouble(first, 0) + second + rest.High / b.High;
    }

    /// <summary>Times a power of two, exact but for underflow.</summary>
    public DoubleDouble Scale(int exponent) => new(Math.ScaleB(High, exponent), Math.ScaleB(Low, exponent));

    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        double root = Math.Sqrt(a.High);
        return root + (a - (DoubleDouble)root * root) / (2 * root);
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        double sum = a + b;
        double part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    private static (double Sum, double Error) QuickTwoSum(double a, double b)
    {
        double sum = a + b;
        return (sum, b - (sum - a));
    }

    private static DoubleDouble Normalize(double high, double low)
    {
        (double sum, double error) = QuickTwoSum(high, low);
        return new DoubleDouble(sum, error);
    }
}
