using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

public static partial class SingleFunctions
{
    /// <summary>
    /// log (Γ(r + x) / Γ(r)), the logarithm of r (r + 1) … (r + x − 1) where x is whole. Range: r > 0, x ≥ 0; exactly 0 for x = 0. Error:
    /// at most 16 ULP of the greater of the result and 1, x whole.
    /// </summary>
    /// <remarks>
    /// The difference of two logarithms of Γ loses, for large r, all that a small x adds. From r = 8 on it is therefore taken term by term
    /// of Stirling's formula:
    /// (r − ½) log(1 + x/r) + x (log(r + x) − 1), and the difference of the series.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector LogRisingFactorial<TVector>(TVector r, TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector end = r + x;
        TVector ofLogarithms = LogGamma(end) - LogGamma(r);
        TVector first = (r - TVector.Broadcast(0.5f)) * Log1p(x / r);
        TVector ofTerms = TVector.FusedMultiplyAdd(x, Log(end) - TVector.Broadcast(1f), first) + (StirlingSeries(end) - StirlingSeries(r));
        return TVector.Select(TVector.LessThan(r, TVector.Broadcast(8f)), ofLogarithms, ofTerms);
    }

    /// <summary>
    /// ψ(r + x) − ψ(r), the derivative of <see cref="LogRisingFactorial"/> by r: 1/r + … + 1/(r + x − 1) where x is whole. Range: r > 0, x
    /// ≥ 0; exactly 0 for x = 0. Error: at most 6 ULP, x whole.
    /// </summary>
    /// <remarks>
    /// Below 8 the sum of x / (r + k)(r + x + k) leads into [8, 9); from 8 on log(1 + x/r) + x / 2r(r + x) and the difference of the
    /// series: positive terms, as large as their sum.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector DigammaDifference<TVector>(TVector r, TVector x)
        where TVector : struct, IVector<TVector, float>
    {
        TVector sum = TVector.Zero;
        for (int n = 0; n < 8; n++)
        {
            TVector isBelow = TVector.LessThan(r, TVector.Broadcast(8f));
            sum = TVector.Select(isBelow, sum + x / (r * (r + x)), sum);
            r = TVector.Select(isBelow, r + TVector.Broadcast(1f), r);
        }

        TVector end = r + x;
        TVector share = x / r;
        return sum + (Log1p(share) + TVector.Broadcast(0.5f) * share / end + (DigammaSeries(end) - DigammaSeries(r)));
    }
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// log (Γ(r + x) / Γ(r)), the logarithm of r (r + 1) … (r + x − 1) where x is whole. Range: r > 0, x ≥ 0; exactly 0 for x = 0. Error:
    /// at most 16 ULP of the greater of the result and 1, x whole.
    /// </summary>
    /// <remarks>
    /// The difference of two logarithms of Γ loses, for large r, all that a small x adds. From r = 8 on it is therefore taken term by term
    /// of Stirling's formula:
    /// (r − ½) log(1 + x/r) + x (log(r + x) − 1), and the difference of the series.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector LogRisingFactorial<TVector>(TVector r, TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector end = r + x;
        TVector ofLogarithms = LogGamma(end) - LogGamma(r);
        TVector first = (r - TVector.Broadcast(0.5)) * Log1p(x / r);
        TVector ofTerms = TVector.FusedMultiplyAdd(x, Log(end) - TVector.Broadcast(1.0), first) + (StirlingSeries(end) - StirlingSeries(r));
        return TVector.Select(TVector.LessThan(r, TVector.Broadcast(8.0)), ofLogarithms, ofTerms);
    }

    /// <summary>
    /// ψ(r + x) − ψ(r), the derivative of <see cref="LogRisingFactorial"/> by r: 1/r + … + 1/(r + x − 1) where x is whole. Range: r > 0, x
    /// ≥ 0; exactly 0 for x = 0. Error: at most 6 ULP, x whole.
    /// </summary>
    /// <remarks>
    /// Below 8 the sum of x / (r + k)(r + x + k) leads into [8, 9); from 8 on log(1 + x/r) + x / 2r(r + x) and the difference of the
    /// series: positive terms, as large as their sum.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static TVector DigammaDifference<TVector>(TVector r, TVector x)
        where TVector : struct, IVector<TVector, double>
    {
        TVector sum = TVector.Zero;
        for (int n = 0; n < 8; n++)
        {
            TVector isBelow = TVector.LessThan(r, TVector.Broadcast(8.0));
            sum = TVector.Select(isBelow, sum + x / (r * (r + x)), sum);
            r = TVector.Select(isBelow, r + TVector.Broadcast(1.0), r);
        }

        TVector end = r + x;
        TVector share = x / r;
        return sum + (Log1p(share) + TVector.Broadcast(0.5) * share / end + (DigammaSeries(end) - DigammaSeries(r)));
    }
}
