using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V2;

/// <summary>The smallest normal number of either precision: sums that decay below it would linger as slow denormal numbers.</summary>
internal static class SmallestNormal
{
    private const float OfSingle = 1.17549435e-38f;
    private const double OfDouble = 2.2250738585072014e-308;

    /// <summary>2⁻¹²⁶ in every lane of floats, 2⁻¹⁰²² in every lane of doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>()
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TVector.Broadcast(typeof(T) == typeof(float) ? T.CreateTruncating(OfSingle) : T.CreateTruncating(OfDouble));

    /// <summary>0 where |x| is below the smallest normal number, else x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Flush<TVector, T>(TVector x, TVector smallestNormal)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged =>
        x & ~TVector.LessThan(TVector.Abs(x), smallestNormal);
}
