using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// x log(x / λ) + λ − x with l = log λ: half the deviance of a count x from its mean. Never negative, 0 where l = log x, eˡ for x = 0.
    /// Range: x ≥ 0. Error: at most 1.1 ULP, and what 1 ULP of l and of log x changes the result by.
    /// </summary>
    /// <remarks>
    /// With t = l − log x it is x (eᵗ − 1 − t), in which nothing cancels (Loader 2000). An error of t counts by λ − x, which is small where
    /// x is close to its mean.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector PoissonDeviance<TVector>(TVector x, TVector l)
        where TVector : struct, IVector<TVector, float>
    {
        TVector isPositive = TVector.GreaterThan(x, TVector.Zero);
        TVector count = TVector.Select(isPositive, x, TVector.Broadcast(1f));
        return TVector.Select(isPositive, x * ExpRemainder(l - Log(count)), Exp(l));
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// x log(x / λ) + λ − x with l = log λ: half the deviance of a count x from its mean. Never negative, 0 where l = log x, eˡ for x = 0.
    /// Range: x ≥ 0. Error: at most 1.1 ULP, and what 1 ULP of l and of log x changes the result by.
    /// </summary>
    /// <remarks>
    /// With t = l − log x it is x (eᵗ − 1 − t), in which nothing cancels (Loader 2000). An error of t counts by λ − x, which is small where
    /// x is close to its mean.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector PoissonDeviance<TVector>(TVector x, TVector l)
        where TVector : struct, IVector<TVector, double>
    {
        TVector isPositive = TVector.GreaterThan(x, TVector.Zero);
        TVector count = TVector.Select(isPositive, x, TVector.Broadcast(1.0));
        return TVector.Select(isPositive, x * ExpRemainder(l - Log(count)), Exp(l));
    }
}
