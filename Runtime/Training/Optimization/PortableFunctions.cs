using System;
using VaeGen.Runtime.V2;

namespace VaeGen;

/// <summary>Powers and a cosine in double precision that, unlike a system's own, have the same bits on every machine.</summary>
internal static class PortableFunctions
{
    /// <summary>A whole power, by squaring.</summary>
    /// <param name="value">The base.</param>
    /// <param name="exponent">At least 0.</param>
    public static double Power(double value, long exponent)
    {
        double power = 1;
        for (double square = value; exponent > 0; exponent >>= 1, square *= square)
        {
            if ((exponent & 1) != 0)
                power *= square;
        }

        return power;
    }

    /// <summary>A power with any exponent: the whole part by squaring, the rest by exp and log.</summary>
    /// <param name="value">The base, above 0.</param>
    /// <param name="exponent">At least 0.</param>
    public static double Power(double value, double exponent)
    {
        double whole = Math.Floor(exponent);
        double power = Power(value, (long)whole);
        return exponent == whole ? power : power * Exp((exponent - whole) * Log(value));
    }

    /// <summary>cos(π t / 2) for t in [0, 1], by Taylor's series of cosine and sine up to π/4, where the first term left out is below
    /// 2⁻⁵⁷.</summary>
    public static double CosineOfQuarterTurn(double t)
    {
        if (t > 0.5)
            return Sine(Math.PI / 2 * (1 - t));
        double square = Math.PI / 2 * t * (Math.PI / 2 * t);
        double sum = 0;
        for (int n = 16; n > 0; n -= 2)
            sum = (1 - sum) * square / (n * (n - 1));
        return 1 - sum;
    }

    private static double Sine(double x)
    {
        double square = x * x;
        double sum = 0;
        for (int n = 17; n > 1; n -= 2)
            sum = (1 - sum) * square / (n * (n - 1));
        return x * (1 - sum);
    }

    private static double Exp(double x)
    {
        double result = 0;
        Double1.StoreUnsafe(DoubleFunctions.Exp(Double1.Broadcast(x)), ref result);
        return result;
    }

    private static double Log(double x)
    {
        double result = 0;
        Double1.StoreUnsafe(DoubleFunctions.Log(Double1.Broadcast(x)), ref result);
        return result;
    }
}
