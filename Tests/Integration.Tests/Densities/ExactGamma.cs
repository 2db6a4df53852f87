using System.Linq;
using System.Numerics;

namespace VaeGen.Integration.Tests.Densities;

/// <summary>
/// log Γ of positive numbers, to more than 60 digits: the recurrence up to 60, from there Stirling's series with 30 terms (Abramowitz and
/// Stegun 6.1.40).
/// </summary>
internal static class ExactGamma
{
    private const int Start = 60;
    private const int Terms = 30;

    private static readonly Exact HalfLogTwoPi = Exact.Log(2 * Exact.Pi) / 2;

    private static readonly Exact[] Coefficients = [.. Enumerable.Range(1, Terms).Select(Coefficient)];

    public static Exact Log(Exact x)
    {
        Exact product = 1;
        for (; x.Scaled < ((Exact)Start).Scaled; x += 1)
            product *= x;

        Exact inverse = 1 / x;
        Exact square = inverse * inverse;
        Exact series = Coefficients.Reverse().Aggregate((Exact)0, (sum, coefficient) => coefficient + (sum * square)) * inverse;
        return ((x - ((Exact)1 / 2)) * Exact.Log(x)) - x + HalfLogTwoPi + series - Exact.Log(product);
    }

    // B₂ₖ / (2k (2k − 1)), where |B₂ₖ| = 2k T / (4ᵏ (4ᵏ − 1)) of the tangent number T (Brent and Harvey 2013).
    private static Exact Coefficient(int k)
    {
        BigInteger power = BigInteger.One << (2 * k);
        Exact magnitude = Exact.Fraction(TangentNumber(k), power * (power - 1) * ((2 * k) - 1));
        return k % 2 == 1 ? magnitude : -magnitude;
    }

    private static BigInteger TangentNumber(int count)
    {
        BigInteger[] numbers = new BigInteger[count + 1];
        numbers[1] = 1;
        for (int k = 2; k <= count; k++)
            numbers[k] = (k - 1) * numbers[k - 1];
        for (int k = 2; k <= count; k++)
        {
            for (int j = k; j <= count; j++)
                numbers[j] = ((j - k) * numbers[j - 1]) + ((j - k + 2) * numbers[j]);
        }

        return numbers[count];
    }
}
