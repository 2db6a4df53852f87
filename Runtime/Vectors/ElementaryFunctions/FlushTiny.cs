using System.Runtime.CompilerServices;

namespace VaeGen.Runtime.V1;

public static partial class SingleFunctions
{
    /// <summary>
    /// 0 where |x| is below the smallest normal number (2⁻¹²⁶), else x: keeps decaying sums from lingering as slow denormals.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector FlushTiny<TVector>(TVector x)
        where TVector : struct, IVector<TVector, float> =>
        x & ~TVector.LessThan(TVector.Abs(x), TVector.Broadcast(SmallestNormal));
}

public static partial class DoubleFunctions
{
    /// <summary>
    /// 0 where |x| is below the smallest normal number (2⁻¹⁰²²), else x: keeps decaying sums from lingering as slow denormals.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector FlushTiny<TVector>(TVector x)
        where TVector : struct, IVector<TVector, double> =>
        x & ~TVector.LessThan(TVector.Abs(x), TVector.Broadcast(SmallestNormal));
}
