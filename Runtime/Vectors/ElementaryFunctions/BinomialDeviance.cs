using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// x log(x / n p) + r log(r / n q) with n = x + r, p + q = 1, u = −log p and v = −log q: half the deviance of x successes and r
    /// failures from a probability p of success. Never negative, 0 where x / r = p / q, r v for x = 0. Range: x ≥ 0, r > 0. Error: at most
    /// 1 ULP, and what 1 ULP of each logarithm changes the result by.
    /// </summary>
    /// <remarks>
    /// x u + r v less the logarithms of the shares x / n and r / n is a difference of large numbers where the two are close. With t =
    /// log(n p / x) and s = log(n q / r) it is also x (eᵗ − 1 − t) + r (eˢ − 1 − s), a sum of terms that are never negative, because the
    /// exponentials add up to n (Loader 2000). An error of t or s counts by n p − x, which is small where x is close to its mean.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector BinomialDeviance<TVector>(TVector x, TVector r, TVector u, TVector v)
        where TVector : struct, IVector<TVector, float>
    {
        TVector ofSuccesses = x * ExpRemainder(Log1p(r / x) - u);
        TVector ofFailures = r * ExpRemainder(Log1p(x / r) - v);
        return TVector.Select(TVector.GreaterThan(x, TVector.Zero), ofSuccesses + ofFailures, r * v);
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// x log(x / n p) + r log(r / n q) with n = x + r, p + q = 1, u = −log p and v = −log q: half the deviance of x successes and r
    /// failures from a probability p of success. Never negative, 0 where x / r = p / q, r v for x = 0. Range: x ≥ 0, r > 0. Error: at most
    /// 1 ULP, and what 1 ULP of each logarithm changes the result by.
    /// </summary>
    /// <remarks>
    /// x u + r v less the logarithms of the shares x / n and r / n is a difference of large numbers where the two are close. With t =
    /// log(n p / x) and s = log(n q / r) it is also x (eᵗ − 1 − t) + r (eˢ − 1 − s), a sum of terms that are never negative, because the
    /// exponentials add up to n (Loader 2000). An error of t or s counts by n p − x, which is small where x is close to its mean.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector BinomialDeviance<TVector>(TVector x, TVector r, TVector u, TVector v)
        where TVector : struct, IVector<TVector, double>
    {
        TVector ofSuccesses = x * ExpRemainder(Log1p(r / x) - u);
        TVector ofFailures = r * ExpRemainder(Log1p(x / r) - v);
        return TVector.Select(TVector.GreaterThan(x, TVector.Zero), ofSuccesses + ofFailures, r * v);
    }
}
